"""Claims of a user's own, from a table like docs/data/claims.csv, about scenarios of their own or shipped ones."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from problems import Problem, ProblemError, nearest
from scenarios.claims import Claim, members_of

if TYPE_CHECKING:
    from scenarios.schema import Scenario

NEEDED = ("id", "system", "region", "sectors")
MAY = ("country", "driver", "places", "credit", "drivers", "happened")
CSV = "a table of claims in CSV, in UTF-8, with columns " + ", ".join(NEEDED)
CREDITS = ("policy", "endowment", "firms")


def read_own(path: Path) -> tuple[list[Claim], dict[str, str]]:
    """Claims, and the name or file of each scenario they are about, by its name.

    Raises
    ------
    ProblemError
        With every mistake of the table.
    """
    rows = _rows(path)
    scenarios, problems = _scenarios(path, rows)
    seen: set[str] = set()
    for line, row in rows:
        if row["system"] in scenarios:
            problems += [Problem(str(path), line, *told) for told in _wrong(row, scenarios[row["system"]], seen)]
        seen.add(row["id"])
    if problems:
        raise ProblemError(sorted(problems, key=lambda p: p.line or 0))
    claims = [_claim(row, scenarios[row["system"]]) for _, row in rows]
    return claims, {scenario.name: given for given, scenario in scenarios.items()}


def _scenarios(path: Path, rows: Sequence[tuple[int, Mapping[str, str]]]) -> tuple[dict[str, Scenario], list[Problem]]:
    """Scenarios by the names that claims give them; and those that aren't there, at the first line that names them."""
    from scenarios.load import load_scenario

    found: dict[str, Scenario] = {}
    problems: list[Problem] = []
    for system, line in {row["system"]: line for line, row in reversed(rows)}.items():
        try:
            found[system] = load_scenario(system)
        except ProblemError as error:
            problems += [p if p.file and p.key else _named(p, path, line, system) for p in error.problems]
    return found, problems


def _named(problem: Problem, path: Path, line: int, system: str) -> Problem:
    """A scenario that isn't there, told where the claims name it; mistakes inside its file have their own place."""
    value = system if problem.value in (system, None) else f"{system} ({problem.value})"
    return Problem(str(path), line, "system", value, problem.expected, problem.nearest)


def _rows(path: Path) -> list[tuple[int, dict[str, str]]]:
    """Rows with their lines; a column that is left out is empty."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            table = csv.DictReader(file)
            columns = tuple(table.fieldnames or ())
            rows = [(table.line_num, {k: (row.get(k) or "").strip() for k in (*NEEDED, *MAY)}) for row in table]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        said = (error.strerror or str(error)).lower() if isinstance(error, OSError) else "no text in UTF-8, or no table"
        raise ProblemError([Problem(str(path), None, None, said, CSV)]) from None
    if not set(columns) & {*NEEDED, *MAY} and not any(nearest(c, (*NEEDED, *MAY)) for c in columns):
        head = ", ".join(columns)[:60] or "nothing"
        raise ProblemError([Problem(str(path), 1, None, f"no column of claims ({head})", CSV)])
    problems = [
        Problem(str(path), 1, c, "missing", f"columns {', '.join(NEEDED)}; there may be {', '.join(MAY)}")
        for c in NEEDED
        if c not in columns
    ]
    problems += [
        Problem(str(path), 1, c, "unknown", "a column", nearest(c, (*NEEDED, *MAY)))
        for c in columns
        if c not in (*NEEDED, *MAY)
    ]
    problems += [Problem(str(path), n, c, "empty", "a value") for n, row in rows for c in NEEDED if not row[c]]
    if problems or not rows:
        raise ProblemError(problems or [Problem(str(path), None, None, "no claims", "a row for each")])
    return rows


Told = tuple[str, str, str, str | None]  # key, value, expected, nearest


def _wrong(row: Mapping[str, str], scenario: Scenario, seen: set[str]) -> Iterator[Told]:
    from validation.switches import read_drivers

    country = scenario.country
    states = {name: region.state for name, region in country.regions.items()}
    places = [*country.regions, *country.states]
    known: dict[str, tuple[str, ...]] = {
        "sectors": scenario.sectors.ids, "drivers": tuple(read_drivers()), "credit": CREDITS,
    }  # fmt: skip
    if row["id"] in seen:
        yield "id", row["id"], "an id of its own", None
    for key, names in known.items():
        for name in row[key].split():
            if name not in names:
                yield key, name, f"some of {', '.join(names)}, spaces between", nearest(name, names)
    for name in _places(row):
        if not members_of(states, (name,)):
            yield "places" if row["places"] else "region", name, f"some of {', '.join(places)}", nearest(name, places)
    if row["happened"] and not row["happened"].isdigit():
        yield "happened", row["happened"], "a year", None


def _places(row: Mapping[str, str]) -> tuple[str, ...]:
    """Regions or states that are meant: those named, else the region by its name in the country's file."""
    return tuple(row["places"].split()) or ("".join(c if c.isalnum() else "_" for c in row["region"].lower()),)


def _claim(row: Mapping[str, str], scenario: Scenario) -> Claim:
    happened = int(row["happened"] or scenario.country.start_year)
    return Claim(
        row["id"], scenario.name, scenario.country.title, row["region"], tuple(row["sectors"].split()), row["driver"],
        _places(row), row["credit"] or "policy", tuple(row["drivers"].split()), happened,
    )  # fmt: skip
