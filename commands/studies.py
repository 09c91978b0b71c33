"""What commands that make a study of many runs share: say what it costs, run what is missing, tell failures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from commands.progress import Progress
from problems import Problem, ProblemError, nearest

if TYPE_CHECKING:
    import pandas as pd

    from results.runner import BatchReport
    from scenarios.schema import Scenario

OUTCOMES = (
    "exports_growth", "real_gdp_growth", "real_wage_growth", "real_consumption_growth", "exports_share", "exports",
    "real_gdp", "real_consumption", "unemployment_rate", "clusters", "clusters_null", "cluster_employment_share",
    "foreign_share", "foreign_investment", "research_share", "region_gini", "export_hhi", "top_groups_share",
    "public_cost", "public_cost_total", "cost_per_export", "cost_per_job",
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


def announce(what: str, scenarios: int, seeds: int, *, quiet: bool, more: str = "") -> None:
    """Say how many runs it takes before the first begins."""
    if not quiet:
        click.echo(f"{what}: {scenarios} scenarios x {seeds} seeds = {scenarios * seeds} runs{more}.", err=True)


def run_all(
    what: str,
    scenarios: Sequence[Scenario],
    seeds: Sequence[int],
    folder: Path,
    *,
    labels: Mapping[str, Mapping[str, Any]] | None,
    workers: int | None,
    cluster: str | None,
    quiet: bool,
) -> BatchReport:
    """Run what the folder lacks, with progress; tell what failed."""
    from results.runner import run_batch

    with Progress(what, quiet=quiet) as progress:
        report = run_batch(
            scenarios, seeds, folder, labels=labels, workers=workers, cluster=cluster,
            on_progress=lambda done, total, _: progress.show(done, total),
        )  # fmt: skip
    for error in report.errors:
        click.echo(f"failed: {error}", err=True)
    return report


def rows_of(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows of a table as JSON can hold them: no number that isn't finite."""
    import json

    rows: list[dict[str, Any]] = json.loads(table.to_json(orient="records", double_precision=15))
    return rows


def write_table(folder: Path, name: str, table: pd.DataFrame, value: Any) -> None:
    """Write a study's table as `NAME.parquet` and what --json prints as `NAME.json`."""
    import io

    from results.store import to_json, told, write_whole

    sink = io.BytesIO()
    table.to_parquet(sink, index=False)
    with told(folder):
        write_whole(folder / f"{name}.parquet", sink.getvalue())
        write_whole(folder / f"{name}.json", to_json(value))


def command_line(name: str, *parts: str) -> str:
    """The command that does it again, quoted for a shell."""
    import shlex

    return " ".join(["python run.py", name, *(shlex.quote(part) for part in parts)])
