"""`run.py batch`: many runs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

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
    varied,
)
from commands.progress import Progress
from problems import Problem, ProblemError

if TYPE_CHECKING:
    from scenarios.design import Design
    from scenarios.points import Point

DESIGNS = ("grid", "sobol", "lhs")


@click.command("batch")
@click.argument("scenarios", type=ScenarioName(), nargs=-1, required=True)
@varied
@click.option("--design", type=click.Choice(DESIGNS), help="How values are varied. Default: grid.")
@distributed
@common
def command(
    scenarios: tuple[str, ...],
    vary: tuple[str, ...],
    draws: int | None,
    design: Design | None,
    seeds: str,
    cluster: str | None,
    settings: tuple[str, ...],
    quarters: int | None,
    workers: int | None,
    out: Path | None,
    quiet: bool,
    as_json: bool,
) -> int:
    """Run SCENARIOS with many seeds. What the folder has is left out: the same command goes on after a stop.

    With --vary each point of the design is a scenario of its own, and its values are columns of the results.
    """
    chosen = seeds_of(seeds)
    changes = settings if quarters is None else (*settings, f"run.quarters={quarters}")
    found = points_of(scenarios, changes, vary, design, draws)
    labels = {point.scenario.name: point.values for point in found}
    resolved = distinct(
        [p.scenario for p in found] if vary else [read_scenario(name, settings, quarters) for name in scenarios]
    )
    from results.runner import run_batch

    name = "-".join(dict.fromkeys(Path(scenario).stem for scenario in scenarios))[:80]
    folder = folder_for(out, name, resolved, plain=not (settings or vary) and quarters is None)
    if vary and not (quiet or as_json):
        click.echo(f"{len(found)} points x {len(chosen)} seeds: {len(found) * len(chosen)} runs.", err=True)
        if design == "sobol" and draws and draws & (draws - 1):
            click.echo("A Sobol sequence is balanced at powers of two (64, 128, 256, …).", err=True)
    with Progress(name, quiet=quiet or as_json) as progress:
        report = run_batch(
            resolved, chosen, folder, labels=labels, workers=workers, cluster=cluster,
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


def points_of(
    scenarios: Sequence[str], settings: Sequence[str], vary: Sequence[str], design: Design | None, draws: int | None
) -> list[Point]:
    """Scenarios at the points that --vary asks for; none without it.

    Raises
    ------
    ProblemError
        If values or design make no sense.
    """
    if not vary:
        for option, value in (("--design", design), ("--draws", draws)):
            if value is not None:
                raise ProblemError([Problem(option, None, None, value, "values to vary (--vary path=low:high:n)")])
        return []
    from scenarios.design import parse, points
    from scenarios.load import load_scenario
    from scenarios.points import scenarios_at

    variations = parse(vary)
    at = points(variations, design or "grid", draws)
    bases = {name: load_scenario(name, settings) for name in scenarios}
    distinct(list(bases.values()))
    return [point for name, base in bases.items() for point in scenarios_at(base, name, settings, variations, at)]
