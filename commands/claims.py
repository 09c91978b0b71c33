"""`run.py validate --claims`: does the economy bear out the article's claims?"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from commands.options import Asked, echo_json

if TYPE_CHECKING:
    import pandas as pd

    from scenarios.schema import Scenario
    from validation.claims import Claim

PAGE = Path(__file__).parent.parent / "docs" / "claims.md"


def check_claims(seeds: Sequence[int], asked: Asked, *, drivers: bool) -> int:
    """Run what is missing, measure, write the table; 0 unless a run failed."""
    from results.store import open_results
    from validation import claims as measure
    from validation.plan import mark

    claims = measure.read_claims()
    scenarios, off = plan(claims, asked.changes, drivers=drivers)
    folder = asked.out or Path("results") / f"claims-{mark(scenarios)}"
    report = asked.run("claims", scenarios, seeds, folder)
    results = open_results(folder)
    rows = measure.measure(results, claims, off)
    start = {c.id: int(s.country.start_year) for c in claims for s in scenarios if s.name == c.system}
    table = measure.table(rows, claims, start)
    missing = [c.id for c in claims if c.id not in set(table["id"])]
    write(rows, table, missing, folder, page=not asked.changes and drivers)
    if asked.as_json:
        import json

        echo_json({"claims": json.loads(table.to_json(orient="records")), "folder": str(folder)})
    elif not asked.quiet:
        from views.claims_table import text

        click.echo(text(table))
        click.echo(f"\n{folder / 'claims.html'}")
    return 1 if report.failed else 0


def plan(claims: Sequence[Claim], settings: Sequence[str], *, drivers: bool) -> tuple[list[Scenario], dict[str, str]]:
    """Scenarios of all systems that are there, in all variants, and what each has switched off."""
    from scenarios.load import load_scenario, names_of
    from validation.switches import variants

    scenarios, off = [], {}
    for system in dict.fromkeys(c.system for c in claims if c.system in names_of("scenarios")):
        named = dict.fromkeys(d for c in claims if c.system == system for d in c.drivers)
        for switch, scenario in variants(load_scenario(system, settings), list(named) if drivers else []).items():
            scenarios.append(scenario)
            off[scenario.name] = switch
    return scenarios, off


def write(rows: pd.DataFrame, table: pd.DataFrame, missing: list[str], folder: Path, *, page: bool) -> None:
    """Parquet, figure, a page of HTML in the folder; docs/claims.md when nothing was changed."""
    from views import claims_table

    rows.to_parquet(folder / "claims_by_year.parquet")
    table.to_parquet(folder / "claims.parquet")
    claims_table.draw(table, folder / "claims.svg")
    claims_table.draw(table, folder / "claims.png")
    words = claims_table.markdown(table, missing)
    (folder / "claims.md").write_text(words, encoding="utf-8")
    (folder / "claims.html").write_text(claims_table.html(table, folder / "claims.svg"), encoding="utf-8")
    if page:
        PAGE.write_text(words, encoding="utf-8")
