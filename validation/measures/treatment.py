"""Who was treated, and what units looked like before and after."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from validation.measures.estimators import Effect, difference_in_differences
from validation.observed import MANUFACTURING, figure

if TYPE_CHECKING:
    import pandas as pd

    from validation.observed import Observed

Floats = NDArray[np.float64]


def treated_units(run: Observed, unit: str | list[str], instruments: str) -> set[object]:
    """Units (a column, or pairs of two) at which instruments of that beginning paid or forwent money."""
    ledger = run.ledger
    ledger = ledger[ledger["instrument"].str.startswith(instruments) & (ledger["spent"] + ledger["forgone"] > 0.0)]
    return set(ledger[unit]) if isinstance(unit, str) else set(ledger[unit].itertuples(index=False, name=None))


def log_change(before: pd.Series, after: pd.Series, treated: set[object]) -> Effect:
    """Difference in differences of logs, units being the index; those with nothing before or after are left out."""
    both = before.to_frame("before").join(after.rename("after"), how="inner")
    with np.errstate(divide="ignore", invalid="ignore"):
        first, last = np.log(both["before"].to_numpy(float)), np.log(both["after"].to_numpy(float))
    return difference_in_differences(first, last, np.array([unit in treated for unit in both.index], bool))


def change(before: pd.Series, after: pd.Series, treated: set[object]) -> Effect:
    """Difference in differences, units being the index."""
    both = before.to_frame("before").join(after.rename("after"), how="inner")
    is_treated = np.array([unit in treated for unit in both.index], bool)
    return difference_in_differences(both["before"].to_numpy(float), both["after"].to_numpy(float), is_treated)


def year_sum(run: Observed, year: int, column: str, by: str | list[str], sectors: list[str] | None = None) -> pd.Series:
    """A column of the table of regions summed over a year and by units."""
    rows = run.regions[run.regions["quarter"] // 4 == year]
    if sectors is not None:
        rows = rows[rows["sector"].isin(sectors)]
    return rows.groupby(by)[column].sum()


def manufacturing_jobs(run: Observed, year: int) -> pd.Series:
    """Jobs in manufacturing by region, sum over the year's quarters."""
    return year_sum(run, year, "employment", "region", list(MANUFACTURING))


def log_productivity(run: Observed, firms: pd.DataFrame) -> pd.Series:
    """Log total factor productivity in value added, firm by firm (see `places.productivity_density`)."""
    share = {name: 1.0 - float(figure(s["alpha_m"])) for name, s in run.sectors.items()}
    return firms["total_factor_productivity"] / firms["sector"].map(share)


def mean_productivity(
    run: Observed, year: int, by: str | list[str], keep: Callable[[pd.DataFrame], pd.Series] | None = None
) -> pd.Series:
    """Mean log productivity of units, firms weighted by jobs, less the mean of the firms' sectors."""
    firms = run.census(year)
    if keep is not None:
        firms = firms[keep(firms)]
    own = log_productivity(run, firms)
    if by != "sector":
        own = own - own.groupby(firms["sector"]).transform("mean")
    keys = [firms[name] for name in ([by] if isinstance(by, str) else by)]
    return (own * firms["employment"]).groupby(keys).sum() / firms["employment"].groupby(keys).sum()


def incumbents(run: Observed, first: int, last: int) -> pd.DataFrame:
    """Firms of both censuses, columns with `_before` and `_after`."""
    return run.census(first).merge(run.census(last), on="firm", suffixes=("_before", "_after"))
