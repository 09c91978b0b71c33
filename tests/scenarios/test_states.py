"""Several states on one map, and land beyond the border."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from model.space import build_space
from scenarios.consistency import budgets
from scenarios.load import check_file, load_scenario


def test_states_hold_their_regions():
    country = load_scenario("africa_resources").country
    assert list(country.states) == ["nigeria", "ethiopia", "south_africa"]
    assert "niger_delta" in country.states["nigeria"]
    assert len(set(country.state_of_region.tolist())) == 3


def test_land_abroad_makes_no_coast():
    scenario = load_scenario("africa_resources")
    space = build_space(scenario)
    regions = list(scenario.country.regions)
    coast = {name: space.coast[space.region == i].sum() for i, name in enumerate(regions)}
    assert coast["addis_ababa"] == 0.0
    assert coast["lagos"] > 0.0


def near(km):
    return np.exp(-km / 1500.0)


def test_next_to_nobody_crosses_a_border():
    space = build_space(load_scenario("latin_america_gvc"))
    weights = space.kernel(near, 0.0).apply(np.eye(space.size))
    assert np.all(weights[space.state[:, None] != space.state[None, :]] < 1e-12)
    np.testing.assert_allclose(space.kernel(near, 0.3).apply(np.ones(space.size)).shape, (space.size,))


def test_a_state_pays_by_its_own_size():
    """Savannah roads, 3 % of the product of a region that holds 2.65 % of the people, from year 15 on."""
    found = budgets(load_scenario("latin_america_gvc"))
    assert found[15.0] - found[14.0] == pytest.approx(0.03 * 2.99 / 112.845, rel=1e-3)
    elsewhere = budgets(load_scenario("laissez_faire", ["country=plain", "policy=latin_america_gvc"]))
    assert max(elsewhere.values()) > max(found.values())


@pytest.mark.parametrize("name", ["united_states", "china", "european_union", "india"])
def test_regions_without_a_shore_have_no_coast(name):
    scenario = load_scenario("laissez_faire", [f"country={name}"])
    space = build_space(scenario)
    inland = {"united_states": "plains", "china": "xinjiang", "european_union": "czechia_slovakia", "india": "delhi"}[
        name
    ]
    number = list(scenario.country.regions).index(inland)
    assert space.coast[space.region == number].sum() == 0.0


def test_check_reads_a_country_and_a_policy(tmp_path):
    assert check_file("scenarios/countries/plain.toml") == []
    assert check_file("scenarios/policies/chaebol.toml") == []
    text = Path("scenarios/countries/plain.toml").read_text().replace("income_gap", "incomegap", 1)
    (tmp_path / "mine.toml").write_text(text)
    assert any(p.nearest == "income_gap" for p in check_file(str(tmp_path / "mine.toml")))


def test_an_empty_row_in_a_map_is_told(tmp_path):
    text = Path("scenarios/countries/plain.toml").read_text()
    (tmp_path / "gap.toml").write_text(text.replace("AAABBBCCCDDD\nAAABBB", "AAABBBCCCDDD\n\nAAABBB", 1))
    found = [problem for problem in check_file(str(tmp_path / "gap.toml")) if problem.key == "map"]
    assert len(found) == 1
    assert found[0].value == "an empty row (0 symbols)"
    assert found[0].expected == "12 symbols, as in the first row"
