"""A TOML file read safely, with the line of every key."""

from __future__ import annotations

import re
import stat
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from problems import Problem, ProblemError

LARGEST = 1_000_000  # bytes
DEEPEST = 12  # brackets inside each other

SHELL = "--set"

KeyPath = tuple[str | int, ...]

_HEADER = re.compile(r"^\s*\[(?P<twice>\[)?\s*(?P<path>[^\[\]]+?)\s*\]\]?\s*(#.*)?$")
_KEY = re.compile(r"""^\s*(?P<path>(?:[A-Za-z0-9_.\- ]|"[^"]*"|'[^']*')+?)\s*=""")
_PART = re.compile(r"""\s*(?:"([^"]*)"|'([^']*)'|([A-Za-z0-9_\-]+))\s*\.?""")

_COMMA = re.compile(r"=\s*([+-]?\d+),(\d+)\s*(?:[,}#]|$)")


@dataclass(frozen=True)
class Setting:
    """What the command line puts into a document: its path there, and its text."""

    path: str
    text: str


@dataclass(frozen=True)
class Document:
    """What a file says, and where.

    Attributes
    ----------
    lines : line of each key; settings : keys that the command line set; text : the whole file.
    """

    file: str
    data: dict[str, Any]
    lines: dict[KeyPath, int] = field(default_factory=dict)
    settings: dict[KeyPath, Setting] = field(default_factory=dict)
    text: str = field(default="", repr=False)

    def line(self, path: Sequence[str | int]) -> int | None:
        """Line of a key, or of the nearest table around it."""
        for end in range(len(path), 0, -1):
            found = self.lines.get(tuple(path[:end]))
            if found is not None:
                return found
        return None

    def line_of_text(self, path: KeyPath, number: int) -> int | None:
        """Line of a row, counted from 0, of a text of several lines."""
        key = self.line(path)
        if key is None or not self.text:
            return key
        opening = self.text.splitlines()[key - 1].partition("=")[2].lstrip()
        if not opening.startswith(('"""', "'''")):
            return key
        return key + number + (len(opening) == 3)  # TOML leaves out a break right after the quotes

    def problem(self, path: KeyPath, value: str | None, expected: str, nearest: str | None = None) -> Problem:
        """A problem with a key: told of the setting that wrote it, else of its line in the file."""
        setting = self._setting(path)
        if setting is not None:
            return Problem(SHELL, None, setting.path, setting.text, expected, nearest)
        return Problem(self.file, self.line(path), dotted(path), value, expected, nearest)

    def _setting(self, path: KeyPath) -> Setting | None:
        """The setting that wrote a key, the table around it, or something inside that the file knows nothing of."""
        for end in range(len(path), 0, -1):
            if path[:end] in self.settings:
                return self.settings[path[:end]]
        inside = (s for at, s in self.settings.items() if at[: len(path)] == path and path not in self.lines)
        return next(inside, None)


def dotted(path: KeyPath) -> str:
    """A key path as a user writes it; entries of a list by their number, from 1."""
    out = ""
    for part in path:
        out += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if out else str(part)
    return out


def read(path: Path, name: str | None = None) -> Document:
    """Read a TOML file.

    Raises
    ------
    ProblemError
        If it is missing, no ordinary file, too large, not UTF-8, empty, or not TOML.
    """
    file = name or str(path)
    text = _text(path, file)
    if not text.strip():
        raise ProblemError([Problem(file, 1, None, "an empty file", "a scenario: title, country, policy")])
    _refuse_deep(text, file)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ProblemError([_broken(file, text, error)]) from None
    except ValueError:
        raise ProblemError([_endless(file, text)]) from None
    return Document(file, data, key_lines(text), text=text)


def _text(path: Path, file: str) -> str:
    def refuse(value: str, expected: str, line: int | None = None) -> ProblemError:
        return ProblemError([Problem(file, line, None, value, expected)])

    try:
        about = path.stat()
        if stat.S_ISDIR(about.st_mode):
            raise refuse("a directory", "a TOML file")
        if not stat.S_ISREG(about.st_mode):
            raise refuse("not an ordinary file", "a TOML file")
        if about.st_size > LARGEST:
            raise refuse(f"{about.st_size / 1e6:.0f} MB", f"a TOML file of at most {LARGEST / 1e6:.0f} MB")
        raw = path.read_bytes()
    except FileNotFoundError:
        raise refuse("no such file", "a TOML file") from None
    except (OSError, ValueError) as error:
        raise refuse(f"cannot be read ({getattr(error, 'strerror', None) or error})", "a readable file") from None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise refuse(f"byte 0x{raw[error.start]:02x}", "text in UTF-8", line) from None


def _refuse_deep(text: str, file: str) -> None:
    depth, open_string = 0, ""
    for number, line in enumerate(text.splitlines(), start=1):
        brackets, open_string = _brackets(line, open_string)
        for char in brackets:
            depth += (char in "[{") - (char in "]}")
            if depth > DEEPEST:
                expected = f"at most {DEEPEST} brackets inside each other"
                raise ProblemError([Problem(file, number, None, "brackets nested too deep", expected)])
        depth = max(depth, 0)


def _broken(file: str, text: str, error: tomllib.TOMLDecodeError) -> Problem:
    found = re.search(r"\(at (?:line (\d+), column (\d+)|end of document)\)", str(error))
    line = int(found.group(1)) if found and found.group(1) else len(text.splitlines())
    content = text.splitlines()[line - 1] if 0 < line <= len(text.splitlines()) else ""
    if found := _COMMA.search(content):
        whole, part = found.groups()
        return Problem(file, line, None, f"{whole},{part}", f"a decimal point: {whole}.{part}")
    reason = re.sub(r"\s*\(at .*\)$", "", str(error))
    accents = re.match(r"\s*\[*[^\]=\"]*[^\x00-\x7f]", content)
    plain = 'keys of plain letters, digits and _: the name with its accents goes into name = "…"'
    return Problem(file, line, None, f"not valid TOML ({reason})", plain if accents else "TOML: key = value")


def _endless(file: str, text: str) -> Problem:
    """A number of more digits than Python reads."""
    lines = text.splitlines()
    line = next((n for n, content in enumerate(lines, 1) if re.search(r"[0-9_]{4000}", content)), None)
    return Problem(file, line, None, "a number of thousands of digits", "a shorter number")


def key_lines(text: str) -> dict[KeyPath, int]:
    """Find the line of every key and table header; keys inside inline tables count as their table's line."""
    lines: dict[KeyPath, int] = {}
    table: KeyPath = ()
    counts: dict[KeyPath, int] = {}
    open_string, depth = "", 0
    for number, line in enumerate(text.splitlines(), start=1):
        if not open_string and depth == 0:
            header, key = _HEADER.match(line), _KEY.match(line)
            if header:
                table = _enter(header, counts)
                lines.setdefault(table, number)
            elif key:
                path = table + _parts(key.group("path"))
                for end in range(len(table) + 1, len(path) + 1):
                    lines.setdefault(path[:end], number)
        open_string, depth = _follow(line, open_string, depth, header_line=bool(_HEADER.match(line)))
    return lines


def _parts(path: str) -> KeyPath:
    return tuple(a or b or c for a, b, c in _PART.findall(path) if a or b or c)


def _enter(header: re.Match[str], counts: dict[KeyPath, int]) -> KeyPath:
    """Path of a table header, with the number of its entry where the table is one of an array."""
    path: KeyPath = ()
    parts = _parts(header.group("path"))
    for part in parts[:-1]:
        path = (*path, part)
        if path in counts:
            path = (*path, counts[path])
    path = (*path, parts[-1])
    if header.group("twice"):
        counts[path] = counts.get(path, -1) + 1
        path = (*path, counts[path])
    return path


def _follow(line: str, open_string: str, depth: int, *, header_line: bool) -> tuple[str, int]:
    """Keep track of strings and arrays that go on over several lines."""
    if header_line and not open_string and depth == 0:
        return "", 0
    brackets, open_string = _brackets(line, open_string)
    for char in brackets:
        depth += (char in "[{") - (char in "]}")
    return open_string, max(depth, 0)


def _brackets(line: str, open_string: str) -> tuple[str, str]:
    """Brackets of a line outside of strings and comments, and the quotes of a string that goes on."""
    found, at = "", 0
    while at < len(line):
        if open_string:
            end = _closing(line, open_string, at)
            if end < 0:
                return found, open_string if len(open_string) == 3 else ""
            at, open_string = end + len(open_string), ""
            continue
        char = line[at]
        if char == "#":
            break
        if char in "\"'":
            open_string = char * 3 if line.startswith(char * 3, at) else char
            at += len(open_string)
            continue
        found += char if char in "[]{}" else ""
        at += 1
    return found, open_string if len(open_string) == 3 else ""


def _closing(line: str, quotes: str, at: int) -> int:
    """Where a string ends, -1 if not in this line; a quote behind a backslash ends none."""
    end = line.find(quotes, at)
    while end >= 0 and quotes[0] == '"' and (end - at - len(line[at:end].rstrip("\\"))) % 2:
        end = line.find(quotes, end + 1)
    return end
