"""`run.py sensitivity`: which values the outcomes hang on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from commands.options import Asked, ScenarioName, echo_json, many_runs
from commands.studies import announce, known_outcomes, rows_of, write_table
from problems import Problem, ProblemError

if TYPE_CHECKING:
    import pandas as pd

    from scenarios.design import Variation
    from scenarios.points import Point
    from scenarios.schema import Scenario

DRAWS = {"morris": 10, "sobol": 64}


@click.command("sensitivity")
@click.argument("scenario", type=ScenarioName())
@click.option("--method", type=click.Choice(["morris", "sobol"]), default="morris", show_default=True,
              help="Morris screens many values with few runs; Sobol shares out the variance of a few.")  # fmt: skip
@click.option("--vary", multiple=True, metavar="PATH[=LOW:HIGH]",
              help="A value to move; may be given more than once. Default: every parameter.")  # fmt: skip
@click.option("--span", type=float, default=0.25, show_default=True,
              help="Ends of a parameter given without them: this share below and above its value.")  # fmt: skip
@click.option("--draws", type=int, metavar="N", help="Trajectories (default 10) or base samples (default 64).")
@click.option("--outcome", "outcomes", multiple=True, default=("exports_growth",), show_default=True,
              help="What is explained; may be given more than once.")  # fmt: skip
@click.option("--effect", is_flag=True, help="Explain what the policy changes: each point also runs without it.")
@many_runs(seeds="2")
def command(
    scenario: str, method: str, vary: tuple[str, ...], span: float, draws: int | None, outcomes: tuple[str, ...],
    effect: bool, asked: Asked,
) -> int:  # fmt: skip
    """Which values the outcomes of SCENARIO hang on: Morris' effects or Sobol's shares of variance, with intervals.

    Stopped, the same command goes on where it was.
    """
    chosen, wanted, changes = asked.chosen_seeds(), known_outcomes(outcomes), asked.changes
    from scenarios import screening
    from scenarios.load import catalogue
    from scenarios.points import placed

    variations = screening.chosen(vary, catalogue(), span)
    draws = DRAWS[method] if draws is None else draws
    at = screening.design(method, variations, draws)  # type: ignore[arg-type]
    base = asked.read(scenario)
    if effect and not base.policy.instruments:
        raise ProblemError([Problem("--effect", None, "scenario", scenario, "a scenario with a policy")])
    points, rows = placed(base, scenario, changes, variations, at)
    base_of, without, labels = _without(points, effect=effect)
    everything = [*(p.scenario for p in points), *without]
    folder = asked.folder(f"sensitivity-{base.name}", everything, plain=False)
    announce(asked, "sensitivity", len(everything), len(chosen))
    report = asked.run("sensitivity", everything, chosen, folder, labels)
    names = [points[row].scenario.name for row in rows]
    table = _measured(folder, method, variations, at, names, wanted, base_of, chosen)
    again = asked.again(
        "sensitivity", scenario, "--method", method, *(f"--vary={v}" for v in vary), f"--span={span:g}",
        f"--draws={draws}", *(f"--outcome={o}" for o in wanted), *(["--effect"] if effect else []),
        "--out", str(folder),
    )  # fmt: skip
    aside = _astray(base, variations)
    value = {
        "scenario": base.name, "method": method, "effect": effect, "seeds": len(chosen),
        "astray": aside, "indices": rows_of(table), "folder": str(folder),
    }  # fmt: skip
    write_table(folder, "sensitivity", table, value)
    text = _tell(table, method, variations, base.title, effect, len(chosen), again, folder, aside)
    if asked.as_json:
        echo_json(value)
    elif not asked.quiet:
        click.echo(text)
    return 1 if report.failed else 0


def _astray(base: Scenario, variations: Sequence[Variation]) -> str:
    """How the policy goes astray at every point; of what is varied the range tells."""
    from views.carried_out import astray

    varied = {v.path for v in variations}
    whole = base.model_dump(mode="json")
    held = {key: value for key, value in whole["policy"].items() if f"policy.{key}" not in varied}
    return astray({**whole, "policy": held})


def _without(
    points: Sequence[Point], *, effect: bool
) -> tuple[dict[str, str], list[Any], dict[str, Mapping[str, float | bool]]]:
    """Each point without its policy, where asked for: names, scenarios, labels of all."""
    labels: dict[str, Mapping[str, float | bool]] = {p.scenario.name: {**p.values, "policy": True} for p in points}
    base_of: dict[str, str] = {}
    without: dict[str, Any] = {}
    for point in points if effect else ():
        bare = point.scenario.without_policy()
        bare = bare.model_copy(update={"name": f"{point.scenario.name}_none"})
        same = without.setdefault(bare.fingerprint(), bare)
        base_of[point.scenario.name] = same.name
        labels.setdefault(same.name, {**point.values, "policy": False})
    return base_of, list(without.values()), labels


def _measured(
    folder: Path, method: str, variations: Sequence[Variation], at: Any, names: Sequence[str],
    outcomes: Sequence[str], base_of: Mapping[str, str], seeds: Sequence[int],
) -> pd.DataFrame:  # fmt: skip
    import pandas as pd

    from results.finished import require_finished
    from results.sensitivity import indices, values
    from results.store import open_results
    from scenarios import screening

    results = open_results(folder)
    if not results.outcome_rows:
        require_finished(results, names[:1])
    box, block = screening.problem(variations), screening.blocks(method, variations)  # type: ignore[arg-type]
    parts = [
        indices(method, box, at, values(results, names, outcome, base_of, seeds), block, screening.LEVELS)  # type: ignore[arg-type]
        .assign(outcome=outcome)
        for outcome in outcomes
    ]  # fmt: skip
    return pd.concat(parts, ignore_index=True)


def _tell(
    table: pd.DataFrame, method: str, variations: Sequence[Variation], title: str, effect: bool, seeds: int,
    again: str, folder: Path, aside: str,
) -> str:  # fmt: skip
    """Figures and page; the text for the terminal."""
    from results.compare import LEVEL
    from results.store import open_results
    from views import sensitivity as view
    from views.figures import sensitivity as figure
    from views.study import as_text, write_study

    ranges = {v.path: f"{v.low:.4g} to {v.high:.4g}" for v in variations}
    study = view.study(table, method, ranges, title, effect, seeds, LEVEL, again, aside)
    outcomes = list(dict.fromkeys(table["outcome"]))
    draw = {f"sensitivity_{o}": lambda o=o: figure.draw(table, o, method, LEVEL, view.OF[effect]) for o in outcomes}
    page = write_study(study, draw, [open_results(folder)], folder)
    return "\n\n".join([study.answer, *(as_text(s) for s in study.sections), f"Report with figures: {page}"])
