"""`run.py batch`: many runs."""

from __future__ import annotations

from pathlib import Path

import click

from commands.options import (
    ScenarioName,
    common,
    distinct,
    distributed,
    echo_json,
    folder_for,
    read_scenario,
    seeds_of,
)
from commands.progress import Progress


@click.command("batch")
@click.argument("scenarios", type=ScenarioName(), nargs=-1, required=True)
@distributed
@common
def command(
    scenarios: tuple[str, ...],
    seeds: str,
    cluster: str | None,
    settings: tuple[str, ...],
    quarters: int | None,
    workers: int | None,
    out: Path | None,
    quiet: bool,
    as_json: bool,
) -> int:
    """Run SCENARIOS with many seeds. What the folder has is left out: the same command goes on after a stop."""
    chosen = seeds_of(seeds)
    resolved = distinct([read_scenario(name, settings, quarters) for name in scenarios])
    from results.runner import run_batch

    name = "-".join(s.name for s in resolved)[:80]
    folder = folder_for(out, name, resolved, plain=not settings and quarters is None)
    with Progress(name, quiet=quiet or as_json) as progress:
        report = run_batch(
            resolved, chosen, folder, workers=workers, cluster=cluster,
            on_progress=lambda done, total, _: progress.show(done, total),
        )  # fmt: skip
    if as_json:
        echo_json({
            "folder": str(folder), "runs": report.runs, "done": report.done, "failed": report.failed,
            "seconds": round(report.seconds, 3),
        })  # fmt: skip
    elif not quiet:
        click.echo(f"{report.done} of {report.runs} runs are in {folder} ({report.fresh} new, {report.seconds:.1f} s).")
    for error in report.errors:
        click.echo(f"failed: {error}", err=True)
    return 1 if report.failed else 0
