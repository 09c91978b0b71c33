"""`run.py calibrate`: values of a few parameters that bring the facts for calibration into their bands."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from commands.options import Asked, echo_json, many_runs
from commands.studies import announce, rows_of, write_table
from problems import Problem, ProblemError

if TYPE_CHECKING:
    import pandas as pd

    from results.store import Results
    from scenarios.design import Variation
    from validation.calibration import Step
    from validation.facts import Fact

OWN = dict.fromkeys(
    ("country", "policy"),
    "a value that all countries share: a step runs four countries of its own, without policy; "
    "transplant --countries, --policies puts others together",
)


@click.command("calibrate")
@click.option("--vary", multiple=True, metavar="PATH[=LOW:HIGH]",
              help="A value to move; may be given more than once. Default: parameters marked calibrated.")  # fmt: skip
@click.option("--span", type=float, default=0.25, show_default=True,
              help="Ends of a parameter given without them: this share below and above its value.")  # fmt: skip
@click.option("--steps", type=click.IntRange(min=1), default=30, show_default=True, help="Sets of values to try.")
@many_runs(seeds="3")
def command(vary: tuple[str, ...], span: float, steps: int, asked: Asked) -> int:
    """Search for values at which the facts marked for calibration lie nearest to their bands, in four economies.

    Facts marked for testing are measured and left out of the search. Nothing is changed: the values are told, as
    --set. Stopped, the same command goes on where it was.
    """
    from scenarios import screening
    from scenarios.load import catalogue
    from validation import plan
    from validation.calibration import search
    from validation.facts import read_facts

    asked.refuse_set(OWN)
    numbers, specs = asked.chosen_seeds(), catalogue()
    marked = tuple(f"parameters.{name}" for name, spec in specs.items() if spec.standing == "calibrated")
    variations = screening.chosen(vary or marked, specs, span)
    facts = [fact for fact in read_facts() if fact.kind == "stylised"]
    begun = plan.without_policy(asked.changes)
    start = {v.path: _value(begun["plain"], v.path) for v in variations}
    folder = asked.out or Path("results") / f"calibrate-{plan.mark(list(begun.values()))}"
    announce(asked, "calibrate", steps * len(begun), len(numbers), f", in {steps} steps")
    parts: list[Results] = []
    failed = 0

    def measured(values: dict[str, float]) -> Step:
        nonlocal failed
        step, results, lost = _measure(values, facts, numbers, folder, asked)
        parts.append(results)
        failed += lost
        return step

    tried = search(variations, start, steps, measured)
    value = _written(tried, variations, facts, numbers, folder)
    if asked.as_json:
        echo_json(value)
    elif not asked.quiet:
        click.echo(_told(tried, parts, variations, len(numbers), folder, asked, vary, span, steps))
    return 1 if failed else 0


def _value(scenario: Any, path: str) -> float:
    """What it is now; the economies have no policy, so that there is none of a policy's values."""
    found = scenario
    for part in path.split("."):
        found = getattr(found, part, None)
    if path.startswith("policy.") or not isinstance(found, (int, float)):
        expected = "a value of every country without policy, such as parameters.migration_rate=0.01:0.02"
        raise ProblemError([Problem("--vary", None, None, path, expected)])
    return float(found)


def _measure(
    values: dict[str, float], facts: Sequence[Fact], seeds: Sequence[int], folder: Path, asked: Asked
) -> tuple[Step, Results, int]:  # fmt: skip
    """Run the four economies with these values, in a folder of their own, and measure; and how many runs failed."""
    from results.store import open_results
    from validation import measuring, plan
    from validation.calibration import fit
    from validation.score import on_seeds

    scenarios = list(plan.without_policy((*asked.changes, *(f"{p}={v!r}" for p, v in values.items()))).values())
    place = folder / f"step-{plan.mark(scenarios)}"
    failed = asked.run("calibrate", scenarios, seeds, place).failed
    results = open_results(place)
    return fit(values, on_seeds(measuring.stylised(results, facts), seeds)), results, failed


def _written(
    tried: Sequence[Step], variations: Sequence[Variation], facts: Sequence[Fact], seeds: Sequence[int], folder: Path
) -> dict[str, Any]:
    from validation.calibration import best

    chosen, table = best(tried), _frame(tried)
    value = {
        "seeds": len(seeds),
        "values": chosen.values,
        "ranges": {v.path: [v.low, v.high] for v in variations},
        "calibration_facts": sorted({f.id for f in facts if f.role == "calibration" and not f.is_sign}),
        "test_facts": sorted({f.id for f in facts if f.role == "test"}),
        "steps": rows_of(table),
        "folder": str(folder),
    }
    write_table(folder, "calibration", table, value)
    return value


def _frame(tried: Sequence[Step]) -> pd.DataFrame:
    import pandas as pd

    rows = [
        {"step": n, "misfit": s.misfit, "calibration_in_band": s.calibration, "test_in_band": s.test, **s.values}
        for n, s in enumerate(tried)
    ]
    return pd.DataFrame(rows)


def _told(
    tried: Sequence[Step], parts: Sequence[Results], variations: Sequence[Variation], seeds: int, folder: Path,
    asked: Asked, vary: Sequence[str], span: float, steps: int,
) -> str:  # fmt: skip
    """The figure and the page; the text for the terminal."""
    from validation.calibration import best
    from views import calibration as view
    from views.figures import calibration as figure
    from views.study import as_text, write_study

    again = asked.again(
        "calibrate", *(f"--vary={v}" for v in vary), f"--span={span:g}", f"--steps={steps}", "--out", str(folder)
    )
    table, names = _frame(tried), [v.path for v in variations]
    ranges = {v.path: f"{v.low:.4g} to {v.high:.4g}" for v in variations}
    study = view.study(table, names, ranges, tried.index(best(tried)), seeds, again)
    page = write_study(study, {"calibration": lambda: figure.draw(table)}, parts, folder)
    return "\n\n".join([study.answer, *(as_text(s) for s in study.sections), f"Report with figure: {page}"])
