"""Sensitivity: designs, indices of functions known by hand, what a failed run costs, end to end."""

import json
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from conftest import here

from problems import ProblemError
from results.sensitivity import indices, values
from scenarios.load import catalogue
from scenarios.screening import LEVELS, blocks, chosen, design, problem

SPAN = chosen(["parameters.migration_rate", "parameters.spin_off", "parameters.localisation=0.0:0.1"], catalogue(), 0.5)


def of(method, at, draws=32):
    points = design(method, SPAN, draws)
    unit = (points - points.min(axis=0)) / np.ptp(points, axis=0)
    table = indices(method, problem(SPAN), points, at(unit), blocks(method, SPAN), LEVELS)
    return table.pivot(index="parameter", columns="index", values="value").loc[[v.path for v in SPAN]]


def test_effects_of_a_plane_are_its_slopes():
    found = of("morris", lambda x: 3.0 * x[:, 0] - 2.0 * x[:, 1] + 7.0, draws=6)
    assert found["mu_star"].tolist() == pytest.approx([3.0, 2.0, 0.0], abs=1e-9)
    assert found["mu"].tolist() == pytest.approx([3.0, -2.0, 0.0], abs=1e-9)
    assert found["sigma"].tolist() == pytest.approx([0.0] * 3, abs=1e-9)


def test_shares_of_variance_of_a_plane():
    """Slopes 3 and 1 share the variance 9 to 1; nothing interacts."""
    found = of("sobol", lambda x: 3.0 * x[:, 0] + x[:, 1], draws=1024)
    assert found["first"].tolist() == pytest.approx([0.9, 0.1, 0.0], abs=0.03)
    assert found["total"].tolist() == pytest.approx([0.9, 0.1, 0.0], abs=0.03)


def test_a_product_acts_through_interaction_alone():
    found = of("sobol", lambda x: (x[:, 0] - 0.5) * (x[:, 1] - 0.5), draws=1024)
    assert found["first"].tolist() == pytest.approx([0.0] * 3, abs=0.05)
    assert found["total"].tolist() == pytest.approx([1.0, 1.0, 0.0], abs=0.1)


def test_a_failed_run_costs_its_block():
    points = design("morris", SPAN, 4)
    at = points[:, 0].copy()
    at[5] = np.nan
    table = indices("morris", problem(SPAN), points, at, 4, LEVELS)
    assert set(table["blocks"]) == {3}
    assert np.isfinite(table["value"]).all()
    at[:] = np.nan
    with pytest.raises(ProblemError, match="whole blocks"):
        indices("morris", problem(SPAN), points, at, 4, LEVELS)


def test_a_point_is_the_mean_of_the_seeds_asked_for():
    """A folder may hold runs with more seeds than a command asks for."""
    rows = [("a", 1, 10.0), ("a", 2, 20.0), ("a", 3, 90.0), ("b", 1, 1.0), ("b", 2, 2.0), ("b", 3, 9.0)]
    results = SimpleNamespace(outcomes=pd.DataFrame(rows, columns=["scenario", "seed", "exports"]))
    assert values(results, ["a", "b", "a"], "exports", {}, [1, 2]).tolist() == [15.0, 1.5, 15.0]
    assert values(results, ["a"], "exports", {"a": "b"}, [2]).tolist() == [18.0]


def test_an_outcome_that_never_changes_hangs_on_nothing():
    assert of("sobol", lambda x: np.ones(len(x)))["total"].tolist() == [0.0] * 3


def test_ends_lie_around_the_value_and_within_the_catalogue():
    spec = catalogue()["migration_rate"]
    assert (SPAN[0].low, SPAN[0].high) == pytest.approx((0.5 * spec.value, min(1.5 * spec.value, spec.high)))
    everything = chosen([], catalogue(), 0.25)
    assert all(v.low < v.high for v in everything)
    assert all(catalogue()[v.path.removeprefix("parameters.")].low <= v.low for v in everything)


@pytest.mark.slow
def test_end_to_end_and_again(tmp_path):
    arguments = (
        "sensitivity", "chaebol", "--vary", "parameters.migration_rate", "--vary", "parameters.spin_off", "--draws", "2",
        "--seeds", "1", "--quarters", "8", "--set", "run.burn_in=2", "--set", "run.firms=300", "--effect", "--workers", "1",
        "--json", "--out", str(tmp_path / "s"),
    )  # fmt: skip
    first = here(*arguments)
    assert first.returncode == 0, first.stderr
    value = json.loads(first.stdout)
    assert {r["index"] for r in value["indices"]} == {"mu_star", "mu", "sigma"}
    assert (tmp_path / "s" / "sensitivity.parquet").exists()
    assert "<svg" in (tmp_path / "s" / "report.html").read_text()
    assert json.loads(here(*arguments).stdout) == value


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--vary", "parameters.migration_rat"], "Did you mean parameters.migration_rate"),
        (["--vary", "parameters.migration_rate"], "at least two"),
        (["--span", "0"], "above 0"),
        (["--draws", "1"], "at least 2"),
        (["--draws", "0"], "at least 2"),
        (["--method", "sobol", "--draws", "12"], "power of two"),
        (["--outcome", "export_growth"], "Did you mean exports_growth"),
    ],
)
def test_bad_input(arguments, says, tmp_path):
    found = here("sensitivity", "chaebol", *arguments, cwd=tmp_path)
    assert found.returncode == 2
    assert says in found.stderr
    assert list(tmp_path.iterdir()) == []


def test_the_effect_of_no_policy_is_refused(tmp_path):
    small = ("--draws", "2", "--seeds", "1", "--quarters", "4", "--set", "run.burn_in=2", "--set", "run.firms=300")
    found = here("sensitivity", "laissez_faire", "--effect", *small, cwd=tmp_path)
    assert found.returncode == 2
    assert "a scenario with a policy" in found.stderr
