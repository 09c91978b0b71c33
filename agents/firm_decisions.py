"""What a firm decides: pure functions, columns in, plans out."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

MOST_CASH_FOR_RESEARCH = 0.5  # researchers' pay is sunk: a firm keeps half of its cash (estimate)


def research(intensity: Floats, sales: Floats, cash: Floats, grant: Floats | float, elasticity: float) -> Floats:
    """Spending on R&D, money a quarter, of which the firm pays 1 - grant.

    Without a grant it is a share of expected sales; a grant makes it cheaper. The firm's own part is bounded by its
    cash: where that binds, a grant adds to it in full.

    Parameters
    ----------
    intensity : (N,) R&D over sales.
    grant : (N,) share of the cost that the state pays.
    elasticity : of spending to what it costs the firm, where cash does not bind.
    """
    own = intensity * sales * (1.0 - grant) ** (1.0 - elasticity)
    own = np.minimum(own, MOST_CASH_FOR_RESEARCH * np.maximum(cash, 0.0))
    spending: Floats = own / (1.0 - grant)
    return spending


def investment(capital: Floats, desired: Floats, price: Floats, *, adjustment: float, depreciation: float) -> Floats:
    """Gross investment, money a quarter: replace what wears out and close part of the gap, never below 0."""
    units = depreciation * capital + adjustment * (desired - capital)
    spending: Floats = price * np.maximum(units, 0.0)
    return spending
