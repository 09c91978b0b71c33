"""How firms differ: productivity, exports, investment."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import pandas as pd

    from validation.observed import Observed

Floats = NDArray[np.float64]

SETTLED = 8  # quarters after which a firm's investment is no longer its foundation


def productivity_ratio(run: Observed) -> float:
    """90-10 ratio of total factor productivity within tradable sectors, at the mean of its logs over sectors."""
    firms = _tradable(run, run.last_census)
    gaps = firms.groupby("sector")["total_factor_productivity"].quantile([0.1, 0.9]).unstack()
    return float(np.exp((gaps[0.9] - gaps[0.1]).mean()))


def exporting_share(run: Observed) -> float:
    """Exporting firms over firms, tradable sectors."""
    return float((_tradable(run, run.last_enterprises)["exports"] > 0.0).mean())


def exporter_size(run: Observed) -> float:
    """Log employment of exporters over others within sectors."""
    firms = _tradable(run, run.last_enterprises)
    return within_premium(np.log(firms["employment"]), firms["exports"] > 0.0, firms["sector"])


def exporter_productivity(run: Observed) -> float:
    """Log value added per worker of exporters over others within sectors."""
    firms = _tradable(run, run.last_enterprises)
    firms = firms[firms["value_added"] > 0.0]
    per_worker = np.log(firms["value_added"] / firms["employment"])
    return within_premium(per_worker, firms["exports"] > 0.0, firms["sector"])


def within_premium(y: pd.Series, treated: pd.Series, group: pd.Series) -> float:
    """Coefficient of a dummy in a regression with effects of groups."""
    x = treated.astype(float)
    x = x - x.groupby(group).transform("mean")
    return float((x * (y - y.groupby(group).transform("mean"))).sum() / (x * x).sum())


def top_exporters(run: Observed) -> float:
    """Share of the top tenth of exporters in exports."""
    sold = run.last_enterprises["exports"].to_numpy(float)
    return top_share(sold[sold > 0.0], 0.1)


def top_share(x: Floats, top: float) -> float:
    """Share of the largest in the sum."""
    return float(np.sort(x)[::-1][: max(int(x.size * top), 1)].sum() / x.sum())


def investment_rate(run: Observed) -> float:
    """Mean over firm-years of investment (the fourth quarter's, at a year's rate) over the value of capital."""
    firms = run.firms[run.firms["quarter"].isin([4 * year + 3 for year in run.census_years])]
    firms = firms[(firms["age"] > SETTLED) & (firms["capital"] > 0.0)]
    return float((4.0 * firms["investment"] / (firms["capital"] * firms["capital_price"])).mean())


def _tradable(run: Observed, firms: pd.DataFrame) -> pd.DataFrame:
    """Those that produce in tradable sectors."""
    return firms[firms["sector"].isin(run.tradable) & (firms["sales"] > 0.0) & (firms["employment"] > 0.0)]
