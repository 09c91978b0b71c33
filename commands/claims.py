"""`run.py validate --claims`: does the economy bear out the article's claims?"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from commands.options import Asked, echo_json
from commands.studies import announce

if TYPE_CHECKING:
    import pandas as pd

    from results.store import Results
    from scenarios.schema import Scenario
    from validation.claims import Bar, Claim
    from views.claims_table import Origin

PAGE = Path(__file__).parent.parent / "docs" / "claims.md"
TABLE = PAGE.parent / "data" / "claims_measured.csv"
CLAIMS_TO_NAME = "ids of claims such as KR1,EU (see docs/data/claims.csv)"
FIRMS = 20_000  # with the scenarios' 6,000 or 8,000 a region has too few plants of a sector for the test of a cluster
DRIVER_SEEDS = 8  # a driver that matters is missed in most seeds: fewer do


def check_claims(
    seeds: Sequence[int], asked: Asked, *, drivers: bool, only: str | None = None, own: Path | None = None,
    write_docs: bool,
) -> int:  # fmt: skip
    """Run what is missing, measure, write the tables; 0 unless a run failed.

    Parameters
    ----------
    drivers : switch drivers off too, on the first seeds; only : ids of claims, all without.
    own : a table of claims in place of the article's.
    """
    from results.store import open_results
    from validation import claims as measure
    from validation.choosing import chosen
    from validation.own_claims import read_own
    from validation.plan import about, mark
    from views.claims_table import ARTICLE, of_file

    origin = ARTICLE if own is None else of_file(own)
    everything, files = (measure.read_claims(), {}) if own is None else read_own(own)
    claims = chosen(everything, only, CLAIMS_TO_NAME)
    scenarios, off = plan(claims, asked.changes, drivers=drivers, files=files)
    whole = [s for s in scenarios if off[s.name] in ("", "policy")]
    folder = asked.out or Path("results") / f"claims-{mark(scenarios)}"
    failed = 0
    parts = (("claims", whole, seeds), ("drivers", [s for s in scenarios if s not in whole], seeds[:DRIVER_SEEDS]))
    for what, some, wanted in parts:
        if some:
            announce(asked, what, len(some), len(wanted))
            failed += asked.run(what, some, wanted, folder).failed
    results = open_results(folder)
    start = {c.id: int(s.country.start_year) for c in claims for s in scenarios if s.name == c.system}
    rows = measure.measure(results, claims, off, seeds)
    table = measure.table(rows, claims, start)
    bars = measure.bars(table)
    missing = [c.id for c in claims if c.id not in set(table["id"])]
    options = (
        *(() if own is None else (f"--claims-from={own}",)),
        *(() if drivers else ("--no-drivers",)),
        *(() if only is None else (f"--only={only}",)),
    )
    again = asked.again("validate", *(() if own else ("--claims",)), *options)
    told = about([s for s in scenarios if not off[s.name]], results.manifest["model_version"])
    _write(results, rows, table, bars, missing, start, again, told, origin, folder, write_docs=write_docs)
    if asked.as_json:
        found = [{"bar": b.text, "reached": b.reached, "of": b.of, "met": b.met} for b in bars]
        answer = {"claims": json.loads(table.to_json(orient="records")), "bars": found, "missing": missing}
        echo_json({**answer, "folder": str(folder)})
    elif not asked.quiet:
        from views.claims_table import text

        click.echo(f"{text(table, bars, origin)}\n\nPage with figures: {folder / 'report.html'}")
    return 1 if failed else 0


def plan(
    claims: Sequence[Claim], settings: Sequence[str], *, drivers: bool, files: Mapping[str, str] | None = None
) -> tuple[list[Scenario], dict[str, str]]:
    """Scenarios of all systems that are there, in all variants, and what each has switched off.

    One run of a country serves all its claims; a driver that two claims name is switched off once. All have `FIRMS`
    firms, unless the settings say otherwise.

    Parameters
    ----------
    files : what to load for a system that isn't shipped.
    """
    from scenarios.load import load_scenario, names_of
    from validation.switches import variants

    settings = (f"run.firms={FIRMS}", *settings)  # of two settings of a path the last counts
    scenarios, off = [], {}
    source = {**{name: name for name in names_of("scenarios")}, **(files or {})}
    for system in dict.fromkeys(c.system for c in claims if c.system in source):
        named = dict.fromkeys(d for c in claims if c.system == system for d in c.drivers)
        for switch, scenario in variants(
            load_scenario(source[system], settings), list(named) if drivers else []
        ).items():
            scenarios.append(scenario)
            off[scenario.name] = switch
    return scenarios, off


def _write(
    results: Results, rows: pd.DataFrame, table: pd.DataFrame, bars: Sequence[Bar], missing: Sequence[str],
    start: dict[str, int], again: str, about: dict[str, str], origin: Origin, folder: Path, *, write_docs: bool,
) -> None:  # fmt: skip
    """Parquet, figures and a page in the folder; docs/claims.md and its table where asked for."""
    from validation.claims import shares_by_year
    from views import claims_table
    from views.figures import claims as figures
    from views.study import write_study

    rows.to_parquet(folder / "claims_by_year.parquet")
    table.to_parquet(folder / "claims.parquet")
    by_year = shares_by_year(rows, start)
    draw = {"claims": lambda: figures.dots(table), "claims_paths": lambda: figures.paths(table, by_year)}
    write_study(claims_table.study(table, bars, again, origin), draw, [results], folder)
    words = claims_table.markdown(table, bars, missing, again, about, origin)
    (folder / "claims.md").write_text(words, encoding="utf-8")
    if write_docs:
        PAGE.write_text(words, encoding="utf-8")
        table.to_csv(TABLE, index=False, float_format="%.4g")
