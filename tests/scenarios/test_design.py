"""Designs: grids by hand, Sobol and Latin designs by their properties, bad input told."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from problems import ProblemError
from scenarios.design import Variation, parse, points
from scenarios.load import load_scenario
from scenarios.points import scenarios_at

TINY = ("run.quarters=4", "run.burn_in=2", "run.firms=300")


def test_a_grid_by_hand():
    at = points(parse(["a=0:1:3", "b=10:20:2"]))
    assert at.tolist() == [[0, 10], [0, 20], [0.5, 10], [0.5, 20], [1, 10], [1, 20]]


def test_one_place_is_the_lower_end():
    assert points(parse(["a=0.2:0.4:1"])).tolist() == [[0.2]]


@settings(deadline=None)
@given(draws=st.integers(1, 64), design=st.sampled_from(["sobol", "lhs"]))
def test_points_lie_between_the_ends_and_are_the_same_each_time(draws, design):
    span = (Variation("a", -1.0, 2.0), Variation("b", 5.0, 5.0))
    at = points(span, design, draws)
    assert at.shape == (draws, 2)
    assert (at[:, 0] >= -1.0).all()
    assert (at[:, 0] <= 2.0).all()
    assert (at[:, 1] == 5.0).all()
    np.testing.assert_array_equal(at, points(span, design, draws))


def test_a_longer_sobol_sequence_begins_with_the_shorter():
    span = parse(["a=0:1"])
    np.testing.assert_array_equal(points(span, "sobol", 16)[:8], points(span, "sobol", 8))


def test_a_latin_design_has_one_point_in_each_slice():
    at = points(parse(["a=0:1", "b=0:1"]), "lhs", 10)
    for column in at.T:
        assert sorted((column * 10).astype(int)) == list(range(10))


def test_draws_default_to_the_size_of_the_grid():
    assert len(points(parse(["a=0:1:4", "b=0:1:2"]), "sobol")) == 8


@pytest.mark.parametrize(
    ("texts", "says"),
    [
        (["a"], "path=low:high:n"),
        (["=1:2:3"], "path=low:high:n"),
        (["a=1"], "path=low:high:n"),
        (["a=1:2:3:4"], "path=low:high:n"),
        (["a=x:2:3"], "finite number"),
        (["a=nan:2:3"], "finite number"),
        (["a=0:inf:3"], "finite number"),
        (["a=2:1:3"], "lower end first, 1:2"),
        (["a=1:2:0"], "n = 0"),
        (["a=1:2:-1"], "n = -1"),
        (["a=1:2:2.5"], "n = 2.5"),
        (["a=1:2:3", "a=1:2:3"], "given twice"),
    ],
)
def test_bad_texts(texts, says):
    with pytest.raises(ProblemError, match=says):
        parse(texts)


@pytest.mark.parametrize(
    ("text", "design", "draws", "says"),
    [
        ("a=0:1", "grid", None, "no n"),
        ("a=0:1:3", "grid", 8, "sobol or lhs"),
        ("a=0:1", "sobol", None, "missing"),
        ("a=0:1", "lhs", 0, "from 1"),
        ("a=0:1:100001", "grid", None, "n = 100001"),
    ],
)
def test_bad_designs(text, design, draws, says):
    with pytest.raises(ProblemError, match=says):
        points(parse([text]), design, draws)


def test_a_grid_beyond_reason_is_refused():
    with pytest.raises(ProblemError, match="at most"):
        points(parse([f"p{i}=0:1:100" for i in range(4)]))


def spread(*texts, design="grid", draws=None):
    span = parse(texts)
    return scenarios_at(load_scenario("chaebol", TINY), "chaebol", TINY, span, points(span, design, draws))


def test_points_are_scenarios_of_their_own():
    found = spread("parameters.migration_rate=0.01:0.02:2", "policy.instruments.policy_loans.budget=0.004:0.008:2")
    assert len({p.scenario.fingerprint() for p in found}) == 4
    assert [p.scenario.name for p in found] == [f"chaebol_000{i}" for i in (1, 2, 3, 4)]
    assert found[3].scenario.parameters.migration_rate == 0.02
    assert found[3].values == {
        "parameters.migration_rate": 0.02,
        "policy.instruments.policy_loans.budget": 0.008,
    }


def test_whole_numbers_stay_whole_and_points_that_fall_together_are_one():
    found = spread("run.firms=300:302:9")
    assert [p.values["run.firms"] for p in found] == [300, 301, 302]
    assert [p.scenario.run.firms for p in found] == [300, 301, 302]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("parameters.migration_rat=0.01:0.02:2", "--vary.*migration_rate"),
        ("parameters.migration_rate=0.01:9:2", "0 to 0.1"),
        ("run.firms=1:300:2", "at least 50"),
        ("country=1:2:2", "country"),
        ("policy.instruments.nothing.budget=0:0.1:2", "policy.instruments"),
    ],
)
def test_paths_and_ranges_are_checked_before_anything_runs(text, says):
    with pytest.raises(ProblemError, match=says):
        spread(text)


def test_a_study_of_sensitivity_moves_every_value():
    from scenarios.load import catalogue
    from scenarios.screening import chosen

    texts = ["parameters.migration_rate=0.01:0.01", "parameters.spin_off"]
    with pytest.raises(ProblemError, match="a value that stays moves nothing") as error:
        chosen(texts, catalogue(), 0.5)
    assert [(p.key, p.value) for p in error.value.problems] == [("parameters.migration_rate", "0.01:0.01")]
