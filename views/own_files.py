"""Scenario files that `run.py ui FILE…` was given: cards of their own in the gallery, choices on Compare."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from problems import Problem, ProblemError, of_system
from scenarios.load import check_file, names_of
from views.cards import Mistake, OwnFile, own_file

_given: list[Path] = []  # by whoever started the server; no visitor adds to it


def give(paths: Iterable[str]) -> None:
    """Take the files that the server shows.

    Raises
    ------
    ProblemError
        With every mistake in them.
    """
    files, shipped = list(dict.fromkeys(paths)), names_of("scenarios")
    problems = [problem for file in files if file not in shipped for problem in check_file(file)]
    expected = "a scenario file; what is shipped has a card anyway"
    problems += [Problem(None, None, "FILES", file, expected) for file in files if file in shipped]
    if problems:
        raise ProblemError(problems)
    _given[:] = [Path(file).resolve() for file in files]


def given() -> list[OwnFile]:
    """The files as they are now: whoever edits one reloads the page."""
    return [_now(path) for path in _given]


def _now(path: Path) -> OwnFile:
    try:
        return _checked(path.name, path.read_bytes())
    except OSError as error:
        return OwnFile(path.stem, "", (Mistake(None, "", of_system(error, path.name).text()),))


@lru_cache(maxsize=64)
def _checked(name: str, content: bytes) -> OwnFile:
    return own_file(name, content)
