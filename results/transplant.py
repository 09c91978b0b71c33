"""Every policy on every country: gains over no policy, seed by seed, and what is robust.

Costs are made equal by a factor on all money of a package (`next_factor`): cost rises with the factor, so the
search is a secant with brackets; it uses measured costs only.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from problems import Problem, ProblemError
from results.compare import LEVEL, difference

if TYPE_CHECKING:
    import pandas as pd

    from results.store import Results

Floats = NDArray[np.float64]
Cell = tuple[str, str]  # country, policy

COST = "public_cost"
TOLERANCE = 0.02
MOST_FACTOR = 30.0


@dataclass(frozen=True)
class Gain:
    """An outcome in the matrix: as percent of the level without policy or as a difference; and which way is good."""

    relative: bool
    better: int


GAINS: dict[str, Gain] = {
    "exports": Gain(True, 1),
    "real_consumption": Gain(True, 1),
    "clusters": Gain(False, 1),
    "region_gini": Gain(False, -1),
}

MORE_IS_BETTER = (
    *(name for name, gain in GAINS.items() if gain.better > 0),
    "real_gdp", "exports_growth", "real_gdp_growth", "real_wage_growth", "real_consumption_growth",
)  # fmt: skip
LESS_IS_BETTER = (
    *(name for name, gain in GAINS.items() if gain.better < 0),
    "unemployment_rate", "export_hhi", "public_cost", "public_cost_total",
)  # fmt: skip


def judged(outcomes: Sequence[str]) -> list[str]:
    """Check that of each outcome more is better, or less: a gain of the others would say what nobody can.

    Whether more foreign plants, research or trade are good depends on what they bring and what else is there. What a
    job or exports cost is 0 without a policy: any were worse, whatever it does.

    Raises
    ------
    ProblemError
        If it depends, or if there is none without a policy to gain over.
    """
    expected = f"an outcome of which more is better, or less ({', '.join(MORE_IS_BETTER + LESS_IS_BETTER)})"
    known = (*MORE_IS_BETTER, *LESS_IS_BETTER)
    wrong = [Problem("--outcome", None, None, name, expected) for name in outcomes if name not in known]
    if wrong:
        raise ProblemError(wrong)
    return list(outcomes)


def gain_of(outcome: str) -> Gain:
    """How an outcome is told: levels of money in percent, rates and counts as they are."""
    if outcome in GAINS:
        return GAINS[outcome]
    return Gain(outcome in ("real_gdp",), -1 if outcome in LESS_IS_BETTER else 1)


def next_factor(tried: Mapping[float, float], target: float, tolerance: float = TOLERANCE) -> float | None:
    """Factor to try next, given costs measured at others; None when one is within tolerance or none can be.

    Parameters
    ----------
    tried : factor to cost, share of GDP. Costs that don't rise with the factor end the search.
    """
    if any(abs(cost - target) <= tolerance * target for cost in tried.values()):
        return None
    factors = sorted(tried)
    below = [f for f in factors if tried[f] < target]
    above = [f for f in factors if tried[f] > target]
    if below and above:
        low, high = max(below), min(above)
        if high - low < 1e-4 * high:
            return None
        at = low + (target - tried[low]) / (tried[high] - tried[low]) * (high - low)
        return float(np.clip(at, low + 0.02 * (high - low), high - 0.02 * (high - low)))
    edge = factors[-1] if below else factors[0]
    if tried[edge] <= 0.0 or (below and edge >= MOST_FACTOR):
        return None
    wanted = edge * target / tried[edge]
    return float(min(wanted * 1.02, MOST_FACTOR) if below else wanted * 0.98)


def best_factor(tried: Mapping[float, float], target: float) -> float:
    """Factor whose cost is nearest to the target."""
    return min(tried, key=lambda factor: (abs(tried[factor] - target), factor))


def matrix(
    results: Results, scenario_of: Mapping[Cell, str], bare_of: Mapping[str, str], outcomes: Sequence[str],
    seeds: Sequence[int], level: float = LEVEL,
) -> pd.DataFrame:  # fmt: skip
    """Gains of every policy on every country, on those of `seeds` that a cell and its country without policy have.

    Parameters
    ----------
    scenario_of : scenario of each (country, policy); bare_of : each country's scenario without policy.

    Returns
    -------
    A row a country, policy and outcome: country, policy, outcome, relative, gain (percent where relative, else in
    the outcome's unit), low, high, probability_better, verdict (better, worse, open), cost, cost_low, cost_high
    (measured, share of GDP a year), seeds.

    Raises
    ------
    ProblemError
        If a cell shares no finished seed with its country without policy.
    """
    import pandas as pd

    by_name: dict[str, pd.DataFrame] = {n: f.set_index("seed") for n, f in results.outcomes.groupby("scenario")}
    rows = []
    for (country, policy), name in scenario_of.items():
        ours, theirs = by_name.get(name), by_name.get(bare_of[country])
        both = set(ours.index) & set(theirs.index) if ours is not None and theirs is not None else set()
        paired = sorted(both & set(seeds))
        if ours is None or theirs is None or not paired:
            expected = f"finished runs of {name} and {bare_of[country]} with the same seeds"
            raise ProblemError([Problem(str(results.folder), None, "seeds", "none in common", expected)])
        ours, theirs = ours.loc[paired], theirs.loc[paired]
        cost = difference(ours[COST].to_numpy(float), np.zeros(len(paired)), level)
        for outcome in outcomes:
            x, y = ours[outcome].to_numpy(float), theirs[outcome].to_numpy(float)
            rows.append({
                "country": country, "policy": policy, "outcome": outcome, **_gain(x, y, gain_of(outcome), level),
                "cost": cost.difference, "cost_low": cost.low, "cost_high": cost.high, "seeds": len(paired),
            })  # fmt: skip
    return pd.DataFrame(rows)


def _gain(x: Floats, y: Floats, gain: Gain, level: float) -> dict[str, float | str | bool]:
    change = 100.0 * (x / y - 1.0) if gain.relative else x - y
    d = difference(change, np.zeros_like(change), level)
    good = d.low > 0.0 if gain.better > 0 else d.high < 0.0
    verdict = "open" if not d.settled else "better" if good else "worse"
    probability = d.probability_higher if gain.better > 0 else 1.0 - d.probability_higher
    return {
        "relative": gain.relative, "gain": d.difference, "low": d.low, "high": d.high,
        "probability_better": probability, "verdict": verdict,
    }  # fmt: skip


def summaries(table: pd.DataFrame, by: str) -> pd.DataFrame:
    """How often each policy (or country) gains and loses, for each outcome.

    Parameters
    ----------
    by : "policy" sums up over countries, "country" over policies.

    Returns
    -------
    A row an outcome and policy or country: better, worse, open (counts), mean gain, least and most favourable gain
    with the place where it is, and robust: better in more than half and worse nowhere.
    """
    import pandas as pd

    other = "country" if by == "policy" else "policy"
    rows = []
    for (outcome, name), group in table.groupby(["outcome", by], sort=False):
        goodness = group["gain"] * gain_of(str(outcome)).better
        goodness = goodness.dropna() if goodness.notna().any() else goodness.fillna(0.0)
        worst, best = group.loc[goodness.idxmin()], group.loc[goodness.idxmax()]
        counts = {v: int((group["verdict"] == v).sum()) for v in ("better", "worse", "open")}
        rows.append({
            "outcome": outcome, by: name, **counts, "mean": float(group["gain"].mean()),
            "worst": float(worst["gain"]), "worst_at": worst[other],
            "best": float(best["gain"]), "best_at": best[other],
            "robust": 2 * counts["better"] > len(group) and counts["worse"] == 0,
        })  # fmt: skip
    return pd.DataFrame(rows)
