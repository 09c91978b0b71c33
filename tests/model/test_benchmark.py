"""What the start year's jobs say of places and tastes, and that firms stand where the data say."""

import numpy as np
import pytest
from conftest import tiny
from hypothesis import example, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from model import benchmark, exits, incomes, sizes, start_structure, start_ups, tastes
from model.economy import RegionalEconomy
from model.enterprises import by_firm, together
from model.population import populate
from model.rest import come_to_rest
from scenarios.load import load_scenario
from scenarios.schema import RunSettings, Scenario


def log_quotients(jobs):
    return np.log(jobs / jobs.sum(axis=0) / (jobs.sum(axis=1, keepdims=True) / jobs.sum()) + 0.05)


def agreement(state, jobs):
    """Correlation of log location quotients with the country file's, weighted by the file's jobs."""
    wanted = state.space.by_region(state.jobs_at_start)
    mine, theirs = log_quotients(state.space.by_region(jobs)).ravel(), log_quotients(wanted).ravel()
    weight = wanted.ravel() / wanted.sum()
    a, b = mine - weight @ mine, theirs - weight @ theirs
    return (weight * a) @ b / np.sqrt(((weight * a) @ a) * ((weight * b) @ b))


def test_a_fitted_table_has_the_odds_of_one_and_the_totals_of_the_other():
    odds, totals = np.array([[4.0, 1.0], [1.0, 1.0]]), np.array([[10.0, 20.0], [30.0, 40.0]])
    fitted = start_structure.compatible(odds, totals)
    assert fitted.sum(axis=0) == pytest.approx([40.0, 60.0])
    assert fitted.sum(axis=1) == pytest.approx([30.0, 70.0])
    assert fitted[0, 0] * fitted[1, 1] / (fitted[0, 1] * fitted[1, 0]) == pytest.approx(4.0)


@given(arrays(float, (3, 4), elements=st.floats(0.01, 10.0)), arrays(float, (3, 4), elements=st.floats(0.01, 10.0)))
def test_a_fitted_table_keeps_the_economys_totals(wanted, jobs):
    fitted = start_structure.compatible(wanted, jobs)
    np.testing.assert_allclose(fitted.sum(axis=0), jobs.sum(axis=0), rtol=1e-9)
    np.testing.assert_allclose(fitted.sum(axis=1), jobs.sum(axis=1), rtol=0.05)


def test_a_plant_stands_where_there_is_room_for_it():
    """The largest needs twice 0.3: only the second region has 0.7. The others go where their draws fall, by free slots."""
    size, goal, free = np.array([0.3, 0.1, 0.1, 0.1]), np.array([0.3, 0.7]), np.array([2, 2])
    assert sizes._assign(size, goal, free, np.array([0.0, 0.5, 0.9, 0.0])).tolist() == [2, 0, 3, 1]
    crowded = sizes._assign(np.array([0.9]), np.array([0.3, 0.7]), np.array([1, 1]), np.array([0.0]))
    assert crowded.tolist() == [1]  # with room nowhere the widest takes it


def test_large_firms_have_as_many_plants_as_their_size_asks_for():
    """Eight draws, the first of 40, a plant up to twice the mean: five firms have eight plants of 5.5 on average."""
    size = np.array([40.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0])
    assert sizes.plants_of(size, 2.0).tolist() == [4, 1, 1, 1, 1]
    assert sizes.plants_of(size, 1000.0).tolist() == [1] * 8


@given(arrays(float, 30, elements=st.floats(0.1, 1000.0)), st.floats(1.0, 50.0))
@example(np.array([1000.0] + 29 * [0.1]), 1.0)
@example(np.full(30, 0.1), 1.0)
def test_there_are_as_many_plants_as_draws(size, plant_size):
    plants = sizes.plants_of(size, plant_size)
    assert plants.sum() == 30
    assert plants.min() >= 1


def test_the_plants_of_a_firm_of_the_start_year_share_its_customers():
    state = populate(load_scenario("laissez_faire", ("country=korea", "run.firms=4000")), 3)
    drawn = state.firms.customers.copy()
    sizes.settle(state, state.jobs_at_start)
    firms = state.firms
    assert (together(firms, np.ones(len(firms))) > 1.0).any()
    mean = together(firms, firms.luck) / together(firms, np.ones(len(firms)))
    np.testing.assert_allclose(firms.luck, mean, atol=1e-12)
    whole = by_firm(firms, firms.customers)
    assert np.isin(np.round(whole, 9), np.round(drawn, 9)).all()  # nobody's customers were made or lost
    assert np.isin(firms.enterprise, firms.lineage).all()


@pytest.mark.parametrize("country", ["korea", "japan"])
def test_with_all_firms_alike_industries_employ_in_their_regions_whom_the_file_says(country):
    found = benchmark.find(load_scenario("laissez_faire", (f"country={country}",)))
    state = populate(load_scenario("laissez_faire", (f"country={country}",)), 5)
    missing, jobs = start_structure.missing_by_region(state, found.jobs), state.space.by_region(found.jobs)
    assert np.sqrt((missing**2 * jobs).sum() / jobs.sum()) < 0.05
    assert agreement(state, found.jobs) > 0.85  # some industries are larger or smaller than in the file
    without = populate(state.scenario, 5)
    benchmark._make_alike(without, without.jobs_at_start)
    come_to_rest(without, 20)
    explained = agreement(without, without.tech.wage_share[:, None] * without.market.cost_base.sum(axis=0))
    assert explained < agreement(state, found.jobs) - 0.05  # the residual is there for a reason


@pytest.mark.parametrize("country", ["japan", "european_union"])
def test_a_region_whose_few_firms_stand_in_few_of_its_cells_is_no_better_for_it(country):
    scenario = load_scenario("laissez_faire", (f"country={country}",))
    found, state = benchmark.find(scenario), populate(scenario, 0)
    jobs = state.space.by_region(state.jobs_at_start)
    few = (jobs > 0.0) & (jobs < 5.0 * jobs.sum() / len(state.firms))  # jobs of fewer than five firms
    resource = state.sectors.factors[:, state.sectors.factor_names.index("resource")]
    few &= (resource == 0.0)[:, None]  # where the file has miners but no ore to speak of, the residual is the ore
    assert few.sum() > 20
    people = state.cells.population
    advantage = state.space.by_region(found.advantage * people) / state.space.by_region(people)
    advantage -= (advantage * jobs).sum(axis=0) / jobs.sum(axis=0)  # what all industries of a region lack
    assert np.abs(advantage[few]).max() < 0.5
    assert np.exp(advantage[few].mean()) < 1.2


def test_a_benchmark_depends_on_country_and_parameters_alone():
    one = benchmark.find(tiny("chaebol"))
    assert benchmark.find(tiny("laissez_faire", "country=korea", "run.firms=900")) is one
    assert benchmark.find(tiny("chaebol", "parameters.localisation=0.02")) is not one


def test_a_benchmark_depends_on_the_sectors():
    scenario = tiny("chaebol")
    content = scenario.model_dump(mode="json")
    content["sectors"]["sectors"]["mining"]["sigma"]["value"] += 0.5
    assert benchmark.find(Scenario.model_validate(content)) is not benchmark.find(scenario)


@pytest.mark.parametrize("country", ["korea", "european_union"])
def test_the_burn_in_leaves_industries_where_the_data_put_them(country):
    economy = RegionalEconomy(load_scenario("laissez_faire", (f"country={country}", "run.quarters=4")), 3)
    residual = economy.state.advantage.copy()
    while economy.quarter < 0:
        economy.step()
    assert agreement(economy.state, economy.state.statistics.employment) > 0.8
    assert (economy.state.advantage == residual).all()


def test_tastes_fade_as_incomes_come_near_those_whose_budgets_are_known():
    state = RegionalEconomy(tiny("chaebol"), 1).state
    shares = state.sectors.household_share
    assert not np.allclose(tastes.shares(state, shares), shares)
    state.real_wage_at_start *= np.exp(-2.0 * incomes.behind_at_start(state))
    np.testing.assert_allclose(tastes.shares(state, shares), shares / shares.sum())


def test_a_large_firm_seldom_closes_without_cause():
    state = RegionalEconomy(tiny("chaebol"), 1).state
    state.firms.staff[:] = state.mean_firm[state.firms.sector]
    state.firms.staff[0] *= 100.0
    chance = exits._chance(state)
    assert chance[1] == pytest.approx(state.p.exit_rate)
    assert chance[0] == pytest.approx(state.p.exit_rate * 100.0**-state.p.exit_size)


def test_spin_offs_come_from_those_who_worked_in_the_sector():
    state = RegionalEconomy(tiny("chaebol"), 1).state
    state.cells.skills[3] = 0.0
    state.cells.skills[3, 5], state.cells.skills[3, 6] = 3.0, 1.0
    mothers = start_ups.mothers_of(state)
    number = np.bincount(state.firms.sector, minlength=len(mothers))
    assert mothers[3, 5] == pytest.approx(0.75 * number[3])
    np.testing.assert_allclose(mothers.sum(axis=1), number)


@pytest.mark.parametrize("country", ["korea"])
def test_no_cell_of_a_region_is_better_for_one_industry(country):
    scenario = load_scenario("laissez_faire", (f"country={country}",)).without_policy()
    found = benchmark.find(scenario)
    state = populate(scenario.model_copy(update={"run": RunSettings(firms=benchmark.FIRMS)}), 0, found.jobs)
    state.tastes = found.tastes
    spread = {}
    for name, advantage in (("found", found.advantage), ("by region", by_region_only(state, found.advantage))):
        state.advantage = advantage.copy()
        benchmark._make_alike(state, found.jobs)
        come_to_rest(state, 15)
        spread[name] = float(np.average(benchmark._better_cells(state) ** 2, weights=state.jobs_at_start) ** 0.5)
    assert spread["found"] < 0.01
    assert spread["by region"] > 5.0 * spread["found"]


def by_region_only(state, advantage):
    """The mean of each region, in all its cells."""
    people = state.cells.population
    mean = state.space.by_region(advantage * people) / state.space.by_region(people)
    return mean[:, state.space.region]
