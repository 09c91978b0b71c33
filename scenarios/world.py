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
    schooling : year to mean years of schooling in the countries that lead.
    income : year to product a head of the country that leads, 2015 dollars.
    """

    trade_share: dict[int, Share]
    schooling: dict[int, Annotated[float, Field(gt=2.0, lt=25.0)]]
    income: dict[int, Annotated[float, Field(gt=0.0)]]

    def trade_share_in(self, year: float) -> float:
        """Share of trade in a (fraction of a) year, by a straight line between years; flat beyond the ends."""
        return _between(self.trade_share, year)

    def schooling_in(self, year: float) -> float:
        """Years of schooling of the leading countries in a year, likewise."""
        return _between(self.schooling, year)

    def income_in(self, year: float) -> float:
        """Product a head of the leading country in a year, 2015 dollars, likewise."""
        return _between(self.income, year)


def _between(series: dict[int, float], year: float) -> float:
    years = sorted(series)
    return float(np.interp(year, years, [series[y] for y in years]))
