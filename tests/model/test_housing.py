"""Homes, worked by hand: what want of them costs, how fast they are built, how slowly they go."""

import numpy as np
import pytest
from conftest import tiny
from hypothesis import given
from hypothesis import strategies as st

from model import housing, migration
from model.economy import RegionalEconomy


@pytest.fixture(scope="module")
def state():
    return RegionalEconomy(tiny("laissez_faire"), 1).state


def test_a_place_with_a_tenth_more_people_than_homes_costs_by_its_elasticity(state):
    state.cells.homes[:] = state.cells.population
    state.cells.homes[3] = state.cells.population[3] / 1.1
    cost = housing.scarcity(state)
    assert cost[3] == pytest.approx(0.36 * np.log(1.1))
    assert np.delete(cost, 3) == pytest.approx(0.0)
    with_homes = migration.utility(state)[3] + cost[3]
    state.cells.homes[3] = state.cells.population[3]
    assert migration.utility(state)[3] == pytest.approx(with_homes)


def test_homes_are_built_by_a_part_of_what_is_wanted_and_go_no_faster_than_they_wear(state):
    cells, state.quarter = state.cells, 4
    cells.homes[:3] = cells.population[:3] * [0.5, 1.001, 2.0]
    before = cells.homes.copy()
    housing.build(state)
    grown = np.log(cells.homes[:3] / before[:3])
    assert grown == pytest.approx([0.017 * np.log(2.0), -np.log(1.001), -0.0025])


def test_before_the_start_year_there_is_a_home_for_everybody(state):
    state.quarter = -1
    state.cells.homes[:] = 7.0
    housing.build(state)
    assert np.array_equal(state.cells.homes, state.cells.population)


@given(st.floats(0.01, 0.2), st.floats(0.1, 10.0))
def test_a_city_never_builds_past_its_people(state, speed, ratio):
    state.quarter = 4
    state.p = state.p.model_copy(update={"housing_supply": speed})
    state.cells.homes[:] = state.cells.population * ratio
    for _ in range(200):
        housing.build(state)
    wanted = np.log(state.cells.population / state.cells.homes)
    assert (np.sign(np.round(wanted, 12)) == np.sign(np.round(-np.log(ratio), 12))).all() or np.allclose(wanted, 0.0)


def test_people_grow_up_with_homes():
    """What the young of the place need is foreseen: growth everywhere makes no place dear."""
    economy = RegionalEconomy(tiny("laissez_faire", "run.quarters=8", "parameters.migration_rate=0"), 1)
    economy.run()
    assert housing.scarcity(economy.state) == pytest.approx(0.0, abs=1e-12)


def test_a_country_whose_people_stay_moves_fewer():
    gone = {}
    for mobility in (1.0, 0.25):
        state = RegionalEconomy(tiny("laissez_faire", f"country.nation.mobility={mobility}"), 1).state
        state.attachment = np.where(np.arange(state.space.size) == 5, -50.0, 0.0)  # nobody comes to it
        state.quarter = 0
        before = state.cells.population[5]
        migration.move(state)
        gone[mobility] = 1.0 - state.cells.population[5] / before
    assert gone[1.0] == pytest.approx(0.015)
    assert gone[0.25] == pytest.approx(0.015 / 4.0)


def test_in_the_burn_in_a_tenth_find_their_place_within_the_region_and_nobody_where_nobody_moves():
    state = RegionalEconomy(tiny("laissez_faire"), 1).state
    assert state.quarter < 0
    assert migration.reconsidering(state) == 0.1
    state.p = state.p.model_copy(update={"migration_rate": 0.0})
    assert migration.reconsidering(state) == 0.0
