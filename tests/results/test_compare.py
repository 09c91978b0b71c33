from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from results.compare import compare, difference
from views.study import counted_in

FLOATS = st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=20)


def test_difference_by_hand():
    """d = 1, 2, 3: mean 2, sd 1, Student's 95 % quantile with 2 degrees of freedom 2.919986."""
    d = difference(np.array([2.0, 4.0, 6.0]), np.array([1.0, 2.0, 3.0]))
    assert d.difference == pytest.approx(2.0)
    assert d.low == pytest.approx(2.0 - 2.919986 / np.sqrt(3), abs=1e-6)
    assert d.high == pytest.approx(2.0 + 2.919986 / np.sqrt(3), abs=1e-6)
    assert d.probability_higher == 1.0
    assert d.settled
    assert d.seeds_to_settle == 0
    assert d.variance_ratio == pytest.approx((4.0 + 1.0) / 1.0)


def test_identical_runs_differ_by_nothing():
    x = np.array([1.0, 5.0, 2.0])
    d = difference(x, x)
    assert (d.difference, d.low, d.high, d.probability_higher) == (0.0, 0.0, 0.0, 0.5)
    assert d.seeds_to_settle is None


def test_seeds_to_settle_are_enough():
    d = difference(np.array([1.0, -0.5, 0.9, -0.2]), np.zeros(4))
    assert not d.settled
    assert d.seeds_to_settle is not None
    assert d.seeds_to_settle > 4


@given(FLOATS, st.integers(0, 1000))
def test_order_of_seeds_does_not_matter(values, seed):
    x = np.array(values)
    y = np.random.default_rng(seed).permutation(x)
    order = np.random.default_rng(seed + 1).permutation(len(x))
    a, b = difference(x, y), difference(x[order], y[order])
    assert a.difference == pytest.approx(b.difference, abs=1e-6)
    assert a.probability_higher == b.probability_higher
    assert a.low <= a.difference <= a.high


def test_runs_are_paired_by_seed_whatever_their_order():
    """Seed 1: 11 - 1, seed 2: 24 - 4; seeds 3 and 4 have no twin."""
    rows = [("a", 2, 24.0), ("a", 1, 11.0), ("a", 3, 99.0), ("b", 1, 1.0), ("b", 4, -99.0), ("b", 2, 4.0)]
    frame = pd.DataFrame(rows, columns=["scenario", "seed", "exports"]).assign(run="r")
    results = SimpleNamespace(outcomes=frame, folder=Path("r"), labels={})
    found = compare(results, {"a": "b"})
    assert found.seeds == (1, 2)
    d = found.differences["a"]["exports"]
    assert (d.mean, d.base, d.difference) == (17.5, 2.5, 15.0)
    assert d.high - d.difference == pytest.approx(6.313752 * 5.0, abs=1e-4)  # Student, one degree of freedom
    assert found.differences["a"]["exports"] == compare(results, {"a": "b"}, seeds=[1, 2]).differences["a"]["exports"]
    assert compare(results, {"a": "b"}, seeds=[2]).differences["a"]["exports"].difference == 20.0


def test_a_scenario_whose_runs_failed_has_fewer_seeds_than_the_others():
    rows = [
        (name, seed, 2.0 * seed if name == "b" else 1.0)
        for name in "abc"
        for seed in (1, 2, 3)
        if (name, seed) != ("c", 3)
    ]
    frame = pd.DataFrame(rows, columns=["scenario", "seed", "exports"]).assign(run="r")
    results = SimpleNamespace(outcomes=frame, folder=Path("r"), labels={})
    found = compare(results, {"a": "b", "c": "b"})
    assert found.paired == {"a": (1, 2, 3), "c": (1, 2)}
    assert (found.seeds_of("b"), found.seeds_of("c")) == ((1, 2, 3), (1, 2))
    assert counted_in(found) == "2 to 3 seeds"


def test_a_seed_without_a_figure_is_left_out_of_an_outcome():
    """A run of one year has no growth, and one that gained no job no cost per job."""
    d = difference(np.array([3.0, np.nan, 5.0]), np.array([1.0, 1.0, 1.0]))
    assert (d.mean, d.base, d.difference) == (4.0, 1.0, 3.0)
    none = difference(np.array([np.nan, np.nan]), np.array([np.nan, 1.0]))
    assert np.isnan([none.mean, none.difference, none.low, none.high, none.probability_higher]).all()
    assert (none.settled, none.alone, none.seeds_to_settle) == (False, False, None)


def test_labels_of_a_sweep_are_no_outcomes():
    rows = [("a", 1, 2.0, "korea", 0.1), ("a", 2, 3.0, "korea", 0.1), ("b", 1, 1.0, "plain", 0.2)]
    frame = pd.DataFrame(rows, columns=["scenario", "seed", "exports", "country", "parameters.spin_off"]).assign(
        run="r"
    )
    labels = {"a": {"country": "korea", "parameters.spin_off": 0.1}}
    results = SimpleNamespace(outcomes=frame, folder=Path("r"), labels=labels)
    assert list(compare(results, {"a": "b"}).differences["a"]) == ["exports"]


def test_why_nothing_changed_is_told_from_all_seeds_that_are_compared():
    """Seed 1 failed without the policy, so it isn't compared; seed 2 spent money."""
    policy = {"instruments": [{"id": "a", "start": 0.0, "budget": 0.01}], "envelope": 0.01}
    rows = [("p", 2, 1.0), ("p", 3, 1.0), ("n", 2, 1.0), ("n", 3, 1.0)]
    ledger = {"p1": 0.0, "p2": 0.0, "p3": 5.0}
    runs = [{"run": f"p{s}", "scenario": "p", "seed": s} for s in (1, 2, 3)]

    def table(name, wanted, columns):
        return pd.DataFrame({"spent": [ledger[run] for run in wanted], "forgone": 0.0})[columns]

    results = SimpleNamespace(
        outcomes=pd.DataFrame(rows, columns=["scenario", "seed", "exports"]).assign(run="r"), folder=Path("r"),
        labels={}, scenarios={"p": {"policy": policy, "run": {"quarters": 8}}}, runs=runs, table=table,
    )  # fmt: skip
    assert compare(results, {"p": "n"}).unchanged == {"p": "money was spent, but no firm decided otherwise"}
    nothing = compare(results, {"p": "n"}, seeds=[2]).unchanged["p"]
    assert nothing.startswith("its instruments reached no firm")
