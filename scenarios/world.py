"""What the rest of the world does by the calendar: the same for every country."""

from typing import Annotated

import numpy as np
from pydantic import Field

from scenarios.base import Frozen

Share = Annotated[float, Field(gt=0.0, lt=1.0)]


class WorldSeries(Frozen):
    """Series by calendar year.

    Attributes
    ----------
    trade_share : year to exports over product, the world's.
    """

    trade_share: dict[int, Share]

    def trade_share_in(self, year: float) -> float:
        """Share of trade in a (fraction of a) year, by a straight line between years; flat beyond the ends."""
        years = sorted(self.trade_share)
        return float(np.interp(year, years, [self.trade_share[y] for y in years]))
