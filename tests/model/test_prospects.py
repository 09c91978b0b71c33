"""What founders and conglomerates read of a place, and what they do about it."""

import numpy as np
import pytest
from conftest import tiny

from model import affiliates, benchmark, demand, equilibrium, know_how, plans, prospects, start_ups
from model.economy import RegionalEconomy
from model.population import populate
from model.rest import come_to_rest
from policies.instruments.venture_coinvestment import VentureCoinvestment
from scenarios.load import load_scenario
from scenarios.schema import RunSettings


@pytest.fixture
def state():
    economy = RegionalEconomy(tiny("chaebol"), 1)
    for _ in range(2):
        economy.step()
    return economy.state


def test_the_mean_firm_is_the_average_firm_at_the_capital_that_the_place_calls_for(state):
    read, s = prospects.read_prospects(state), 5
    c = int(state.cells.employment.argmax())
    firms, tech = state.firms, state.tech
    unit = equilibrium.unit_revenue(tech, state.market, state.given)[:, s, c]
    mine = firms.sector == s
    lead = (1.0 - know_how.learnt(state)[c]) * know_how.lead(state)[s, c]
    known = np.exp(tech.capability_power[s] * lead)
    assert abs(lead) > 0.01
    sold = known * (state.given.weight[:, s].sum(axis=1) * unit).sum() / mine.sum()
    price, wages = state.cells.investment_price, state.mean_firm[s] * state.cells.wage[c]
    units = (firms.sales[mine] / price[firms.cell[mine]]).mean()  # capital follows sales over its price
    power = (tech.capability_power * tech.alpha_k)[s]
    scale = (sold / price[c] / units) ** (1.0 / (1.0 - power))
    assert 0.1 < scale < 10.0
    assert read.capital[s, c] == pytest.approx(scale * firms.capital[mine].mean() * price[c])
    sales = sold * scale**power
    assert scale == pytest.approx(sales / price[c] / units)  # what it wants once it sells that much
    assert read.surplus[s, c] == pytest.approx(
        sales * tech.surplus_share[s] / wages - plans.overhead(state)[s] / state.mean_firm[s]
    )
    cost = 0.03 * read.capital[s, c] / wages
    assert read.profit(0.03)[s, c] == pytest.approx(read.surplus[s, c] - cost)


def test_a_sector_without_firms_is_read_like_the_others(state):
    state.firms.remove(state.firms.sector == 4)
    state.plans = plans.status_quo(state)
    state.given = demand.conditions(state)
    read = prospects.read_prospects(state)
    for x in (read.surplus, read.capital, read.stake, read.plant_return):
        assert np.isfinite(x).all()
    assert (read.capital[4] > 0.0).all()


@pytest.mark.parametrize("country", ["korea", "china"])
def test_in_the_benchmark_year_places_are_better_by_what_keeps_their_industries(country):
    """Firms alike employ as many everywhere: but for that, what differs between places is in wages, not in profits.

    Those who learn from richer regions gain by that: they are kept from it here.
    """
    changes = (f"country={country}", "parameters.founder_learning=0.0")
    scenario = load_scenario("laissez_faire", changes).without_policy()
    found = benchmark.find(scenario)
    bare = scenario.model_copy(update={"run": RunSettings(firms=benchmark.FIRMS)})
    state = populate(bare, 0, found.jobs)
    state.advantage, state.tastes = found.advantage.copy(), found.tastes
    benchmark._make_alike(state, found.jobs)
    come_to_rest(state, 15)
    state.mean_capital = float(state.firms.capital.mean())
    better, number = profits_of_regions(state)
    keeps = state.space.by_region(benchmark.profit_that_keeps(state) * state.by_sector_cell(np.ones(len(state.firms))))
    keeps = keeps / np.maximum(number, 1.0)
    weight = (number / number.sum()).ravel()
    both = np.cov(better.ravel(), keeps.ravel(), aweights=weight)
    slope = both[0, 1] / both[1, 1]
    assert slope == pytest.approx(1.0, abs=0.15)
    assert np.sqrt(((better - slope * keeps) ** 2 * number).sum() / number.sum()) < 0.04
    by_region, jobs = state.space.by_region, state.cells.employment
    assert np.std(np.log(by_region(state.cells.wage * jobs) / by_region(jobs))) > 0.1


def profits_of_regions(state):
    """Profit of the mean firm by sector and region over the sector's mean, less 1, and the number of firms there."""
    counts = state.by_sector_cell(np.ones(len(state.firms)))
    number = state.space.by_region(counts)
    profit = state.space.by_region(prospects.read_prospects(state).profit(0.04) * counts) / np.maximum(number, 1.0)
    mean = (profit * number).sum(axis=1) / number.sum(axis=1)
    return profit / mean[:, None] - 1.0, number


def test_places_with_more_of_an_industry_than_springs_up_there_must_pay_for_it():
    """Founders who look at no profit can't be kept by any."""
    state = RegionalEconomy(tiny("laissez_faire", "country=korea"), 1).state
    keeps = benchmark.profit_that_keeps(state)
    mothers = start_ups.mothers_of(state)
    dense = mothers > 3.0 * mothers.mean(axis=1, keepdims=True)
    assert keeps[dense].mean() > 0.0 > keeps[mothers < 0.3 * mothers.mean(axis=1, keepdims=True)].mean()
    off = {"entry_slope": 0.0}
    state.p = state.p.model_copy(update=off)
    assert (benchmark.profit_that_keeps(state) == 0.0).all()


def test_appetite_is_one_where_founding_just_pays(state):
    """Its firms, all in the first place, earn what they did: the others are told apart by what they would earn."""
    state.hurdle, state.keenness = np.array([0.4]), np.zeros((1, state.space.regions))
    profit = np.full((1, state.space.size), 0.4)
    state.statistics.firms = np.zeros_like(profit)
    state.statistics.firms[0, 0] = 7.0
    slope = state.p.entry_slope
    here = [1.0, 2.0 / (1.0 + np.exp(-slope)), 2.0 / (1.0 + np.exp(2 * slope)), 2.0 / (1.0 + np.exp(-2 * slope))]
    profit[0, 1:4] = 0.8, -9.0, 9.0
    assert start_ups._appetite(state, profit)[0, :4] == pytest.approx(here)
    # in a boom all are keen, and as keen on a place that earns twice as much as others as before
    boom = 2.0 / (1.0 + np.exp(-2 * slope))
    profit[0, :4] = 4.4, 8.8, -9.0, 19.0
    assert start_ups._appetite(state, profit)[0, :4] == pytest.approx(boom * np.array(here))


def test_where_founders_are_keener_more_are_found_for_the_same_profit(state):
    """A region whose founders are keener by a fifth of what the sector earns is as good as one that earns it more."""
    sectors = state.shape[0]
    state.hurdle, state.keenness = np.full(sectors, 0.4), np.zeros((sectors, state.space.regions))
    state.statistics.firms = np.ones(state.shape)
    profit, keen = np.full(state.shape, 0.4), int(state.space.region[0])
    state.keenness[3, keen] = 0.2
    appetite = start_ups._appetite(state, profit)
    more = 2.0 / (1.0 + np.exp(-0.2 * state.p.entry_slope))
    assert appetite[3] == pytest.approx(np.where(state.space.region == keen, more, 1.0))
    assert appetite[4] == pytest.approx(1.0)


def test_a_grant_is_worth_what_equity_costs():
    scenario = tiny("laissez_faire")
    policy = scenario.policy.model_copy(update={"instruments": (VentureCoinvestment(id="v", rate=0.4, budget=0.01),)})
    economy = RegionalEconomy(scenario.model_copy(update={"policy": policy}), 1)
    while economy.quarter < 2:
        economy.step()
    state, p = economy.state, economy.state.p
    read = prospects.read_prospects(state)
    worth = start_ups._profit(state, read) - read.profit(p.interest + p.risk_premium + p.depreciation)
    rate = state.settings.value("entry_grant")[0]
    assert rate.max() > 0.0
    equity = prospects.WORKING * p.entrant_customers * read.stake
    np.testing.assert_allclose(worth, rate * equity * (p.interest + p.risk_premium), rtol=1e-9, atol=1e-12)


def test_a_conglomerate_gains_nothing_where_its_plant_earns_the_usual(state):
    read, p = prospects.read_prospects(state), state.p
    gain = affiliates._gain(state, read)
    ordinary = read.profit(p.interest + p.risk_premium + p.depreciation)
    firms = state.statistics.firms
    usual = (ordinary * firms).sum() / firms.sum()
    assert usual > affiliates.LEAST
    outlay = np.average(read.stake, axis=1, weights=firms + 1e-9)
    earned = ordinary / read.stake * outlay[:, None]  # with as much money everywhere; nobody lends at a policy rate yet
    np.testing.assert_allclose(gain, np.clip(earned / usual - 1.0, -2.0, 2.0), rtol=1e-5, atol=1e-6)


def test_a_subsidy_that_the_sectors_firms_get_too_makes_no_founder_larger_than_they(state):
    """Capital follows sales over what is paid: that of the firms there are has answered the subsidy already."""
    sales = prospects.mean_sales(state)
    price = np.broadcast_to(state.cells.investment_price, sales.shape)
    alike, half = prospects._long_run(state, sales, price), prospects._long_run(state, sales, 0.5 * price)
    assert half[1] == pytest.approx(alike[1])
    here = price.copy()
    here[:, 0] *= 0.5  # in one place alone they are larger than elsewhere
    assert (prospects._long_run(state, sales, here)[1][:, 0] > alike[1][:, 0]).all()


def test_founders_put_up_their_own_part_of_the_capital(state, monkeypatch):
    """Where the state pays four fifths of it they need a fifth of the money, and more of them can found."""
    found = {}
    for share in (1.0, 0.2):
        monkeypatch.setattr(start_ups, "own_part", lambda state, owner, share=share: np.full(state.shape, share))
        asked = []
        monkeypatch.setattr(start_ups, "_affordable", lambda state, equity, cell, asked=asked: (
            asked.append(equity.copy()), np.zeros(len(equity), bool))[1])  # fmt: skip
        number = np.ones(state.shape, np.int64).ravel()
        start_ups._found(state, prospects.read_prospects(state), number)
        found[share] = asked[0]
    assert found[0.2] == pytest.approx(0.2 * found[1.0])
