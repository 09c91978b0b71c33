"""What firms, people and states decide, worked by hand."""

import numpy as np
import pytest
from conftest import tiny

from agents.firm_decisions import research
from model import enterprises, exits, migration, plans, prospects, public_finance, start_ups
from model.economy import RegionalEconomy
from model.state import State


@pytest.fixture
def state() -> State:
    economy = RegionalEconomy(tiny("laissez_faire"), 1)
    for _ in range(3):
        economy.step()
    return economy.state


@pytest.mark.parametrize(("gain_over_cost", "begins", "stays"), [(0.5, False, False), (0.8, False, True), (1.1, True, True)])  # fmt: skip
def test_an_exporter_stays_where_a_newcomer_would_not_begin(state, gain_over_cost, begins, stays):
    """Who exports pays 0.6 of the cost: it goes on while the extra profit is above that, others begin above 1."""
    assert state.p.export_cost_continuing == 0.6
    firms, tech = state.firms, state.tech
    firms.enterprise[:], firms.plants[:] = firms.lineage, 1  # each a firm of its own
    incumbent = np.arange(len(firms)) % 2 == 0
    firms.exporter[:] = firms.reach[:] = incumbent
    reach = (state.market.world_access / state.market.access)[firms.sector, firms.cell]
    gain = (1.0 + reach) ** tech.demand_power[firms.sector] - 1.0
    cost = (
        state.p.export_cost * state.mean_firm[firms.sector] * np.exp(firms.export_cost) * state.cells.wage[firms.cell]
    )
    at_home = gain_over_cost * cost / (gain * tech.surplus_share[firms.sector])
    firms.expected_sales[:] = at_home * np.where(incumbent, 1.0 + gain, 1.0)
    producing = np.ones(len(firms), bool)
    plans._choose_exports(state, producing)
    assert (firms.exporter[incumbent] == stays).all()
    assert (firms.exporter[~incumbent] == begins).all()
    worth = gain_over_cost / np.where(incumbent, 0.6, 1.0)  # the last buyer served brings what it costs
    wanted = np.where(worth > 1.0, 1.0 - np.maximum(worth, 1.0) ** (-1.0 / 0.915), 0.0)
    assert firms.reach == pytest.approx(np.where(firms.exporter, incumbent + 0.25 * (wanted - incumbent), 0.0))


def test_serving_more_of_the_world_costs_more_and_more():
    """The first hundredth of buyers costs a hundredth; nine of ten cost 2.1 times as much as at the first ones' rate."""
    cost = plans.effort(np.array([0.0, 0.01, 0.9]), 0.915)
    assert cost == pytest.approx([0.0, 0.01, (1.0 - 0.1**0.085) / 0.085], rel=0.01)
    step = 1e-6
    worth = 5.0  # at the share chosen the next buyers cost what they bring
    chosen = 1.0 - worth ** (-1.0 / 0.915)
    marginal = (plans.effort(np.array([chosen + step]), 0.915) - plans.effort(np.array([chosen]), 0.915)) / step
    assert marginal == pytest.approx(worth, rel=1e-3)


def test_capital_is_wanted_until_it_earns_its_use(state):
    """alpha_K / mu of sales, over interest, wear and premium on its price; half the price paid by the state: twice."""
    firms, tech, p = state.firms, state.tech, state.p
    price = state.cells.investment_price[firms.cell]
    earned = (tech.alpha_k * (tech.sigma - 1.0) / tech.sigma)[firms.sector] * firms.sales
    use = (p.interest + p.depreciation + p.risk_premium) * price
    wanted = plans.desired_capital(state, firms.sales)
    assert wanted == pytest.approx(earned / use)
    assert plans.desired_capital(state, firms.sales, subsidy=0.5) == pytest.approx(2.0 * wanted)
    free = plans.desired_capital(state, firms.sales, interest_paid=1.0)
    assert free == pytest.approx(earned / ((p.depreciation + p.risk_premium) * price))


def test_customers_of_leavers_go_to_the_stayers(state):
    firms = state.firms
    firms.customers *= 3.0
    firms.remove(np.arange(len(firms)) % 5 == 0)
    before = firms.customers.copy()
    exits._hold_customers(state)
    number = enterprises.by_sector(firms, 16) * state.plants_per_firm
    held = np.bincount(firms.sector, weights=firms.customers, minlength=16)
    assert held[number > 0] == pytest.approx(number[number > 0])
    same = firms.sector == firms.sector[0]
    assert firms.customers[same] / before[same] == pytest.approx(np.full(same.sum(), (firms.customers / before)[0]))


def arrived(state: State, cell: int) -> float:
    before = float(state.cells.population[cell])
    migration.move(state)
    return float(state.cells.population[cell]) - before


@pytest.mark.parametrize("part", ["wage", "employment", "amenity"])
def test_people_go_where_pay_jobs_and_amenity_are(part):
    """A place with a tenth more of one of them gains people that it would have lost."""
    found = []
    for better in (False, True):
        economy = RegionalEconomy(tiny("laissez_faire"), 1)
        cells = economy.state.cells
        for name in ("wage", "consumer_price", "population"):
            getattr(cells, name)[:] = 1.0
        cells.employment[:], cells.amenity[:] = 0.8 * cells.labour_force, 0.0
        if part == "amenity":
            cells.amenity[40] += 0.1 * better
        else:
            getattr(cells, part)[40] *= 1.1 if better else 1.0
        found.append(arrived(economy.state, 40))
    rate = np.exp(0.1 * economy.state.p.migration_slope) - 1.0  # of a hundredth of the people
    assert found[1] - found[0] > 0.5 * rate * 0.01 * float(economy.state.cells.population[40])


def test_the_last_wage_of_a_place_without_work_draws_no_crowd():
    """Thirty times the wage where nobody works draws as many as the wage of everywhere; where all work, a crowd."""
    found = {}
    for at_work in (0.0, 0.8):
        for wage in (1.0, 30.0):
            cells = (economy := RegionalEconomy(tiny("laissez_faire"), 1)).state.cells
            for name in ("wage", "consumer_price", "population"):
                getattr(cells, name)[:] = 1.0
            cells.employment[:], cells.amenity[:] = 0.8 * cells.labour_force, 0.0
            cells.wage[40], cells.employment[40] = wage, at_work * cells.labour_force[40]
            found[at_work, wage] = arrived(economy.state, 40)
    assert found[0.0, 30.0] == pytest.approx(found[0.0, 1.0])
    assert found[0.8, 30.0] > 2.0 * abs(found[0.8, 1.0])


def test_nobody_settles_where_the_people_are_too_few(state):
    """A firm of a tenth of a place's people settles with odds of exp(-0.01), of all with exp(-1), of ten times, hardly ever."""
    state.cells.population[:3] = np.array([10.0, 1.0, 0.1]) / state.cells.participation
    found = prospects.hands(state, np.ones(2))[:, :3]
    assert found == pytest.approx(np.exp([[-0.01, -1.0, -50.0]] * 2))
    state.mean_firm[:], state.cells.population[:] = 1.0, 0.01
    assert prospects.opportunities(state).max() < 1e-15
    state.mean_firm[:] = 1.0 / state.p.entrant_customers
    assert start_ups.springs(state).max() < 1e-15


def test_a_unit_spent_on_policy_is_a_unit_not_handed_back(state):
    public_finance.plan_budget(state)
    without, services = state.budget.lump_sum, state.budget.services
    state.policy_bill = 0.25 * without
    public_finance.plan_budget(state)
    assert without > 0.0
    assert state.budget.lump_sum == pytest.approx(0.75 * without)
    assert state.budget.services == services


def test_research_answers_its_price_and_adds_in_full_where_cash_binds():
    """A grant of 0.36 makes 0.64 of the price: at elasticity 0.5 spending is 100 / 0.8; 40 of cash pay 20 of it."""
    intensity, sales, cash = np.array([0.1, 0.1]), np.array([1000.0, 1000.0]), np.array([1e6, 40.0])
    spending = research(intensity, sales, cash, 0.36, 0.5)
    assert spending == pytest.approx([125.0, 20.0 / 0.64])
    assert research(intensity, sales, cash, 0.0, 0.5) == pytest.approx([100.0, 20.0])
    assert research(intensity, sales, cash, 0.36, 1.0)[0] == pytest.approx(100.0 / 0.64)
