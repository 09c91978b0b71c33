"""Which firms of the start year are large: a sector's firms in each region together employ what the data say.

Sizes have a heavy tail: put down blindly, one large firm makes or unmakes a region's industry.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from model import start_structure
from model.state import Floats, Ints, State

MOVED = ("customers", "productivity", "luck", "export_cost")


def settle(state: State, jobs: Floats) -> None:
    """Let firms of a sector change places, the largest first: each goes to the region that lacks most jobs.

    Parameters
    ----------
    jobs : (S, C) that are wanted.
    """
    firms, space = state.firms, state.space
    size = firms.customers * np.exp((state.tech.sigma[firms.sector] - 1.0) * firms.productivity)
    region, wanted = space.region[firms.cell], space.by_region(jobs)
    for s in range(state.shape[0]):
        rows = np.flatnonzero(firms.sector == s)
        if rows.size == 0:
            continue
        order = rows[np.lexsort((firms.lineage[rows], -size[rows]))]
        slots = rows[np.lexsort((firms.lineage[rows], region[rows]))]  # by region; in it by key, which is chance
        free = np.bincount(region[rows], minlength=space.regions)
        goal = np.where(free > 0, wanted[s], 0.0)
        taken = slots[_assign(size[order] / size[rows].sum(), goal / max(goal.sum(), 1e-300), free)]
        for name in MOVED:
            column = getattr(firms, name)
            column[taken] = column[order]


def match(state: State, jobs: Floats, speed: float = 0.5) -> None:
    """Give or take customers, so that each region's firms of a sector employ whom the file says.

    Customers are a taste, not money: nobody pays for them. Which sectors employ a region's people leaves open what
    they earn; that stays where the benchmark year put it.

    Parameters
    ----------
    jobs : (S, C) that there are.
    speed : share of the log gap that is closed.
    """
    missing = start_structure.missing_by_region(state, jobs)
    there = state.space.by_region(jobs)
    mean = (missing * there).sum(axis=0) / np.maximum(there.sum(axis=0), 1e-300)
    missing = missing - mean + start_structure.missing_wage(state, jobs)
    firms = state.firms
    firms.customers *= np.exp(speed * missing)[firms.sector, state.space.region[firms.cell]]


@njit(cache=True)  # type: ignore[untyped-decorator]
def _assign(size: Floats, goal: Floats, free: Ints) -> Ints:
    """Give each firm, (N,) from the largest, a slot of the region that lacks most and has one free."""
    regions = goal.size
    first = np.zeros(regions, np.int64)
    for r in range(1, regions):
        first[r] = first[r - 1] + free[r - 1]
    missing, left, place = goal.copy(), free.copy(), np.empty(size.size, np.int64)
    for i in range(size.size):
        chosen = -1
        for r in range(regions):
            if left[r] > 0 and (chosen < 0 or missing[r] > missing[chosen]):
                chosen = r
        place[i] = first[chosen] + free[chosen] - left[chosen]
        left[chosen] -= 1
        missing[chosen] -= size[i]
    return place
