"""Venture funds: once a young firm has shown that something new works, its region's fund buys into it.

What holds funds back at first is not knowing whether an idea works. A prototype tells them: of young firms that won a
small grant for one, twice as many found venture finance as of losers (Howell 2017, American Economic Review 107); so
experiments come before funds (Kerr, Nanda & Rhodes-Kropf 2014, Journal of Economic Perspectives 28(3)).
"""

from __future__ import annotations

import numpy as np

from agents.firm import DOMESTIC
from model.accounts import Holder
from model.draws import Process
from model.state import Floats, Ints, State

YOUNG = 20  # quarters: funds look at firms of up to five years (estimate)
SPENT = 0.25  # of its cash that a fund puts in a quarter at most (estimate)


def invest(state: State) -> None:
    """Each fund backs young firms of its region that innovated, by chance where its money doesn't do for all."""
    firms, money, p = state.firms, state.money, state.p
    rows = _proven(state)
    if rows.size == 0 or p.venture_share <= 0.0:
        return
    region = state.space.region[firms.cell[rows]]
    asked = p.venture_share / (1.0 - p.venture_share) * _equity(state, rows)
    room = SPENT * np.maximum(money.funds, 0.0)
    wanted = np.bincount(region, weights=asked, minlength=money.funds.size)
    chance = np.clip(room, 0.0, wanted) / np.maximum(wanted, 1e-300)
    u = state.draws.uniform(Process.VENTURE, state.quarter, firms.lineage[rows])
    backed = (u < chance[region]) & (asked <= np.maximum(money.funds, 0.0)[region])
    paid = np.where(backed, asked, 0.0)
    total = np.bincount(region, weights=paid, minlength=money.funds.size)
    scale = np.clip(money.funds, 0.0, total) / np.maximum(total, 1e-300)
    paid *= scale[region]
    firms.cash[rows] += paid
    firms.fund_share[rows] = paid / np.maximum(_equity(state, rows), 1e-300)
    money.funds -= total * scale
    state.flows.pay("venture capital", Holder.FUNDS, Holder.FIRMS, paid)


def _proven(state: State) -> Ints:
    """Rows of young firms, of one plant and nobody's affiliate, that innovated in the quarter and have no fund yet."""
    firms = state.firms
    independent = (firms.owner == DOMESTIC) & (firms.group < 0) & (firms.plants == 1)
    young = (firms.age <= YOUNG) & (firms.capital > 0.0)
    return np.flatnonzero(firms.innovated & young & independent & (firms.fund_share == 0.0))


def _equity(state: State, rows: Ints) -> Floats:
    """What is left of a firm's capital and cash when its debt is paid, money; at least 0."""
    firms = state.firms
    worth = firms.capital[rows] * state.cells.investment_price[firms.cell[rows]]
    return np.maximum(worth + firms.cash[rows] - firms.debt[rows], 0.0)
