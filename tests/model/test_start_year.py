"""What the start year's data fix is there at quarter 0."""

import pytest
from conftest import tiny

from model.economy import RegionalEconomy
from scenarios.load import load_scenario

COUNTRIES = (
    "plain", "korea", "china", "european_union", "united_states", "japan", "india", "africa", "latin_america",
)  # fmt: skip


@pytest.mark.parametrize("country", COUNTRIES)
def test_foreign_plants_hold_their_share_of_jobs_at_quarter_0(country):
    scenario = load_scenario("laissez_faire", (f"country={country}", "run.firms=1500", "run.quarters=4"))
    economy = RegionalEconomy(scenario, 2)
    while economy.quarter < 0:
        economy.step()
    firms, state = economy.state.firms, economy.state
    jobs = firms.employment / firms.employment.sum()
    share, goal = float(jobs[state.is_foreign].sum()), float(scenario.country.nation.foreign_share)
    a_plant = state.p.foreign_size / len(firms)  # 1500 firms: shares come in plants
    assert abs(share - goal) < 0.1 * goal + 2.0 * a_plant


def test_owners_are_drawn_by_firm():
    """The order of rows doesn't matter, another seed draws other firms."""
    scenario = tiny("laissez_faire", "country=africa")
    first, again, other = (RegionalEconomy(scenario, seed).state for seed in (1, 1, 2))
    owned = {id(s): set(s.firms.lineage[s.is_foreign].tolist()) for s in (first, again, other)}
    assert owned[id(first)] == owned[id(again)] != owned[id(other)]
