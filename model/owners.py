"""Who owns the firms of the start year: foreign plants and conglomerates hold the shares of jobs that its data give.

What keeps multinationals abroad beyond returns (law, language, distance), and conglomerates at what they have, is a
constant of their choice, learnt in the burn-in so that their shares hold (Train 2009, Discrete Choice Methods with
Simulation, section 2.8).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from agents.firm import DOMESTIC, FOREIGN, GROUP
from model import world
from model.draws import Process
from model.state import Floats, State

SPEED = 0.1  # share of a gap that is filled in a quarter of the burn-in
MULTINATIONALS = 8  # parent firms (estimate)
FIRST_TURNOVER = 0.02  # share of an owner's jobs lost a quarter: closures of all firms, what learning begins with
LEAST_FOREIGN = 0.002  # share of jobs in foreign plants below which a start year counts as closed

Rows = NDArray[np.int64]


def give(state: State) -> None:
    """Make multinationals and conglomerates the owners of their starting shares of jobs, in the larger firms."""
    firms, plan = state.firms, state.plans
    assert plan is not None
    jobs = state.tech.wage_share[firms.sector] * firms.sales / state.cells.wage[firms.cell] + plan.fixed_labour
    _trade_plants(state, jobs / jobs.sum(), 0)
    state.turnover[:] = FIRST_TURNOVER


def hold(state: State) -> None:
    """Let plants change hands, by draw, so that each owner keeps the start year's share of jobs."""
    firms = state.firms
    size = firms.employment / firms.employment.sum()
    learn_turnover(state, np.bincount(firms.owner, size, minlength=3))
    _trade_plants(state, size, state.quarter)
    state.held = np.bincount(firms.owner, size, minlength=3)


def _trade_plants(state: State, size: Floats, quarter: int) -> None:
    """Sell what an owner has beyond its share of jobs to home owners; at either end, buy from them what it lacks."""
    nation, firms = state.scenario.country.nation, state.firms
    goals = _goals(state)
    u = state.draws.uniform(Process.START_OWNER, quarter, firms.enterprise)
    for owner in (FOREIGN, GROUP):
        mine = firms.owner == owner
        excess = float(size[mine].sum() - goals[owner])
        if excess > 0.0:
            rows = np.flatnonzero(mine)
            sold = _pick(rows[np.argsort(u[rows], kind="stable")], size, excess)
            firms.owner[sold], firms.group[sold] = DOMESTIC, -1
        elif quarter in (0, -1):
            rows = np.flatnonzero((firms.owner == DOMESTIC) & (size > 0.0))
            bought = _pick(
                rows[np.argsort(u[rows] / size[rows], kind="stable")], size, -excess
            )  # the larger, the sooner
            houses = int(nation.groups) if owner == GROUP else MULTINATIONALS
            firms.owner[bought] = owner
            firms.group[bought] = (firms.enterprise[bought] % np.uint64(houses)).astype(np.int32)


def _pick(order: Rows, size: Floats, goal: float) -> Rows:
    """Take the first of the order until their sizes come nearest to the goal; one too large is left out."""
    fits = order[0.5 * size[order] <= goal]
    return fits[np.cumsum(size[fits]) - 0.5 * size[fits] <= goal]


def learn_turnover(state: State, share: Floats) -> None:
    """Find the shares of owners' jobs, (3,), that new plants have to replace: those at which the wholes stand still."""
    goal, held = _goals(state), state.held
    drift = np.clip((share - held) / np.maximum(goal, 1e-300), -1.0, 1.0)
    learns = held > 0.8 * goal  # else new plants were filling it
    state.turnover = np.where(learns, np.clip(state.turnover - SPEED * drift, 1e-4, 0.1), state.turnover)


def _goals(state: State) -> Floats:
    """Shares of jobs of home owners, multinationals and conglomerates in the start year, (3,)."""
    nation = state.scenario.country.nation
    foreign = max(float(nation.foreign_share), LEAST_FOREIGN)
    groups = float(nation.group_share) if nation.groups else 0.0
    return np.array([1.0 - foreign - groups, foreign, groups])


def sectors_of_plants(state: State) -> Floats:
    """Odds of each sector among the plants that multinationals place, (S,): by what the world trades of its goods.

    In jobs: where firms are small more of them are opened.
    """
    weight = world.trade(state) / state.mean_firm
    return np.asarray(weight / weight.sum())


def odds_abroad(state: State, odds_here: float) -> float:
    """Odds of investing abroad, in the units of all places' here, at which foreign plants keep their share of jobs.

    New plants replace what foreign ones lose, and before the start year's end fill what is missing.
    """
    p = state.p
    a_plant = p.foreign_size * float(sectors_of_plants(state) @ state.mean_firm)
    possible = max(p.foreign_entry * float(state.firms_at_start.sum()), 1e-300)
    return odds_here * odds_of_none(new_plants(state, FOREIGN, a_plant) / possible)


def new_plants(state: State, owner: int, a_plant: float) -> float:
    """Plants a quarter, of so many people each, at which an owner keeps its share of jobs, or finds what is missing."""
    firms, goal = state.firms, float(_goals(state)[owner])
    mine, jobs = firms.owner == owner, float(firms.employment.sum())
    building = float(np.count_nonzero(mine & (firms.employment == 0.0))) * a_plant
    share = (float(firms.employment[mine].sum()) + building) / jobs
    missing = max(goal - share, 0.0) if state.quarter < -1 else 0.0
    return (goal * float(state.turnover[owner]) + SPEED * missing) * jobs / a_plant


def odds_of_none(chance: float) -> float:
    """Odds against what has a chance."""
    here = float(np.clip(chance, 1e-3, 0.9))
    return (1.0 - here) / here
