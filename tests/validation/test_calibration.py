"""The search for values: what it minimises, where it goes, what it leaves out."""

import json
from dataclasses import replace

import pytest
from conftest import Ran, here

from scenarios.design import Variation
from validation.calibration import Step, best, fit, misfit, search
from validation.facts import Fact
from validation.score import Measured, on_seeds


def row(value, *, low=1.0, high=3.0, weight=1.0, role="calibration", unit="share"):
    """A measured fact with a band from 1 to 3."""
    texts = {"id": "X", "kind": "stylised", "name": "", "quantity": "", "source": "", "standing": "", "measure": ""}
    fact = Fact(**texts, unit=unit, low=low, high=high, point=2.0, weight=weight, role=role)
    return Measured(fact, "plain", {1: value})


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        (2.0, 0.0),  # in the middle
        (2.5, 0.1 * 0.25),  # inside, half a half width off the middle
        (3.5, 0.25 + 0.1 * (2.0 * 1.5 - 1.0)),  # half a half width outside
        (6.0, (2.0 * 3.0 - 1.0) + 0.1 * (2.0 * 4.0 - 1.0)),  # far outside: straight, not squared
        (float("nan"), 4.0),
    ],
)
def test_misfit_by_hand(value, wanted):
    assert misfit([row(value)]) == pytest.approx(wanted)


def test_misfit_weighs_facts_and_looks_at_those_for_calibration_only():
    rows = [row(2.0, weight=3.0), row(3.5), row(60.0, role="test"), row(-1.0, unit="sign")]
    assert misfit(rows) == pytest.approx((0.25 + 0.2) / 4.0)


def test_what_is_measured_is_of_the_seeds_asked_for():
    """A folder may hold runs with more seeds than a command asks for."""
    measured = replace(row(2.0), values={1: 2.0, 2: 4.0, 3: 99.0})
    assert [r.value for r in on_seeds([measured], [1, 2])] == [3.0]


def test_an_open_band_counts_from_its_end():
    assert misfit([row(2.0, low=4.0, high=float("inf"))]) == pytest.approx((2.0 / 4.0) ** 2)


def test_facts_left_out_are_measured_beside():
    step = fit({"a": 1.0}, [row(2.0), row(9.0), row(2.0, role="test", weight=3.0), row(9.0, role="test")])
    assert (step.calibration, step.test) == (0.5, 0.75)


def test_the_search_finds_the_bottom_of_a_bowl_within_its_ends_and_its_steps():
    box = (Variation("a", 0.0, 10.0), Variation("b", -1.0, 1.0))

    def bowl(values):
        beyond = values["b"] - 2.0  # b's bottom is outside the box
        return Step(values, (values["a"] - 3.0) ** 2 + 10.0 * beyond**2, 0.0, 0.0)

    steps = search(box, {"a": 9.0, "b": 0.0}, 40, bowl)
    assert steps[0].values == {"a": 9.0, "b": 0.0}
    assert len(steps) <= 40
    assert len({tuple(s.values.values()) for s in steps}) == len(steps)
    assert all(0.0 <= s.values["a"] <= 10.0 and -1.0 <= s.values["b"] <= 1.0 for s in steps)
    assert best(steps).values == pytest.approx({"a": 3.0, "b": 1.0}, abs=0.05)
    again = search(box, {"a": 9.0, "b": 0.0}, 40, bowl)
    assert [s.values for s in again] == [s.values for s in steps]  # so that a stopped command goes on


def calibrate(*arguments: str) -> Ran:
    return here("calibrate", *arguments)


@pytest.mark.slow
def test_the_command_tells_values_and_goes_on_where_it_was(tmp_path):
    small = (
        "--vary", "parameters.export_cost", "--vary", "parameters.depreciation=0.02:0.03", "--steps", "2", "--seeds", "1",
        "--workers", "1", "--set", "run.firms=300", "--set", "run.burn_in=2", "--quarters", "8", "--out", str(tmp_path / "c"),
    )  # fmt: skip
    first = calibrate(*small, "--json")
    assert first.returncode == 0, first.stderr
    told = json.loads(first.stdout)
    assert set(told["values"]) == {"parameters.export_cost", "parameters.depreciation"}
    assert [s["step"] for s in told["steps"]] == [0, 1]
    assert "S10a" in told["calibration_facts"]
    assert not set(told["calibration_facts"]) & set(told["test_facts"])
    made = {p: p.stat().st_mtime_ns for p in (tmp_path / "c").rglob("*.parquet") if "runs" in p.parts}
    again = calibrate(*small)
    assert again.returncode == 0, again.stderr
    assert "report.html" in again.stdout
    assert made == {p: p.stat().st_mtime_ns for p in made}
    assert json.loads((tmp_path / "c" / "calibration.json").read_text()) == told


def test_a_run_that_failed_is_told_by_the_status(tmp_path, monkeypatch):
    """As of every command with runs: 1."""
    lost = iter((0, 1))
    step = Step({"parameters.spin_off": 0.022, "parameters.localisation": 0.08}, 1.0, 0.5, 0.5)
    monkeypatch.setattr("commands.calibrate._measure", lambda *_: (step, None, next(lost)))
    two = ("--vary", "parameters.spin_off", "--vary", "parameters.localisation", "--seeds", "1", "--json")
    assert calibrate(*two, "--steps", "1", "--out", str(tmp_path)).returncode == 0
    assert calibrate(*two, "--steps", "1", "--out", str(tmp_path)).returncode == 1


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("--vary", "parameters.export_cots"), "export_cost"),
        (("--vary", "parameters.export_cost"), "at least two values"),
        (("--span", "2"), "--span"),
        (("--vary", "parameters.spin_off", "--vary", "country.nation.tarif=0:0.1"), "country.nation.tarif"),
        (("--vary", "parameters.spin_off", "--vary", "policy.envelope=0:0.1"), "without policy"),
        (("--vary", "parameters.spin_off", "--vary", "policy.instruments.x.budget=0:0.1"), "without policy"),
    ],
)
def test_mistakes_are_told(arguments, expected):
    found = calibrate(*arguments)
    assert found.returncode == 2
    assert expected in found.stderr
    assert "Traceback" not in found.stderr
