"""`run.py compare`: what a policy changed, seed by seed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from commands.options import ScenarioName, common, distributed, echo_json, finite, folder_for, seeds_of
from commands.progress import Progress
from results.question import Question

if TYPE_CHECKING:
    from results.compare import Comparison


@click.command("compare")
@click.argument("scenarios", type=ScenarioName(), nargs=-1, required=True)
@click.option("--baseline", type=ScenarioName(), help="What to compare with. Default: each country without policy.")
@click.option("--no-report", is_flag=True, help="Figures and report are left out.")
@distributed
@common
def command(
    scenarios: tuple[str, ...],
    baseline: str | None,
    no_report: bool,
    seeds: str,
    cluster: str | None,
    settings: tuple[str, ...],
    quarters: int | None,
    workers: int | None,
    out: Path | None,
    quiet: bool,
    as_json: bool,
) -> int:
    """Run what is missing of SCENARIOS and their baseline, and tell the differences with their uncertainty.

    Without --baseline each scenario is compared with its own country under no policy.
    """
    question = Question(scenarios, tuple(seeds_of(seeds)), baseline, settings, quarters)
    plan = question.resolve()
    from results.compare import compare
    from results.runner import run_batch
    from results.store import open_results

    folder = folder_for(out, plan.name, plan.scenarios, plain=question.plain)
    with Progress("compare", quiet=quiet or as_json) as progress:
        report = run_batch(
            plan.scenarios, question.seeds, folder, workers=workers, cluster=cluster,
            on_progress=lambda done, total, _: progress.show(done, total),
        )  # fmt: skip
    for error in report.errors:
        click.echo(f"failed: {error}", err=True)
    results = open_results(folder)
    comparison = compare(results, plan.baseline_of, seeds=question.seeds)
    if not no_report:
        from views.report import write_report

        write_report(results, comparison, folder, question.command(folder))
    if as_json:
        echo_json(as_object(comparison, plan.baseline, folder))
    elif not quiet:
        from views.summary import comparison_summary

        click.echo(comparison_summary(comparison, results))
        if not no_report:
            click.echo(f"\nReport with figures: {folder / 'report.html'}")
    return 1 if report.failed else 0


def as_object(comparison: Comparison, baseline: str, folder: Path) -> dict[str, Any]:
    """The comparison as other programs read it."""
    names = ("mean", "difference", "low", "high", "probability_higher", "seeds_to_settle")
    return {
        "baseline": baseline,
        "seeds": len(comparison.seeds),
        "scenarios": {
            scenario: {outcome: {n: finite(getattr(d, n)) for n in names} for outcome, d in found.items()}
            for scenario, found in comparison.differences.items()
        },
        "unchanged": dict(comparison.unchanged),
        "folder": str(folder),
    }
