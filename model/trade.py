"""Trade cost between places and to the world, and the sums over places that it weights."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from model.place_sums import PlaceSums
from model.space import DENSE_LIMIT, NEAR, FourierKernel, Space
from scenarios.schema import Scenario

Floats = NDArray[np.float64]


@dataclass
class TradeCost:
    """Iceberg costs as weights T = tau^(1 - sigma): symmetric, a function of displacement and of both ends.

    Attributes
    ----------
    exponent : (S,) elasticity of the trade cost between places to 1 + distance / NEAR.
    freight : (S,) elasticity of the trade cost to the world to 1 + distance to the port / NEAR: goods under way
        to a port bear freight, not the cost of finding customers at every mile.
    world_cost : cost of trade with the world relative to the start.
    factor : (S, C) what infrastructure at either end does to T.
    world : (S, C) T between a place and the world market.
    world_price : (S, C) landed price of imports before duty (the world price is 1).
    """

    space: Space
    sigma: Floats
    exponent: Floats
    port_cost: float
    infrastructure_elasticity: float
    border_cost: float
    freight: Floats
    world_cost: float = 1.0

    def __post_init__(self) -> None:
        self.factor = np.ones((self.sigma.size, self.space.size))
        self._dense = self.space.size <= DENSE_LIMIT
        if self._dense:
            self._sums = PlaceSums(self._dense_weights(), self.space.shape)
        else:
            self._kernels = [self._fourier(s) for s in range(self.sigma.size)]
        self.set_infrastructure(np.ones(self.space.size), np.ones_like(self.factor))

    def _dense_weights(self) -> Floats:
        d = self.space.distances()
        border = np.where(self.space.state[:, None] == self.space.state[None, :], 1.0, self.border_cost)
        tau = (1.0 + d / NEAR) ** self.exponent[:, None, None] * border
        return tau ** (1.0 - self.sigma)[:, None, None]

    def _fourier(self, s: int) -> FourierKernel:
        stencil = (1.0 + self.space.stencil() / NEAR) ** (self.exponent[s] * (1.0 - self.sigma[s]))
        return FourierKernel(stencil, self.space.rows, self.space.cols, self.space.shape)

    def set_infrastructure(self, infrastructure: Floats, world_factor: Floats) -> None:
        """Let the infrastructure of both ends (1 = national mean) lower the cost between them."""
        saving = self.infrastructure_elasticity * np.log(np.maximum(infrastructure, 1e-3))
        self.factor = np.exp((self.sigma - 1.0)[:, None] * saving[None, :])
        distance = np.log1p(self.space.port_distance / NEAR)[None, :] * self.freight[:, None]
        tau = self.port_cost * self.world_cost * np.exp(distance - saving[None, :]) * world_factor
        self.world_price = tau
        self.world = tau ** (1.0 - self.sigma)[:, None]

    def sum(self, x: Floats) -> Floats:
        """Sum over places: out[s, d] = sum_o T_s[o, d] x[s, o]; T is symmetric, so either way round."""
        if self._dense:
            return self._sums.apply(x, self.factor)
        inside = self.factor * x
        total = np.stack([self._across(k, inside[s], self.sigma[s]) for s, k in enumerate(self._kernels)])
        return self.factor * total

    def _across(self, kernel: FourierKernel, x: Floats, sigma: float) -> Floats:
        """One sector; crossing a border costs the same factor everywhere, so each state adds one sum."""
        if self.border_cost <= 1.0:
            return kernel.apply(x)
        crossing = self.border_cost ** (1.0 - sigma)
        out = crossing * kernel.apply(x)
        for state in np.unique(self.space.state):
            home = self.space.state == state
            out += (1.0 - crossing) * home * kernel.apply(np.where(home, x, 0.0))
        return out


def build_trade_cost(scenario: Scenario, space: Space) -> TradeCost:
    """Trade cost of a scenario's country (delta divided by tradability, model of iceberg costs)."""
    p, sectors = scenario.parameters, scenario.sectors
    return TradeCost(
        space=space,
        sigma=sectors.sigma,
        exponent=p.distance_elasticity / sectors.tradability,
        port_cost=p.port_cost,
        infrastructure_elasticity=p.infrastructure_elasticity,
        border_cost=float(scenario.country.nation.border_cost),
        freight=p.inland_freight / sectors.tradability,
    )
