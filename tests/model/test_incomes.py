"""What regions earn in the start year: told by the country file, and what their firms know more or less for it."""

import numpy as np
import pytest
from conftest import tiny

from agents.firm import FOREIGN
from model import (
    benchmark,
    branches,
    demand,
    incomes,
    know_how,
    plants,
    population,
    prospects,
    start_structure,
    start_year,
)
from model.economy import RegionalEconomy
from problems import ProblemError
from scenarios.load import load_scenario


def started(*overrides):
    return RegionalEconomy(tiny("smart_specialisation", *overrides), 1).state


def test_log_income_is_relative_to_the_mean_by_people():
    country = load_scenario("smart_specialisation").country
    people = np.array([float(r.population) for r in country.regions.values()])
    assert np.average(np.exp(country.log_income), weights=people) == pytest.approx(1.0)
    names = list(country.regions)
    poorer = country.log_income[names.index("romania_bulgaria")] - country.log_income[names.index("austria")]
    assert poorer == pytest.approx(np.log(0.27 / 1.32))


def test_a_country_without_incomes_has_none():
    scenario = load_scenario("laissez_faire")
    assert scenario.country.log_income is None
    state = population.populate(scenario, 0)
    assert not state.practice_at_start.any()
    assert state.wage_at_start == pytest.approx(1.0)


def test_the_benchmark_year_pays_what_the_file_says():
    """Wages by region correlate with incomes beyond 0.99; without incomes Finland was poorer than Romania."""
    scenario = load_scenario("smart_specialisation")
    found, state = benchmark.find(scenario), population.populate(scenario, 0)
    state.cells.wage[:] = found.wage
    missing = start_structure.missing_wage(state, found.jobs)
    assert np.abs(missing).max() < 0.1
    assert np.ptp(scenario.country.log_income) > 1.5


def test_regions_lag_in_practice_by_half_of_their_income_and_none_is_above_the_frontier():
    state = started()
    income = state.scenario.country.log_income
    frontier = float(state.scenario.country.nation.income_gap) / 3.0
    assert (0.5 * income > frontier).any()
    assert state.practice_at_start == pytest.approx(np.minimum(0.5 * income, frontier))
    assert know_how.know_how(state)[0] == pytest.approx(state.practice_at_start, abs=0.1)


def test_the_burn_in_holds_what_regions_know():
    state = started()
    state.firms.productivity[state.space.region[state.firms.cell] == 0] += 1.0
    start_year._practice(state)
    assert know_how.know_how(state)[0][0] == pytest.approx(state.practice_at_start[0], abs=0.05)


def test_lead_is_what_a_region_knows_more_than_the_firms_of_a_sector():
    state = started()
    firms, region = state.firms, state.space.region
    here = region[firms.cell] == 3
    firms.productivity[:] = np.where(here, 0.2, 0.0) + firms.sector  # what sectors differ by is no know-how
    firms.luck[:] = 0.0
    effect = know_how.know_how(state)[0]
    assert effect[3] - effect[0] == pytest.approx(0.2, abs=1e-4)
    lead, s = know_how.lead(state), 4
    share = here[firms.sector == s].mean()  # of the sector's firms that have it
    assert lead[s, region == 3] == pytest.approx(0.2 * (1.0 - share), abs=1e-4)
    assert lead[s, region == 0] == pytest.approx(-0.2 * share, abs=1e-4)


def test_founders_learn_less_from_the_nation_where_few_went_to_school():
    state = started()
    state.cells.schooling[:] = 1.8
    assert not know_how.learnt(state).any()
    state.cells.schooling[:] = 20.0
    assert know_how.learnt(state) == pytest.approx(state.p.founder_learning)


def test_without_a_parent_founders_know_what_their_region_knows_in_part():
    state = started()
    state.cells.schooling[:] = 20.0
    place = np.flatnonzero(np.bincount(state.sector_cell(), minlength=np.prod(state.shape)) == 0)[:1]
    lead = know_how.lead(state)
    among = prospects._incumbents(state, np.zeros(state.shape[0]), lead)
    practice = prospects.parents(state, among, place, np.array([7], np.uint64))[1]
    assert practice == pytest.approx((1.0 - state.p.founder_learning) * lead.ravel()[place])


def test_foreign_plants_stand_above_the_practice_of_the_place():
    state = started()
    local = np.zeros(state.shape[0])
    lead = know_how.lead(state)
    brought = prospects.foreign_practice(state, local, lead)
    gap = np.maximum(state.world.frontier[:, None] - lead, 0.0)
    assert brought == pytest.approx(lead + state.p.foreign_premium + state.p.foreign_adaptation * gap)
    assert (state.firms.owner == FOREIGN).any()


def test_a_branch_is_held_back_by_a_place_that_knows_less():
    economy = RegionalEconomy(tiny("smart_specialisation"), 1)
    economy.step()
    state = economy.state
    prospect = prospects.read_prospects(state)
    lead = prospect.incumbents.lead[5]
    best, worst = np.array([lead.argmax()]), np.array([lead.argmin()])
    lost = branches._adapted(state, prospect, best, worst)
    assert lost == pytest.approx((1.0 - state.p.foreign_adaptation) * (lead.min() - lead.max()))
    assert branches._adapted(state, prospect, worst, worst) == pytest.approx(0.0)


def test_who_serves_customers_from_elsewhere_counts_profit_in_money():
    state = started()
    state.cells.wage[:] = 1.0
    state.cells.wage[0] = 3.0
    state.cells.employment[:] = 1.0
    money = prospects.in_money(state, np.ones(state.shape))
    assert money[:, 0] == pytest.approx(3.0 * money[:, 1])
    assert money.mean() == pytest.approx(1.0)


def test_land_does_not_grow_with_the_people_on_it():
    from model import agglomeration

    state = started()
    farms = state.sectors.ids.index("agrifood")
    leaning = float(state.sectors.factors[farms, state.sectors.factor_names.index("resource")])
    workers = state.cells.skills[farms] * 0.0 + state.jobs_at_start[farms].mean()
    state.cells.skills[farms] = workers
    once = agglomeration.resources(state)[farms].copy()
    state.cells.skills[farms] = 3.0 * workers
    assert once - agglomeration.resources(state)[farms] == pytest.approx(leaning * np.log(4.0 / 2.0))


def test_firms_alike_know_what_their_region_knows():
    state = started()
    benchmark._make_alike(state, state.jobs_at_start)
    assert state.firms.productivity == pytest.approx(state.practice_at_start[state.space.region[state.firms.cell]])


def test_a_foreign_plant_knows_more_in_a_region_that_knows_more():
    economy = RegionalEconomy(tiny("smart_specialisation", "parameters.foreign_entry=0.05"), 1)
    economy.step()
    state, begun = economy.state, len(economy.state.firms)
    prospect = prospects.read_prospects(state)
    brought = prospects.foreign_practice(state, prospect.practice, prospect.incumbents.lead)
    state.quarter, state.odds_abroad = 0, 1e-6  # hardly anyone stays abroad
    plants.open_plants(state, prospect)
    new = np.arange(begun, len(state.firms))
    assert new.size > 5
    firms = state.firms
    assert state.practice[new] == pytest.approx(brought[firms.sector[new], firms.cell[new]])


def test_the_nth_incumbent_of_a_place_is_the_same_whatever_the_order_of_rows():
    state = started("run.firms=1600")
    firms, place = state.firms, state.sector_cell()
    busiest = np.bincount(place).argmax()
    rows = np.flatnonzero(place == busiest)
    assert rows.size >= 3
    firms.lineage[rows[:3]] = [30, 10, 20]
    firms.lineage[rows[3:]] = np.uint64(2**63) + np.arange(rows.size - 3, dtype=np.uint64) * np.uint64(2**20)
    firms.lineage[rows[:3]] *= np.uint64(2**20)  # the low bits tell nobody apart
    among = prospects._incumbents(state, np.zeros(state.shape[0]), know_how.lead(state))
    found = prospects._the_nth(state, among, np.full(3, busiest), np.array([0, 1, 2]))
    assert found.tolist() == [rows[1], rows[2], rows[0]]


def test_branches_go_where_the_same_customers_bring_more_money():
    """Profit in wages of the place is the same everywhere: where wages are three times as high it is more in money."""
    state = started()
    state.profits = np.ones(state.shape) * state.hurdle[:, None]
    rows = np.arange(len(state.firms))
    rich = np.arange(state.space.size) % 2 == 0
    state.cells.employment[:] = 1.0
    state.cells.wage[:] = 1.0
    opportunities = prospects.opportunities(state)
    before = rich[branches._choose(state, rows, opportunities)].mean()
    state.cells.wage[rich] = 3.0
    assert rich[branches._choose(state, rows, opportunities)].mean() > before + 0.2


def test_a_year_of_schooling_counts_by_what_is_learnt_in_it():
    path = "country.regions.poland.learning"
    usual, more = (population.populate(load_scenario("smart_specialisation", (f"{path}={x}",)), 0) for x in (1.0, 1.2))
    poland = usual.space.region == list(usual.scenario.country.regions).index("poland")
    years = float(usual.scenario.country.regions["poland"].schooling)
    assert usual.cells.schooling[poland] == pytest.approx(years)
    assert more.cells.schooling[poland] == pytest.approx(1.2 * years)
    assert more.cells.schooling[~poland] == pytest.approx(usual.cells.schooling[~poland])


def test_learning_can_be_left_out_and_must_be_positive():
    assert float(load_scenario("laissez_faire").country.regions["a1"].learning) == 1.0
    with pytest.raises(ProblemError, match="learning"):
        load_scenario("smart_specialisation", ("country.regions.poland.learning=0",))


def test_richer_households_spend_less_on_food_and_more_on_services():
    """A log point of income: food 0.24 log points less; finance 0.31 more than the sectors in between."""
    state = RegionalEconomy(tiny("laissez_faire"), 1).state
    state.tastes[:] = 0.0
    ids, shares = state.sectors.ids, []
    for behind in (demand.MIDDLE, demand.MIDDLE - 1.0):
        state.real_wage_at_start = state.real_wage() * np.exp(behind - incomes.behind_at_start(state))
        shares.append(demand.household_shares(state))
    bought = shares[0] > 0.0
    change = dict(zip(np.array(ids)[bought], np.log(shares[1][bought] / shares[0][bought]), strict=True))
    assert shares[0] == pytest.approx(state.sectors.household_share / state.sectors.household_share.sum(), abs=1e-4)
    assert change["agrifood"] == pytest.approx(-0.24)
    assert change["finance"] - change["textiles"] == pytest.approx(0.31)
    assert change["machinery"] == pytest.approx(change["textiles"])
    assert shares[1].sum() == pytest.approx(1.0)
