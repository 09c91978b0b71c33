"""What the start year's data fix is there at quarter 0."""

import numpy as np
import pytest
from conftest import tiny

from model import owners, plants, start_ups, start_year
from model.economy import RegionalEconomy
from policies.instruments.open_door import OpenDoor
from scenarios.load import load_scenario

COUNTRIES = (
    "plain", "korea", "china", "european_union", "united_states", "japan", "india", "africa", "latin_america",
)  # fmt: skip


@pytest.mark.parametrize("country", COUNTRIES)
def test_foreign_plants_hold_their_share_of_jobs_at_quarter_0(country):
    scenario = load_scenario("laissez_faire", (f"country={country}", "run.firms=6000", "run.quarters=4"))
    economy = RegionalEconomy(scenario, 2)
    while economy.quarter < 0:
        economy.step()
    firms, state = economy.state.firms, economy.state
    jobs = firms.employment / firms.employment.sum()
    share, goal = float(jobs[state.is_foreign].sum()), float(scenario.country.nation.foreign_share)
    largest = float(jobs[state.is_foreign].max())  # with 6000 firms shares come in plants
    assert abs(share - goal) <= max(0.5 * largest, 0.005) < 0.04


def test_owners_are_drawn_by_firm():
    """The order of rows doesn't matter, another seed draws other firms."""
    scenario = tiny("laissez_faire", "country=africa")
    first, again, other = (RegionalEconomy(scenario, seed).state for seed in (1, 1, 2))
    owned = {id(s): set(s.firms.lineage[s.is_foreign].tolist()) for s in (first, again, other)}
    assert owned[id(first)] == owned[id(again)] != owned[id(other)]


@pytest.mark.parametrize(("country", "sector", "times"), [("china", "textiles", 25.0), ("plain", "textiles", 1.0)])
def test_an_open_door_multiplies_foreign_plants_by_what_the_law_kept_out(country, sector, times):
    """China's law lets in one plant of 25 that would come; where it keeps nobody out a door changes nothing."""
    door = OpenDoor(id="door", sectors=(sector,))
    scenario = tiny("laissez_faire", f"country={country}", "run.quarters=4")
    policy = scenario.policy.model_copy(update={"instruments": (door,)})
    economy = RegionalEconomy(scenario.model_copy(update={"policy": policy}), 1)
    while economy.quarter < 1:
        economy.step()
    row = economy.state.sectors.ids.index(sector)
    admitted = plants.admitted(economy.state)
    assert np.allclose(admitted[row], times)
    assert np.allclose(np.delete(admitted, row, axis=0), 1.0)


def test_groups_hold_their_share_of_jobs_at_quarter_0():
    economy = RegionalEconomy(load_scenario("laissez_faire", ("country=plain", "run.firms=3000")), 2)
    while economy.quarter < 0:
        economy.step()
    firms, state = economy.state.firms, economy.state
    share = float(firms.employment[state.is_group].sum() / firms.employment.sum())
    assert share == pytest.approx(float(state.scenario.country.nation.group_share), abs=0.02)


def test_turnover_is_learnt_from_what_foreign_plants_lose():
    """Multinationals lost a twentieth of their jobs, conglomerates won one: a tenth of it is believed."""
    state = RegionalEconomy(tiny("laissez_faire"), 1).state
    goal = owners._goals(state)
    state.turnover, state.held = np.full(3, 0.02), goal.copy()
    owners.learn_turnover(state, goal * [1.0, 0.95, 1.05])
    assert state.turnover == pytest.approx([0.02, 0.02 + 0.1 * 0.05, 0.02 - 0.1 * 0.05])


def test_founders_are_keener_where_too_few_of_them_would_found():
    """A region with half of its sector's firms and a third of its start-ups, and one with a third and half."""
    state = RegionalEconomy(tiny("laissez_faire"), 1).state
    sectors, regions = state.shape[0], state.space.regions
    number, opened = np.zeros(state.shape), np.zeros(state.shape)
    cells = [int(np.flatnonzero(state.space.region == r)[0]) for r in (0, 1, 2)]
    number[:, cells] = 3.0, 2.0, 1.0
    opened[:, cells] = 2.0, 3.0, 1.0
    state.profits = np.ones(state.shape)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(start_year.start_ups, "wanted", lambda _: opened)
        start_year._keenness(state, number)
        learnt = state.keenness.copy()
        for _ in range(500):
            start_year._keenness(state, number)
    trace = start_year.TRACE / regions
    once = start_year.SPEED * np.log((1 / 2 + trace) / (1 / 3 + trace)) / (0.5 * state.p.entry_slope)
    expected = np.zeros((sectors, regions))
    expected[:, :2] = once, -once
    assert learnt == pytest.approx(expected)
    assert state.keenness[:, 0] == pytest.approx(start_year.KEENEST)
    state.p = state.p.model_copy(update={"entry_slope": 0.0})
    start_year._keenness(state, number)
    assert state.keenness[:, 0] == pytest.approx(start_year.KEENEST)


def test_at_quarter_0_regions_found_as_many_firms_as_keep_their_industries():
    """What the burn-in learns: entries in proportion to the firms there are, where the start year has an industry."""
    economy = RegionalEconomy(load_scenario("laissez_faire", ("country=korea", "run.firms=6000", "run.quarters=4")), 2)
    while economy.quarter < 0:
        economy.step()
    state = economy.state
    there, gap = start_year._shares(state.space.by_region(state.statistics.firms)), {}
    for keen in (state.keenness, np.zeros_like(state.keenness)):
        state.keenness = keen
        opened = start_year._shares(state.space.by_region(start_ups.wanted(state)))
        gap[bool(keen.any())] = float((there * np.abs(np.log((opened + 0.01) / (there + 0.01)))).sum(axis=1).mean())
    assert gap[True] < 0.5 * gap[False]
