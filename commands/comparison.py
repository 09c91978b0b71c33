"""`run.py compare`: what a policy changed, seed by seed."""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from commands.options import Asked, ScenarioName, echo_json, finite, many_runs

if TYPE_CHECKING:
    from results.compare import Comparison
    from results.store import Results


@click.command("compare")
@click.argument("scenarios", type=ScenarioName(), nargs=-1, required=True)
@click.option("--baseline", type=ScenarioName(), help="What to compare with. Default: each country without policy.")
@click.option("--no-report", is_flag=True, help="Figures and report are left out.")
@many_runs
def command(scenarios: tuple[str, ...], baseline: str | None, no_report: bool, asked: Asked) -> int:
    """Run what is missing of SCENARIOS and their baseline, and tell the differences with their uncertainty.

    Without --baseline each scenario is compared with its own country under no policy.
    """
    from results.compare import compare
    from results.question import Question
    from results.store import open_results

    question = Question(scenarios, tuple(asked.chosen_seeds()), baseline, asked.settings, asked.quarters)
    plan = question.resolve()
    for name in plan.not_compared(question):
        instead = f"--baseline {shlex.quote(plan.given[name])} compares the others with it"
        click.echo(f"{name} has no policy and isn't compared; {instead}.", err=True)
    folder = asked.folder(plan.name, plan.scenarios)
    report = asked.run("compare", plan.scenarios, question.seeds, folder)
    results = open_results(folder)
    if report.failed and not _paired(results, plan.baseline_of, question.seeds):
        return 1  # the batch has told how its runs ended
    comparison = compare(results, plan.baseline_of, seeds=question.seeds)
    if not no_report:
        from views.report import write_report

        write_report(results, comparison, folder, question.command(folder))
    if asked.as_json:
        echo_json(as_object(comparison, results, plan.baseline, folder))
    elif not asked.quiet:
        from views.summary import comparison_summary

        click.echo(comparison_summary(comparison, results))
        if not no_report:
            click.echo(f"\nReport with figures: {folder / 'report.html'}")
    return 1 if report.failed else 0


def _paired(results: Results, baseline_of: Mapping[str, str], seeds: Sequence[int]) -> bool:
    """Whether every scenario shares a finished seed with its baseline."""
    done = {(run["scenario"], run["seed"]) for run in results.runs if run["status"] == "done"}
    return all(any({(name, s), (base, s)} <= done for s in seeds) for name, base in baseline_of.items())


def as_object(comparison: Comparison, results: Results, baseline: str, folder: Path) -> dict[str, Any]:
    """The comparison as other programs read it."""
    from views.summary import cautions

    names = ("mean", "difference", "low", "high", "probability_higher", "seeds_to_settle")
    return {
        "baseline": baseline,
        "seeds": min((len(seeds) for seeds in comparison.paired.values()), default=0),
        "scenarios": {
            scenario: {outcome: {n: finite(getattr(d, n)) for n in names} for outcome, d in found.items()}
            for scenario, found in comparison.differences.items()
        },
        "unchanged": dict(comparison.unchanged),
        "cautions": {name: cautions(comparison, results, name) for name in comparison.differences},
        "folder": str(folder),
    }
