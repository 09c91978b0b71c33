"""The business cycle and the division of income."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from validation.observed import Observed

Floats = NDArray[np.float64]

SMOOTHING = 1600.0  # quarterly data (Hodrick & Prescott 1997)


def product_volatility(run: Observed) -> float:
    """Standard deviation of the cycle of real product, percent."""
    return 100.0 * float(_cycle(run, "real_gdp").std())


def investment_volatility(run: Observed) -> float:
    """Standard deviation of the cycle of investment over that of product."""
    return float(_cycle(run, "real_investment").std() / _cycle(run, "real_gdp").std())


def consumption_volatility(run: Observed) -> float:
    """Standard deviation of the cycle of consumption over that of product."""
    return float(_cycle(run, "real_consumption").std() / _cycle(run, "real_gdp").std())


def product_autocorrelation(run: Observed) -> float:
    """First-order autocorrelation of the cycle of real product."""
    gdp = _cycle(run, "real_gdp")
    return float(np.corrcoef(gdp[1:], gdp[:-1])[0, 1])


def _cycle(run: Observed, name: str) -> Floats:
    series = run.totals.sort_values("quarter")[name].to_numpy(float)
    return hodrick_prescott(np.log(np.maximum(series, 1e-9)))


def hodrick_prescott(x: Floats, smoothing: float = SMOOTHING) -> Floats:
    """Cycle of a series: what is left when the trend is taken out."""
    second = np.diff(np.eye(x.size), 2, axis=0)
    return np.asarray(x - np.linalg.solve(np.eye(x.size) + smoothing * second.T @ second, x))


def labour_share(run: Observed) -> float:
    """Compensation of labour over value added, mean of all quarters."""
    return float((run.totals["wages"] / run.totals["gdp"]).mean())
