"""Plants of multinationals: by logit on return after tax, with an outside option abroad.

What else keeps them abroad is learnt in the burn-in (`model/owners.py`).
"""

from __future__ import annotations

import numpy as np

from agents.firm import FOREIGN
from model import owners
from model.accounts import Holder
from model.comparing import apart
from model.draws import Process
from model.govern import bought
from model.prospects import NETWORK, WORKING, Prospect, enter, foreign_practice, new_lineages, own_part
from model.state import Floats, State


def open_plants(state: State, prospect: Prospect) -> None:
    """Multinationals place plants by logit on return after tax, with an outside option abroad."""
    p, q, draws = state.p, state.quarter, state.draws
    weight = _plant_weights(state, prospect)
    if q < 0 or state.odds_abroad <= 0.0:
        state.odds_abroad = owners.odds_abroad(state, float(weight.sum()))
    # each place draws its own: what one place offers moves no plant between others but through the odds
    chance = weight.ravel() / (state.odds_abroad + float(weight.sum()))
    worldwide = p.foreign_entry * float(state.firms_at_start.sum())
    number_at = draws.poisson(Process.FOREIGN, q, np.arange(weight.size, dtype=np.uint64), worldwide * chance)
    place = np.repeat(np.arange(weight.size), number_at)
    if place.size == 0:
        return
    lineage = new_lineages(state, place, number_at, Process.FOREIGN)
    sector, cell = place // state.space.size, place % state.space.size
    capital = prospect.plant_capital.ravel()[place]
    cost = entry_cost(state).ravel()[place] * capital
    brought = WORKING * own_part(state, FOREIGN).ravel()[place] * capital
    state.money.world -= float(brought.sum()) + float(cost.sum())
    fees = np.bincount(cell, weights=cost, minlength=state.space.size)
    state.cells.deposits += fees
    state.flows.pay("foreign investment", Holder.WORLD, Holder.FIRMS, brought)
    state.flows.pay("set-up services", Holder.WORLD, Holder.HOUSEHOLDS, fees)
    luck = p.entrant_spread * draws.normal(Process.ENTRANT_PRODUCTIVITY, q, lineage)
    enter(
        state,
        lineage=lineage,
        parent=np.zeros(lineage.size, np.uint64),
        cell=cell,
        sector=sector,
        owner=FOREIGN,
        group=(lineage % np.uint64(owners.MULTINATIONALS)).astype(np.int32),
        productivity=foreign_practice(state, prospect.practice, prospect.incumbents.lead)[sector, cell] + luck,
        luck=luck,
        customers=np.full(lineage.size, p.foreign_size),
        cash=brought,
        export_cost=p.export_cost_spread * (draws.normal(Process.ENTRANT_EXPORT_COST, q, lineage) - NETWORK),
        fund_share=np.zeros(lineage.size),
    )


def entry_cost(state: State) -> Floats:
    """Fixed cost of a foreign plant as a share of its capital; promotion lowers it, (S, C)."""
    cost = np.full(state.shape, state.p.foreign_entry_cost)
    if state.settings.active("foreign_promotion"):
        output = state.statistics.output
        a_firm = float(output.sum()) / max(len(state.firms), 1)  # a place without any counts as if it had one
        per_cent = 100.0 * bought(state, "foreign_promotion") / np.maximum(output, a_firm)
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
    if state.quarter < 0 or state.outside_return <= 0.0:  # abroad they find what they find here in the start year
        weight = state.statistics.firms
        state.outside_return = float((after * weight).sum() / weight.sum())
    everywhere, here = apart(after / state.outside_return - 1.0, state.statistics.firms)
    odds = prospect.opportunities * state.nearness
    odds = owners.sectors_of_plants(state)[:, None] * odds / odds.sum(axis=1, keepdims=True)
    odds = odds * np.exp(state.p.entry_slope * (everywhere + here))
    return np.asarray(odds * admitted(state))


def admitted(state: State) -> Floats:
    """Foreign plants that the law lets in, relative to the start year's law, (S, C)."""
    law = float(state.scenario.country.nation.foreign_law)
    return np.asarray(1.0 + state.settings.value("foreign_admission") * (1.0 / law - 1.0))
