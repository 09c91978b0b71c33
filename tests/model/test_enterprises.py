"""Firms of several plants: what is theirs together, how they branch out, and that nothing is made of it."""

import numpy as np
import pytest
from conftest import tiny

from agents.columns import ColumnTable
from agents.firm import FIRM_COLUMNS
from model import affiliates, branches, enterprises, exits, plans, prospects, world
from model.economy import RegionalEconomy
from model.state import State


def table(lineage: list[int], enterprise: list[int]) -> ColumnTable:
    firms = ColumnTable(FIRM_COLUMNS)
    name = np.array(enterprise, np.uint64)
    plants = np.array([enterprise.count(e) for e in enterprise])
    firms.append(len(lineage), lineage=np.array(lineage, np.uint64), enterprise=name, plants=plants)
    return firms


@pytest.fixture
def state() -> State:
    economy = RegionalEconomy(tiny("laissez_faire", "country=korea", "parameters.branching=0.0"), 1)
    while economy.quarter < 1:
        economy.step()
    return economy.state


def test_what_plants_have_together():
    firms = table([10, 11, 12, 13], [10, 10, 12, 10])
    assert enterprises.together(firms, np.array([1.0, 2.0, 5.0, 4.0])).tolist() == [7.0, 7.0, 5.0, 7.0]
    assert sorted(enterprises.by_firm(firms, np.array([1.0, 2.0, 5.0, 4.0]))) == [5.0, 7.0]
    assert enterprises.by_sector(firms, 1) == pytest.approx([2.0])


def test_names_sorted_once_serve_no_other_table():
    """What is kept of the last table is used for the same names alone."""
    one, other = table([1, 2, 3, 4], [1, 2, 1, 2]), table([1, 2, 3, 4], [1, 2, 2, 1])
    x = np.array([1.0, 10.0, 100.0, 1000.0])
    for _ in range(2):
        assert enterprises.together(one, x).tolist() == [101.0, 1010.0, 101.0, 1010.0]
        assert enterprises.together(other, x).tolist() == [1001.0, 110.0, 110.0, 1001.0]


def test_plants_stay_together_when_the_first_has_closed():
    firms = table([11, 12, 13], [10, 12, 10])
    assert enterprises.together(firms, np.array([2.0, 5.0, 4.0])).tolist() == [6.0, 5.0, 6.0]
    assert enterprises.by_sector(firms, 1) == pytest.approx([2.0])


def test_a_firm_that_closes_a_plant_has_one_less():
    firms = table([10, 11, 12, 13], [10, 10, 12, 10])
    assert firms.plants.tolist() == [3, 3, 1, 3]
    firms.remove(np.array([True, False, False, False]))
    enterprises.count(firms)
    assert firms.plants.tolist() == [2, 1, 2]


def test_what_exporting_costs_is_paid_once_by_a_firm(state):
    """Two plants of one firm, each with 0.6 of the gain that pays for it: together they export, alone neither would."""
    firms, tech = state.firms, state.tech
    firms.enterprise[:], firms.plants[:] = firms.lineage, 1
    firms.exporter[:] = False
    firms.export_cost[:] = 0.0
    pair = np.flatnonzero(firms.sector == firms.sector[0])[:2]
    firms.cell[pair[1]] = firms.cell[pair[0]]
    reach = (state.market.world_access / state.market.access)[firms.sector, firms.cell]
    gain = (1.0 + reach) ** tech.demand_power[firms.sector] - 1.0
    cost = state.p.export_cost * state.mean_firm[firms.sector] * state.cells.wage[firms.cell]
    firms.expected_sales[:] = 0.6 * cost / (gain * tech.surplus_share[firms.sector])
    producing = np.ones(len(firms), bool)
    plans._choose_exports(state, producing)
    assert not firms.exporter.any()
    firms.enterprise[pair] = firms.lineage[pair[0]]
    firms.plants[pair] = 2
    plans._choose_exports(state, producing)
    assert firms.exporter[pair].all()
    assert firms.exporter.sum() == 2
    assert plans.export_labour(state)[pair].sum() == pytest.approx(
        state.p.export_cost * state.mean_firm[firms.sector[0]]
    )


def test_a_branch_takes_customers_and_cash_of_the_old_plant_and_is_no_new_variety(state):
    firms = state.firms
    state.p = state.scenario.parameters.model_copy(update={"branching": 1.0})
    firms.employment[:] = 0.0
    firms.employment[:200] = 1.01 * state.p.plant_size * state.mean_firm[firms.sector[:200]]
    firms.employment[200:] = 0.99 * state.p.plant_size * state.mean_firm[firms.sector[200:]]
    firms.cash[:] = 1e6
    number, customers, cash = len(firms), firms.customers.copy(), firms.cash.copy()
    varieties = world.varieties(state)
    prospect = prospects.read_prospects(state)
    lead = prospect.incumbents.lead[0]
    branches.open_branches(state, prospect)
    new = np.arange(len(firms)) >= number
    assert 100 < new.sum() <= 200  # some drew the place where they are
    assert np.isin(firms.parent[new], firms.lineage[:200]).all()
    assert world.varieties(state) == pytest.approx(varieties)
    assert firms.customers.sum() == pytest.approx(customers.sum())
    assert firms.cash.sum() == pytest.approx(cash.sum())
    old = np.searchsorted(firms.lineage[:number], firms.parent[new], sorter=np.argsort(firms.lineage[:number]))
    mothers = np.argsort(firms.lineage[:number])[old]
    assert firms.customers[new] == pytest.approx(0.5 * customers[mothers])
    assert (firms.cell[new] != firms.cell[mothers]).all()
    for name in ("sector", "enterprise", "luck", "owner"):
        assert (getattr(firms, name)[new] == getattr(firms, name)[mothers]).all()
    adapted = (1.0 - state.p.foreign_adaptation) * (lead[firms.cell[new]] - lead[firms.cell[mothers]])
    assert firms.productivity[new] == pytest.approx(firms.productivity[mothers] + adapted)
    assert set(state.flows.matrix()["branch plants"].values()) == {0.0}  # from firms to firms


def test_who_can_not_pay_for_a_branch_opens_none(state):
    firms = state.firms
    state.p = state.scenario.parameters.model_copy(update={"branching": 1.0})
    firms.employment[:] = 10.0 * state.p.plant_size * state.mean_firm[firms.sector]
    firms.cash[:] = 0.0
    number = len(firms)
    branches.open_branches(state, prospects.read_prospects(state))
    assert len(firms) == number


def test_luck_and_customers_are_the_firms_not_the_plants():
    economy = RegionalEconomy(tiny("laissez_faire", "country=korea"), 1)
    while economy.quarter < 0:
        economy.step()
    firms = economy.state.firms
    number = enterprises.together(firms, np.ones(len(firms)))
    several = (number > 1.0) & (firms.age > 8)
    assert several.sum() > 20
    mean = enterprises.together(firms, firms.luck) / number
    np.testing.assert_allclose(firms.luck[several], mean[several], atol=1e-9)


def test_all_plants_of_a_firm_close_as_one_when_it_closes_without_cause(state):
    firms = state.firms
    firms.age[:], firms.losses[:], firms.debt[:], firms.customers[:] = 9, 0, 0.0, 1.0
    firms.staff[:] = state.mean_firm[firms.sector]
    state.p = state.scenario.parameters.model_copy(update={"exit_rate": 0.5})
    leaving = exits._leaving(state)
    several = firms.plants > 1
    assert several.sum() > 20
    gone = enterprises.together(firms, leaving.astype(float))[several] / firms.plants[several]
    assert set(gone.tolist()) == {0.0, 1.0}


def test_whoever_can_build_anywhere_looks_where_people_and_the_trade_are(state):
    """Odds by people to the migration's power, times (0.1 + quotient) to the pull's."""
    p, cells = state.p, state.cells
    cells.population[:], state.mean_firm = 100.0, state.mean_firm * 1e-6  # hands enough everywhere
    cells.skills[0] = 1.0
    cells.skills[0, 3] = 2.0
    quotient = 2.0 / (cells.skills.shape[1] + 1.0) * cells.skills.shape[1]
    odds = prospects.opportunities(state)[0]
    assert odds[3] / odds[4] == pytest.approx(((0.1 + quotient) / (0.1 + quotient / 2.0)) ** p.industry_pull)
    state.p = p.model_copy(update={"industry_pull": 0.0})
    assert prospects.opportunities(state)[0] == pytest.approx(cells.labour_force**p.migration_size)


def test_conglomerates_found_as_many_plants_as_they_lose(state):
    """Chances of founding, at the odds that are learnt, make up for the jobs that they lose in a quarter."""
    groups, p = state.money.groups.size, state.p
    state.quarter, state.turnover = -1, np.full(3, 0.02)
    size, gain = np.zeros(state.shape), np.full(state.shape, 0.3)
    kept = affiliates._odds_kept(state, size + p.entry_slope * gain, size)
    chance = np.exp(p.entry_slope * 0.3) / (np.exp(p.entry_slope * 0.3) + kept)
    plants = chance * p.group_entry * affiliates.MOST_PLANTS * groups
    lost = 0.02 * float(state.scenario.country.nation.group_share) * float(state.firms.employment.sum())
    assert plants * affiliates.SIZE * affiliates._mean_people(state) == pytest.approx(lost)
    u = (np.arange(4000) + 0.5) / 4000
    founded = affiliates._choose(size, np.exp(p.entry_slope * gain), kept, u).size / 4000
    assert founded == pytest.approx(chance, abs=1e-3)
