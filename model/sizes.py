"""Firms of the start year: how large, with how many plants, and where, so that a sector's regions employ whom data say.

Sizes have a heavy tail. A large firm runs several plants, each in a region that has room for it; otherwise one firm
would make or unmake a region's industry.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from model import start_structure
from model.draws import Process
from model.state import Floats, Ints, State
from model.world import varieties

ROOM = 2.0  # a plant stands where its industry has twice the people that it has by the draw (estimate)
DRAWN = ("customers", "productivity", "luck", "export_cost")


def settle(state: State, jobs: Floats) -> None:
    """Make firms of a sector's draws, share the large out over plants, and give each plant a region with room for it.

    Regions are drawn by their free places. Were the largest given to the region that lacks most jobs, a large city
    would have one giant and many dwarfs, who close.

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
        drawn = rows[np.argsort(firms.lineage[rows], kind="stable")]
        plants = plants_of(size[drawn], state.p.plant_size)
        drawn = drawn[: plants.size]
        order = np.lexsort((firms.lineage[drawn], -size[drawn] / plants))
        firm = np.repeat(order, plants[order])  # of each plant, the largest plants first
        slots = rows[np.lexsort((firms.lineage[rows], region[rows]))]  # by region; in it by key, which is chance
        free = np.bincount(region[rows], minlength=space.regions)
        goal = np.where(free > 0, wanted[s], 0.0)
        u = state.draws.uniform(Process.START_PLANT, 0, firms.lineage[slots])
        share = (size[drawn] / plants)[firm] / size[drawn].sum()
        taken = slots[_assign(share, goal / max(goal.sum(), 1e-300), free, u)]
        for name in DRAWN:
            column = getattr(firms, name)
            column[taken] = column[drawn][firm]
        firms.customers[taken] /= plants[firm]
        head = np.empty(plants.size, np.int64)
        head[firm[::-1]] = taken[::-1]
        firms.enterprise[taken] = firms.lineage[head[firm]]
        firms.plants[taken] = plants[firm]
    plants = np.bincount(firms.sector, minlength=state.shape[0])
    state.plants_per_firm = np.maximum(plants, 1) / np.maximum(varieties(state), 1.0)
    state.varieties_at_start = varieties(state)


def plants_of(size: Floats, plant_size: float) -> Ints:
    """Plants of each firm, for as many firms, in their order, as have as many plants together as there are draws.

    Parameters
    ----------
    size : (N,) of firms; plant_size : size from which a firm runs one plant more, in mean plants.
    """
    number, firms = size.size, size.size
    for _ in range(50):
        mean = float(size[:firms].sum()) / number
        plants = np.maximum(np.ceil(size / (plant_size * mean)), 1.0).astype(np.int64)
        fit = max(int(np.searchsorted(np.cumsum(plants), number, side="right")), 1)  # one may be as large as all
        if fit == firms:
            break
        firms = fit
    plants = plants[:firms]
    plants[np.argmax(size[: plants.size])] += number - int(plants.sum())
    return plants


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
def _assign(size: Floats, goal: Floats, free: Ints, u: Floats) -> Ints:
    """Give each plant, (N,) from the largest, a slot of a region drawn by its free slots, one that has room for it."""
    regions = goal.size
    first = np.zeros(regions, np.int64)
    for r in range(1, regions):
        first[r] = first[r - 1] + free[r - 1]
    left, place = free.copy(), np.empty(size.size, np.int64)
    for i in range(size.size):
        roomy, widest = 0.0, -1
        for r in range(regions):
            if left[r] > 0:
                if goal[r] >= ROOM * size[i]:
                    roomy += left[r]
                if widest < 0 or goal[r] > goal[widest]:
                    widest = r
        chosen, upto = widest, 0.0
        for r in range(regions):
            if left[r] > 0 and goal[r] >= ROOM * size[i]:
                upto += left[r]
                if u[i] * roomy < upto:
                    chosen = r
                    break
        place[i] = first[chosen] + free[chosen] - left[chosen]
        left[chosen] -= 1
    return place
