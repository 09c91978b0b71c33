"""Branch plants: a firm that has outgrown a plant opens another and serves a part of its customers from there.

Half of a plant of constant returns sells half: what a firm gains is where the new plant stands, what it pays is the
overhead of one more.
"""

from __future__ import annotations

import numpy as np

from agents.firm import DOMESTIC, FOREIGN, GROUP
from model import enterprises
from model.accounts import Holder
from model.comparing import better_here
from model.draws import Process
from model.prospects import WORKING, Prospect, enter, in_money, own_part
from model.space import NEAR
from model.state import Floats, Ints, State

MOST = 0.5  # share of a plant's customers, and of its cash, that goes to the new one
DISTANCE = 1.0  # elasticity of the odds of a place to its distance from the plant (estimate)
OWNERS = (DOMESTIC, FOREIGN, GROUP)
LEAST = 0.1  # share of customers below which it isn't worth while (estimate)


def open_branches(state: State, prospect: Prospect) -> None:
    """Let firms that have outgrown a plant choose a place for another, and pay for it out of the old one's cash."""
    firms, p, q = state.firms, state.p, state.quarter
    rows = np.flatnonzero(firms.employment > p.plant_size * state.mean_firm[firms.sector])
    rows = rows[state.draws.uniform(Process.BRANCH, q, firms.lineage[rows]) < p.branching]
    if rows.size == 0:
        return
    place = _choose(state, rows, prospect.opportunities)
    sector = firms.sector[rows]
    price = state.cells.investment_price[place]
    paid = np.stack([own_part(state, owner) for owner in OWNERS])[firms.owner[rows], sector, place]
    whole = WORKING * paid * firms.capital[rows] * price
    share = np.minimum(np.clip(MOST * firms.cash[rows], 0.0, whole) / np.maximum(whole, 1e-300), MOST)
    goes = (place != firms.cell[rows]) & (share >= LEAST)
    rows, place, sector, share, equity = rows[goes], place[goes], sector[goes], share[goes], (share * whole)[goes]
    customers = share * firms.customers[rows]
    columns = {
        name: getattr(firms, name)[rows].copy()
        for name in ("enterprise", "owner", "group", "productivity", "luck", "export_cost", "fund_share")
    }
    columns["productivity"] += _adapted(state, prospect, firms.cell[rows], place)
    firms.plants[rows] += 1
    firms.customers[rows] -= customers
    firms.cash[rows] -= equity
    lineage = state.draws.hash(Process.BRANCH, q, firms.lineage[rows])
    parent = firms.lineage[rows].copy()
    state.flows.pay("branch plants", Holder.FIRMS, Holder.FIRMS, equity)
    enter(
        state,
        lineage=lineage,
        parent=parent,
        cell=place,
        sector=sector,
        customers=customers,
        cash=equity,
        plants=2,
        **columns,
    )
    enterprises.count(state.firms)


def _adapted(state: State, prospect: Prospect, origin: Ints, place: Ints) -> Floats:
    """What a plant knows more in its new place, (N,) log: workers and suppliers of the place hold back or help it.

    As they do plants of multinationals (`prospects.foreign_practice`); between regions the same in any sector.
    """
    there = prospect.incumbents.lead[0]
    return np.asarray((1.0 - state.p.foreign_adaptation) * (there[place] - there[origin]))


def _choose(state: State, rows: Ints, opportunities: Floats) -> Ints:
    """Cell of each new plant, (N,), by logit on the sector's profit there; opportunities grow with people."""
    p, firms = state.p, state.firms
    sector = firms.sector[rows]
    here = better_here(in_money(state, state.profits), np.maximum(state.hurdle, 1e-9), state.statistics.firms)
    odds = opportunities * np.exp(p.entry_slope * here)
    odds = odds[sector] * (1.0 + state.space.distances(firms.cell[rows]) / NEAR) ** -DISTANCE
    upto = np.cumsum(odds, axis=1)
    u = state.draws.uniform(Process.BRANCH_PLACE, state.quarter, firms.lineage[rows])
    cell = (upto < (u * upto[:, -1])[:, None]).sum(axis=1)
    return np.minimum(cell, state.space.size - 1)
