"""What a user got wrong, told so that it can be put right."""

import errno
from collections.abc import Iterable
from dataclasses import dataclass

SIMILAR_ENOUGH = 60.0
"""Similarity (0 to 100) below which another name is no help."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake in what the user gave, with where it is and what was expected.

    Parameters
    ----------
    file
        File as the user would name it, or ``--set`` for a setting of the command line.
    line
        Line in the file, from 1.
    key
        Path of the key, such as ``run.quarters``.
    value
        What was found, as it would be written in the file.
    expected
        What would have been right.
    nearest
        The valid name that resembles the one given.
    """

    file: str | None = None
    line: int | None = None
    key: str | None = None
    value: str | int | None = None
    expected: str | None = None
    nearest: str | None = None

    def text(self) -> str:
        """One readable paragraph."""
        return " ".join(part for part in (self._where(), self._found(), self._hint()) if part)

    def _where(self) -> str:
        line = f"line {self.line}" if self.line is not None else ""
        place = ", ".join(part for part in (self.file, line) if part)
        return f"{place}:" if place else ""

    def _found(self) -> str:
        found = " = ".join(str(part) for part in (self.key, self.value) if part is not None)
        expected = f"expected {self.expected}" if self.expected else ""
        return "; ".join(part for part in (found, expected) if part) + "."

    def _hint(self) -> str:
        return f"Did you mean {self.nearest}?" if self.nearest else ""


class ProblemError(Exception):
    """Carries every problem found; printing it gives a paragraph for each."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        return "\n".join(problem.text() for problem in self.problems)

    def __reduce__(self) -> tuple[type["ProblemError"], tuple[tuple[Problem, ...]]]:
        return type(self), (self.problems,)


def of_system(error: OSError, place: str | None = None) -> Problem:
    """An operating system's refusal, with what can be done about it."""
    full = error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
    advice = "free space: what is done is kept, the same command goes on"
    expected = advice if full else "a place that can be read and written"
    where = place or (str(error.filename) if error.filename is not None else None)
    return Problem(where, None, None, error.strerror or str(error), expected)


def nearest(name: str, candidates: Iterable[str]) -> str | None:
    """Find the candidate that resembles `name` most, or else the shortest that holds it, if any does."""
    from rapidfuzz import fuzz, process, utils  # imported late: most runs make no mistake

    names = sorted(candidates)
    best = process.extractOne(name, names, scorer=fuzz.ratio, processor=utils.default_process)
    if best is not None and best[1] >= SIMILAR_ENOUGH:
        return best[0]
    piece = name.strip().lower()
    return min((n for n in names if len(piece) > 2 and piece in n.lower()), key=len, default=None)
