"""Scenarios at the points of a design."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from problems import Problem, ProblemError
from scenarios.design import OPTION, Floats, Variation
from scenarios.document import SHELL
from scenarios.load import load_scenario
from scenarios.schema import Scenario


@dataclass(frozen=True)
class Point:
    """A scenario of its own, and the values that make it so, by path."""

    scenario: Scenario
    values: dict[str, float]


def scenarios_at(
    base: Scenario, name: str, settings: Sequence[str], variations: Sequence[Variation], at: Floats
) -> list[Point]:
    """Read a scenario once for every distinct point."""
    return placed(base, name, settings, variations, at)[0]


def placed(
    base: Scenario, name: str, settings: Sequence[str], variations: Sequence[Variation], at: Floats
) -> tuple[list[Point], list[int]]:
    """Read a scenario once for every distinct point; and say which of them each row of the design is.

    Parameters
    ----------
    base : the scenario as it is without variation; name, settings : where it was read from.
    at : (points, variations).

    Raises
    ------
    ProblemError
        If a path leads nowhere or an end of its range is out of bounds.
    """
    _try_ends(name, settings, variations)
    whole = [_is_whole(name, settings, v) for v in variations]
    given = [_row(row, whole) for row in at.tolist()]
    rows = {row: number for number, row in enumerate(dict.fromkeys(given))}
    paths = [v.path for v in variations]
    points = [
        Point(_shared(_read(name, settings, paths, row), base, number), dict(zip(paths, row, strict=True)))
        for number, row in enumerate(rows, 1)
    ]
    return points, [rows[row] for row in given]


def _row(row: Sequence[float], whole: Sequence[bool]) -> tuple[float, ...]:
    return tuple(round(x) if w else float(x) for x, w in zip(row, whole, strict=True))


def _read(name: str, settings: Sequence[str], paths: Sequence[str], row: Sequence[float]) -> Scenario:
    varied = tuple(f"{path}={value!r}" for path, value in zip(paths, row, strict=True))
    try:
        return load_scenario(name, (*settings, *varied))
    except ProblemError as error:
        raise ProblemError(
            replace(p, file=OPTION) if p.file == SHELL and p.key in paths else p for p in error.problems
        ) from None


def _shared(scenario: Scenario, base: Scenario, number: int) -> Scenario:
    """Name a point; keep one copy of what is the same at all points, so that thousands fit in memory."""
    same = {f: getattr(base, f) for f in ("country", "policy") if getattr(scenario, f) == getattr(base, f)}
    names = {"name": f"{base.name[:50]}_{number:04d}", "title": f"{base.title}, point {number}"}
    return scenario.model_copy(update={**same, **names})


def _try_ends(name: str, settings: Sequence[str], variations: Sequence[Variation]) -> None:
    """Read both ends of each range, so that all mistakes are told before anything runs."""
    found = [p for v in variations for end in (v.low, v.high) for p in _problems(name, settings, v.path, _plain(end))]
    if found:
        raise ProblemError(dict.fromkeys(found))


def _is_whole(name: str, settings: Sequence[str], variation: Variation) -> bool:
    """Whether only whole numbers are accepted there."""
    found = _problems(name, settings, variation.path, int(variation.low) + 0.5)
    return any(p.expected == "a whole number" for p in found)


def _problems(name: str, settings: Sequence[str], path: str, value: float) -> tuple[Problem, ...]:
    try:
        _read(name, settings, [path], [value])
    except ProblemError as error:
        return error.problems
    return ()


def _plain(x: float) -> float:
    """A whole number without its decimal point, as a user would write it."""
    return int(x) if x.is_integer() else x
