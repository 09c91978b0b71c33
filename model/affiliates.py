"""Affiliates: conglomerates put up to half of their headquarters' cash into plants of related sectors.

They found one where its return beats what its money costs, and keep the cash otherwise. A policy loan carries a part
of a plant: its money costs less, and the same cash founds more of them.
"""

from __future__ import annotations

import numpy as np

from agents.firm import GROUP
from model import owners
from model.accounts import Holder
from model.draws import Process
from model.finance import lending_room
from model.prospects import WORKING, Prospect, enter, own_part, parents
from model.state import Floats, Ints, State

MOST_PLANTS = 8  # that a conglomerate founds in a quarter (estimate)
MOST_LENT = 0.8  # share of a new affiliate's plant that a bank lends at most (estimate)
LEAST = 0.05  # wages: no usual profit is taken for smaller (estimate)
SIZE = 1.0  # people of an affiliate, mean firm of the whole economy: groups enter at scale (estimate)
LARGEST = 4.0  # of it relative to the sector's mean firm: where there is little to sell nobody builds more (estimate)


def open_affiliates(state: State, prospect: Prospect) -> None:
    """Let each conglomerate consider, choose places, and found plants while its cash lasts."""
    groups = state.money.groups.size
    if groups == 0:
        return
    p, q, draws = state.p, state.quarter, state.draws
    considers = draws.uniform(Process.GROUP, q, np.arange(groups, dtype=np.uint64)) < p.group_entry
    u = draws.uniform(Process.GROUP_PLACE, q, np.arange(groups * MOST_PLANTS, dtype=np.uint64))
    size, gain, related = np.log(prospect.opportunities), _gain(state, prospect), _relatedness(state)
    better = np.exp(p.entry_slope * gain)
    scale = _scale(state)
    capital = (scale[:, None] * own_part(state, GROUP) * prospect.capital).ravel()
    directed, room = _directed(state), _room(state)
    if q < 0 or state.odds_kept <= 0.0:
        state.odds_kept = _odds_kept(state, size + p.entry_slope * gain, size)
    founded: list[tuple[int, int, float, float]] = []
    for group in np.flatnonzero(considers & (state.money.groups > 0.0)).tolist():
        draws_of_group = u[group * MOST_PLANTS : (group + 1) * MOST_PLANTS]
        likely = size + p.entry_slope * related[group][:, None]
        places = _choose(likely, better, state.odds_kept, draws_of_group)
        founded += _finance(state, group, places, capital, directed.ravel(), room)
    if founded:
        _found(state, prospect, founded, scale)


def _scale(state: State) -> Floats:
    """Customers and capital of an affiliate, (S,), relative to the sector's mean firm."""
    return np.minimum(SIZE * _mean_people(state) / state.mean_firm, LARGEST)


def _mean_people(state: State) -> float:
    """People of a mean firm of the whole economy in the start year, thousands."""
    begun = state.firms_at_start
    return float((state.mean_firm * begun).sum() / begun.sum())


def _gain(state: State, prospect: Prospect) -> Floats:
    """Gain of an affiliate, (S, C): its profit at what its money costs over the usual one, less 1.

    Usual is what the firms that there are would earn on average at the ordinary cost of money. Headquarters' cash is
    scarce: of two places the better is where as much money earns more, not where a plant is larger.
    """
    p, firms = state.p, state.statistics.firms
    ordinary = prospect.profit(p.interest + p.risk_premium + p.depreciation)
    usual = max(float((ordinary * firms).sum() / firms.sum()), LEAST)
    outlay = (prospect.stake * firms).sum(axis=1, keepdims=True) / np.maximum(firms.sum(axis=1, keepdims=True), 1e-300)
    of_each = prospect.profit(_cost_of_money(state) + p.depreciation) / np.maximum(prospect.stake, 1e-300)
    return np.clip(of_each * outlay / usual - 1.0, -2.0, 2.0)


def _cost_of_money(state: State) -> Floats:
    """Own money at the return that owners ask, the policy loan at its rate, (S, C) a quarter."""
    p, lent = state.p, _directed(state)
    paid = state.settings.value("credit_rate")[GROUP * 2 : GROUP * 2 + 2].max(axis=0)
    return np.asarray((1.0 - lent) * (p.interest + p.risk_premium) + lent * p.interest * (1.0 - paid))


def _relatedness(state: State) -> Floats:
    """Relatedness of each sector to what a group does, by jobs, (G, S); 0 for a group without firms."""
    firms, sectors, groups = state.firms, state.shape[0], state.money.groups.size
    mine = state.is_group
    index = firms.group[mine].astype(np.int64) * sectors + firms.sector[mine]
    jobs = np.bincount(index, weights=firms.employment[mine], minlength=groups * sectors).reshape(groups, sectors)
    shares = jobs / np.maximum(jobs.sum(axis=1, keepdims=True), 1e-12)
    return np.einsum("gt,st->gs", shares, state.sectors.relatedness, optimize=False)


def _odds_kept(state: State, worth: Floats, size: Floats) -> float:
    """Odds of keeping the cash at which conglomerates hold their share of jobs, over those of places without gain."""
    p = state.p
    possible = max(p.group_entry * MOST_PLANTS * state.money.groups.size, 1e-300)
    wanted = owners.new_plants(state, GROUP, SIZE * _mean_people(state))
    gained = float(np.exp(worth - size.max()).sum() / np.exp(size - size.max()).sum())
    return owners.odds_of_none(wanted / possible) * gained


def _choose(size: Floats, better: Floats, kept: float, u: Floats) -> Ints:
    """Places by their odds, one for each draw; a draw that falls on keeping the cash gives none.

    Logit whose outside option is worth `kept` times all places together when none gains or loses.

    Parameters
    ----------
    size, better : (S, C) log of the odds of a place, and the factor of what is gained there.
    """
    opportunities = np.exp(size - size.max())
    upto = np.cumsum((opportunities * better).ravel())
    places = np.searchsorted(upto, u * (upto[-1] + kept * float(opportunities.sum())))
    return np.asarray(places[places < upto.size])


def _directed(state: State) -> Floats:
    """What banks are told to lend to groups, share of a plant, (S, C)."""
    ceiling = state.settings.value("credit_ceiling")[GROUP * 2 : GROUP * 2 + 2].max(axis=0)
    return np.minimum(ceiling, MOST_LENT)


def _room(state: State) -> Floats:
    """What each region's bank can still lend on its equity, (R,)."""
    return np.maximum(lending_room(state), 0.0)


def _finance(
    state: State, group: int, places: Ints, capital: Floats, directed: Floats, room: Floats
) -> list[tuple[int, int, float, float]]:
    """Plants that a group can pay for: (plant, place, equity, loan); takes the money and the banks' room."""
    money, founded = state.money, []
    keep = 0.5 * float(money.groups[group])
    for order, place in enumerate(places.tolist()):
        region = int(state.space.region[place % state.space.size])
        loan = min(float(room[region]), float(directed[place] * capital[place]))
        equity = WORKING * float(capital[place]) - loan
        if money.groups[group] - equity < keep:
            break
        money.groups[group] -= equity
        money.clearing[region] -= loan
        room[region] -= loan
        founded.append((group * MOST_PLANTS + order, place, equity, loan))
    return founded


def _found(state: State, prospect: Prospect, founded: list[tuple[int, int, float, float]], scale: Floats) -> None:
    plants, places = (np.array([f[k] for f in founded], np.int64) for k in (0, 1))
    equity, loan = (np.array([f[k] for f in founded]) for k in (2, 3))
    state.flows.pay("new affiliates", Holder.GROUPS, Holder.FIRMS, equity)
    state.flows.pay("loans", Holder.BANKS, Holder.FIRMS, loan)
    q, draws = state.quarter, state.draws
    lineage = draws.hash(Process.GROUP, q, (places * 1_000_003 + plants).astype(np.uint64))
    parent, practice = parents(state, prospect.incumbents, places, lineage)
    enter(
        state,
        lineage=lineage,
        parent=parent,
        cell=places % state.space.size,
        sector=places // state.space.size,
        owner=GROUP,
        group=plants // MOST_PLANTS,
        productivity=practice,
        luck=np.zeros(places.size),
        customers=scale[places // state.space.size],
        cash=equity + loan,
        debt=loan,
        export_cost=state.p.export_cost_spread * draws.normal(Process.ENTRANT_EXPORT_COST, q, lineage),
        fund_share=np.zeros(places.size),
    )
