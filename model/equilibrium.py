"""The temporary equilibrium of goods and labour, on sector x cell arrays.

Within a quarter capital is fixed, so a firm's revenue is a power function of its own weight z and of
what its place and sector have in common; summing z over firms leaves a fixed point whose cost does
not depend on the number of firms. Cost and demand follow Dixit & Stiglitz (1977) with trade cost as in
Krugman (1991) and firm-specific productivity as in Melitz (2003); imports and exports add an upper
tier with a lower elasticity (Armington 1969).
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numba import njit
from numpy.typing import NDArray

from model.trade import TradeCost

LEAPS = 60  # rounds that are accelerated; after them the plain iteration, which always comes to rest
MOST_LEAP = 20.0  # larger combinations of steps are not trusted

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Technology:
    """Constants of the sectors, (S,) each, and the input-output shares (S supplying, S using)."""

    sigma: Floats
    alpha_k: Floats
    alpha_l: Floats
    alpha_m: Floats
    io: Floats

    @property
    def markup(self) -> Floats:
        """Price over marginal cost, mu = sigma / (sigma - 1)."""
        return self.sigma / (self.sigma - 1.0)

    @property
    def gamma(self) -> Floats:
        """1 / (1 - alpha_K): variable inputs needed for a given output grow with this power."""
        return 1.0 / (1.0 - self.alpha_k)

    @property
    def epsilon(self) -> Floats:
        """Elasticity of marginal cost to output while capital is fixed."""
        return self.alpha_k / (1.0 - self.alpha_k)

    @property
    def theta(self) -> Floats:
        """1 / (1 + epsilon sigma): how much of a cost difference reaches the price."""
        return 1.0 / (1.0 + self.epsilon * self.sigma)

    @property
    def demand_power(self) -> Floats:
        """Elasticity of revenue to demand, (1 + epsilon) theta."""
        return (1.0 + self.epsilon) * self.theta

    @property
    def capability_power(self) -> Floats:
        """Elasticity of revenue to total factor productivity, theta (sigma - 1) gamma."""
        return self.theta * (self.sigma - 1.0) * self.gamma

    @property
    def wage_share(self) -> Floats:
        """Wages of production in revenue, alpha_L / mu."""
        return self.alpha_l / self.markup

    @property
    def input_share(self) -> Floats:
        """Inputs in revenue, alpha_M / mu."""
        return self.alpha_m / self.markup

    @property
    def surplus_share(self) -> Floats:
        """What remains of revenue for capital and profit."""
        return 1.0 - self.wage_share - self.input_share


@dataclass(frozen=True)
class Conditions:
    """What the quarter takes as given.

    Attributes
    ----------
    weight : (2, S, C) sum of firm weights z, of firms that sell at home only and of exporters.
    log_productivity : (S, C) log Omega, what the place adds to every firm's productivity.
    final_demand : (S, C) money spent by households, investors and governments.
    fixed_labour : (C,) people in overhead and export work; fixed_wages : (C,) money for researchers.
    labour_force, last_wage : (C,).
    world_demand : (S,) money that the world would spend at a price index of 1.
    import_price : (S, C) landed price including duty.
    import_weight : (S,) taste for imports.
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
    macro_elasticity: float
    target_unemployment: float
    wage_adjustment: float
    wage_floor: float


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


@njit(cache=True)  # type: ignore[untyped-decorator]
def _produce(
    log_wage: Floats,
    log_price: Floats,
    access: Floats,
    world_access: Floats,
    weight: Floats,
    log_productivity: Floats,
    alpha_l: Floats,
    alpha_m: Floats,
    io: Floats,
    log_markup: Floats,
    gamma: Floats,
    theta: Floats,
    sigma: Floats,
    demand_power: Floats,
    revenue: Floats,
    appeal: Floats,
) -> None:
    """Revenue (2, S, C) and sum of a p^(1 - sigma) (2, S, C), given wages, prices and demand."""
    sectors, cells = log_price.shape
    inputs = np.empty(cells)
    for s in range(sectors):
        slope = theta[s] * (1.0 - sigma[s])
        inputs[:] = 0.0
        for i in range(sectors):  # places inside: neighbours in memory
            for c in range(cells):
                inputs[c] += io[i, s] * log_price[i, c]
        for c in range(cells):
            if weight[0, s, c] + weight[1, s, c] == 0.0:
                revenue[0, s, c] = revenue[1, s, c] = appeal[0, s, c] = appeal[1, s, c] = 0.0
                continue
            cost = gamma[s] * (alpha_l[s] * log_wage[c] + alpha_m[s] * inputs[c] - log_productivity[s, c])
            common = slope * (log_markup[s] + cost)
            home = access[s, c]
            both = home + world_access[s, c]
            revenue[0, s, c] = weight[0, s, c] * np.exp(common + demand_power[s] * np.log(home))
            appeal[0, s, c] = revenue[0, s, c] / home
            if weight[1, s, c] > 0.0:
                revenue[1, s, c] = weight[1, s, c] * np.exp(common + demand_power[s] * np.log(both))
                appeal[1, s, c] = revenue[1, s, c] / both
            else:
                revenue[1, s, c] = appeal[1, s, c] = 0.0


@njit(cache=True)  # type: ignore[untyped-decorator]
def _spend(
    home_index: Floats,
    revenue: Floats,
    final_demand: Floats,
    input_share: Floats,
    io: Floats,
    sigma: Floats,
    macro: float,
    import_pull: Floats,
    log_price: Floats,
    spending: Floats,
    home_spending: Floats,
    pull: Floats,
) -> None:
    """Price index, spending, its home part, and home spending over the home index (the pull on origins)."""
    sectors, cells = final_demand.shape
    bought = np.empty((sectors, cells))
    for u in range(sectors):
        for c in range(cells):
            bought[u, c] = input_share[u] * (revenue[0, u, c] + revenue[1, u, c])
    for s in range(sectors):
        for c in range(cells):
            spending[s, c] = final_demand[s, c]
        for u in range(sectors):
            for c in range(cells):
                spending[s, c] += io[s, u] * bought[u, c]
    for s in range(sectors):
        power = (1.0 - macro) / (1.0 - sigma[s])
        for c in range(cells):
            foreign = import_pull[s, c]
            if home_index[s, c] > 0.0:
                home = np.exp(power * np.log(home_index[s, c]))
                home_spending[s, c] = spending[s, c] * home / (home + foreign)
                pull[s, c] = home_spending[s, c] / home_index[s, c]
            else:
                home = home_spending[s, c] = pull[s, c] = 0.0
            log_price[s, c] = np.log(home + foreign) / (1.0 - macro)


@njit(cache=True)  # type: ignore[untyped-decorator]
def _wages(
    log_wage: Floats,
    last_wage: Floats,
    revenue: Floats,
    wage_share: Floats,
    fixed_labour: Floats,
    fixed_wages: Floats,
    labour_force: Floats,
    target_unemployment: float,
    adjustment: float,
    floor: float,
    damping: float,
) -> float:
    """Move wages towards their rule; returns the largest step that was still wanted (log)."""
    sectors, cells = revenue.shape[1:]
    worst = 0.0
    for c in range(cells):
        bill = fixed_wages[c]
        for s in range(sectors):
            bill += wage_share[s] * (revenue[0, s, c] + revenue[1, s, c])
        free = max(labour_force[c] - fixed_labour[c], 0.02 * labour_force[c])
        rest = max((1.0 - target_unemployment) * labour_force[c] - fixed_labour[c], 0.01 * labour_force[c])
        lowest = np.log(last_wage[c]) + np.log(1.0 - floor)
        bill = max(bill, 1e-300)
        target = np.log(bill / rest)
        clear = np.log(bill / free)
        sticky = np.log(last_wage[c]) + adjustment * (target - np.log(last_wage[c]))
        wanted = max(max(sticky, clear), lowest)
        step = wanted - log_wage[c]
        worst = max(worst, abs(step))
        log_wage[c] += damping * step
    return worst


class Leap:
    """Anderson's acceleration of depth two: the next point from the last three steps of a fixed-point iteration.

    Anderson (1965), Journal of the ACM 12; Walker & Ni (2011), SIAM Journal on Numerical Analysis 49. Sums are
    NumPy's own, not those of a linear-algebra library, so that threads can't change a bit.
    """

    def __init__(self) -> None:
        self._points: list[Floats] = []
        self._steps: list[Floats] = []

    def next(self, begun: Floats, arrived: Floats) -> Floats:
        """Where to go from a point whose image under the iteration is `arrived`."""
        self._points, self._steps = [*self._points[-2:], arrived], [*self._steps[-2:], arrived - begun]
        if len(self._steps) < 3:
            return arrived
        last, d1, d2 = self._steps[2], self._steps[2] - self._steps[1], self._steps[1] - self._steps[0]
        a, b, c = float((d1 * d1).sum()), float((d1 * d2).sum()), float((d2 * d2).sum())
        f1, f2 = float((d1 * last).sum()), float((d2 * last).sum())
        determinant = a * c - b * b
        if determinant <= 1e-10 * a * c:
            return arrived
        g1, g2 = (f1 * c - f2 * b) / determinant, (f2 * a - f1 * b) / determinant
        if abs(g1) + abs(g2) > MOST_LEAP:
            return arrived
        return arrived - g1 * (self._points[2] - self._points[1]) - g2 * (self._points[1] - self._points[0])


def _point(log_wage: Floats, log_price: Floats, access: Floats) -> Floats:
    return np.concatenate([log_wage, log_price.ravel(), np.log(access).ravel()])


def _parts(point: Floats, shape: tuple[int, int]) -> tuple[Floats, Floats, Floats]:
    sectors, cells = shape
    price, access = point[cells : cells + sectors * cells], point[cells + sectors * cells :]
    return point[:cells].copy(), price.reshape(shape).copy(), np.exp(access).reshape(shape)


def solve(
    tech: Technology,
    trade: TradeCost,
    given: Conditions,
    start: Market,
    *,
    tolerance: float = 1e-5,
    most: int = 400,
    damping: float = 0.6,
) -> Market:
    """Find prices, wages, sales, exports and imports of a quarter.

    Parameters
    ----------
    start : Market
        The last quarter's rest point, a warm start.
    tolerance : float
        Largest log change of wages, and relative change of revenue, at rest. Accounts are exact at any
        tolerance: what is spent is shared out among sellers, never computed twice.

    Raises
    ------
    FloatingPointError
        When no rest point is found.
    """
    shape = given.final_demand.shape
    revenue, appeal = np.zeros((2, *shape)), np.zeros((2, *shape))
    spending, home_spending, pull = np.empty(shape), np.empty(shape), np.empty(shape)
    log_wage, log_price = np.log(start.wage), start.log_price.copy()
    access, world_access = start.access.copy(), start.world_access.copy()
    sigma, macro = tech.sigma, given.macro_elasticity
    import_pull = given.import_weight[:, None] * given.import_price ** (1.0 - macro)
    constants = (
        tech.alpha_l, tech.alpha_m, tech.io, np.log(tech.markup), tech.gamma, tech.theta, sigma,
        tech.demand_power,
    )  # fmt: skip
    labour = (
        tech.wage_share, given.fixed_labour, given.fixed_wages, given.labour_force,
        given.target_unemployment, given.wage_adjustment, given.wage_floor,
    )  # fmt: skip
    input_share = tech.input_share
    world_power = (sigma - macro) / (1.0 - sigma)
    total = 0.0
    leap = Leap()
    for n in range(1, most + 1):
        begun = _point(log_wage, log_price, access)
        _produce(
            log_wage, log_price, access, world_access, given.weight, given.log_productivity, *constants,
            revenue, appeal,
        )  # fmt: skip
        _spend(
            trade.sum(appeal[0] + appeal[1]), revenue, given.final_demand, input_share, tech.io, sigma,
            macro, import_pull, log_price, spending, home_spending, pull,
        )  # fmt: skip
        access = np.maximum(trade.sum(pull), 1e-300)
        offer = (trade.world * appeal[1]).sum(axis=1)
        with np.errstate(divide="ignore"):
            reach = np.where(offer > 0.0, given.world_demand * offer**world_power, given.world_demand)
        world_access = trade.world * reach[:, None]
        before, total = total, float(revenue.sum())
        worst = _wages(log_wage, start.wage, revenue, *labour, damping)
        error = max(worst, abs(total / before - 1.0) if before > 0.0 else 1.0)
        if not np.isfinite(error):
            break
        if error < tolerance:
            return _at_rest(given, log_wage, log_price, access, world_access, revenue, appeal, spending,
                            home_spending, n, error)  # fmt: skip
        if n <= LEAPS:
            log_wage, log_price, access = _parts(leap.next(begun, _point(log_wage, log_price, access)), shape)
    raise FloatingPointError(f"goods and labour markets found no rest in {most} rounds (last change {error:.2g})")


def _at_rest(
    given: Conditions,
    log_wage: Floats,
    log_price: Floats,
    access: Floats,
    world_access: Floats,
    revenue: Floats,
    appeal: Floats,
    spending: Floats,
    home_spending: Floats,
    iterations: int,
    error: float,
) -> Market:
    """Share out what was spent among those who sold it, so that sales equal spending to rounding."""
    home_sales, export_sales = appeal * access, np.zeros_like(appeal)
    export_sales[1] = appeal[1] * world_access
    weight = np.where(given.weight > 0.0, given.weight, 1.0)
    return Market(
        wage=np.exp(log_wage),
        log_price=log_price,
        access=access,
        world_access=world_access,
        cost_base=revenue,
        home_sales=home_sales,
        export_sales=export_sales,
        spending=spending,
        imports=spending - home_spending,
        unit_revenue=(home_sales + export_sales) / weight,
        iterations=iterations,
        error=error,
    )


def unit_revenue(tech: Technology, market: Market, given: Conditions) -> Floats:
    """Revenue of a weight of one in every sector and place, empty ones too, (2, S, C): at home, as exporter."""
    log_inputs = tech.io.T @ market.log_price
    cost = tech.gamma[:, None] * (
        tech.alpha_l[:, None] * np.log(market.wage) + tech.alpha_m[:, None] * log_inputs - given.log_productivity
    )
    slope = tech.theta * (1.0 - tech.sigma)
    common = slope[:, None] * (np.log(tech.markup)[:, None] + cost)
    demand = np.log(np.stack([market.access, market.access + market.world_access]))
    return np.asarray(np.exp(common + tech.demand_power[:, None] * demand))
