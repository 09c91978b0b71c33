"""`run.py attribute`: which of the five success factors earned it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from commands.options import Asked, ScenarioName, echo_json, many_runs
from commands.studies import announce, known_outcomes, rows_of, write_table

if TYPE_CHECKING:
    import pandas as pd

    from results.attribution import Coalition
    from scenarios.schema import Scenario

DOCS = Path(__file__).parent.parent / "docs"


@click.command("attribute")
@click.argument("scenario", type=ScenarioName())
@click.option("--side", type=click.Choice(["both", "policy", "mechanism"]), default="both", show_default=True,
              help="Switch factors off as policy, as mechanism, or each in turn.")  # fmt: skip
@click.option("--outcome", "outcomes", multiple=True, default=("exports_growth",), show_default=True,
              help="What is attributed; may be given more than once.")  # fmt: skip
@click.option("--write-docs", is_flag=True, help="Write the scenario's rows into docs/attribution.md and its table.")
@many_runs
def command(scenario: str, side: str, outcomes: tuple[str, ...], write_docs: bool, asked: Asked) -> int:
    """Which of the five success factors earned the export growth of SCENARIO: Shapley values with intervals.

    Each factor is switched off as policy (its instruments) and as mechanism (its parameters), in all combinations.
    """
    chosen, wanted = asked.chosen_seeds(), known_outcomes(outcomes)
    resolved = asked.read(scenario)
    from results.attribution import attribute
    from results.compare import LEVEL
    from results.store import open_results
    from scenarios.success_factors import SIDES, success_factors

    factors = success_factors()
    sides: list[str] = [s for s in SIDES if side in ("both", s)]
    scenarios, labels, scenario_of = combinations(resolved, sides)
    folder = asked.folder(f"attribute-{resolved.name}", scenarios)
    announce(asked, "attribute", len(scenarios), len(chosen))
    report = asked.run("attribute", scenarios, chosen, folder, labels)
    results = open_results(folder)
    tables = {s: attribute(results, tuple(factors), scenario_of[s], wanted, chosen) for s in sides}
    from views.carried_out import astray

    whole = resolved.model_dump(mode="json")
    value = {
        "scenario": resolved.name,
        "astray": astray(whole),
        "seeds": int(next(iter(tables.values()))["seeds"].iloc[0]),
        "factors": {name: factor.title for name, factor in factors.items()},
        "sides": {s: rows_of(table) for s, table in tables.items()},
        "folder": str(folder),
    }
    _write(folder, tables, value)
    from views import attribution as view
    from views.figures import factors as figure
    from views.study import as_text, write_study

    titles = {name: factor.title for name, factor in factors.items()}
    shown = tuple(f"--outcome={outcome}" for outcome in wanted)
    again = asked.again("attribute", scenario, "--side", side, *shown, "--out", str(folder))
    study = view.study(tables, titles, whole, LEVEL, again)
    draw = {f"factors_{o}": lambda o=o: figure.draw(tables, titles, o, LEVEL) for o in wanted}
    page = write_study(study, draw, [results], folder)
    if write_docs:
        from validation.plan import about

        asked_for = asked.again("attribute", scenario, "--side", side, *shown, "--write-docs")
        found = about([resolved], results.manifest["model_version"])
        _write_docs(tables, resolved.name, {**found, "command": asked_for}, titles)
    if asked.as_json:
        echo_json(value)
    elif not asked.quiet:
        click.echo("\n\n".join([study.answer, *(as_text(s) for s in study.sections), f"Report with figures: {page}"]))
    return 1 if report.failed else 0


def combinations(
    scenario: Scenario, sides: Sequence[Any]
) -> tuple[list[Scenario], dict[str, dict[str, str | bool]], dict[str, dict[Coalition, str]]]:
    """Scenarios to run, each once; their labels; and which of them stands for each combination of factors.

    A factor without an instrument in the package makes pairs of combinations the same scenario.
    """
    from scenarios.success_factors import coalitions, success_factors

    kept: dict[str, Scenario] = {}
    labels: dict[str, dict[str, str | bool]] = {}
    scenario_of: dict[str, dict[Coalition, str]] = {}
    for side in sides:
        scenario_of[side] = {}
        for on, found in coalitions(scenario, side).items():
            same = kept.setdefault(found.fingerprint(), found)
            labels.setdefault(same.name, {"side": side, **dict(zip(success_factors(), on, strict=True))})
            scenario_of[side][on] = same.name
    return list(kept.values()), labels, scenario_of


def _write(folder: Path, tables: Mapping[str, pd.DataFrame], value: Any) -> None:
    write_table(folder, "attribution", _whole(tables), value)


def _whole(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Both sides in one table."""
    import pandas as pd

    return pd.concat([table.assign(side=side) for side, table in tables.items()], ignore_index=True)


def _write_docs(
    tables: Mapping[str, pd.DataFrame], scenario: str, about: Mapping[str, str], titles: Mapping[str, str]
) -> None:
    """Put a scenario's rows of these sides into the committed table in place of those it had; write the page anew."""
    import pandas as pd

    from results.compare import LEVEL
    from views.committed import attributions

    at = DOCS / "data" / "attribution.csv"
    new = _whole(tables).assign(scenario=scenario, **about)
    old = pd.read_csv(at) if at.exists() else new.iloc[:0]
    replaced = (old["scenario"] == scenario) & old["side"].isin(list(tables))
    whole = pd.concat([old[~replaced], new]).sort_values("scenario", kind="stable")
    whole.to_csv(at, index=False, float_format="%.5g")
    (DOCS / "attribution.md").write_text(attributions(whole, titles, LEVEL), encoding="utf-8")
