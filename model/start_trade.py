"""Who trades what in the start year: a nation's exports and imports by sector.

A country file says how much is exported, not of what. An industry exports as much of its output as the world's does,
and as much of what is used of its goods is imported, all times what makes the total the file's: trade is calibrated to
a benchmark year, as in computable general equilibrium models (Shoven & Whalley 1984, Journal of Economic Literature
22), by the world's demand for the nation's goods and its taste for the world's. What is exported later is for
costs, varieties and the world's demand to say.
"""

from __future__ import annotations

import numpy as np

from model import demand
from model.state import Floats, State

MOST = 0.8  # share of an industry's output that is exported (estimate)
LARGEST = 1.6  # log: no gap counts for more at a time


def balance(state: State, sales: Floats, speed: float) -> None:
    """Move world demand and the taste for imports by sector towards the start year's trade, a share of the log gap.

    Parameters
    ----------
    sales : (S,) of each sector, money a quarter.
    """
    openness, market = state.sectors.openness, state.market
    goal = float(state.scenario.country.nation.export_share) * float(sales.sum())
    exports = np.minimum(_shared(goal, openness * sales), MOST * sales)
    imports = _shared(goal, openness * market.spending.sum(axis=1))
    state.world.demand *= _step(exports, market.export_sales.sum(axis=(0, 2)), speed)
    state.world.import_weight *= _step(imports, demand.imports_before_duty(state), speed)


def _shared(total: float, weights: Floats) -> Floats:
    return np.asarray(total * weights / max(float(weights.sum()), 1e-300))


def _step(wanted: Floats, there: Floats, speed: float) -> Floats:
    """Factor that closes a share of the gap; 1 where nothing is traded or wanted."""
    both = (wanted > 0.0) & (there > 0.0)
    gap = np.zeros(wanted.shape)
    gap[both] = np.log(wanted[both] / there[both])
    return np.asarray(np.exp(speed * np.clip(gap, -LARGEST, LARGEST)))
