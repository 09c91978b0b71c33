"""Measures every fact in the runs of a folder."""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from validation import plan
from validation.facts import Fact
from validation.measures import MEASURES
from validation.measures.experiments import EXPERIMENTS, Trial
from validation.observed import Observed, observe
from validation.score import Measured

if TYPE_CHECKING:
    from results.store import Results
    from validation.measures.estimators import Effect

UNMEASURABLE = (ValueError, IndexError, KeyError, ZeroDivisionError, FloatingPointError)
FAILED = math.nan


def runs_of(results: Results, scenario: str) -> list[dict[str, Any]]:
    """Finished runs of a scenario."""
    return [r for r in results.runs if r["scenario"] == scenario and r["status"] == "done"]


def stylised(results: Results, facts: Sequence[Fact]) -> list[Measured]:
    """The stylised facts in every economy."""
    rows: list[Measured] = []
    for economy in plan.ECONOMIES:
        rows += in_runs(results, facts, plan.FACTS + economy, economy)
    return rows


def in_runs(
    results: Results,
    facts: Sequence[Fact],
    scenario: str,
    economy: str,
    change: Callable[[Observed, int], Observed] | None = None,
) -> list[Measured]:
    """The stylised facts in the runs of one scenario, its tables changed by a null model where one is given."""
    wanted = [fact for fact in facts if fact.kind == "stylised"]
    found: dict[str, dict[int, float]] = {fact.id: {} for fact in wanted}
    for run in runs_of(results, scenario) if wanted else ():
        tables = observe(results, run["run"], scenario)
        tables = tables if change is None else change(tables, run["seed"])
        for fact in wanted:
            found[fact.id][run["seed"]] = _value(fact, tables)
    return [Measured(fact, economy, found[fact.id]) for fact in wanted if found[fact.id]]


def _value(fact: Fact, tables: Observed) -> float:
    try:
        with np.errstate(divide="ignore", invalid="ignore"):
            return float(MEASURES[fact.measure](tables))
    except UNMEASURABLE as error:
        print(f"{fact.id} can't be measured in a run of {tables.scenario['name']}: {error}", file=sys.stderr)
        return FAILED


def experiments(results: Results, facts: Sequence[Fact], *, placebo: bool = False) -> list[Measured]:
    """The experiments; as a placebo the same units are compared in the run of the same seed without the policy."""
    return [row for fact, trial in trials_of(facts) if (row := _experiment(results, fact, trial, placebo=placebo))]


def trials_of(facts: Sequence[Fact]) -> Iterator[tuple[Fact, Trial]]:
    """Experiments among the facts."""
    return ((fact, EXPERIMENTS[fact.measure]) for fact in facts if fact.kind == "experiment")


def _experiment(results: Results, fact: Fact, trial: Trial, *, placebo: bool) -> Measured | None:
    name = plan.EXPERIMENT + trial.scenario
    other = _placebo_of(results, name) if placebo else name
    without = {r["seed"]: r["run"] for r in runs_of(results, other)}
    effects: dict[int, Effect] = {}
    for run in runs_of(results, name):
        treated = trial.treated(observe(results, run["run"], name, ("ledger",)))
        if run["seed"] not in without:
            continue
        tables = observe(results, without[run["seed"]], other)
        try:
            effects[run["seed"]] = trial.estimate(tables, treated)
        except UNMEASURABLE as error:
            print(f"{fact.id} can't be measured in a run of {name}: {error}", file=sys.stderr)
    if not effects:
        return None
    own = float(np.mean([e.error for e in effects.values()]))
    return Measured(fact, "placebo" if placebo else "trial", {s: e.value for s, e in effects.items()}, own)


def _placebo_of(results: Results, name: str) -> str:
    from scenarios.schema import Scenario

    return (
        plan.placebo_name(Scenario.from_json(json.dumps(results.scenarios[name]))) if name in results.scenarios else ""
    )


def paths(results: Results, facts: Sequence[Fact]) -> list[Measured]:
    """Growth of exports, and the share of years in which the real series lies inside the fan."""
    rows = []
    for path in plan.PATHS:
        here = [fact for fact in facts if fact.kind == "path" and fact.economy == path.country]
        values = _path_values(results, path) if here else None
        if values is not None:
            rows += [Measured(fact, path.country, values[fact.measure]) for fact in here]
    return rows


def _path_values(results: Results, path: plan.Path) -> dict[str, dict[int, float]] | None:
    from validation.measures.paths import common_years, growth, indexed, real_exports, share_in_fan, yearly_exports

    name = plan.PATH + path.country
    runs = [r["run"] for r in runs_of(results, name)]
    if not runs:
        return None
    start = results.scenarios[name]["country"]["start_year"]
    wide = yearly_exports(results.table("totals", runs, ["seed", "quarter", "exports"]), start)
    real = real_exports(path.country)
    years = common_years(wide, real, path.first, path.last)
    inside = share_in_fan(*indexed(wide, real, years))
    return {
        "export_growth": {int(seed): growth(wide[seed].to_dict(), path.first, path.last) for seed in wide},
        "years_in_fan": {int(seed): inside for seed in wide},
    }
