"""Stage 10: spin-offs, other start-ups, plants of multinationals, affiliates of conglomerates.

The return of a reference entrant in every sector and place, empty ones too, is the one statistic that
every investor reads.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from agents.firm import DOMESTIC, FOREIGN, GROUP
from model import equilibrium
from model.accounts import Holder
from model.draws import Keys, Process
from model.govern import take_bill
from model.state import CLASSES, Floats, Ints, State

MOST_PLANTS = 8  # that a conglomerate founds in a quarter (estimate)
MOST_LENT = 0.8  # share of a new affiliate's plant that a bank lends at most (estimate)
WORKING = 1.25  # equity relative to the capital it buys: the rest is cash to start with (estimate)
MULTINATIONALS = 8


@dataclass
class Prospect:
    """What an investor reads, (S, C) each: return a quarter and price of the capital of an entrant and of a plant."""

    home_return: Floats
    plant_return: Floats
    home_capital: Floats
    plant_capital: Floats
    incumbents: Incumbents


def open_firms(state: State) -> None:
    """Work out returns, then let each kind of founder decide."""
    prospect = read_prospects(state)
    state.statistics.returns = prospect.home_return
    state.statistics.entered = 0
    _start_ups(state, prospect)
    _plants(state, prospect)
    _affiliates(state, prospect)


def read_prospects(state: State) -> Prospect:
    """Return of an entrant of the sector's mean practice, and of a foreign plant that exports."""
    p, tech, firms, cells = state.p, state.tech, state.firms, state.cells
    s, _ = state.shape
    number = np.maximum(np.bincount(firms.sector, minlength=s), 1)
    capital = np.bincount(firms.sector, weights=firms.capital, minlength=s) / number
    capital = np.where(capital > 0.0, capital, state.mean_capital)  # a sector without firms: those of the mean one
    practice = np.bincount(firms.sector, weights=firms.productivity, minlength=s) / number
    assert state.given is not None
    unit = equilibrium.unit_revenue(tech, state.market, state.given)
    home_capital = p.entrant_customers * capital
    plant_capital = p.foreign_size * capital
    home = _return(state, unit[0], practice, home_capital, p.entrant_customers)
    abroad = _return(state, unit[1], state.world.frontier + p.foreign_productivity, plant_capital, p.foreign_size)
    price = cells.investment_price[None, :]
    return Prospect(home, abroad, home_capital[:, None] * price, plant_capital[:, None] * price, _incumbents(state))


def _return(state: State, unit: Floats, practice: Floats, capital: Floats, customers: float) -> Floats:
    """Operating surplus less overhead and wear, over the price of the capital, (S, C) a quarter."""
    tech, p, cells = state.tech, state.p, state.cells
    log_z = tech.capability_power * (practice + tech.alpha_k * np.log(np.maximum(capital, 1e-300)))
    z = np.exp(log_z + tech.demand_power * np.log(customers))
    surplus = z[:, None] * unit * tech.surplus_share[:, None]
    overhead = p.overhead * state.mean_firm * cells.wage[None, :]
    cost = np.maximum(capital, 1e-300)[:, None] * cells.investment_price[None, :]
    return np.asarray((surplus - overhead) / cost - p.depreciation)


def _appetite(state: State, returns: Floats, scale: float) -> Floats:
    """Logit of the return relative to the mean firm's: 1 at the mean, between 0 and 2."""
    relative = np.clip(returns / max(scale, 1e-9) - 1.0, -2.0, 2.0)
    return np.asarray(2.0 / (1.0 + np.exp(-state.p.entry_slope * relative)))


def _start_ups(state: State, prospect: Prospect) -> None:
    """Spin-offs in proportion to incumbents (Klepper 2007), the rest in proportion to people."""
    p, cells = state.p, state.cells
    incumbents = state.by_sector_cell(np.ones(len(state.firms)))
    grant = state.settings.value("entry_grant")[0] if state.settings.active("entry_grant") else 0.0
    returns = prospect.home_return * (1.0 + grant)
    appetite = _appetite(state, returns, state.p.interest + state.p.risk_premium)
    around = state.near.apply(incumbents) / state.near.apply(np.ones_like(incumbents))
    parents = 0.8 * incumbents + 0.2 * around
    related = state.sectors.relatedness - np.diag(np.diag(state.sectors.relatedness))
    related = related / np.maximum(related.sum(axis=0, keepdims=True), 1e-12)
    same, other = (1.0 - p.relatedness_weight) * parents, p.relatedness_weight * (related.T @ parents)
    people = cells.population / cells.population.sum()
    trade = incumbents.sum(axis=1, keepdims=True) * people
    expected = appetite * (p.spin_off * (same + other) + p.start_up * trade)
    keys = np.arange(expected.size, dtype=np.uint64)
    number = state.draws.poisson(Process.SPIN_OFFS, state.quarter, keys, expected.ravel())
    state.statistics.entries = number.reshape(expected.shape)
    _found(state, prospect, number)


def _found(state: State, prospect: Prospect, number: Ints) -> None:
    """Founders, funds and the state put up the equity; new firms take their practice from their parents."""
    place = np.repeat(np.arange(number.size), number)
    if place.size == 0:
        state.statistics.start_ups *= 0.75
        return
    lineage = _new_lineages(state, place, number, Process.SPIN_OFFS)
    sector, cell = place // state.space.size, place % state.space.size
    equity = WORKING * prospect.home_capital.ravel()[place]
    affordable = _affordable(state, equity, cell)
    place, sector, cell = place[affordable], sector[affordable], cell[affordable]
    lineage, equity = lineage[affordable], equity[affordable]
    fund, grant = _venture(state, equity, lineage, cell), _entry_grants(state, equity, sector, cell)
    parent, practice = _parents(state, prospect.incumbents, place, lineage)
    p, q, draws = state.p, state.quarter, state.draws
    noise = draws.normal(Process.ENTRANT_PRODUCTIVITY, q, lineage)
    spread = p.entrant_customers_spread * draws.normal(Process.ENTRANT_CUSTOMERS, q, lineage)
    total = equity + fund + grant
    own = np.bincount(cell, weights=equity, minlength=state.space.size)
    state.cells.deposits -= own
    state.flows.pay("founders' equity", Holder.HOUSEHOLDS, Holder.FIRMS, own)
    _enter(
        state,
        lineage=lineage,
        parent=parent,
        cell=cell,
        sector=sector,
        owner=DOMESTIC,
        group=-1,
        productivity=practice + p.entrant_spread * noise,
        customers=p.entrant_customers * np.exp(spread),
        cash=total,
        export_cost=p.export_cost_spread * draws.normal(Process.ENTRANT_EXPORT_COST, q, lineage),
        fund_share=fund / total,
    )


def _new_lineages(state: State, place: Ints, number: Ints, process: Process) -> Keys:
    """A new firm's key is a hash of place, quarter and order, whatever else happens elsewhere."""
    order = np.arange(place.size) - np.repeat(np.cumsum(number) - number, number)
    return state.draws.hash(process, state.quarter, (place * 1_000_003 + order).astype(np.uint64))


def _affordable(state: State, equity: Floats, cell: Ints) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Founders can't put up more than half of what the households of their place hold."""
    order = np.argsort(cell, kind="stable")
    sorted_cell = cell[order]
    running = np.cumsum(equity[order])
    first = np.r_[True, sorted_cell[1:] != sorted_cell[:-1]]
    start = np.maximum.accumulate(np.where(first, running - equity[order], -np.inf))
    fits = running - start <= 0.5 * np.maximum(state.cells.deposits[sorted_cell], 0.0)
    out = np.empty(cell.size, np.bool_)
    out[order] = fits
    return out


def _venture(state: State, equity: Floats, lineage: Keys, cell: Ints) -> Floats:
    """Funds back start-ups of their region while their money lasts, each by its own draw."""
    money, p = state.money, state.p
    region = state.space.region[cell]
    asked = np.bincount(region, weights=p.venture_share * equity, minlength=money.funds.size)
    chance = np.clip(0.25 * np.maximum(money.funds, 0.0) / np.maximum(asked, 1e-300), 0.0, 1.0)
    backed = state.draws.uniform(Process.ENTRANT_VENTURE, state.quarter, lineage) < chance[region]
    paid = np.where(backed, p.venture_share * equity, 0.0)
    total = np.bincount(region, weights=paid, minlength=money.funds.size)
    scale = np.clip(np.maximum(money.funds, 0.0) / np.maximum(total, 1e-300), 0.0, 1.0)
    paid *= scale[region]
    money.funds -= total * scale
    state.flows.pay("venture capital", Holder.FUNDS, Holder.FIRMS, paid)
    return paid


def _entry_grants(state: State, equity: Floats, sector: Ints, cell: Ints) -> Floats:
    """The state adds its share of equity, rationed to its budget."""
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


@dataclass(frozen=True)
class Incumbents:
    """The firms of the quarter by place, among whom newcomers find their parents.

    Attributes
    ----------
    order : (N,) rows by place, then lineage; first, counts : (S * C,) where a place begins, how many it has.
    mean : (S,) mean log productivity of each sector.
    """

    order: Ints
    first: Ints
    counts: Ints
    mean: Floats


def _incumbents(state: State) -> Incumbents:
    firms, sectors = state.firms, state.shape[0]
    index = state.sector_cell()
    counts = np.bincount(index, minlength=state.statistics.firms.size)
    number = np.maximum(np.bincount(firms.sector, minlength=sectors), 1)
    mean = np.bincount(firms.sector, weights=firms.productivity, minlength=sectors) / number
    return Incumbents(_by_place_and_lineage(index, firms.lineage), np.cumsum(counts) - counts, counts, mean)


def _parents(state: State, among: Incumbents, place: Ints, lineage: Keys) -> tuple[Keys, Floats]:
    """Pick a parent among the incumbents of the same sector and place; without one, the sector's mean."""
    firms, order, mean = state.firms, among.order, among.mean
    counts = among.counts[place]
    u = state.draws.uniform(Process.ENTRANT_PARENT, state.quarter, lineage)
    pick = order[np.minimum(among.first[place] + (u * counts).astype(np.int64), len(order) - 1)]
    has, sector = counts > 0, place // state.space.size
    practice = np.where(has, 0.5 * firms.productivity[pick] + 0.5 * mean[sector], mean[sector])
    return np.where(has, firms.lineage[pick], np.uint64(0)).astype(np.uint64), practice


def _by_place_and_lineage(index: Ints, lineage: Keys) -> Ints:
    """Order firms by place, then by lineage: the same whatever the order of the rows.

    One sort of a joint key where it fits; the low bits of lineages, which it drops, tell nobody apart.
    """
    if index.size == 0 or int(index.max()) >= 1 << 16:
        return np.lexsort((lineage, index))
    return np.argsort((index.astype(np.uint64) << np.uint64(48)) | (lineage >> np.uint64(16)))


def _plants(state: State, prospect: Prospect) -> None:
    """Multinationals place plants by logit on return after tax, with an outside option abroad."""
    p, q, draws = state.p, state.quarter, state.draws
    mean = np.array([p.foreign_entry * state.firms_at_start])
    number = int(draws.poisson(Process.FOREIGN, q, np.zeros(1, np.uint64), mean)[0])
    keys = np.arange(number, dtype=np.uint64)
    weight = _plant_weights(state, prospect)
    u = draws.uniform(Process.FOREIGN_PLACE, q, keys) * (1.0 + float(weight.sum()))
    place = np.searchsorted(np.cumsum(weight.ravel()), u)
    place = place[place < weight.size]  # the others go abroad
    if place.size == 0:
        return
    place = np.sort(place)
    number_at = np.bincount(place, minlength=weight.size)
    lineage = _new_lineages(state, place, number_at, Process.FOREIGN)
    sector, cell = place // state.space.size, place % state.space.size
    capital = prospect.plant_capital.ravel()[place]
    cost = entry_cost(state).ravel()[place] * capital
    state.money.world -= float(capital.sum()) * WORKING + float(cost.sum())
    fees = np.bincount(cell, weights=cost, minlength=state.space.size)
    state.cells.deposits += fees
    state.flows.pay("foreign investment", Holder.WORLD, Holder.FIRMS, WORKING * capital)
    state.flows.pay("set-up services", Holder.WORLD, Holder.HOUSEHOLDS, fees)
    noise = p.entrant_spread * draws.normal(Process.ENTRANT_PRODUCTIVITY, q, lineage)
    _enter(
        state,
        lineage=lineage,
        parent=np.zeros(lineage.size, np.uint64),
        cell=cell,
        sector=sector,
        owner=FOREIGN,
        group=(lineage % np.uint64(MULTINATIONALS)).astype(np.int32),
        productivity=state.world.frontier[sector] + p.foreign_productivity + noise,
        customers=np.full(lineage.size, p.foreign_size),
        cash=WORKING * capital,
        export_cost=p.export_cost_spread * (draws.normal(Process.ENTRANT_EXPORT_COST, q, lineage) - 1.0),
        fund_share=np.zeros(lineage.size),
    )


def entry_cost(state: State) -> Floats:
    """Fixed cost of a foreign plant as a share of its capital; promotion lowers it, (S, C)."""
    cost = np.full(state.shape, state.p.foreign_entry_cost)
    if state.settings.active("foreign_promotion"):
        per_cent = 100.0 * state.settings.works("foreign_promotion") / np.maximum(state.statistics.output, 1e-9)
        cost *= np.exp(-state.p.promotion_effect * np.log1p(per_cent))
    return cost


def _plant_weights(state: State, prospect: Prospect) -> Floats:
    """Odds of each sector and place against investing abroad, (S, C): opportunities grow with people."""
    tax = float(state.scenario.country.nation.profit_tax)
    if state.settings.active("profit_tax_factor"):
        left: Floats | float = 1.0 - tax * state.settings.value("profit_tax_factor")[2:4].mean(axis=0)
    else:
        left = 1.0 - tax
    after = prospect.plant_return * left / (1.0 + entry_cost(state))
    if state.outside_return <= 0.0:
        weight = state.statistics.firms
        state.outside_return = float((after * weight).sum() / weight.sum())
    relative = np.clip(after / state.outside_return - 1.0, -2.0, 2.0)
    people = state.cells.labour_force**state.p.migration_size
    sectors = state.world.demand / state.world.demand.sum()
    return np.asarray(sectors[:, None] * (people / people.sum()) * np.exp(state.p.entry_slope * relative))


def _affiliates(state: State, prospect: Prospect) -> None:
    """Conglomerates put half of their cash into plants of related sectors, sooner where credit is directed.

    A policy loan carries a part of a plant, so that the same cash founds more of them.
    """
    groups = state.money.groups.size
    if groups == 0:
        return
    p, q, draws = state.p, state.quarter, state.draws
    keys = np.arange(groups, dtype=np.uint64)
    considers = draws.uniform(Process.GROUP, q, keys) < p.group_entry
    u = draws.uniform(Process.GROUP_PLACE, q, np.arange(groups * MOST_PLANTS, dtype=np.uint64))
    scale = state.p.interest + state.p.risk_premium
    base = p.entry_slope * np.clip(prospect.home_return / max(scale, 1e-9) - 1.0, -2.0, 2.0)
    base += np.log(np.maximum(state.cells.labour_force, 1e-9)) * p.migration_size
    if state.settings.active("credit_ceiling"):
        base = base + p.entry_slope * state.settings.value("credit_ceiling")[4:6].max(axis=0)
    for group in np.flatnonzero(considers):
        keep = 0.5 * float(state.money.groups[group])
        for plant in range(int(group) * MOST_PLANTS, (int(group) + 1) * MOST_PLANTS):
            if not _affiliate(state, prospect, plant, base, float(u[plant]), keep):
                break


def _affiliate(state: State, prospect: Prospect, plant: int, base: Floats, u: float, keep: float) -> bool:
    """Found one plant if headquarters keep enough cash; whether they could."""
    firms, money, group = state.firms, state.money, plant // MOST_PLANTS
    mine = state.is_group & (firms.group == group)
    jobs = np.bincount(firms.sector[mine], weights=firms.employment[mine], minlength=state.shape[0])
    related = state.sectors.relatedness @ (jobs / max(float(jobs.sum()), 1e-12)) if mine.any() else 0.0
    score = base + state.p.entry_slope * np.reshape(related, (-1, 1))
    weight = np.exp(score - score.max()).ravel()
    place = int(min(np.searchsorted(np.cumsum(weight), u * weight.sum()), weight.size - 1))
    capital = float(prospect.home_capital.ravel()[place]) / state.p.entrant_customers
    loan = _policy_loan(state, place, capital)
    equity = WORKING * capital - loan
    if money.groups[group] - equity < keep:
        return False
    region = int(state.space.region[place % state.space.size])
    money.clearing[region] -= loan
    state.flows.pay("loans", Holder.BANKS, Holder.FIRMS, loan)
    money.groups[group] -= equity
    state.flows.pay("new affiliates", Holder.GROUPS, Holder.FIRMS, equity)
    q, draws = state.quarter, state.draws
    lineage = draws.hash(Process.GROUP, q, np.array([place * 1_000_003 + plant], np.uint64))
    parents, practice = _parents(state, prospect.incumbents, np.array([place]), lineage)
    cost = draws.normal(Process.ENTRANT_EXPORT_COST, q, lineage)
    _enter(
        state,
        lineage=lineage,
        parent=parents,
        cell=np.array([place % state.space.size]),
        sector=np.array([place // state.space.size]),
        owner=GROUP,
        group=group,
        productivity=practice,
        customers=np.ones(1) * 0.5,
        cash=np.array([equity + loan]),
        debt=np.array([loan]),
        export_cost=state.p.export_cost_spread * cost,
        fund_share=np.zeros(1),
    )
    return True


def _policy_loan(state: State, place: int, capital: float) -> float:
    """What a bank lends for an affiliate's plant because the state directs it, within what its equity carries."""
    if not state.settings.active("credit_ceiling"):
        return 0.0
    sector, cell = divmod(place, state.space.size)
    directed = float(state.settings.value("credit_ceiling")[GROUP * 2 : GROUP * 2 + 2, sector, cell].max())
    region = int(state.space.region[cell])
    lent = float(state.firms.debt[state.space.region[state.firms.cell] == region].sum())
    room = state.money.equity[region] / state.p.bank_capital - lent
    return float(np.clip(room, 0.0, min(directed, MOST_LENT) * capital))


def _enter(state: State, *, lineage: Keys, **columns: ArrayLike) -> None:
    """Add firms; they buy capital next quarter and produce the quarter after (time to build)."""
    state.firms.append(lineage.size, lineage=lineage, **columns)
    state.statistics.entered += lineage.size
