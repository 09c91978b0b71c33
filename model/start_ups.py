"""Start-ups: spin-offs from incumbents (Klepper 2007), others in proportion to people."""

from __future__ import annotations

import numpy as np

from agents.firm import DOMESTIC
from model.accounts import Holder
from model.comparing import apart, better_here
from model.draws import Process
from model.govern import take_bill
from model.plans import left_of_profit
from model.prospects import WORKING, Prospect, enter, hands, new_lineages, own_part, parents, user_cost
from model.state import CLASSES, Floats, Ints, State

MOVED = 0.2  # share of spin-offs that settle around their parent's place rather than in it (estimate)


def open_start_ups(state: State, prospect: Prospect) -> None:
    """Spin-offs in proportion to the sector's workers (Klepper 2007), the rest in proportion to people."""
    state.profits = _profit(state, prospect)
    expected = wanted(state) * founders_per_firm(state) * state.founders[:, None]
    keys = np.arange(expected.size, dtype=np.uint64)
    number = state.draws.poisson(Process.SPIN_OFFS, state.quarter, keys, expected.ravel())
    state.statistics.entries = number.reshape(expected.shape)
    _found(state, prospect, number)


def wanted(state: State) -> Floats:
    """Start-ups by sector and place at the profits last read, (S, C), but for how many founders there are."""
    return _appetite(state, state.profits) * springs(state)


def springs(state: State) -> Floats:
    """Start-ups a quarter where founding just pays, (S, C): of own firms, their neighbours', related ones, others."""
    p, cells = state.p, state.cells
    incumbents = mothers_of(state)
    around = state.near.apply(incumbents) / state.near.apply(np.ones(state.space.size))
    mothers = (1.0 - MOVED) * incumbents + MOVED * around
    related = state.sectors.relatedness - np.diag(np.diag(state.sectors.relatedness))
    related = related / np.maximum(related.sum(axis=0, keepdims=True), 1e-12)
    same, other = (1.0 - p.relatedness_weight) * mothers, p.relatedness_weight * (related.T @ mothers)
    people = cells.population / cells.population.sum()
    trade = incumbents.sum(axis=1, keepdims=True) * people
    begins_with = p.entrant_customers * state.mean_firm
    return np.asarray((p.spin_off * (same + other) + p.start_up * trade) * hands(state, begins_with))


def mothers_of(state: State) -> Floats:
    """Firms of each sector shared out by its skilled workers, (S, C): spin-offs are founded by those who worked in it.

    Where a large firm fell, its people found new ones for years (Klepper 2007).
    """
    number, skills = np.bincount(state.firms.sector, minlength=state.shape[0]), state.cells.skills
    return np.asarray(number[:, None] * skills / np.maximum(skills.sum(axis=1, keepdims=True), 1e-300))


def founders_per_firm(state: State) -> float:
    """People for each firm, relative to the start: founders come out of the labour force (Lucas 1978)."""
    people = float(state.cells.labour_force.sum()) / state.labour_force_at_start
    return people * float(state.firms_at_start.sum()) / max(len(state.firms), 1)


def _profit(state: State, prospect: Prospect) -> Floats:
    """Profit of the mean firm, (S, C) in wages; a grant to start-ups adds what their equity would cost.

    A tax holiday leaves more of what remains after interest and wear.
    """
    p = state.p
    profit = prospect.profit(user_cost(state))
    if state.settings.active("profit_tax_factor"):
        taxed = profit + p.risk_premium * prospect.stake
        profit = profit + np.maximum(taxed, 0.0) * (left_of_profit(state)[2 * DOMESTIC] - 1.0)
    if not state.settings.active("entry_grant"):
        return profit
    given = state.settings.value("entry_grant")[0] * WORKING * p.entrant_customers * prospect.stake
    return np.asarray(profit + (p.interest + p.risk_premium) * given)


def _appetite(state: State, profit: Floats) -> Floats:
    """Whether to found, by what the sector's firms earn over what they earned at the start, and whether here.

    Two logits, each 1 where it is as much and between 0 and 2: where a sector booms everywhere, places still differ.
    Founders of some places are keener than profits tell (`start_year`): part of who founds isn't in profits (Glaeser,
    Kerr & Kerr 2015, Review of Economics and Statistics 97(2)).
    """
    usual, firms = np.maximum(state.hurdle, 1e-9), state.statistics.firms
    everywhere, _ = apart(profit / usual[:, None] - 1.0, firms)
    here = np.clip(better_here(profit, usual, firms) + state.keenness[:, state.space.region], -2.0, 2.0)
    return np.asarray(
        4.0 / (1.0 + np.exp(-state.p.entry_slope * everywhere)) / (1.0 + np.exp(-state.p.entry_slope * here))
    )


def _found(state: State, prospect: Prospect, number: Ints) -> None:
    """Founders and the state put up the equity; new firms take their practice from their parents."""
    place = np.repeat(np.arange(number.size), number)
    if place.size == 0:
        state.statistics.start_ups *= 0.75
        return
    lineage = new_lineages(state, place, number, Process.SPIN_OFFS)
    sector, cell = place // state.space.size, place % state.space.size
    paid = own_part(state, DOMESTIC).ravel()[place]
    equity = WORKING * state.p.entrant_customers * paid * prospect.capital.ravel()[place]
    announced = state.settings.value("entry_grant")[2 * DOMESTIC, sector, cell]
    affordable = _affordable(state, equity * np.maximum(1.0 - announced, 0.5), cell)
    place, sector, cell = place[affordable], sector[affordable], cell[affordable]
    lineage, equity = lineage[affordable], equity[affordable]
    own = equity - _entry_grants(state, equity, sector, cell)
    parent, practice = parents(state, prospect.incumbents, place, lineage)
    p, q, draws = state.p, state.quarter, state.draws
    luck = p.entrant_spread * draws.normal(Process.ENTRANT_PRODUCTIVITY, q, lineage)
    spread = p.entrant_customers_spread * draws.normal(Process.ENTRANT_CUSTOMERS, q, lineage)
    paid_in = np.bincount(cell, weights=own, minlength=state.space.size)
    state.cells.deposits -= paid_in
    state.flows.pay("founders' equity", Holder.HOUSEHOLDS, Holder.FIRMS, paid_in)
    enter(
        state,
        lineage=lineage,
        parent=parent,
        cell=cell,
        sector=sector,
        owner=DOMESTIC,
        group=-1,
        productivity=practice + luck,
        luck=luck,
        customers=p.entrant_customers * np.exp(spread),
        cash=equity,
        export_cost=p.export_cost_spread * draws.normal(Process.ENTRANT_EXPORT_COST, q, lineage),
    )


def _affordable(state: State, equity: Floats, cell: Ints) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Founders can't put up more than half of what the households of their place hold.

    Parameters
    ----------
    equity : what they expect to put up, (N,), at least half of all that is needed: grants may fall short.
    """
    order = np.argsort(cell, kind="stable")
    sorted_cell = cell[order]
    running = np.cumsum(equity[order])
    first = np.r_[True, sorted_cell[1:] != sorted_cell[:-1]]
    start = np.maximum.accumulate(np.where(first, running - equity[order], -np.inf))
    fits = running - start <= 0.5 * np.maximum(state.cells.deposits[sorted_cell], 0.0)
    out = np.empty(cell.size, np.bool_)
    out[order] = fits
    return out


def _entry_grants(state: State, equity: Floats, sector: Ints, cell: Ints) -> Floats:
    """What the state pays of equity, (N,) money, rationed to its budget."""
    sectors, cells = state.shape
    base = np.zeros((CLASSES, sectors, cells))
    np.add.at(base[0], (sector, cell), equity)
    state.statistics.start_ups = 0.75 * state.statistics.start_ups + 0.25 * (base > 0.0)
    if not state.settings.active("entry_grant"):
        return np.zeros(equity.size)
    rate = state.settings.pay("entry_grant", base)
    paid = rate[0, sector, cell] * equity
    national, regional = take_bill(state)
    state.money.national -= national
    state.money.regional -= regional
    state.flows.pay("entry grants", Holder.NATIONAL, Holder.FIRMS, national)
    state.flows.pay("regional entry grants", Holder.REGIONAL, Holder.FIRMS, regional)
    return np.asarray(paid)
