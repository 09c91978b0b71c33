"""Plants from abroad and where their owners are."""

import numpy as np
import pytest
from conftest import tiny

from model.nearness import to_investors
from model.space import build_space
from scenarios.country import Investor
from scenarios.figure import Figure


def space():
    return build_space(tiny("laissez_faire"))


def test_without_named_investors_all_places_are_alike():
    land = space()
    assert to_investors((), land, np.ones(land.size), 0.7).tolist() == [1.0] * land.size


def test_odds_fall_with_distance_and_keep_their_mean():
    land = space()
    jobs = np.arange(1.0, land.size + 1.0)
    here = float(land.rows[0]), float(land.cols[0])
    neighbour = Investor(name="Next door", place=here, share=Figure(0.5))
    odds = to_investors((neighbour,), land, jobs, 1.0)
    assert np.average(odds, weights=jobs) == pytest.approx(1.0)
    km = land.cell_km * np.hypot(land.rows - here[0], land.cols - here[1])
    own = odds - 0.5  # the other half is far from everywhere
    assert own / own[0] == pytest.approx(1.0 / (1.0 + km / 40.0))
    assert to_investors((neighbour,), land, jobs, 0.0) == pytest.approx(np.ones(land.size))


def test_shenzhen_is_next_to_hong_kong():
    from scenarios.load import load_scenario

    china = load_scenario("free_economic_zones")
    land, names = build_space(china), list(china.country.regions)
    odds = to_investors(china.country.investors, land, np.ones(land.size), china.parameters.foreign_distance)
    at = {name: odds[land.region == names.index(name)].max() for name in ("shenzhen", "shanghai", "guangdong")}
    assert at["shenzhen"] > 2.0 * at["guangdong"] > 2.0 * at["shanghai"]
