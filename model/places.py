"""Places and the people there, and the rest of the world as one place."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass
class Cells:
    """Places and the people there, (C,) unless said otherwise.

    Attributes
    ----------
    population : thousand people; homes : thousand people who have one at the ordinary cost.
    deposits : money of households; income : disposable, last quarter.
    wage : a quarter's pay of one thousand workers; consumer_price, investment_price : indices.
    schooling : years, as of the United States' schools; infrastructure : relative to the mean at the start.
    research : 0 to 1 at the start.
    amenity : log; endowment : (S, C) 0 to 1; skills : (S, C) pool of workers with the sector's skills.
    """

    population: Floats
    homes: Floats
    participation: float
    deposits: Floats
    income: Floats
    wage: Floats
    consumer_price: Floats
    investment_price: Floats
    schooling: Floats
    infrastructure: Floats
    research: Floats
    amenity: Floats
    endowment: Floats
    skills: Floats
    employment: Floats

    @property
    def labour_force(self) -> Floats:
        """People who work or look for work, thousands."""
        return self.participation * self.population


@dataclass(frozen=True)
class PublicCapital:
    """Public capital at the start, (C,) each: what upkeep keeps up."""

    infrastructure: Floats
    research: Floats
    schooling: Floats


@dataclass
class World:
    """The rest of the world by sector, (S,); price level.

    Attributes
    ----------
    frontier : best practice; demand, output : at the start; trend, demand_shock : logs.
    duty_abroad : in answer to policy here, share of the price.
    """

    frontier: Floats
    demand: Floats
    demand_shock: Floats
    productivity_shock: Floats
    import_weight: Floats
    trend: Floats
    output: Floats
    duty_abroad: Floats
    price: float = 1.0
