"""Practice spreads and stays, luck passes and stays with its firm."""

import numpy as np
import pytest
from conftest import tiny

from model import agglomeration, statistics, technology
from model.economy import QUARTER, RegionalEconomy
from model.prospects import parents, read_prospects
from model.state import State
from model.world import varieties

STILL = ("parameters.shock_chance=0", "parameters.innovation_chance=0", "parameters.imitation_chance=0")


def settled(*settings: str) -> State:
    """Before the start year, when nothing pulls: two quarters in, so that firms have capital."""
    economy = RegionalEconomy(tiny("laissez_faire", *settings), 1)
    economy.step()
    economy.step()
    return economy.state


def be_lucky(state: State, luck: float) -> None:
    state.firms.productivity += luck - state.firms.luck
    state.firms.luck[:] = luck


def test_luck_passes_and_practice_stays():
    state = settled(*STILL, "parameters.obsolescence=0")
    state.firms.productivity += 0.5  # a practice that differs from luck
    be_lucky(state, 1.0)
    before, at_work = state.practice, state.firms.capital > 0.0
    technology.advance(state)
    assert at_work.sum() > 100
    assert state.firms.luck[at_work] == pytest.approx(1.0 - state.p.reversion)
    assert state.practice == pytest.approx(before)


def test_shocks_are_luck_and_innovations_are_practice():
    state = settled("parameters.innovation_chance=0", "parameters.imitation_chance=0", "parameters.obsolescence=0")
    practice, luck = state.practice, state.firms.luck.copy()
    technology.advance(state)
    assert state.practice == pytest.approx(practice)
    assert np.abs(state.firms.luck - luck).max() > 0.01
    state = settled("parameters.innovation_chance=5", "parameters.shock_chance=0", "parameters.reversion=0")
    practice, luck = state.practice, state.firms.luck.copy()
    technology.advance(state)
    assert np.array_equal(state.firms.luck, luck)
    assert (state.practice - practice).max() > 0.001


def test_nobody_inherits_or_imitates_luck():
    state = settled()
    for _, stage in QUARTER[: [name for name, _ in QUARTER].index("firms learn, customers move")]:
        stage(state)
    place = np.repeat(np.arange(state.shape[0] * state.shape[1]), 2)
    lineage = np.arange(place.size, dtype=np.uint64)
    inherited = parents(state, read_prospects(state).incumbents, place, lineage)[1]
    shown = technology.nearby_practice(state)
    be_lucky(state, 2.0)
    statistics.count(state)
    assert parents(state, read_prospects(state).incumbents, place, lineage)[1] == pytest.approx(inherited)
    assert technology.nearby_practice(state) == pytest.approx(shown)
    state.firms.productivity += 2.0
    statistics.count(state)
    assert parents(state, read_prospects(state).incumbents, place, lineage)[1] == pytest.approx(inherited + 2.0)
    assert technology.nearby_practice(state) == pytest.approx(shown + 2.0)


def test_the_schooled_innovate_more():
    state = settled(*STILL[:1], STILL[2], "parameters.innovation_chance=1")
    behind = np.zeros(len(state.firms))
    few, many = (technology._innovation(state, np.full(len(state.firms), s), behind) for s in (0.5, 1.5))
    assert (many >= few).all()
    assert (many > 0.0).sum() > 1.5 * (few > 0.0).sum()


def test_twice_the_firms_crowd_by_what_love_of_variety_leaves():
    state = settled("parameters.love_of_variety=0.6")
    state.varieties_at_start = varieties(state) / 2.0
    assert agglomeration.crowding_of_varieties(state) == pytest.approx(0.4 * np.log(2.0) / (state.tech.sigma - 1.0))
    state = settled("parameters.love_of_variety=1")
    state.varieties_at_start = varieties(state) / 2.0
    assert agglomeration.crowding_of_varieties(state) == pytest.approx(0.0)


def test_a_resource_gives_less_to_each_the_more_of_its_region_draw_on_it():
    state = settled()
    mining, region = state.sectors.ids.index("mining"), state.space.region
    leaning = float(state.sectors.factors[mining, state.sectors.factor_names.index("resource")])
    rich, busy = region == 0, region == 1
    state.cells.endowment[mining] = np.where(rich, 3.0, 1.0)
    state.cells.skills[mining] = 0.0
    state.cells.skills[mining, np.flatnonzero(busy)[0]] = 1.0  # one mine draws on what all of its region has
    found = agglomeration.resources(state)[mining]
    there = np.where(rich, 3.0, 1.0) / np.where(rich, 3.0, 1.0).mean()
    begun = state.jobs_at_start[mining].mean()  # the mean place's workers of the start year
    workers = np.where(busy, 1.0 / busy.sum() / begun, 0.0)
    assert found == pytest.approx(leaning * (np.log(0.1 + there) - np.log(1.0 + workers)))


def test_nothing_comes_of_resources_that_a_sector_does_not_use():
    state = settled()
    assert not agglomeration.resources(state)[state.sectors.ids.index("finance")].any()
    state.cells.skills[state.sectors.ids.index("agrifood")] = 0.0  # nobody at work: no place is better than another
    farms = agglomeration.resources(state)[state.sectors.ids.index("agrifood")]
    assert farms == pytest.approx(np.full(state.shape[1], farms[0]))


def test_new_machines_close_a_part_of_the_gap_and_second_hand_ones_do_not():
    """A fifth of the capital new from the market closes 0.11 x 0.2 of a gap of 0.5; used or none, nothing."""
    off = (*STILL, "parameters.reversion=0", "parameters.obsolescence=0", "parameters.export_learning=0")
    state = settled(
        *off, "parameters.group_learning=0", "parameters.parent_transfer=0", "parameters.supplier_transfer=0"
    )
    for _, stage in QUARTER[: [name for name, _ in QUARTER].index("firms learn, customers move")]:
        stage(state)
    firms, plans, state.quarter = state.firms, state.plans, 4
    state.cells.schooling[:] = state.scenario.world.schooling_in(state.scenario.country.start_year + 1.0)
    state.world.frontier[:] = 0.5
    firms.productivity -= state.practice
    plans.investment[:] = 0.2 * firms.capital * state.cells.investment_price[firms.cell]
    plans.investment[1] = 0.0
    plans.used[:] = 0.0
    plans.used[2] = 1.0
    at_work = plans.producing
    technology.advance(state)
    assert state.practice[1:3] == pytest.approx([0.0, 0.0])
    assert np.delete(state.practice, [1, 2])[np.delete(at_work, [1, 2])] == pytest.approx(0.11 * 0.2 * 0.5)


def test_suppliers_learn_from_foreign_customers_and_not_from_foreign_rivals():
    state = settled()
    shape = state.shape
    textiles = state.sectors.ids.index("textiles")
    state.statistics.output = np.ones(shape)
    state.statistics.foreign = np.zeros(shape)
    state.statistics.foreign[textiles] = 1.0
    taught = technology.foreign_customers(state)
    assert state.tech.io[textiles, textiles] > 0.0
    assert taught[textiles].max() == 0.0
    assert (taught[state.tech.io[:, textiles] > 0.0].max(axis=1) > 0.0).sum() == (
        state.tech.io[:, textiles] > 0.0
    ).sum() - 1
    state.statistics.foreign[:] = 1.0
    buys = (state.tech.io - np.diag(np.diag(state.tech.io))).sum(axis=1) > 0.0
    assert technology.foreign_customers(state)[buys] == pytest.approx(1.0)
