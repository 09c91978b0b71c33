"""`run.py scenarios` shows what a country's file makes of its jobs, and what there is to combine."""

import pytest
from conftest import here

from scenarios.load import load_scenario, names_of
from views.structure import structure, where


def test_the_list_names_countries_and_policies():
    told = here("scenarios").stdout
    assert f"--set country=NAME with any scenario: {', '.join(names_of('countries'))}" in told
    assert f"--set policy=NAME with any scenario: {', '.join(names_of('policies'))}" in told


def test_a_country_is_described_with_quotients_ports_and_area():
    told = here("scenarios", "chaebol").stdout
    assert "    Busan: " in told
    assert "km2, cells of 26 km" in told
    assert "Jobs of the nation by what regions have, %: agrifood" in told


def test_quotients_weigh_regions_by_their_people():
    scenario = load_scenario("laissez_faire")
    text = "\n".join(structure(scenario.country, scenario.sectors.ids))
    assert "1.0, " in text
    assert len(text.splitlines()) == 3 + len(scenario.country.regions)


@pytest.mark.parametrize(
    ("country", "says"),
    [("korea", "in ulsan, pohang, south_gyeongsang, south_jeolla"), ("japan", "in 4 regions it finds (ports first")],
)
def test_zones_are_told_by_country(country, says):
    scenario = load_scenario("chaebol", [f"country={country}"])
    (zones,) = [i for i in scenario.policy.instruments if i.id == "industrial_complexes"]
    assert says in where(zones, country)
    assert where(scenario.policy.instruments[0], country) == ""
