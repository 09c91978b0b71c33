"""Who holds what money, and the states' books."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass
class Money:
    """Who holds what; a negative balance of a government or the world is its debt.

    Attributes
    ----------
    national, world : balances; regional, clearing, funds : (R,); groups : (G,).
    loans, equity : (R,) of the regional banks; seized, seized_units : (R, S) capital taken over from failed
        firms, at book value and in units.
    """

    national: float
    world: float
    regional: Floats
    clearing: Floats
    funds: Floats
    groups: Floats
    equity: Floats
    seized: Floats
    seized_units: Floats
    fund_assets: Floats


@dataclass
class Budget:
    """The states' books of the last quarter, money a quarter.

    Attributes
    ----------
    income_tax : (C,) ; profit_tax, duty, benefits, lump_sum, services, policy : nation-wide sums.
    tax_factor : what is left of the income tax rate where unspent money lowers taxes.
    """

    income_tax: Floats
    profit_tax: float = 0.0
    duty: float = 0.0
    benefits: float = 0.0
    lump_sum: float = 0.0
    services: float = 0.0
    regional_services: Floats = field(default_factory=lambda: np.zeros(0))
    policy: Floats = field(default_factory=lambda: np.zeros(0))
    tax_factor: float = 1.0
