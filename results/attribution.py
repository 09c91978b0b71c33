"""What each factor is worth: Shapley values over all combinations of factors, seed by seed.

A factor's value is its mean contribution over all orders in which factors can be switched on (Shapley 1953, A value
for n-person games). The values of all factors sum to what all of them together bring, exactly, in every seed; the
interval is Student's over seeds, all combinations of a seed sharing its draws.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import factorial
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from problems import Problem, ProblemError
from results.compare import LEVEL, difference

if TYPE_CHECKING:
    import pandas as pd

    from results.store import Results

Floats = NDArray[np.float64]
Coalition = tuple[bool, ...]
TOTAL = "total"


def shapley(worth: Mapping[Coalition, Floats]) -> Floats:
    """Shapley values of a game.

    Parameters
    ----------
    worth : what each combination of the n players is worth; any shape, the same for all.

    Returns
    -------
    (n, …) values; their sum is the worth of all less the worth of none.

    Raises
    ------
    ValueError
        If a combination is missing.
    """
    players = len(next(iter(worth)))
    if len(worth) != 2**players:
        raise ValueError(f"{2**players} combinations of {players} players, not {len(worth)}")
    values = []
    for player in range(players):
        value = np.zeros_like(np.asarray(worth[(False,) * players], float))
        for without, before in worth.items():
            if not without[player]:
                joined = (*without[:player], True, *without[player + 1 :])
                value = value + _weight(sum(without), players) * (worth[joined] - before)
        values.append(value)
    return np.array(values)


def _weight(others: int, players: int) -> float:
    """Share of the orders in which a player comes right after `others` given ones."""
    return factorial(others) * factorial(players - others - 1) / factorial(players)


def attribute(
    results: Results,
    factors: Sequence[str],
    scenario_of: Mapping[Coalition, str],
    outcomes: Sequence[str],
    seeds: Sequence[int],
    level: float = LEVEL,
) -> pd.DataFrame:
    """Shapley values of factors for outcomes, on those of `seeds` that all combinations have.

    Parameters
    ----------
    scenario_of : the scenario that stands for each combination of factors; several may share one.

    Returns
    -------
    A row an outcome and factor, and one for the total: outcome, factor, value, low, high, probability_higher,
    settled, seeds (that have a figure in all combinations); in the outcome's unit.

    Raises
    ------
    ProblemError
        If no seed has finished runs of all combinations.
    """
    import pandas as pd

    worth, paired = _worth(results, scenario_of, outcomes, seeds)
    values = shapley(worth)  # (factors, seeds, outcomes)
    nothing = np.zeros(len(paired))
    rows = []
    for o, outcome in enumerate(outcomes):
        parts = {**dict(zip(factors, values[:, :, o], strict=True)), TOTAL: values[:, :, o].sum(axis=0)}
        for factor, value in parts.items():
            d = difference(value, nothing, level)
            rows.append({
                "outcome": outcome, "factor": factor, "value": d.difference, "low": d.low, "high": d.high,
                "probability_higher": d.probability_higher, "settled": d.settled,
                "seeds": int(np.isfinite(value).sum()),
            })  # fmt: skip
    return pd.DataFrame(rows)


def _worth(
    results: Results, scenario_of: Mapping[Coalition, str], outcomes: Sequence[str], seeds: Sequence[int]
) -> tuple[dict[Coalition, Floats], list[int]]:
    """Outcomes of each combination, (seeds, outcomes), on those of `seeds` that all have."""
    frame = results.outcomes
    known = set(frame.columns) if len(frame) else set()
    by_name = {n: f.set_index("seed") for n, f in frame.groupby("scenario")} if known else {}
    names = set(scenario_of.values())
    common = set(seeds).intersection(*(set(by_name[n].index) if n in by_name else set() for n in names))
    if not common:
        expected = "a seed with finished runs of all combinations of factors"
        raise ProblemError([Problem(str(results.folder), None, "seeds", "none", expected)])
    paired = sorted(common)
    values = {n: by_name[n].loc[paired, list(outcomes)].to_numpy(float) for n in names}
    return {on: values[name] for on, name in scenario_of.items()}, paired
