"""Stage 1: the world moves on: best practice, demand by sector, common shocks, people."""

from __future__ import annotations

import numpy as np

from model.draws import Process
from model.state import State


def move(state: State) -> None:
    """Advance frontier, world demand and sector shocks by a quarter."""
    world, p, sectors = state.world, state.p, state.sectors
    world.frontier += p.frontier_growth
    world.trend += sectors.world_growth
    _shock_demand(state)
    _shock_productivity(state)
    growth = np.exp(p.population_growth)
    state.cells.population *= growth


def _shock_demand(state: State) -> None:
    """Autoregressive, half of the variance common to all sectors."""
    shock, p = state.world.demand_shock, state.p
    keys = np.arange(shock.size, dtype=np.uint64)
    noise = state.draws.normal(Process.WORLD_SECTOR, state.quarter, keys)
    shock *= p.world_demand_persistence
    shock += np.sqrt(0.5) * p.world_demand_shock * noise


def _shock_productivity(state: State) -> None:
    """Autoregressive; a drop by the first element of variance keeps the mean of productivity."""
    shock, p = state.world.productivity_shock, state.p
    keys = np.arange(shock.size, dtype=np.uint64)
    noise = state.draws.normal(Process.SECTOR_PRODUCTIVITY, state.quarter, keys)
    shock *= p.sector_productivity_persistence
    shock += p.sector_productivity_shock * noise


def demand(state: State) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """World demand by sector at a price index of 1, (S,)."""
    world = state.world
    shock = world.demand_shock[:-1] + world.demand_shock[-1]
    result: np.ndarray[tuple[int, ...], np.dtype[np.float64]] = world.demand * np.exp(world.trend + shock)
    return result
