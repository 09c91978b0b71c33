"""A census: in chosen years every firm, every place and the trade between regions is counted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from model.state import Floats, State

Rows = dict[str, NDArray[np.generic]]


class Census:
    """Collects places and trade in census years.

    Parameters
    ----------
    years : whole years after quarter 0; the count is taken in the fourth quarter.
    """

    def __init__(self, years: Sequence[int]) -> None:
        self._years = frozenset(years)
        self.places: list[Rows] = []
        self.trade: list[Rows] = []

    @property
    def any(self) -> bool:
        """Whether a census was asked for."""
        return bool(self._years)

    def due(self, quarter: int) -> bool:
        """Whether the quarter is a census."""
        return quarter % 4 == 3 and quarter // 4 in self._years

    def write(self, state: State) -> None:
        """Count places, and trade between regions."""
        self.places.append({"quarter": np.full(state.space.size, state.quarter)} | _places(state))
        self.trade.append(_trade(state))


def firm_columns(state: State) -> Rows:
    """What a census asks firms beyond the sample's questions, (N,) each."""
    firms, cells = state.firms, state.cells
    place = state.log_productivity[firms.sector, firms.cell]
    return {
        "value_added": firms.sales - firms.costs + firms.employment * cells.wage[firms.cell],
        "total_factor_productivity": firms.productivity + place,
        "capital_price": cells.investment_price[firms.cell],
        "investment": firms.investment.copy(),
        "research": firms.rd.copy(),
        "profit": firms.profit.copy(),
        "fund_share": firms.fund_share.copy(),
    }


def _places(state: State) -> Rows:
    cells, space, stats = state.cells, state.space, state.statistics
    return {
        "cell": np.arange(space.size),
        "region": space.region,
        "row": space.rows,
        "column": space.cols,
        "population": cells.population.copy(),
        "employment": stats.employment.sum(axis=0),
        "wage": cells.wage.copy(),
        "consumer_price": cells.consumer_price.copy(),
        "value_added": stats.value_added.sum(axis=0),
        "infrastructure": cells.infrastructure.copy(),
    }


def _trade(state: State) -> Rows:
    """Sales of firms of a region to buyers of another by sector, money a quarter, with distance in kilometres."""
    flows, (sectors, regions) = trade_between_regions(state), (state.shape[0], state.space.regions)
    sector, origin, destination = np.meshgrid(np.arange(sectors), np.arange(regions), np.arange(regions), indexing="ij")
    return {
        "quarter": np.full(flows.size, state.quarter),
        "sector": sector.ravel(),
        "origin": origin.ravel(),
        "destination": destination.ravel(),
        "flow": flows.ravel(),
        "distance": np.broadcast_to(_distances(state), flows.shape).ravel(),
    }


def trade_between_regions(state: State) -> Floats:
    """Home sales by sector, region of origin and region of destination, (S, R, R)."""
    market, space, trade = state.market, state.space, state.trade
    appeal = market.home_sales.sum(axis=0) / market.access
    index = trade.sum(appeal)
    pull = np.divide(market.spending - market.imports, index, out=np.zeros_like(index), where=index > 0.0)
    flows = [
        space.by_region(trade.sum(np.where(space.region == origin, appeal, 0.0)) * pull)
        for origin in range(space.regions)
    ]
    return np.stack(flows, axis=1)


def _distances(state: State) -> Floats:
    """Mean distance in kilometres between the jobs of two regions, (R, R) (Head & Mayer 2002)."""
    jobs, space = state.statistics.employment.sum(axis=0), state.space
    share = np.zeros((space.regions, space.size))
    jobs = np.maximum(jobs, 1e-9)  # a region without jobs is where its land is
    share[space.region, np.arange(space.size)] = jobs / np.bincount(space.region, weights=jobs)[space.region]
    return np.asarray(share @ space.distances() @ share.T)


def tables(census: Census, regions: Sequence[str], sectors: Sequence[str]) -> dict[str, Any]:
    """The census as Arrow tables `places` and `trade`; none if no census was taken."""
    from model.tables import stacked

    if not census.places:
        return {}
    names = {"region": regions, "origin": regions, "destination": regions, "sector": sectors}
    return {"places": stacked(census.places, names), "trade": stacked(census.trade, names)}
