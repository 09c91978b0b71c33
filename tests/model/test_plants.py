"""Where multinationals put their plants: each place by odds of its own."""

from dataclasses import replace

import numpy as np
import pytest
from conftest import tiny

from agents.firm import FOREIGN, GROUP
from model import affiliates, branches, equilibrium, plants, prospects
from model.economy import QUARTER, RegionalEconomy
from model.prospects import WORKING, read_prospects
from model.state import Floats, State


def before_entry() -> State:
    economy = RegionalEconomy(tiny("laissez_faire", "parameters.foreign_entry=0.05"), 1)
    economy.step()
    names = [name for name, _ in QUARTER]
    for _, stage in QUARTER[: names.index("firms learn, customers move")]:
        stage(economy.state)
    economy.state.quarter = 1  # after the start year, when the odds abroad stand
    economy.state.odds_abroad = 0.01
    return economy.state


def opened(more_in: tuple[int, int] | None) -> Floats:
    """Foreign plants by sector and cell after one round of entry, with or without a better return in one place."""
    state = before_entry()
    prospect = read_prospects(state)
    state.outside_return = float(prospect.plant_return.mean())
    if more_in is not None:
        plant_return = prospect.plant_return.copy()
        plant_return[more_in] = 4.0 * state.outside_return
        prospect = replace(prospect, plant_return=plant_return)
    number = len(state.firms)
    plants.open_plants(state, prospect)
    new = np.arange(len(state.firms)) >= number
    assert (state.firms.owner[new] == FOREIGN).all()
    return state.by_sector_cell(new.astype(float))


def test_a_better_place_draws_its_own_plants_and_reshuffles_nobody_else():
    usual = opened(None)
    assert usual.sum() >= 5
    place = (8, int(before_entry().cells.population.argmax()))
    better = opened(place)
    others = np.ones(usual.shape, bool)
    others[place] = False
    assert better[place] > usual[place]
    assert (better[others] <= usual[others]).all()  # they lose to it by odds, and gain from no reshuffle
    assert better[others].sum() >= 0.7 * usual[others].sum()


def test_a_place_near_investors_draws_more_plants():
    state = before_entry()
    prospect = read_prospects(state)
    state.outside_return = float(prospect.plant_return.mean())
    far = plants._plant_weights(state, prospect)
    cell = int(state.cells.population.argmax())
    state.nearness = np.where(np.arange(state.space.size) == cell, 3.0, 1.0)
    near = plants._plant_weights(state, prospect)
    assert np.allclose((near[:, cell] / far[:, cell])[:, None] / (near / far)[:, :1], 3.0)


def return_of_a_plant(state: State) -> Floats:
    """Of a foreign plant of the mean firm's size and the sector's practice, before wear, (S, C)."""
    practice = np.zeros(state.shape)
    unit = equilibrium.unit_revenue(state.tech, state.market, state.given)
    return prospects._return(state, unit, practice, state.mean_capital * np.ones(len(practice)), 1.0)


def test_a_multinational_reckons_with_the_buyers_that_it_will_serve():
    """None where the first would cost more than they bring; else a share, worth more than home and less than all."""
    state = before_entry()
    p = state.scenario.parameters

    def at(**values: float) -> Floats:
        state.p = p.model_copy(update=values)
        return return_of_a_plant(state)

    usual, at_home, all_of_them = at(), at(export_cost=1e12), at(export_cost=1e-12)
    assert (usual >= at_home).all()
    assert (usual > at_home).any()
    assert (usual < all_of_them).all()
    dearer = at(export_cost=2.0 * p.export_cost)
    served = usual > at_home
    assert (dearer[served] < usual[served]).all()


@pytest.mark.parametrize("share", [1.0, 0.5])
def test_who_opens_a_plant_brings_what_states_do_not_pay(monkeypatch: pytest.MonkeyPatch, share: float):
    for module in (plants, branches, affiliates):
        monkeypatch.setattr(module, "own_part", lambda state, owner: np.full(state.shape, share))
    state = before_entry()
    state.p = state.scenario.parameters.model_copy(update={"branching": 1.0, "group_entry": 1.0})
    state.money.groups[:] = 1e9
    firms, prospect = state.firms, read_prospects(state)
    number = len(firms)
    state.outside_return = float(prospect.plant_return.mean())
    plants.open_plants(state, prospect)
    foreign = np.arange(number, len(firms))
    assert foreign.size
    planned = prospect.plant_capital[firms.sector[foreign], firms.cell[foreign]]
    assert firms.cash[foreign] == pytest.approx(WORKING * share * planned)
    state.profits = prospect.profit(0.05)
    firms.employment[:50] = 2.0 * state.p.plant_size * state.mean_firm[firms.sector[:50]]
    firms.cash[:50] = 1e9
    number = len(firms)
    branches.open_branches(state, prospect)
    branch = np.arange(number, len(firms))
    mother = {key: row for row, key in enumerate(firms.lineage[:number].tolist())}
    mothers = np.array([mother[key] for key in firms.parent[branch].tolist()])
    price = state.cells.investment_price[firms.cell[branch]]
    assert firms.cash[branch] == pytest.approx(0.5 * WORKING * share * firms.capital[mothers] * price)
    number = len(firms)
    affiliates.open_affiliates(state, prospect)
    group = np.arange(number, len(firms))
    assert (firms.owner[group] == GROUP).all()
    assert group.size
    planned = affiliates._scale(state)[firms.sector[group]] * prospect.capital[firms.sector[group], firms.cell[group]]
    assert firms.cash[group] == pytest.approx(WORKING * share * planned)
