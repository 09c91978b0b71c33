"""What commands that make a study of many runs share: say what it costs, write its table."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from problems import Problem, ProblemError, nearest

if TYPE_CHECKING:
    import pandas as pd

    from commands.options import Asked

OUTCOMES = (
    "exports_growth", "real_gdp_growth", "real_wage_growth", "real_consumption_growth", "exports_share", "exports",
    "real_gdp", "real_consumption", "unemployment_rate", "clusters", "clusters_null", "cluster_employment_share",
    "foreign_share", "foreign_investment", "research_share", "region_gini", "export_hhi", "top_groups_share",
    "groups_share", "public_cost", "public_cost_total", "cost_per_export", "cost_per_job",
)  # fmt: skip


def known_outcomes(names: Sequence[str]) -> list[str]:
    """Check names of outcomes.

    Raises
    ------
    ProblemError
        If a run has no such outcome.
    """
    wrong = [name for name in names if name not in OUTCOMES]
    if wrong:
        expected = f"an outcome: {', '.join(OUTCOMES)}"
        raise ProblemError(Problem("--outcome", None, None, n, expected, nearest(n, OUTCOMES)) for n in wrong)
    return list(dict.fromkeys(names))


def announce(asked: Asked, what: str, scenarios: int, seeds: int, more: str = "") -> None:
    """Say how many runs it takes before the first begins."""
    from views.study import counted

    if not asked.silent:
        parts = counted(scenarios, "scenario"), counted(seeds), counted(scenarios * seeds, "run")
        click.echo(f"{what}: {parts[0]} x {parts[1]} = {parts[2]}{more}.", err=True)


def rows_of(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows of a table as JSON can hold them: no number that isn't finite."""
    import json

    rows: list[dict[str, Any]] = json.loads(table.to_json(orient="records", double_precision=15))
    return rows


def write_table(folder: Path, name: str, table: pd.DataFrame, value: Any) -> None:
    """Write a study's table as `NAME.parquet` and what --json prints as `NAME.json`."""
    import io

    from results.files import to_json, told, write_whole

    sink = io.BytesIO()
    table.to_parquet(sink, index=False)
    with told(folder):
        write_whole(folder / f"{name}.parquet", sink.getvalue())
        write_whole(folder / f"{name}.json", to_json(value))
