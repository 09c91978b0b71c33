"""What a quarter's markets take as given, and where they come to rest: arrays by sector and cell."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Technology:
    """Constants of the sectors, (S,) each, and the input-output shares (S supplying, S using).

    What follows from them is worked out once: it is read all the time.
    """

    sigma: Floats
    alpha_k: Floats
    alpha_l: Floats
    alpha_m: Floats
    io: Floats

    @cached_property
    def markup(self) -> Floats:
        """Price over marginal cost, mu = sigma / (sigma - 1)."""
        return self.sigma / (self.sigma - 1.0)

    @cached_property
    def gamma(self) -> Floats:
        """1 / (1 - alpha_K): variable inputs needed for a given output grow with this power."""
        return 1.0 / (1.0 - self.alpha_k)

    @cached_property
    def epsilon(self) -> Floats:
        """Elasticity of marginal cost to output while capital is fixed."""
        return self.alpha_k / (1.0 - self.alpha_k)

    @cached_property
    def theta(self) -> Floats:
        """1 / (1 + epsilon sigma): how much of a cost difference reaches the price."""
        return 1.0 / (1.0 + self.epsilon * self.sigma)

    @cached_property
    def demand_power(self) -> Floats:
        """Elasticity of revenue to demand, (1 + epsilon) theta."""
        return (1.0 + self.epsilon) * self.theta

    @cached_property
    def capability_power(self) -> Floats:
        """Elasticity of revenue to total factor productivity, theta (sigma - 1) gamma."""
        return self.theta * (self.sigma - 1.0) * self.gamma

    @cached_property
    def wage_share(self) -> Floats:
        """Wages of production in revenue, alpha_L / mu."""
        return self.alpha_l / self.markup

    @cached_property
    def input_share(self) -> Floats:
        """Inputs in revenue, alpha_M / mu."""
        return self.alpha_m / self.markup

    @cached_property
    def surplus_share(self) -> Floats:
        """What remains of revenue for capital and profit."""
        return 1.0 - self.wage_share - self.input_share


@dataclass(frozen=True)
class Conditions:
    """What the quarter takes as given.

    Attributes
    ----------
    weight : (2, S, C) sum of firm weights z: what sells at home only, and what sells to the world as well.
    log_productivity : (S, C) log Omega, what the place adds to every firm's productivity.
    final_demand : (S, C) money spent by households, investors and governments.
    fixed_labour : (C,) people in overhead and export work; fixed_wages : (C,) money for researchers.
    labour_force, last_wage : (C,).
    world_demand : (S,) money that the world would spend at a price index of 1.
    world_price : price level of the world; import_price : (S, C) landed price including duty.
    import_weight : (S,) taste for imports; import_elasticity : (S,) between the home bundle and imports.
    macro_elasticity : between this country's bundle and other exporters', abroad.
    purchases : (2, S, C) inputs bought for a unit of their cost to firms, who may get duty back; None where they are 1.
    bare : (S,) weight that a sector's firms would have without such duty, over that which they have; None where it's 1.
    """

    weight: Floats
    log_productivity: Floats
    final_demand: Floats
    fixed_labour: Floats
    fixed_wages: Floats
    labour_force: Floats
    last_wage: Floats
    world_demand: Floats
    import_price: Floats
    import_weight: Floats
    import_elasticity: Floats
    macro_elasticity: float
    target_unemployment: float
    wage_adjustment: float
    wage_floor: float
    world_price: float = 1.0
    purchases: Floats | None = None
    bare: Floats | None = None


@dataclass
class Market:
    """Where the quarter came to rest; all (S, C) unless said otherwise.

    Attributes
    ----------
    wage : (C,).
    log_price : log price index of home and imported varieties.
    access : market access B; world_access : access to world demand Bx.
    cost_base : (2, S, C) revenue on which wages and inputs were committed.
    home_sales, export_sales : (2, S, C) what customers paid.
    spending : total spending on the sector at the place; imports : of it on imports, duty included.
    unit_revenue : (2, S, C) revenue of a weight of one.
    iterations : rounds until at rest; error : last change.
    """

    wage: Floats
    log_price: Floats
    access: Floats
    world_access: Floats
    cost_base: Floats = field(default_factory=lambda: np.zeros(0))
    home_sales: Floats = field(default_factory=lambda: np.zeros(0))
    export_sales: Floats = field(default_factory=lambda: np.zeros(0))
    spending: Floats = field(default_factory=lambda: np.zeros(0))
    imports: Floats = field(default_factory=lambda: np.zeros(0))
    unit_revenue: Floats = field(default_factory=lambda: np.zeros(0))
    iterations: int = 0
    error: float = 0.0
