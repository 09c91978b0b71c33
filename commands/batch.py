"""`run.py batch`: many runs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from commands.options import Asked, ScenarioName, echo_json, many_runs, varied
from problems import Problem, ProblemError

if TYPE_CHECKING:
    from scenarios.design import Design
    from scenarios.points import Point

DESIGNS = ("grid", "sobol", "lhs")


@click.command("batch")
@click.argument("scenarios", type=ScenarioName(), nargs=-1, required=True)
@varied
@click.option("--design", type=click.Choice(DESIGNS), help="How values are varied. Default: grid.")
@many_runs
def command(
    scenarios: tuple[str, ...], vary: tuple[str, ...], draws: int | None, design: Design | None, asked: Asked
) -> int:
    """Run SCENARIOS with many seeds. What the folder has is left out: the same command goes on after a stop.

    With --vary each point of the design is a scenario of its own, and its values are columns of the results.
    """
    chosen = asked.chosen_seeds()
    from results.question import distinct

    found = points_of(scenarios, asked.changes, vary, design, draws)
    resolved = distinct([p.scenario for p in found] if vary else [asked.read(name) for name in scenarios])
    name = "-".join(dict.fromkeys(Path(scenario).stem for scenario in scenarios))[:80]
    folder = asked.folder(name, resolved, plain=not (asked.changes or vary))
    if vary and not asked.silent:
        from views.study import counted

        runs = counted(len(found) * len(chosen), "run")
        click.echo(f"{counted(len(found), 'point')} x {counted(len(chosen))}: {runs}.", err=True)
        if design == "sobol" and draws and draws & (draws - 1):
            click.echo("A Sobol sequence is balanced at powers of two (64, 128, 256, …).", err=True)
    report = asked.run(name, resolved, chosen, folder, {point.scenario.name: point.values for point in found})
    if asked.as_json:
        echo_json({
            "folder": str(folder), "runs": report.runs, "done": report.done, "failed": report.failed,
            "seconds": round(report.seconds, 3),
        })  # fmt: skip
    elif not asked.quiet:
        click.echo(f"{report.done} of {report.runs} runs are in {folder} ({report.fresh} new, {report.seconds:.1f} s).")
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
    from results.question import distinct
    from scenarios.design import parse, points
    from scenarios.load import load_scenario
    from scenarios.points import scenarios_at

    variations = parse(vary)
    at = points(variations, design or "grid", draws)
    bases = {name: load_scenario(name, settings) for name in scenarios}
    distinct(list(bases.values()))
    return [point for name, base in bases.items() for point in scenarios_at(base, name, settings, variations, at)]
