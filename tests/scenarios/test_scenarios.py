import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from scenarios.figure import Figure
from scenarios.load import catalogue, load_scenario, names_of, sector_table
from scenarios.schema import Scenario

ROOT = Path(__file__).parent.parent.parent


@pytest.mark.parametrize("name", names_of("countries"))
def test_shares_and_places_of_a_country(name):
    country = load_scenario("laissez_faire", [f"country={name}"]).country
    shares = country.share_array(sector_table().ids)
    assert np.allclose(shares.sum(axis=1), 1.0)
    people = sum(float(r.population) for r in country.regions.values())
    assert people == pytest.approx(float(country.nation.population), rel=0.05)
    assert all(country.grid.land[tuple(port.cell)] for port in country.ports)


@pytest.mark.parametrize("name", names_of("countries"))
def test_every_figure_of_a_country_has_a_source(name):
    country = load_scenario("laissez_faire", [f"country={name}"]).country
    known = {*country.sources, "estimate"}

    def figures(value):
        return [v for v in value.__dict__.values() if isinstance(v, Figure)]

    for holder in (country.nation, *country.regions.values(), *country.ports, *country.investors):
        for figure in figures(holder):
            assert figure.source in known or figure.source.startswith("estimate"), figure.source


def test_every_parameter_has_unit_range_and_source():
    for name, spec in catalogue().items():
        assert spec.low <= spec.value <= spec.high, name
        assert spec.source.strip(), name
        assert spec.unit.strip(), name
        assert (ROOT / spec.used_in).is_file(), name  # the laboratory groups its levers by it


@pytest.mark.parametrize("name", ["chaebol", "free_economic_zones", "smart_specialisation"])
def test_every_instrument_has_a_source(name):
    for instrument in load_scenario(name).policy.instruments:
        assert len(instrument.source) > 20, instrument.id


def test_a_scenario_survives_json():
    scenario = load_scenario("chaebol")
    again = Scenario.from_json(scenario.to_json())
    assert again.fingerprint() == scenario.fingerprint()
    assert again.policy == scenario.policy


@pytest.mark.parametrize("sort_keys", [False, True])
def test_a_scenario_is_read_back_in_its_order(sort_keys):
    """A manifest's keys are sorted; the arrays of the economy run over regions, sectors and factors as files have them."""
    scenario = load_scenario("chaebol")
    again = Scenario.from_json(json.dumps(json.loads(scenario.to_json()), sort_keys=sort_keys))
    assert list(again.country.regions) == list(scenario.country.regions)
    assert again.sectors.ids == scenario.sectors.ids
    assert again.sectors.factor_names == scenario.sectors.factor_names
    assert again.fingerprint() == scenario.fingerprint()
    assert again.country.grid.region_of_cell.tolist() == scenario.country.grid.region_of_cell.tolist()


@pytest.mark.parametrize("holder", ["country.regions", "sectors.sectors"])
def test_fingerprint_is_of_the_order_too(holder):
    scenario = load_scenario("chaebol")
    part, key = holder.split(".")
    table = getattr(getattr(scenario, part), key)
    turned = getattr(scenario, part).model_copy(update={key: dict(reversed(table.items()))})
    assert scenario.model_copy(update={part: turned}).fingerprint() != scenario.fingerprint()


def test_fingerprint_is_of_content_not_of_words():
    scenario = load_scenario("chaebol")
    assert (
        scenario.model_copy(update={"title": "x", "summary": "y", "name": "z"}).fingerprint() == scenario.fingerprint()
    )
    assert load_scenario("chaebol", ["run.quarters=161"]).fingerprint() != scenario.fingerprint()
    assert load_scenario("chaebol", ["country.nation.tariff=0.31"]).fingerprint() != scenario.fingerprint()


def test_fingerprint_is_the_same_in_another_process():
    script = "from scenarios.load import load_scenario; print(load_scenario('chaebol').fingerprint())"
    found = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert found.stdout.strip() == load_scenario("chaebol").fingerprint()


def test_settings_reach_their_places():
    settings = [
        "policy.instruments.policy_loans.budget=0.001",
        "parameters.migration_rate=0.03",
        "country.regions.ulsan.schooling=9",
    ]
    scenario = load_scenario("chaebol", settings)
    assert next(i for i in scenario.policy.instruments if i.id == "policy_loans").budget == 0.001
    assert scenario.parameters.migration_rate == 0.03
    assert float(scenario.country.regions["ulsan"].schooling) == 9.0


def test_without_policy_is_laissez_faire():
    bare = load_scenario("chaebol", ["country=plain"]).without_policy()
    plain = load_scenario("laissez_faire")
    assert bare.fingerprint() == plain.fingerprint()
