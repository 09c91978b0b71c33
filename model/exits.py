"""Stage 10: firms leave; banks take over what is left, and lose what is not."""

from __future__ import annotations

import numpy as np

from model import enterprises
from model.accounts import Holder
from model.draws import Process
from model.state import Bools, Floats, Ints, State
from model.world import varieties

SMALLEST = 0.05  # mean firm: below it size makes no difference (estimate)


def close(state: State) -> None:
    """Wind up failing firms: capital to the bank at its second-hand price, debt repaid as far as it goes."""
    leaving = _leaving(state)
    state.statistics.exits = int(leaving.sum())
    if leaving.any():
        _wind_up(state, np.flatnonzero(leaving))
        closed = state.firms.enterprise[leaving & (state.firms.plants > 1)]
        state.firms.remove(leaving)
        if closed.size:
            enterprises.count_closed(state.firms, closed)
    _hold_customers(state)


def _leaving(state: State) -> Bools:
    """Insolvent, losing for too long, or gone without cause."""
    firms, p = state.firms, state.p
    worth = firms.cash + p.second_hand * state.cells.investment_price[firms.cell] * firms.capital
    insolvent = firms.debt > np.maximum(worth * 1.5, 0.0)
    tired = firms.losses >= p.loss_patience
    tiny = firms.customers < 1e-4
    return np.asarray((insolvent | tired | _without_cause(state) | tiny) & (firms.age > 1))


def _without_cause(state: State) -> Bools:
    """Who closes for reasons that are not in the books, (N,): chances are worked out for whom the highest would hit."""
    firms, p = state.firms, state.p
    u = state.draws.uniform(Process.EXIT, state.quarter, firms.enterprise)
    gone = u < p.exit_rate * SMALLEST**-p.exit_size
    rows = np.flatnonzero(gone)
    gone[rows] = u[rows] < _chance(state, rows)
    return np.asarray(gone)


def _chance(state: State, rows: Ints | slice = slice(None)) -> Floats:
    """Chance a quarter to close for reasons that are not in the books, (N,): the larger a firm, the smaller.

    Dunne, Roberts & Samuelson (1989), Quarterly Journal of Economics 104(4).

    Parameters
    ----------
    rows : of the firms, all if not given.
    """
    p, firms = state.p, state.firms
    size = np.maximum(firms.staff[rows] / state.mean_firm[firms.sector[rows]], SMALLEST)
    return np.asarray(p.exit_rate * size**-p.exit_size)


def _wind_up(state: State, leaving: Ints) -> None:
    firms, money, flows = state.firms, state.money, state.flows
    cell, sector = firms.cell[leaving], firms.sector[leaving]
    region = state.space.region[cell]
    value = state.p.second_hand * state.cells.investment_price[cell] * firms.capital[leaving]
    np.add.at(money.seized, (region, sector), value)
    np.add.at(money.seized_units, (region, sector), firms.capital[leaving])
    estate = firms.cash[leaving] + value
    repaid = np.minimum(firms.debt[leaving], estate)
    lost = firms.debt[leaving] - repaid
    regions = state.space.regions
    money.clearing += np.bincount(region, weights=repaid - value, minlength=regions)
    money.equity -= np.bincount(region, weights=lost, minlength=regions)
    flows.pay("seized capital", Holder.BANKS, Holder.FIRMS, value)
    flows.pay("repayment", Holder.FIRMS, Holder.BANKS, repaid)
    _pay_owners(state, leaving, estate - repaid)


def _pay_owners(state: State, leaving: Ints, rest: Floats) -> None:
    """What is left of the estate goes to the owners."""
    money, flows = state.money, state.flows
    foreign, group = state.is_foreign[leaving], state.is_group[leaving]
    abroad = float(rest[foreign].sum())
    money.world += abroad
    if money.groups.size:
        owner = state.firms.group[leaving][group]
        money.groups += np.bincount(owner, weights=rest[group], minlength=money.groups.size)
    home = np.where(foreign | group, 0.0, rest)
    to_fund = home * state.firms.fund_share[leaving]
    region = state.space.region[state.firms.cell[leaving]]
    money.funds += np.bincount(region, weights=to_fund, minlength=state.space.regions)
    people = np.bincount(state.firms.cell[leaving], weights=home - to_fund, minlength=state.space.size)
    state.cells.deposits += people
    flows.pay("liquidation abroad", Holder.FIRMS, Holder.WORLD, abroad)
    flows.pay("liquidation to groups", Holder.FIRMS, Holder.GROUPS, rest[group])
    flows.pay("liquidation to funds", Holder.FIRMS, Holder.FUNDS, to_fund)
    flows.pay("liquidation", Holder.FIRMS, Holder.HOUSEHOLDS, people)


def _hold_customers(state: State) -> None:
    """Hold the mean of customers over a sector's firms: leavers' customers go to the stayers (Luttmer 2007).

    It is 1 for each plant of the start year. A firm's further plants bring no customers of their own.
    """
    firms = state.firms
    total = state.by_sector(firms.customers)
    known = state.plants_per_firm * varieties(state)
    scale = np.where(total > 0.0, known / np.maximum(total, 1e-300), 1.0)
    firms.customers *= scale[firms.sector]
