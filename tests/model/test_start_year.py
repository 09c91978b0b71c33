"""What the start year's data fix is there at quarter 0."""

import numpy as np
import pytest
from conftest import tiny

from model import owners, plants
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
