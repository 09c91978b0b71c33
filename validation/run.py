"""Runs what is missing and measures every fact."""

from __future__ import annotations

import math
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from validation.facts import Fact
from validation.measures import MEASURES
from validation.observed import Observed, observe
from validation.plan import ECONOMIES, FACTS
from validation.score import Measured

if TYPE_CHECKING:
    from results.store import Results


def measure_stylised(results: Results, facts: Sequence[Fact]) -> list[Measured]:
    """Measure the stylised facts in every economy that the folder has runs of."""
    wanted = [fact for fact in facts if fact.kind == "stylised"]
    rows = []
    for economy in ECONOMIES:
        runs = [r for r in results.runs if r["scenario"] == FACTS + economy and r["status"] == "done"]
        found: dict[str, dict[int, float]] = {fact.id: {} for fact in wanted}
        for run in runs:
            tables = observe(results, run["run"], run["scenario"])
            for fact in wanted:
                found[fact.id][run["seed"]] = value_of(fact, tables)
        rows += [Measured(fact, economy, found[fact.id]) for fact in wanted if found[fact.id]]
    return rows


def value_of(fact: Fact, tables: Observed) -> float:
    """Measure one fact in one run; nan, with a word on standard error, if the run can't tell."""
    try:
        return float(MEASURES[fact.measure](tables))
    except (ValueError, IndexError, ZeroDivisionError, FloatingPointError) as error:
        print(f"{fact.id} can't be measured in a run of {tables.scenario['name']}: {error}", file=sys.stderr)
        return math.nan
