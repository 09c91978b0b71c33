"""Markets at rest: capital, trade weights and money that go with each other, before the first quarter."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from model import agglomeration, demand, plans, start_trade
from model.state import Floats, State

HELD = 6  # first rounds, in which who exports is given: world demand is first to find its size
HALF = 0.5  # of the world's buyers are served by those who export, until they choose (estimate)
EXPORTERS = 0.3  # of firms then, those whom exporting costs least (estimate)
SPEED = 0.7  # share of the gap of trade that a round closes
WAGE_SHARE = 0.6  # of product: the first guess of it (estimate)


def come_to_rest(state: State, rounds: int, after_each: Callable[[State, Floats], None] | None = None) -> float:
    """Find the markets' rest at a mean wage of 1, and return the nation's product, money a quarter.

    World demand is scaled to the country's exports and the taste for imports to balanced trade; neither
    moves afterwards except by its own process.

    Parameters
    ----------
    after_each : called after each round with the state and its jobs by sector and cell, (S, C).
    """
    firms = state.firms
    product = float(state.cells.employment.sum()) / WAGE_SHARE
    firms.sales[:] = 2.0 * product * firms.customers / firms.customers.sum()
    firms.capital[:] = plans.desired_capital(state, firms.sales)
    state.market.access *= product / np.prod(state.shape)
    state.market.world_access *= 1e-6
    firms.exporter[:] = firms.export_cost <= np.quantile(firms.export_cost, EXPORTERS)
    firms.reach[:] = HALF * firms.exporter
    for n in range(rounds):
        product = _move_nearer(state, product, choose_exports=n >= HELD)
        if after_each is not None:
            after_each(state, demand.employment(state))
    return product


def _move_nearer(state: State, product: float, choose_exports: bool) -> float:
    """Solve once with firms as they are, then move capital, trade weights and money a step nearer to rest."""
    firms, cells = state.firms, state.cells
    agglomeration.update(state)
    state.plans = plans.status_quo(state, choose_exports)
    state.demand = demand.stationary(state, product)
    market = demand.clear(state, sticky=False)
    level = float((market.wage * cells.employment).sum() / cells.employment.sum())
    at_home, exporting = market.unit_revenue.reshape(2, -1)[:, state.sector_cell()]
    sales = state.plans.weight * (at_home + firms.reach * (exporting - at_home))
    firms.sales[:] = firms.expected_sales[:] = sales / level
    firms.capital[:] = np.sqrt(firms.capital * np.maximum(plans.desired_capital(state, firms.sales), 1e-12))
    start_trade.balance(state, np.bincount(firms.sector, weights=sales, minlength=state.shape[0]), SPEED)
    state.world.demand /= level
    market.wage /= level
    market.log_price -= np.log(level)
    cells.wage[:] = market.wage
    cells.employment[:] = demand.employment(state).sum(axis=0)
    demand.note_prices(state)
    return product / level
