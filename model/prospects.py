"""What every founder reads: what the sector's mean firm would earn in every place, empty ones too."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from agents.firm import DOMESTIC, FOREIGN
from model import duty_relief, equilibrium, plans, sums
from model.draws import Keys, Process
from model.know_how import lead, learnt
from model.state import Floats, Ints, State

TRACE = 0.1  # quotient that the eye gives a place without the trade (estimate)
NOWHERE = 50.0  # minus the log of odds at which a place is out of the question
WORKING = 1.25  # equity relative to the capital it buys: the rest is cash to start with (estimate)
NETWORK = 1.0  # spreads by which multinationals' log cost of exporting lies below that of others (estimate)
SMALLEST, LARGEST = 0.01, 10.0  # capital relative to the sector's mean that is thought of for any place (estimate)


@dataclass
class Prospect:
    """What an investor reads, (S, C) each, a quarter.

    Founders at home, and conglomerates, read what the mean firm would earn there: an entrant begins smaller and
    hopes to grow to it. A foreign plant differs in size and practice.

    Attributes
    ----------
    surplus, stake : of the mean firm, in wages of the place that a firm of mean size pays: sales less variable cost
        and overhead; the price of its capital, less what states pay of it.
    plant_return : of a foreign plant, on what it pays of its capital.
    capital, plant_capital : price of the capital of a mean firm, and of a foreign plant, money.
    practice : (S,) mean log practice of each sector's firms.
    opportunities : places worth looking at for who can build anywhere.
    """

    surplus: Floats
    stake: Floats
    plant_return: Floats
    capital: Floats
    plant_capital: Floats
    incumbents: Incumbents
    practice: Floats
    opportunities: Floats

    def profit(self, user_cost: Floats | float) -> Floats:
        """Profit after paying for the use of capital, in wages of the place that a firm of mean size pays, (S, C).

        Who founds a firm gives up wages there (Lucas 1978, Bell Journal of Economics 9), and setting one up is work
        (Hopenhayn 1992, Econometrica 60). A return on capital would hide a profit where much capital earns it.

        Parameters
        ----------
        user_cost : of the money and the wear of capital, share of its price a quarter.
        """
        return np.asarray(self.surplus - user_cost * self.stake)


def in_money(state: State, profit: Floats) -> Floats:
    """Profit in the nation's mean wages, (S, C), from wages of the place: who serves its customers from elsewhere."""
    cells = state.cells
    mean = float((cells.wage * cells.employment).sum() / cells.employment.sum())
    return np.asarray(profit * cells.wage / mean)


def read_prospects(state: State) -> Prospect:
    """Work out what firms of each sector would earn in each place, and a foreign plant that exports."""
    p, tech, firms = state.p, state.tech, state.firms
    s, _ = state.shape
    some = np.maximum(np.bincount(firms.sector, minlength=s), 1)
    capital = _mean_capital(state)
    practice = state.by_sector(state.practice) / some
    assert state.given is not None
    unit = equilibrium.unit_revenue(tech, state.market, state.given)
    price = state.cells.investment_price[None, :]
    wages = state.mean_firm[:, None] * state.cells.wage
    paid = own_part(state, DOMESTIC)
    usual = p.interest + p.risk_premium + p.depreciation
    more = lead(state)
    cheaper = duty_relief.lift(state, duty_relief.price_left(state))
    sales, scale = _long_run(state, mean_sales(state, unit, more, cheaper), paid * price * user_cost(state) / usual)
    worth = scale * capital[:, None] * price
    plant = p.foreign_size * capital
    return Prospect(
        surplus=sales * tech.surplus_share[:, None] / wages - (plans.overhead(state) / state.mean_firm)[:, None],
        stake=paid * worth / wages,
        plant_return=_return(state, unit, foreign_practice(state, practice, more), plant, p.foreign_size, cheaper),
        capital=worth,
        plant_capital=plant[:, None] * price,
        incumbents=_incumbents(state, practice, more),
        practice=practice,
        opportunities=opportunities(state),
    )


def _mean_capital(state: State) -> Floats:
    """Capital of the mean firm of each sector, (S,); of the mean of all where it has none."""
    firms, s = state.firms, state.shape[0]
    capital = state.by_sector(firms.capital)
    return np.where(capital > 0.0, capital / np.maximum(np.bincount(firms.sector, minlength=s), 1), state.mean_capital)


def mean_sales(
    state: State, unit: Floats | None = None, more: Floats | None = None, cheaper: Floats | None = None
) -> Floats:
    """What a sector's firms, wherever they are, would sell at each place on average, (S, C) money a quarter.

    Sales of the average firm, not of a firm of average size: where few firms are large the two differ.

    Parameters
    ----------
    unit : (2, S, C) revenue of a unit of weight, at home and of exporters, if it is known.
    more : (S, C) what firms of a place know more than others of their sector (`lead`); founders have a part of it.
    cheaper : (K, S, C) log of what cheaper inputs add to a firm's weight; the sector's firms may have them too.
    """
    assert state.given is not None
    tech, weight = state.tech, state.given.weight.sum(axis=2)
    if unit is None:
        unit = equilibrium.unit_revenue(tech, state.market, state.given)
    number = np.bincount(state.firms.sector, minlength=state.shape[0])
    mean, none = weight / np.maximum(number, 1), weight.sum(axis=0) <= 0.0
    if none.any():  # a sector without firms: one of the mean capital sells at home
        alone = np.exp(tech.capability_power * tech.alpha_k * np.log(_mean_capital(state)))
        mean = np.where(none, np.stack([alone, np.zeros_like(alone)]), mean)
    sales = (mean[:, :, None] * unit).sum(axis=0)
    if more is not None:
        sales *= np.exp(tech.capability_power[:, None] * (1.0 - learnt(state)) * more)
    if cheaper is not None:
        sales *= np.exp(cheaper[2 * DOMESTIC])
    if state.given.bare is not None:
        sales *= state.given.bare[:, None]
    return np.asarray(sales)


def own_part(state: State, owner: int) -> Floats:
    """What an owner's small firms pay themselves of their capital, (S, C) share: states pay the rest."""
    if not state.settings.active("investment_subsidy"):
        return np.ones(state.shape)
    return np.asarray(1.0 - state.settings.value("investment_subsidy")[2 * owner])


def user_cost(state: State) -> Floats:
    """What capital costs a small firm at home, share of its price a quarter, (S, C): states may pay interest."""
    p = state.p
    charged = np.ones(state.shape)
    if state.settings.active("credit_rate"):
        charged = charged - state.settings.value("credit_rate")[2 * DOMESTIC]
    return np.asarray(p.interest * charged + p.risk_premium + p.depreciation)


def _long_run(state: State, sales: Floats, paid: Floats) -> tuple[Floats, Floats]:
    """Sales once capital is what the place calls for, and that capital relative to the sector's mean, (S, C) each.

    Capital follows sales over its price (`plans.desired_capital`), and sales follow capital.

    Parameters
    ----------
    paid : (S, C) price of capital, less what states pay of it and of its interest: the sector's firms pay it too.
    """
    tech, firms = state.tech, state.firms
    bought = sums.of_ratio(firms.sector, firms.cell, firms.sales, paid)
    number = np.maximum(np.bincount(firms.sector, minlength=len(sales)), 1)
    units = np.where(bought > 0.0, bought / number, (sales / paid).mean(axis=1))
    power = (tech.capability_power * tech.alpha_k)[:, None]
    scale = np.clip(sales / paid / units[:, None], 1e-3, 1e3) ** (1.0 / (1.0 - power))
    scale = np.clip(scale, SMALLEST, LARGEST)
    return np.asarray(sales * scale**power), np.asarray(scale)


def opportunities(state: State) -> Floats:
    """Places worth looking at for who can build anywhere, (S, C): more where people are, and where the trade is.

    In conditional logits of where plants are built the odds of a place grow with the number of its plants of the
    industry, elasticity 0.3 to 0.7 (Head, Ries & Swenson 1995, Journal of International Economics 38; Crozet, Mayer
    & Mucchielli 2004, Regional Science and Urban Economics 34; from memory).
    """
    people, skills = state.cells.labour_force, state.cells.skills
    share = skills / np.maximum(skills.sum(axis=1, keepdims=True), 1e-300)
    quotient = share / np.maximum(people / people.sum(), 1e-300)
    found = people**state.p.migration_size * (TRACE + quotient) ** state.p.industry_pull
    return np.asarray(found * hands(state, state.mean_firm))


def hands(state: State, needed: Floats) -> Floats:
    """Whether a place has the people whom a firm needs, (S, C): 1 where they are many, 0 where they are a few.

    Who would need all of them settles there with odds of 1 to e: pay would rise without end before they are found.

    Parameters
    ----------
    needed : (S,) people of a firm, thousands.
    """
    share = needed[:, None] / np.maximum(state.cells.labour_force, 1e-9)
    return np.asarray(np.exp(-np.minimum(share**2, NOWHERE)))


def foreign_practice(state: State, practice: Floats, more: Floats) -> Floats:
    """Log productivity that multinationals bring, (S, C): above local practice by a part of the gap.

    Workers, suppliers and institutions of the place hold the plant back: productivity premia of foreign plants are
    10 to 30 % where gaps to the frontier are a multiple of it (Arnold & Javorcik 2009, Journal of International
    Economics 79).
    """
    local = practice[:, None] + more
    gap = np.maximum(state.world.frontier[:, None] - local, 0.0)
    return np.asarray(local + state.p.foreign_premium + state.p.foreign_adaptation * gap)


def _return(
    state: State, unit: Floats, practice: Floats, capital: Floats, customers: float, cheaper: Floats | None = None
) -> Floats:
    """Operating surplus less overhead, cost of exporting and wear, over what is paid of capital, (S, C) a quarter.

    A multinational reckons with the share of the world's buyers that it will serve (`plans.served`).

    Parameters
    ----------
    unit : (2, S, C) revenue of a unit of weight, at home and of exporters.
    """
    tech, p, cells = state.tech, state.p, state.cells
    log_capital = (tech.alpha_k * np.log(np.maximum(capital, 1e-300)))[:, None]
    log_z = tech.capability_power[:, None] * (practice + log_capital)
    if cheaper is not None:
        log_z = log_z + cheaper[2 * FOREIGN]
    z = np.exp(log_z + (tech.demand_power * np.log(customers))[:, None])
    earned = z * unit * tech.surplus_share[:, None]
    first = p.export_cost_continuing * p.export_cost * np.exp(-NETWORK * p.export_cost_spread)
    first = first * state.mean_firm[:, None] * cells.wage
    worth = (earned[1] - earned[0]) / np.maximum(first, 1e-300)
    reach = plans.served(worth, p.export_saturation)
    surplus = earned[0] + reach * (earned[1] - earned[0]) - first * plans.effort(reach, p.export_saturation)
    overhead = plans.overhead(state)[:, None] * cells.wage
    cost = np.maximum(capital, 1e-300)[:, None] * cells.investment_price[None, :] * own_part(state, FOREIGN)
    return np.asarray((surplus - overhead) / cost - p.depreciation)


@dataclass(frozen=True)
class Incumbents:
    """The firms of the quarter by place, among whom newcomers find their parents.

    Attributes
    ----------
    place : (N,) flat index of sector and cell; counts : (S * C,) how many a place has.
    mean : (S,) mean log practice of each sector; lead : (S, C) what firms of a place know more.
    """

    place: Ints
    counts: Ints
    mean: Floats
    lead: Floats


def _incumbents(state: State, practice: Floats, more: Floats) -> Incumbents:
    place = state.sector_cell()
    return Incumbents(place, np.bincount(place, minlength=state.statistics.firms.size), practice, more)


def parents(state: State, among: Incumbents, place: Ints, lineage: Keys) -> tuple[Keys, Floats]:
    """Pick a parent among the incumbents of the same sector and place, and learn in part what the nation's firms know.

    Without a parent they know what the region's firms know of other trades.
    """
    firms, mean = state.firms, among.mean
    counts = among.counts[place]
    u = state.draws.uniform(Process.ENTRANT_PARENT, state.quarter, lineage)
    pick = _the_nth(state, among, place, (u * counts).astype(np.int64))
    has, sector = counts > 0, place // state.space.size
    cell = place % state.space.size
    own = np.where(has, state.practice[pick], mean[sector] + among.lead[sector, cell])
    practice = own + learnt(state)[cell] * (mean[sector] - own)
    return np.where(has, firms.lineage[pick], np.uint64(0)).astype(np.uint64), practice


def _the_nth(state: State, among: Incumbents, place: Ints, nth: Ints) -> Ints:
    """Row of the nth incumbent of each place in the order of lineages; some row where it has none."""
    wanted = np.zeros(among.counts.size, np.bool_)
    wanted[place] = True
    rows = np.flatnonzero(wanted[among.place])
    if rows.size == 0:
        return np.zeros(place.size, np.int64)
    order = rows[_by_place_and_lineage(among.place[rows], state.firms.lineage[rows])]
    counts = np.where(wanted, among.counts, 0)
    first = np.cumsum(counts) - counts
    return np.asarray(order[np.minimum(first[place] + nth, order.size - 1)])


def _by_place_and_lineage(index: Ints, lineage: Keys) -> Ints:
    """Order firms by place, then by lineage: the same whatever the order of the rows.

    One sort of a joint key where it fits; the low bits of lineages, which it drops, tell nobody apart.
    """
    if index.size == 0 or int(index.max()) >= 1 << 16:
        return np.lexsort((lineage, index))
    return np.argsort((index.astype(np.uint64) << np.uint64(48)) | (lineage >> np.uint64(16)))


def new_lineages(state: State, place: Ints, number: Ints, process: Process) -> Keys:
    """A new firm's key is a hash of place, quarter and order, whatever else happens elsewhere."""
    order = np.arange(place.size) - np.repeat(np.cumsum(number) - number, number)
    return state.draws.hash(process, state.quarter, (place * 1_000_003 + order).astype(np.uint64))


def enter(state: State, *, lineage: Keys, **columns: ArrayLike) -> None:
    """Add firms; they buy capital next quarter and produce the quarter after (time to build)."""
    alone: dict[str, ArrayLike] = {"enterprise": lineage, "plants": 1}
    state.firms.append(lineage.size, lineage=lineage, **(alone | columns))
    state.statistics.entered += lineage.size
