"""Where multinationals put their plants: each place by odds of its own."""

from dataclasses import replace

import numpy as np
from conftest import tiny

from agents.firm import FOREIGN
from model import plants
from model.economy import QUARTER, RegionalEconomy
from model.prospects import read_prospects
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
