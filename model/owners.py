"""Who owns the firms of the start year: foreign plants and conglomerates hold the shares of jobs that its data give.

What keeps multinationals abroad beyond returns (law, language, distance) is a constant of their choice, learnt in the
burn-in so that the share holds (Train 2009, Discrete Choice Methods with Simulation, section 2.8).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from agents.firm import DOMESTIC, FOREIGN, GROUP
from model.draws import Process
from model.state import Floats, State

SPEED = 0.1  # share of a gap that is filled in a quarter of the burn-in
LEAST_FOREIGN = 0.002  # share of jobs in foreign plants below which a start year counts as closed

Rows = NDArray[np.int64]


def give(state: State) -> None:
    """Make multinationals and conglomerates the owners of their starting shares of jobs, in the larger firms."""
    nation, firms, plan = state.scenario.country.nation, state.firms, state.plans
    assert plan is not None
    jobs = state.tech.wage_share[firms.sector] * firms.sales / state.cells.wage[firms.cell] + plan.fixed_labour
    size = jobs / jobs.sum()
    u = state.draws.uniform(Process.START_OWNER, 0, firms.lineage)
    order = np.argsort(u / size, kind="stable")  # the larger a firm, the sooner it is picked
    foreign = _pick(order, size, float(nation.foreign_share))
    firms.owner[foreign] = FOREIGN
    groups = int(nation.groups)
    if groups:
        group = _pick(order[firms.owner[order] != FOREIGN], size, float(nation.group_share))
        firms.owner[group] = GROUP
        firms.group[group] = (firms.lineage[group] % np.uint64(groups)).astype(np.int32)


def _pick(order: Rows, size: Floats, goal: float) -> Rows:
    """Take the first of the order until their sizes come nearest to the goal; one too large is left out."""
    fits = order[0.5 * size[order] <= goal]
    return fits[np.cumsum(size[fits]) - 0.5 * size[fits] <= goal]


def hold(state: State) -> None:
    """Bring plants back into home hands, by draw, where foreign ones have outgrown the start year's share of jobs."""
    firms = state.firms
    rows = np.flatnonzero(state.is_foreign)
    size = firms.employment / firms.employment.sum()
    excess = float(size[rows].sum()) - _goal(state)
    if excess > 0.0:
        u = state.draws.uniform(Process.START_OWNER, state.quarter, firms.lineage[rows])
        sold = _pick(rows[np.argsort(u, kind="stable")], size, excess)
        firms.owner[sold], firms.group[sold] = DOMESTIC, -1


def _goal(state: State) -> float:
    return max(float(state.scenario.country.nation.foreign_share), LEAST_FOREIGN)


def odds_abroad(state: State, odds_here: float) -> float:
    """Odds of investing abroad, in the units of all places' here, at which foreign plants keep their share of jobs.

    New plants replace those that close, and before the start year's end fill what is missing.
    """
    p, firms = state.p, state.firms
    a_plant = p.foreign_size * state.mean_firm
    building = float(np.count_nonzero(state.is_foreign & (firms.employment == 0.0))) * a_plant
    share = (float(firms.employment[state.is_foreign].sum()) + building) / float(firms.employment.sum())
    inflow = _goal(state) * (p.spin_off + p.start_up) + (SPEED * (_goal(state) - share) if state.quarter < -1 else 0.0)
    plants = inflow * float(firms.employment.sum()) / a_plant
    considered = max(p.foreign_entry * state.firms_at_start, 1e-300)
    here = float(np.clip(plants / considered, 1e-3, 0.9))
    return odds_here * (1.0 - here) / here
