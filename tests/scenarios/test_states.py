"""Several states on one map, and land beyond the border."""

from __future__ import annotations

import numpy as np

from model.space import build_space
from scenarios.load import load_scenario


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


def test_next_to_nobody_crosses_a_border():
    space = build_space(load_scenario("latin_america_gvc"))
    weights = space.kernel(6.0, 0.0).apply(np.eye(space.size))
    assert np.all(weights[space.state[:, None] != space.state[None, :]] < 1e-12)
    np.testing.assert_allclose(space.kernel(6.0, 0.3).apply(np.ones(space.size)).shape, (space.size,))
