"""How near a place is to those who invest from abroad: plants follow their owners, less often the farther.

Most investment in a country may come from next door: from Hong Kong into Guangdong, from the United States into Mexico.
Ownership across borders falls with distance as trade does (Head & Ries 2008, Journal of International Economics 74).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from model.space import NEAR, Space
from scenarios.country import Investor

Floats = NDArray[np.float64]


def to_investors(investors: tuple[Investor, ...], space: Space, jobs: Floats, elasticity: float) -> Floats:
    """Odds of a plant from abroad in a place, (C,), relative to their mean over jobs.

    Parameters
    ----------
    investors : parts of the world whose nearness counts; all others are far from everywhere alike.
    jobs : (C,) of the start year.
    elasticity : of the odds to 1 + distance / 40 km.
    """
    odds = np.ones(space.size)
    for investor in investors:
        row, column = investor.place
        km = space.cell_km * np.hypot(space.rows - row, space.cols - column)
        near = (1.0 + km / NEAR) ** -elasticity
        odds += float(investor.share) * (near / np.average(near, weights=jobs) - 1.0)
    return odds
