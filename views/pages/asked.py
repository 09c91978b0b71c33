"""What is asked on the page Compare: its form, the question that it makes, the address that brings it back."""

from __future__ import annotations

import binascii
import json
import re
import tempfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import parse_qs, urlencode

from problems import Problem, ProblemError, nearest
from results.question import Question, seeds_of
from scenarios.load import load_scenario, names_of
from scenarios.schema import RunSettings
from views.pages.state_link import LARGEST_SEED, LONGEST, TOO_LONG, packed, state_of, unpacked
from views.play.session import file_stem

if TYPE_CHECKING:
    from views.play.session import Session

FIELDS = {"--seeds": "Seeds", "--baseline": "Compare with"}
"""Title of the field that stands for an option of the command line."""
ADVICE = re.compile(r" \(--[^)]*\)")
"""What a mistake advises to type on the command line, which a form hasn't."""
SHOWN = 40  # characters of what somebody typed that a mistake repeats


@dataclass(frozen=True)
class Asked:
    """The form as filled in.

    Attributes
    ----------
    chosen : names of shipped scenarios, and paths of the visitor's files.
    files : all files that the visitor brought, chosen or not.
    baseline : empty for each scenario's own country without policy.
    """

    chosen: tuple[str, ...] = ("chaebol",)
    seeds: str = "8"
    years: str = ""
    firms: str = ""
    baseline: str = ""
    files: tuple[str, ...] = ()

    def ticked(self, name: str, on: bool) -> Asked:
        """The form after a scenario was ticked or unticked."""
        others = tuple(n for n in self.chosen if n != name)
        return replace(self, chosen=(*others, name) if on else others)

    def question(self) -> Question:
        """What it asks.

        Raises
        ------
        ProblemError
            With every field that makes no sense.
        """
        problems: list[Problem] = []
        seeds = _or_told(problems, lambda: _seeds(self.seeds))
        years = _or_told(problems, lambda: _whole("Years", self.years, 1, _range("quarters")[1] // 4))
        firms = _or_told(problems, lambda: _whole("Firms", self.firms, *_range("firms")))
        if seeds is None or problems:
            raise ProblemError(problems)
        settings = () if firms is None else (f"run.firms={firms}",)
        return Question(self.chosen, seeds, self.baseline or None, settings, None if years is None else 4 * years)


def _or_told[T](problems: list[Problem], read: Callable[[], T]) -> T | None:
    """What a field says; None, with its mistakes put to the others', if it makes no sense."""
    try:
        return read()
    except ProblemError as error:
        problems += error.problems
        return None


def _seeds(text: str) -> tuple[int, ...]:
    seeds = tuple(seeds_of(text))
    if seeds[-1] > LARGEST_SEED:
        raise ProblemError([Problem(None, None, "Seeds", clipped(text), f"none above {LARGEST_SEED:,}")])
    return seeds


def _range(name: str) -> tuple[int, int]:
    """Least and most that a scenario takes for a figure of its run."""
    limits = RunSettings.model_fields[name].metadata
    return next(m.ge for m in limits if hasattr(m, "ge")), next(m.le for m in limits if hasattr(m, "le"))


def _whole(key: str, text: str, least: int, most: int) -> int | None:
    """A field's number; None where it is left empty."""
    if not text.strip():
        return None
    try:
        found = int(text)
    except ValueError:  # int() takes no more than some thousand digits either
        found = -1
    if not least <= found <= most:
        expected = f"a whole number from {least:,} to {most:,}, or nothing for the scenario's own"
        raise ProblemError([Problem(None, None, key, clipped(text), expected)])
    return found


def in_words(error: ProblemError) -> tuple[str, ...]:
    """Mistakes in the words of the form, which has fields where the command line has options."""
    return tuple(replace(p, **cast(Any, _of_field(p))).text() for p in error.problems)


def _of_field(p: Problem) -> dict[str, str | None]:
    expected = (
        ADVICE.sub("", p.expected).replace("--baseline", f"one under {FIELDS['--baseline']}") if p.expected else None
    )
    title = FIELDS.get(p.file or "")
    if title is None:
        return {"expected": expected}
    value = None if p.value is None else clipped(str(p.value)) or "nothing"
    return {"file": None, "key": title, "value": value, "expected": expected}


def clipped(text: str) -> str:
    """What somebody typed, as much of it as it takes to see what it was."""
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"


def with_file(asked: Asked, name: str, content: bytes) -> Asked:
    """The form with a visitor's file among its choices, and ticked.

    Raises
    ------
    ProblemError
        With every mistake in the file.
    """
    path = kept(name, content, asked.files)
    return replace(asked.ticked(path, True), files=tuple(dict.fromkeys((*asked.files, path))))


def with_session(asked: Asked, session: Session) -> Asked:
    """The form with what is played ticked: a shipped scenario by its name while nothing is changed, else as a file."""
    state = state_of(session)
    if state.text is None and not state.changes:
        return asked.ticked(state.scenario, True)
    return with_file(asked, f"{file_stem(session.name)}.toml", session.saved().encode())


def kept(name: str, content: bytes, files: tuple[str, ...]) -> str:
    """Path of an uploaded scenario: that of a file with the same content, else a new one under a name of its own.

    Raises
    ------
    ProblemError
        With every mistake in the file.
    """
    stem = _stem(name)
    alike = (path for path in files if Path(path).stem.startswith(stem) and Path(path).read_bytes() == content)
    taken = {Path(path).stem for path in files}
    free = next(s for s in (stem, *(f"{stem[:36]}_{n}" for n in range(2, len(taken) + 3))) if s not in taken)
    return next(alike, None) or keep_upload(f"{free}.toml", content)


def _stem(name: str) -> str:
    return "".join(c if c.isalnum() or c in "-_" else "_" for c in Path(name).stem)[:40] or "scenario"


def keep_upload(name: str, content: bytes) -> str:
    """Write an uploaded scenario where this session alone reads it; returns its path.

    Raises
    ------
    ProblemError
        With every mistake in the file.
    """
    folder = Path(tempfile.mkdtemp(prefix="marshall-"))
    path = folder / f"{_stem(name)}.toml"
    path.write_bytes(content)
    try:
        load_scenario(str(path))
    except ProblemError as error:
        raise ProblemError([_without(p, folder) for p in error.problems]) from None
    return str(path)


def _without(p: Problem, folder: Path) -> Problem:
    return replace(p, file=p.file.replace(f"{folder}/", "") if p.file else p.file)


def encode(asked: Asked) -> str:
    """Query of an address; files go along with their content, in the place of their path stands their number."""
    used = [path for path in asked.files if path in (*asked.chosen, asked.baseline)]
    number = {path: str(at) for at, path in enumerate(used)}
    query = [("compare", number.get(name, name)) for name in asked.chosen]
    fields = {"seeds": asked.seeds, "years": asked.years, "firms": asked.firms,
              "baseline": number.get(asked.baseline, asked.baseline)}  # fmt: skip
    query += [(key, text) for key, text in fields.items() if text]
    query += [("file", packed(json.dumps([Path(path).name, Path(path).read_text("utf-8")]))) for path in used]
    found = urlencode(query)
    return found if len(found) <= LONGEST else TOO_LONG


def decode(query: str | None) -> Asked | None:
    """Form of an address, its files written anew; None if it asks nothing.

    Raises
    ------
    ProblemError
        If the address is damaged, of a question that didn't fit in it, or one of its files has a mistake.
    """
    if query == TOO_LONG:
        expected = "the files once more: what was compared here was too long for an address"
        raise ProblemError([Problem("the address", None, None, None, expected)])
    given = parse_qs(query or "")
    if "compare" not in given:
        return None
    try:
        sent = [(str(name), str(text)) for name, text in (json.loads(unpacked(f)) for f in given.get("file", ()))]
    except (ValueError, TypeError, zlib.error, binascii.Error):
        raise ProblemError([Problem("the address", None, None, "a damaged link", "one in full")]) from None
    files = tuple(keep_upload(name, text.encode()) for name, text in sent)
    path = {str(at): file for at, file in enumerate(files)}
    names = tuple(path.get(name, name) for name in given["compare"])
    seeds, years, firms, base = (given.get(key, [""])[0] for key in ("seeds", "years", "firms", "baseline"))
    asked = Asked(names, seeds, years, firms, path.get(base, base), files)
    _only_known(asked)
    return asked


def _only_known(asked: Asked) -> None:
    """A link must not read files of this machine."""
    shipped = names_of("scenarios")
    for name in (*asked.chosen, *filter(None, [asked.baseline])):
        if name not in shipped and name not in asked.files:
            raise ProblemError([Problem("the address", None, "scenario", name, "a shipped scenario",
                                        nearest(name, shipped))])  # fmt: skip
