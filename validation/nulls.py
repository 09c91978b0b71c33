"""Null models: an economy without what should matter must fail where it should."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from validation import measuring, plan
from validation.facts import Fact, quantile
from validation.score import Measured, on_seeds
from validation.shuffled import geography_shuffled

if TYPE_CHECKING:
    import pandas as pd

    from results.store import Results

NOTHING = 0.975  # a placebo finds an effect where chance would show one in five of a hundred, either way


def table(results: Results, facts: Sequence[Fact], seeds: Collection[int]) -> pd.DataFrame:
    """A row a fact and null model: value over these seeds, and whether it passes; empty without runs of null models."""
    import pandas as pd

    rows: list[Measured] = []
    if any(measuring.runs_of(results, plan.NULL + name) for name in plan.NULLS):
        rows += measuring.in_runs(results, facts, plan.FACTS + "plain", "geography shuffled", geography_shuffled)
        for name in plan.NULLS:
            rows += measuring.in_runs(results, facts, plan.NULL + name, name.replace("_", " "))
    rows += [row for row in measuring.experiments(results, facts, placebo=True) if row.fact.is_effect]
    return pd.DataFrame(
        [
            {"id": row.fact.id, "null": "policy off" if row.economy == "placebo" else row.economy, "value": row.value,
             "error": row.error, "passed": row.passed,
             "zero": abs(row.value) <= quantile(NOTHING, len(row.known)) * row.error}
            for row in on_seeds(rows, seeds)
        ],
        columns=["id", "null", "value", "error", "passed", "zero"],
    )  # fmt: skip
