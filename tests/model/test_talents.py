"""What labour lacks where a sector draws on more people than have a talent for it (decision 85)."""

from __future__ import annotations

import numpy as np
import pytest

from model import agglomeration, generations
from model.economy import RegionalEconomy
from scenarios.load import load_scenario


@pytest.fixture
def state():
    return RegionalEconomy(load_scenario("laissez_faire", ["run.firms=500"]), seed=1).state


def with_workers(state, share_of_first: float):
    """Let the first region's people work in the first sector to a share, and in the second for the rest."""
    inside = state.space.region == 0
    state.cells.skills[:, inside] = 0.0
    state.cells.skills[0, inside] = share_of_first
    state.cells.skills[1, inside] = 1.0 - share_of_first


def test_twice_as_many_as_have_the_talent_cost_what_the_law_says(state, monkeypatch):
    monkeypatch.setattr(agglomeration, "TRACE", 1e-12)
    state.talents[:, 0] = 0.0
    state.talents[:2, 0] = 0.25, 0.75
    with_workers(state, 0.5)
    lacking = agglomeration.lacking(state)
    first = np.flatnonzero(state.space.region == 0)[0]
    kappa, labour = state.p.talent_shape, state.tech.alpha_l
    assert lacking[0, first] == pytest.approx(labour[0] / kappa * np.log(2.0))
    assert lacking[1, first] == pytest.approx(labour[1] / kappa * np.log(0.5 / 0.75))


def test_nothing_lacks_where_people_do_what_they_are_fitted_to(state):
    workers = state.space.by_region(state.cells.skills)
    state.talents[:] = workers / workers.sum(axis=0)
    assert np.abs(agglomeration.lacking(state)).max() < 1e-12


def test_a_quarter_of_talents_is_the_same_everywhere():
    workers = np.array([[9.0, 1.0], [1.0, 9.0]])
    assert agglomeration.fitted(workers) == pytest.approx(np.array([[0.8, 0.2], [0.2, 0.8]]))


def test_a_place_that_never_did_it_can_begin(state):
    """A region without workers or talents in a sector pays a bounded price for its first ones."""
    state.talents[:, 0] = 0.0
    state.talents[1, 0] = 1.0
    with_workers(state, 1.0)
    price = agglomeration.lacking(state)
    assert np.isfinite(price).all()
    assert price[0, state.space.region == 0].max() < 2.0


def test_talents_follow_the_work_with_the_generations(state):
    before = state.talents.copy()
    with_workers(state, 1.0)
    agglomeration.follow_employment(state, state.cells.skills.copy())
    assert 0.0 < state.talents[0, 0] - before[0, 0] < generations.renewal(state)
    assert state.talents.sum(axis=0) == pytest.approx(np.ones(state.space.regions))
