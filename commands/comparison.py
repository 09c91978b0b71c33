"""`run.py compare`: what a policy changed, seed by seed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from commands.options import (
    ScenarioName,
    common,
    distinct,
    distributed,
    echo_json,
    finite,
    folder_for,
    read_scenario,
    seeds_of,
)  # fmt: skip
from commands.progress import Progress

if TYPE_CHECKING:
    from results.compare import Comparison
    from scenarios.schema import Scenario

NO_POLICY = "laissez_faire"


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
    chosen = seeds_of(seeds)
    resolved = distinct([read_scenario(name, settings, quarters) for name in scenarios])
    base = read_scenario(baseline, settings, quarters) if baseline else None
    everything, baseline_of = with_baselines(resolved, base)
    from results.compare import compare
    from results.runner import run_batch
    from results.store import open_results

    name = "compare-" + "-".join(s.name for s in everything)[:80]
    folder = folder_for(out, name, everything, plain=not settings and quarters is None)
    with Progress("compare", quiet=quiet or as_json) as progress:
        report = run_batch(
            everything, chosen, folder, workers=workers, cluster=cluster,
            on_progress=lambda done, total, _: progress.show(done, total),
        )  # fmt: skip
    for error in report.errors:
        click.echo(f"failed: {error}", err=True)
    results = open_results(folder)
    comparison = compare(results, baseline_of)
    if not no_report:
        from views.report import write_report

        write_report(results, comparison, folder)
    if as_json:
        echo_json(as_object(comparison, base.name if base else NO_POLICY, folder))
    elif not quiet:
        from views.summary import comparison_summary

        click.echo(comparison_summary(comparison, results))
        if not no_report:
            click.echo(f"\nReport with figures: {folder / 'report.html'}")
    return 1 if report.failed else 0


def with_baselines(scenarios: Sequence[Scenario], base: Scenario | None) -> tuple[list[Scenario], dict[str, str]]:
    """All scenarios to run, and the baseline of each: the one given, else its own country without policy."""
    if base is not None:
        return distinct([*scenarios, base]), {s.name: base.name for s in scenarios if s.name != base.name}
    bare: dict[str, Scenario] = {}
    of: dict[str, str] = {}
    compared = [s for s in scenarios if s.policy.instruments] or list(scenarios)
    countries = {s.without_policy().fingerprint() for s in compared}
    for scenario in compared:
        none = scenario.without_policy()
        mark = none.fingerprint()
        if mark not in bare:
            name = NO_POLICY if len(countries) == 1 else f"{NO_POLICY}_{none.country.name}"
            taken = {s.name for s in bare.values()} | {s.name for s in compared}
            name = name if name not in taken else f"{name}_{len(bare) + 1}"
            title = f"{none.country.title} without policy"
            bare[mark] = none.model_copy(update={"name": name, "title": title, "summary": "", "watch": ()})
        of[scenario.name] = bare[mark].name
    return [*compared, *bare.values()], of


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
