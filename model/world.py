"""Stage 1: the world moves on: best practice, demand by sector, common shocks, people."""

from __future__ import annotations

import numpy as np

from model import enterprises, generations, retaliation
from model.draws import Process
from model.state import Floats, State
from scenarios.sectors import SectorTable

# shares in the world's final spending (from memory; estimate); the state buys the rest
HOUSEHOLDS, INVESTORS = 0.6, 0.24


def move(state: State) -> None:
    """Advance frontier, world demand and sector shocks by a quarter."""
    world, p, sectors = state.world, state.p, state.sectors
    _shock_demand(state)
    _shock_productivity(state)
    if state.quarter < 0:  # the start year is what its data say: nothing but shocks and firms' lives moves before it
        return
    world.frontier += p.frontier_growth
    world.trend += sectors.world_growth
    state.trade.world_cost = trade_cost(state)
    world.duty_abroad = retaliation.answer(state)
    _grow_up(state)


def _grow_up(state: State) -> None:
    """More people come to working age, with more schooling, as in the country's record: as many years everywhere.

    They went to the schools of their state. What policy added to it goes with those who learnt it.
    """
    nation = state.scenario.country.nation
    grown = np.exp(generations.growth(state))
    state.cells.population *= grown
    state.cells.homes *= grown  # who is born is foreseen, who moves isn't
    rate = 0.0 if nation.schooling_growth is None else np.expm1(float(nation.schooling_growth) / 4.0)
    years = rate * float(np.average(state.at_start.schooling, weights=state.cells.population))
    young = _schooling_of_the_young(state)
    for schooling in (state.cells.schooling, state.at_start.schooling):
        schooling += generations.renewal(state) * (young - schooling)
        schooling += years


def _schooling_of_the_young(state: State) -> Floats:
    """Mean of the state that a place belongs to, by people: all the young of a state go to the same schools, (C,)."""
    people, of, schooling = state.cells.population, state.space.state, state.at_start.schooling
    return np.asarray((np.bincount(of, people * schooling) / np.maximum(np.bincount(of, people), 1e-300))[of])


def trade_cost(state: State) -> float:
    """Cost of trade with the world relative to the start year, so that the world's trade follows its series.

    Inverted gravity: trade share ~ cost^(1 - macro elasticity) (Head & Ries 2001).
    """
    series, begun = state.scenario.world, state.scenario.country.start_year
    opened = series.trade_share_in(begun + state.quarter / 4.0) / series.trade_share_in(begun)
    return float(opened ** (-1.0 / (state.p.macro_elasticity - 1.0)))


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
    """World demand for the country's goods by sector at a price index of 1, (S,).

    The upper tier counts varieties: a country that makes more of them sells more at the same prices, one for one, as in
    Krugman (1980), American Economic Review 70, and as larger countries do (Hummels & Klenow 2005, AER 95).
    """
    world, p = state.world, state.p
    shock = world.demand_shock[:-1] + world.demand_shock[-1]
    within = p.love_of_variety * (p.macro_elasticity - 1.0) / (state.tech.sigma - 1.0)  # of the lower tier
    level = world.price**p.macro_elasticity  # money spent at any price index when all prices are this much higher
    left = (1.0 + world.duty_abroad) ** -p.macro_elasticity  # buyers pay the duty, sellers get what is left of demand
    asked = level * world.demand * np.exp(world.trend + shock) * _boom(state)
    return np.asarray(asked * more_varieties(state) ** (1.0 - within) * left)


def _boom(state: State) -> Floats:
    """What the scenario multiplies demand abroad with, (S,): 1 before the start year, which is what its data say."""
    named = state.scenario.demand_abroad if state.quarter >= 0 else {}
    return np.array([named.get(sector, 1.0) for sector in state.sectors.ids])


def trade(state: State) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """Share of each sector in the world's trade, (S,): openness times output, as its demand has grown since the start.

    Output is what final users buy and all that goes into it (Leontief 1936, Review of Economics and Statistics 18).
    """
    traded = state.sectors.openness * state.world.output * np.exp(state.world.trend)
    return np.asarray(traded / traded.sum())


def import_elasticity(state: State) -> Floats:
    """Elasticity of substitution between home goods and imports, (S,): differs by sector, its mean is the catalogue's.

    Mean over the world's trade of the start year, of what exceeds 1 (Armington 1969, IMF Staff Papers 16).
    """
    sectors, traded = state.sectors, state.sectors.openness * state.world.output
    above = sectors.armington - 1.0
    return np.asarray(1.0 + (state.p.macro_elasticity - 1.0) * above * traded.sum() / float(above @ traded))


def output(sectors: SectorTable, input_share: Floats) -> Floats:
    """What the world makes by sector at the start, (S,): for final users, and all that goes into it."""
    final = (
        HOUSEHOLDS * sectors.household_share
        + INVESTORS * sectors.investment_share
        + (1.0 - HOUSEHOLDS - INVESTORS) * sectors.government_share
    )
    return np.asarray(np.linalg.solve(np.eye(final.size) - sectors.io * input_share, final))


def varieties(state: State) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """Firms by sector, (S,): a firm's further plants make no variety of their own."""
    return enterprises.by_sector(state.firms, state.shape[0])


def more_varieties(state: State) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """Firms by sector relative to the start, (S,); a sector without any counts as half a firm."""
    return np.asarray(np.maximum(varieties(state), 0.5) / np.maximum(state.varieties_at_start, 0.5))
