"""Fans of runs: between their ends a further run, or the world if the model were right, falls nine times in ten."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

ENDS = (0.05, 0.95)


def quantiles(runs: Floats, shares: Sequence[float]) -> Floats:
    """Quantiles over runs as places among order statistics, i / (n + 1) for the i-th of n.

    A further run lies below the i-th with chance i / (n + 1) (Weibull 1939; Makkonen 2006, Journal of Applied
    Meteorology and Climatology 45; from memory), so that nine in ten of further runs lie within `ENDS`. Places among
    i / n would let a seventh of them fall out where there are 32. Of fewer than 19 runs the ends are the outermost.

    Parameters
    ----------
    runs : (years, runs); what isn't a number is left out.

    Returns
    -------
    (shares, years), not a number in years without any run.
    """
    out = np.full((len(shares), len(runs)), np.nan)
    known = np.isfinite(runs).any(axis=1)
    if known.any():
        out[:, known] = np.nanquantile(runs[known], list(shares), axis=1, method="weibull")
    return out
