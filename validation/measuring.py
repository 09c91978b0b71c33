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
    import pandas as pd

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
    values, own = ({s: getattr(e, what) for s, e in effects.items()} for what in ("value", "error"))
    return Measured(fact, "placebo" if placebo else "trial", values, own)


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
            rows += [Measured(fact, path.country, values[fact.measure]) for fact in here if fact.measure in values]
    return rows


def _path_values(results: Results, path: plan.Path) -> dict[str, dict[int, float]] | None:
    from validation.measures.paths import common_years, growth, indexed, real_exports, share_in_fan

    wide = _exports(results, path)
    if wide is None:
        return None
    real, found = real_exports(path.country), _industries(results, path)
    if not real:
        return found
    years = common_years(wide, real, path.first, path.last)
    inside = share_in_fan(*indexed(wide, real, years))
    return found | {
        "export_growth": {int(seed): growth(wide[seed].to_dict(), path.first, path.last) for seed in wide},
        "years_in_fan": {int(seed): inside for seed in wide},
    }


def _industries(results: Results, path: plan.Path) -> dict[str, dict[int, float]]:
    """What is exported and where industries gather, in the last quarter of the year of the record."""
    from validation.measures.industries import concentration_rank, manufactures_share, us_concentration

    if path.country not in plan.YEARS:
        return {}
    runs = [r["run"] for r in runs_of(results, path.run)]
    columns = ["seed", "quarter", "region", "sector", "employment", "firms", "exports"]
    quarter = 4 * (plan.YEARS[path.country] - results.scenarios[path.run]["country"]["start_year"]) + 3
    rows = results.table("regions", runs, columns)
    rows = rows[rows["quarter"] == min(quarter, int(rows["quarter"].max()))]
    if path.country == "united_states":
        return {"concentration_rank": concentration_rank(rows, us_concentration())}
    return {"manufactures_share": manufactures_share(rows)}


def _exports(results: Results, path: plan.Path) -> pd.DataFrame | None:
    """Real exports by year and seed; of a state, the sum of its regions."""
    from validation.measures.paths import at_constant_prices, yearly_exports

    runs = [r["run"] for r in runs_of(results, path.run)]
    if not runs:
        return None
    country = results.scenarios[path.run]["country"]
    totals = results.table("totals", runs, ["seed", "quarter", "exports", "gdp", "real_gdp"])
    rows = totals
    if path.state:
        mine = [name for name, region in country["regions"].items() if region["state"] == path.state]
        rows = results.table("regions", runs, ["seed", "quarter", "region", "exports"])
        rows = rows[rows["region"].isin(mine)].groupby(["seed", "quarter"], as_index=False)["exports"].sum()
    return yearly_exports(at_constant_prices(rows, totals), country["start_year"])


def path_table(results: Results) -> pd.DataFrame:
    """Exports of each path as an index, 100 in the first year: title, year, seed (0 the record), index."""
    import pandas as pd

    from validation.measures.paths import common_years, indexed, real_exports

    parts = []
    for path in plan.PATHS:
        wide, real = _exports(results, path), real_exports(path.country)
        if wide is None or not real:
            continue
        years = common_years(wide, real, path.first, path.last)
        model, record = indexed(wide, real, years)
        both = pd.DataFrame(model, index=years, columns=[int(seed) for seed in wide]).assign(**{"0": record})
        tidy = (
            both.rename(columns=int).rename_axis("year").reset_index().melt("year", var_name="seed", value_name="index")
        )
        parts.append(tidy.assign(title=path.title, seed=tidy["seed"].astype(int)))
    columns = ["title", "year", "seed", "index"]
    return pd.concat(parts, ignore_index=True)[columns] if parts else pd.DataFrame(columns=columns)
