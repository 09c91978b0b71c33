"""The temporary equilibrium of goods and labour, on sector x cell arrays.

Within a quarter capital is fixed, so a firm's revenue is a power function of its own weight z and of
what its place and sector have in common; summing z over firms leaves a fixed point whose cost does
not depend on the number of firms. Cost and demand follow Dixit & Stiglitz (1977) with trade cost as in
Krugman (1991) and firm-specific productivity as in Melitz (2003); imports and exports add an upper
tier with a lower elasticity (Armington 1969).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from model.leap import Leap
from model.market import Conditions, Market, Technology
from model.rounds import move_wages, produce, spend
from model.trade import TradeCost

LEAPS = 60  # rounds that are accelerated; after them the plain iteration, which always comes to rest

Floats = NDArray[np.float64]


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
    point = np.concatenate([np.log(start.wage), start.log_price.ravel(), np.log(start.access).ravel()])
    access, world_access = start.access.copy(), start.world_access.copy()
    sigma, armington = tech.sigma, given.import_elasticity
    import_pull = given.import_weight[:, None] * given.import_price ** (1.0 - armington[:, None])
    constants = (
        tech.alpha_l, tech.alpha_m, tech.io, np.log(tech.markup), tech.gamma, tech.theta, sigma,
        tech.demand_power,
    )  # fmt: skip
    labour = (
        tech.wage_share, given.fixed_labour, given.fixed_wages, given.labour_force,
        given.target_unemployment, given.wage_adjustment, given.wage_floor,
    )  # fmt: skip
    input_share = tech.input_share
    world_power = (sigma - given.macro_elasticity) / (1.0 - sigma)
    untried = given.world_price ** (1.0 - sigma)  # of a sector that exports nothing: the world's own price
    total = 0.0
    leap = Leap()
    for n in range(1, most + 1):
        begun = point.copy()
        log_wage, log_price, log_access = _parts(point, shape)
        produce(
            log_wage, log_price, log_access, world_access, given.weight, given.log_productivity, *constants,
            revenue, appeal,
        )  # fmt: skip
        bought = revenue if given.purchases is None else revenue * given.purchases
        spend(
            trade.sum(appeal[0] + appeal[1]), bought, given.final_demand, input_share, tech.io, sigma,
            armington, import_pull, log_price, spending, home_spending, pull,
        )  # fmt: skip
        access = np.maximum(trade.sum(pull), 1e-300)
        np.log(access, out=log_access)
        offer = (trade.world * appeal[1]).sum(axis=1)
        offer = np.where(offer > 0.0, offer, untried)
        reach = given.world_demand * offer**world_power
        world_access = trade.world * reach[:, None]
        before, total = total, float(revenue.sum())
        worst = move_wages(log_wage, start.wage, revenue, *labour, damping)
        error = max(worst, abs(total / before - 1.0) if before > 0.0 else 1.0)
        if not np.isfinite(error):
            break
        if error < tolerance:
            return _at_rest(given, log_wage, log_price, access, world_access, revenue, appeal, spending,
                            home_spending, n, error)  # fmt: skip
        if n <= LEAPS:
            point = leap.next(begun, point)
    raise FloatingPointError(f"goods and labour markets found no rest in {most} rounds (last change {error:.2g})")


def _parts(point: Floats, shape: tuple[int, int]) -> tuple[Floats, Floats, Floats]:
    """Views of a point: log wage (C,), log price and log access (S, C)."""
    sectors, cells = shape
    price, access = point[cells : cells + sectors * cells], point[cells + sectors * cells :]
    return point[:cells], price.reshape(shape), access.reshape(shape)


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
        log_price=log_price.copy(),
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
