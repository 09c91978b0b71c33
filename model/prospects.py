"""What every founder reads: the return of the sector's mean firm in every place, empty ones too."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from model import equilibrium
from model.draws import Keys, Process
from model.state import Floats, Ints, State

WORKING = 1.25  # equity relative to the capital it buys: the rest is cash to start with (estimate)


@dataclass
class Prospect:
    """What an investor reads, (S, C) each: return a quarter and price of capital.

    Founders at home, and conglomerates, read what the mean firm would earn there: an entrant begins smaller and
    hopes to grow to it. A foreign plant differs in size and practice.

    Attributes
    ----------
    practice : (S,) mean log practice of each sector's firms.
    """

    home_return: Floats
    plant_return: Floats
    home_capital: Floats
    plant_capital: Floats
    affiliate_capital: Floats
    incumbents: Incumbents
    practice: Floats


def read_prospects(state: State) -> Prospect:
    """Return of a firm of the sector's mean size and practice, and of a foreign plant that exports."""
    p, tech, firms, cells = state.p, state.tech, state.firms, state.cells
    s, _ = state.shape
    number = np.maximum(np.bincount(firms.sector, minlength=s), 1)
    capital = np.bincount(firms.sector, weights=firms.capital, minlength=s) / number
    capital = np.where(capital > 0.0, capital, state.mean_capital)  # a sector without firms: those of the mean one
    practice = np.bincount(firms.sector, weights=state.practice, minlength=s) / number
    assert state.given is not None
    unit = equilibrium.unit_revenue(tech, state.market, state.given)
    home_capital = p.entrant_customers * capital
    plant_capital = p.foreign_size * capital
    abroad = _return(state, unit[1], foreign_practice(state, practice), plant_capital, p.foreign_size)
    home = _return(state, unit[0], practice, capital, 1.0)
    price = cells.investment_price[None, :]
    money = [k[:, None] * price for k in (home_capital, plant_capital, capital)]
    return Prospect(home, abroad, money[0], money[1], money[2], _incumbents(state, practice), practice)


def foreign_practice(state: State, practice: Floats) -> Floats:
    """Log productivity that multinationals bring by sector, (S,): above local practice by a part of the gap.

    Workers, suppliers and institutions of the place hold the plant back: productivity premia of foreign plants are
    10 to 30 % where gaps to the frontier are a multiple of it (Arnold & Javorcik 2009, Journal of International
    Economics 79).
    """
    gap = np.maximum(state.world.frontier - practice, 0.0)
    return np.asarray(practice + state.p.foreign_premium + state.p.foreign_adaptation * gap)


def _return(state: State, unit: Floats, practice: Floats, capital: Floats, customers: float) -> Floats:
    """Operating surplus less overhead and wear, over the price of the capital, (S, C) a quarter."""
    tech, p, cells = state.tech, state.p, state.cells
    log_z = tech.capability_power * (practice + tech.alpha_k * np.log(np.maximum(capital, 1e-300)))
    z = np.exp(log_z + tech.demand_power * np.log(customers))
    surplus = z[:, None] * unit * tech.surplus_share[:, None]
    overhead = p.overhead * state.mean_firm * cells.wage[None, :]
    cost = np.maximum(capital, 1e-300)[:, None] * cells.investment_price[None, :]
    return np.asarray((surplus - overhead) / cost - p.depreciation)


@dataclass(frozen=True)
class Incumbents:
    """The firms of the quarter by place, among whom newcomers find their parents.

    Attributes
    ----------
    order : (N,) rows by place, then lineage; first, counts : (S * C,) where a place begins, how many it has.
    mean : (S,) mean log practice of each sector.
    """

    order: Ints
    first: Ints
    counts: Ints
    mean: Floats


def _incumbents(state: State, practice: Floats) -> Incumbents:
    firms = state.firms
    index = state.sector_cell()
    counts = np.bincount(index, minlength=state.statistics.firms.size)
    return Incumbents(_by_place_and_lineage(index, firms.lineage), np.cumsum(counts) - counts, counts, practice)


def parents(state: State, among: Incumbents, place: Ints, lineage: Keys) -> tuple[Keys, Floats]:
    """Pick a parent among the incumbents of the same sector and place; without one, the sector's mean."""
    firms, order, mean = state.firms, among.order, among.mean
    counts = among.counts[place]
    u = state.draws.uniform(Process.ENTRANT_PARENT, state.quarter, lineage)
    pick = order[np.minimum(among.first[place] + (u * counts).astype(np.int64), len(order) - 1)]
    has, sector = counts > 0, place // state.space.size
    practice = np.where(has, 0.5 * state.practice[pick] + 0.5 * mean[sector], mean[sector])
    return np.where(has, firms.lineage[pick], np.uint64(0)).astype(np.uint64), practice


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
    state.firms.append(lineage.size, lineage=lineage, **columns)
    state.statistics.entered += lineage.size
