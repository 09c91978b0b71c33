"""Sizes of firms, how they grow, and how long they live."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from validation.observed import whole

if TYPE_CHECKING:
    import pandas as pd

    from validation.observed import Observed

Floats = NDArray[np.float64]

TOP = 0.05  # share of firms that are the tail
YOUNG = 20  # quarters: a firm is young for five years
FIRST_YEAR = 4  # quarters


def size_exponent(run: Observed) -> float:
    """Tail exponent of employment, top 5 % of firms of the last census (Gabaix & Ibragimov 2011)."""
    return rank_half_exponent(run.last_enterprises["employment"].to_numpy(float), TOP)


def rank_half_exponent(size: Floats, top: float) -> float:
    """Minus the slope of log(rank - 1/2) on log size over the largest."""
    largest = np.sort(size[size > 0.0])[::-1][: max(int(size.size * top), 10)]
    return -float(np.polyfit(np.log(largest), np.log(np.arange(largest.size) + 0.5), 1)[0])


def growth_shape(run: Observed) -> float:
    """Shape of log growth over a year of firms that stay, fourth quarter to fourth quarter; censuses pooled."""
    rates = [log_growth(whole(first), whole(last)) for first, last in run.steps(1)]
    return subbotin(np.concatenate(rates)) if rates else float("nan")


def log_growth(first: pd.DataFrame, last: pd.DataFrame) -> Floats:
    """Log growth of sales of the firms of both censuses."""
    both = first[["firm", "sales"]].merge(last[["firm", "sales"]], on="firm", suffixes=("_before", "_after"))
    both = both[(both["sales_before"] > 0.0) & (both["sales_after"] > 0.0)]
    return np.log(both["sales_after"].to_numpy(float) / both["sales_before"].to_numpy(float))


def subbotin(x: Floats) -> float:
    """Shape b (1 = Laplace, 2 = normal) from the squared mean absolute deviation over the variance."""
    from scipy.optimize import brentq
    from scipy.special import gammaln

    x = x - np.median(x)
    ratio = float(np.abs(x).mean() ** 2 / (x**2).mean())

    def gap(b: float) -> float:
        return float(np.exp(2 * gammaln(2 / b) - gammaln(1 / b) - gammaln(3 / b))) - ratio

    return float(brentq(gap, 0.2, 8.0)) if gap(0.2) * gap(8.0) < 0 else float("nan")


def entry_rate(run: Observed) -> float:
    """Entrants a year over firms."""
    return 4.0 * float((run.totals["entries"] / run.totals["firms"]).mean())


def exit_rate(run: Observed) -> float:
    """Exits a year over firms."""
    return 4.0 * float((run.totals["exits"] / run.totals["firms"]).mean())


def five_year_survival(run: Observed) -> float:
    """Share of the entrants of a census year that live five years later."""
    pairs = run.steps(5)
    new = [first["firm"] == first["enterprise"] for first, _ in pairs]  # not another plant of a firm
    young = [first.loc[own & (first["age"] < FIRST_YEAR), "firm"] for own, (first, _) in zip(new, pairs, strict=True)]
    alive = [firms.isin(last["enterprise"]) for firms, (_, last) in zip(young, pairs, strict=True)]
    return float(np.concatenate(alive).mean()) if alive else float("nan")


def hazard_falls(run: Observed) -> float:
    """Chance of exit within a year of firms younger than five years, less that of older firms.

    A firm goes with its last plant: the young plants of an old one aren't young firms.
    """
    pairs = [_ages_and_ends(first, last) for first, last in run.steps(1)]
    if not pairs:
        return float("nan")
    young, gone = (np.concatenate(parts) for parts in zip(*pairs, strict=True))
    return float(gone[young].mean() - gone[~young].mean())


def _ages_and_ends(first: pd.DataFrame, last: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """Whether each firm is young by its oldest plant, and whether none of its plants is there in the later census."""
    age = first.groupby("enterprise")["age"].max()
    return age < YOUNG, ~age.index.to_series().isin(last["enterprise"])
