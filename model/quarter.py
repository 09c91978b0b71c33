"""What the stages of a quarter tell one another: plans, final demand, statistics."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


@dataclass
class Plans:
    """What firms decided for this quarter, (N,) each: money unless said otherwise.

    Attributes
    ----------
    producing : has capital to produce with; weight : z of the equilibrium.
    input_price : what a unit of inputs costs the firm after duties that are given back, share.
    fixed_labour : people; research : spending on R&D; research_grant, investment_grant : the state's part.
    investment : spending on capital; used : share of it spent on second-hand capital; loan : new credit.
    transfer : money from the group's headquarters.
    """

    producing: Bools
    weight: Floats
    input_price: Floats
    fixed_labour: Floats
    research: Floats
    research_grant: Floats
    investment: Floats
    investment_grant: Floats
    used: Floats
    loan: Floats
    transfer: Floats


@dataclass
class Demand:
    """Final demand of the quarter, (S, C) money each."""

    households: Floats
    investment: Floats
    government: Floats
    works: Floats

    @property
    def total(self) -> Floats:
        """Everything but inputs."""
        return self.households + self.investment + self.government + self.works


@dataclass
class Statistics:
    """What the statistical office knows of the last quarter, (S, C) each unless said otherwise.

    `employment` is labour, `jobs` the people who do it.
    """

    employment: Floats
    per_labour: Floats  # people at work for a unit of labour
    firms: Floats
    output: Floats
    value_added: Floats
    exports: Floats
    wages: Floats
    productivity: Floats
    practice: Floats
    capital: Floats
    foreign: Floats
    entries: Ints
    returns: Floats
    profits: Floats
    research: Floats
    investment: Floats
    debt: Floats
    input_duty: Floats
    inputs: Floats  # what firms paid for, less duties given back
    start_ups: Floats
    gdp: float = 0.0
    exits: int = 0
    entered: int = 0
    imports: float = 0.0
    policy_cost: float = 0.0

    @property
    def jobs(self) -> Floats:
        """People at work, thousand."""
        return self.employment * self.per_labour
