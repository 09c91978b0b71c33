"""`run.py transplant`: every policy package on every country, at equal cost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from commands.options import common, distributed, echo_json, folder_for, seeds_of
from commands.studies import announce, command_line, known_outcomes, rows_of, run_all, write_table
from problems import Problem, ProblemError

if TYPE_CHECKING:
    from results.transplant import Cell
    from scenarios.schema import Scenario

ROUNDS = 7  # of the search for equal cost
PILOT_SEEDS = 4
WITHOUT = ("none",)
GAINS = ("exports", "real_consumption", "clusters", "region_gini")


@click.command("transplant")
@click.option("--countries", multiple=True, metavar="NAME,…", help="Default: all that are there.")
@click.option("--policies", multiple=True, metavar="NAME,…", help="Default: all that are there.")
@click.option("--cost", type=float, default=0.01, show_default=True,
              help="What each package costs, share of GDP, mean over the window, taxes forgone included.")  # fmt: skip
@click.option("--outcome", "outcomes", multiple=True, default=GAINS, show_default=True, help="Gains to show.")
@distributed
@common
def command(
    countries: tuple[str, ...],
    policies: tuple[str, ...],
    cost: float,
    outcomes: tuple[str, ...],
    seeds: str,
    cluster: str | None,
    settings: tuple[str, ...],
    quarters: int | None,
    workers: int | None,
    out: Path | None,
    quiet: bool,
    as_json: bool,
) -> int:
    """Every policy package on every country at equal cost: the matrix of gains over no policy, with intervals.

    All money of a package is multiplied by one factor, found by pilot runs, until it costs the same everywhere.
    """
    chosen, wanted, silent = seeds_of(seeds), known_outcomes(outcomes), quiet or as_json
    if not 0.0 < cost <= 0.1:
        raise ProblemError([Problem("--cost", None, None, f"{cost:g}", "a share of GDP above 0, at most 0.1")])
    changes = settings if quarters is None else (*settings, f"run.quarters={quarters}")
    from scenarios.transplant import at_scale, bare, transplanted
    from scenarios.transplant import chosen as names

    where, what = names("--countries", countries, "countries"), names("--policies", policies, "policies", WITHOUT)
    cells = {(c, p): transplanted(c, p, changes) for c in where for p in what}
    bares = {c: bare(c, changes) for c in where}
    folder = folder_for(out, "transplant", [*cells.values(), *bares.values()], plain=False)
    pilots = ROUNDS * len(cells) * min(len(chosen), PILOT_SEEDS)
    more = f", after at most {pilots} pilot runs that find equal costs"
    announce("transplant", len(cells) + len(bares), len(chosen), quiet=silent, more=more)
    engine: dict[str, Any] = {"workers": workers, "cluster": cluster, "quiet": silent}
    labels: dict[str, dict[str, Any]] = {
        s.name: {"country": c, "policy": "none", "factor": 0.0} for c, s in bares.items()
    }
    run_all("without policy", list(bares.values()), chosen, folder, labels=labels, **engine)
    factors = equal_costs(cells, cost, chosen[:PILOT_SEEDS], Pilot(folder / "pilot", engine))
    scaled = {cell: at_scale(s, factors[cell]) for cell, s in cells.items()}
    labels |= {s.name: {"country": c, "policy": p, "factor": factors[c, p]} for (c, p), s in scaled.items()}
    everything = [*bares.values(), *scaled.values()]
    report = run_all("transplant", everything, chosen, folder, labels=labels, **engine)
    again = command_line(
        "transplant", "--countries", ",".join(where), "--policies", ",".join(what), "--cost", f"{cost:g}",
        "--seeds", seeds, *(f"--outcome={o}" for o in wanted), *(f"--set={s}" for s in changes), "--out", str(folder),
    )  # fmt: skip
    value, text = _tell(folder, {k: s.name for k, s in scaled.items()}, {c: s.name for c, s in bares.items()},
                        wanted, factors, cost, again)  # fmt: skip
    if as_json:
        echo_json(value)
    elif not quiet:
        click.echo(text)
    return 1 if report.failed else 0


@dataclass(frozen=True)
class Pilot:
    """Where pilot runs go, and how they are run."""

    folder: Path
    engine: dict[str, Any]


def equal_costs(cells: dict[Cell, Scenario], target: float, seeds: Sequence[int], pilot: Pilot) -> dict[Cell, float]:
    """Factor on each package's money at which it costs the target, by pilot runs with a few seeds.

    A round tries one factor for every cell that isn't there yet, so that rounds use all workers.
    """
    from results.store import open_results
    from results.transplant import COST, best_factor, next_factor
    from scenarios.transplant import at_scale

    tried: dict[Cell, dict[float, float]] = {cell: {} for cell in cells}
    for number in range(ROUNDS):
        due = {c: 1.0 if not costs else next_factor(costs, target) for c, costs in tried.items()}
        trials = {
            cell: at_scale(cells[cell], f).model_copy(update={"name": f"{cells[cell].name[:50]}_try{number + 1}"})
            for cell, f in due.items() if f is not None
        }  # fmt: skip
        if not trials:
            break
        labels = {s.name: {"country": c[0], "policy": c[1], "factor": due[c]} for c, s in trials.items()}
        run_all(
            f"equal costs, round {number + 1}",
            list(trials.values()),
            seeds,
            pilot.folder,
            labels=labels,
            **pilot.engine,
        )
        costs = open_results(pilot.folder).outcomes.groupby("scenario")[COST].mean()
        for cell, scenario in trials.items():
            factor = due[cell]
            if factor is not None and scenario.name in costs.index:
                tried[cell][factor] = float(costs[scenario.name])
    return {cell: best_factor(costs, target) if costs else 1.0 for cell, costs in tried.items()}


def _tell(
    folder: Path, scenario_of: dict[Cell, str], bare_of: dict[str, str], outcomes: Sequence[str],
    factors: dict[Cell, float], cost: float, again: str,
) -> tuple[dict[str, Any], str]:  # fmt: skip
    """Tables, figures and page; the JSON object and the text for the terminal."""
    from results.compare import LEVEL
    from results.store import open_results
    from results.transplant import matrix, summaries
    from views import transplant as view
    from views.figures import heat
    from views.study import as_text, write_study

    results = open_results(folder)
    table = matrix(results, scenario_of, bare_of, outcomes)
    table["factor"] = [factors[c, p] for c, p in zip(table["country"], table["policy"], strict=True)]
    by_policy, by_country = summaries(table, "policy"), summaries(table, "country")
    value = {
        "cost": cost, "seeds": int(table["seeds"].min()), "matrix": rows_of(table),
        "policies": rows_of(by_policy), "countries": rows_of(by_country), "folder": str(folder),
    }  # fmt: skip
    write_table(folder, "transplant", table, value)
    study = view.study(table, by_policy, cost, LEVEL, again)
    draw = {f"transplant_{o}": lambda o=o: heat.draw(table, by_policy, by_country, o, cost, LEVEL) for o in outcomes}
    page = write_study(study, draw, results, folder)
    text = "\n\n".join([study.answer, *(as_text(s) for s in study.sections), f"Report with figures: {page}"])
    return value, text
