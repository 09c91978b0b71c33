"""Where firms stand and people live at the start, what holds them there, and what newcomers share."""

import numpy as np
import pytest
from conftest import tiny
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from model import benchmark, demand, generations, migration, sizes, start_structure
from model.economy import RegionalEconomy
from model.population import _whole, populate
from model.rest import come_to_rest
from scenarios.load import load_scenario


@given(arrays(float, (3, 12), elements=st.floats(0.0, 3.0)), st.integers(0, 2**32 - 1))
def test_a_regions_firms_add_up_to_what_is_expected_within_one(expected, seed):
    region = np.array([0, 0, 1, 1, 1, 2, 0, 1, 2, 2, 2, 2])
    number = _whole(expected, region, np.random.default_rng(seed).random(expected.shape))
    assert (np.abs(number - expected) < 1.0 + 1e-9).all()
    for r in range(3):
        gap = number[:, region == r].sum(axis=1) - expected[:, region == r].sum(axis=1)
        assert (np.abs(gap) < 1.0 + 1e-9).all()


@pytest.mark.parametrize("firms", [1_000, 60_000])
def test_markets_come_to_rest_whatever_the_number_of_firms(firms):
    state = populate(load_scenario("laissez_faire", ("country=korea", f"run.firms={firms}")), 0)
    come_to_rest(state, 15)
    employed = demand.employment(state).sum() / state.cells.labour_force.sum()
    assert employed == pytest.approx(1.0 - state.p.target_unemployment, abs=0.01)
    goal = float(state.scenario.country.nation.export_share) * float(state.firms.sales.sum())
    assert float(state.market.export_sales.sum()) == pytest.approx(goal, rel=0.05)


def test_what_wages_lack_is_told_by_region_relative_to_the_mean():
    state = RegionalEconomy(tiny("chaebol"), 1).state
    jobs = np.ones(state.shape)
    state.wage_at_start = state.cells.wage.copy()
    np.testing.assert_allclose(start_structure.missing_wage(state, jobs), 0.0, atol=1e-12)
    state.wage_at_start = 3.0 * state.cells.wage  # money is no wage
    np.testing.assert_allclose(start_structure.missing_wage(state, jobs), 0.0, atol=1e-12)
    state.cells.wage[state.space.region == 2] *= 1.1
    missing = start_structure.missing_wage(state, jobs)
    assert missing[2] < 0.0 < missing[3]
    assert missing[3] - missing[2] == pytest.approx(np.log(1.1))


def test_customers_are_given_where_wages_fell_behind():
    state = RegionalEconomy(tiny("chaebol"), 1).state
    region, file = state.space.region, state.space.by_region(state.jobs_at_start)
    jobs = start_structure.compatible(file, np.ones(file.shape))
    jobs = jobs[:, region] / np.bincount(region)[region]  # just as the file says
    state.wage_at_start = state.cells.wage * np.where(region == 2, 1.2, 1.0)
    before = state.firms.customers.copy()
    sizes.match(state, jobs, speed=1.0)
    given = np.log(state.firms.customers / before)
    here = region[state.firms.cell] == 2
    assert given[here] == pytest.approx(given[here][0], abs=1e-4)
    assert given[here][0] - given[~here][0] == pytest.approx(np.log(1.2), abs=1e-4)


@pytest.mark.parametrize("country", ["china", "korea"])
def test_the_burn_in_leaves_wages_where_the_benchmark_put_them(country):
    economy = RegionalEconomy(
        load_scenario("laissez_faire", (f"country={country}", "run.firms=6000", "run.quarters=4")), 3
    )
    state = economy.state
    while economy.quarter < 0:
        economy.step()
    gap = start_structure.missing_wage(state, state.statistics.employment)
    people = state.space.by_region(state.cells.population)
    assert np.sqrt((gap**2 * people).sum() / people.sum()) < 0.15
    assert np.abs(gap).max() < 0.45


def quiet() -> RegionalEconomy:
    economy = RegionalEconomy(tiny("laissez_faire"), 1)
    state = economy.state
    for name in ("wage", "consumer_price", "amenity"):
        getattr(state.cells, name)[:] = 1.0
    state.cells.population[:] = state.cells.homes[:] = 100.0
    state.cells.employment[:] = 0.95 * state.cells.labour_force
    return economy


def test_what_holds_people_keeps_them_and_brings_nobody():
    state = quiet().state
    state.quarter = 0
    state.attachment = np.zeros(state.space.size)
    free = state.cells.population.copy()
    migration.move(state)
    free, plain = state.cells.population.copy(), free
    state.cells.population[:] = plain
    state.attachment[5] = np.log(4.0)
    migration.move(state)
    rate = state.p.migration_rate
    assert state.cells.population[5] - free[5] == pytest.approx(0.75 * rate * 100.0, rel=0.05)  # three of four stay
    assert state.cells.population.sum() == pytest.approx(100.0 * state.space.size)


def test_what_keeps_people_out_lets_those_go_who_are_in():
    state = quiet().state
    state.quarter = 0
    state.attachment = np.zeros(state.space.size)
    state.attachment[5] = -50.0
    migration.move(state)
    assert state.cells.population[5] == pytest.approx(100.0 * (1.0 - state.p.migration_rate))


def test_newcomers_share_what_works_have_added():
    state = quiet().state
    state.at_start.infrastructure[:] = 1.0
    state.cells.infrastructure[:] = [3.0, 3.0, 0.5, *[1.0] * (state.space.size - 3)]
    stayers = np.ones(state.space.size)
    stayers[[0, 2]] = 0.5  # twice the people
    stayers[1] = 2.0  # half of them
    migration._share_public_capital(state, stayers)
    assert state.cells.infrastructure[:4] == pytest.approx([2.0, 3.0, 0.5, 1.0])


def test_places_without_a_firm_of_the_sample_begin_with_the_benchmark_years_wage():
    state = RegionalEconomy(tiny("chaebol", "run.firms=400"), 1).state
    nobody = state.cells.employment <= 0.0
    assert nobody.any()
    assert state.cells.wage[nobody] == pytest.approx(benchmark.find(state.scenario).wage[nobody])
    assert (state.cells.wage > 0.01).all()


def test_ties_pass_with_a_generation_and_barriers_go_at_their_own_pace():
    state = quiet().state
    held, kept_out = np.log(4.0), -1.0
    state.attachment = np.zeros(state.space.size)
    state.attachment[[5, 6]] = held, kept_out
    state.quarter = -1
    migration.move(state)
    assert state.attachment[[5, 6]].tolist() == [held, kept_out]  # the start year is held
    state.quarter = 0
    for _ in range(4):
        migration.move(state)
    held_back = 0.75 * (1.0 - generations.renewal(state)) ** 4  # of those with ties one in four reconsiders: log 4
    left = (1.0 - state.p.barrier_fading) ** 4
    assert state.attachment[[5, 6]] == pytest.approx([-np.log(1.0 - held_back), kept_out * left])
    assert state.attachment[0] == 0.0
