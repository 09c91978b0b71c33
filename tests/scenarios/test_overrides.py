"""Settings of the command line reach a scenario's own file, and are blamed for what they break."""

import pytest

from problems import ProblemError
from scenarios.load import load_scenario

MINE = """title = "Mine"
country = "korea"
policy = "chaebol"
envelope = 0.06

[[instruments]]
id = "my_grant"
kind = "rd_grant"
budget = 0.001
"""


@pytest.fixture
def mine(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text(MINE)
    return str(path)


def test_a_setting_reaches_an_instrument_of_ones_own(mine):
    names = ("my_grant", "policy_loans")
    found = load_scenario(mine, [f"policy.instruments.{name}.budget=0.002" for name in names]).policy.instruments
    assert [i.budget for i in found if i.id in names] == [0.002, 0.002]


def test_a_mistake_in_it_is_told_of_the_setting(mine):
    with pytest.raises(ProblemError) as error:
        load_scenario(mine, ["policy.instruments.my_grant.budget=-1"])
    (problem,) = error.value.problems
    assert (problem.file, problem.key, problem.value) == ("--set", "policy.instruments.my_grant.budget", "-1")
    with pytest.raises(ProblemError, match="Did you mean") as error:
        load_scenario(mine, ["policy.instruments.my_grnt.budget=0.1"])
    assert error.value.problems[0].nearest == "policy.instruments.my_grant.budget"


def test_the_envelope_that_is_set_is_the_one_in_force(mine):
    assert load_scenario(mine, ["policy.envelope=0.07"]).policy.envelope == 0.07
    with pytest.raises(ProblemError, match=r"--set: policy.envelope = 0\.29"):
        load_scenario(mine, ["policy.envelope=0.29"])


@pytest.mark.parametrize("path", ["run.quarters", "parameters.migration_rate"])
def test_a_number_of_thousands_of_digits_is_told(path):
    for digits in (400, 5000):
        with pytest.raises(ProblemError) as error:
            load_scenario("chaebol", [f"{path}={'9' * digits}"])
        assert error.value.problems[0].key == path


@pytest.mark.parametrize("name", ["population", "schooling", "unemployment", "world_size"])
def test_a_figure_that_the_economy_does_not_read_is_refused(name):
    with pytest.raises(ProblemError, match="changes nothing") as error:
        load_scenario("chaebol", [f"country.nation.{name}=0.5"])
    (problem,) = error.value.problems
    assert (problem.file, problem.key, problem.value) == ("--set", f"country.nation.{name}", "0.5")
    assert (f"country.regions.<region>.{name}:" in problem.expected) == (name in ("population", "schooling"))


@pytest.mark.parametrize(("key", "value"), [("start", "150"), ("end", "0")])
def test_a_window_that_a_setting_turns_round_is_told_of_the_setting(key, value):
    path = f"policy.instruments.policy_loans.{key}"
    with pytest.raises(ProblemError, match="before it starts") as error:
        load_scenario("chaebol", [f"{path}={value}"])
    (problem,) = error.value.problems
    assert (problem.file, problem.key, problem.value) == ("--set", path, value)


@pytest.mark.parametrize(("setting", "key", "nearest"), [
    ("demand_abroad.enrgy=2", "demand_abroad.enrgy", "energy"),
    ("demand_abrod.energy=2", "demand_abrod.energy", "demand_abroad.<sector>"),
    ("policy.captur=0.2", "policy.captur", "policy.capture"),
])  # fmt: skip
def test_a_boom_or_a_capture_that_is_misspelt_is_told(setting, key, nearest):
    with pytest.raises(ProblemError) as error:
        load_scenario("chaebol", [setting])
    (problem,) = error.value.problems
    assert (problem.key, problem.nearest) == (key, nearest)


def test_a_file_of_ones_own_has_its_booms(mine, tmp_path):
    path = tmp_path / "boom.toml"
    path.write_text(MINE.replace("[[instruments]]", "[demand_abroad]\nenergy = 3.0\n\n[[instruments]]", 1))
    assert load_scenario(str(path)).demand_abroad == {"energy": 3.0}
    assert load_scenario(str(path), ["demand_abroad.ict=0.5"]).demand_abroad == {"energy": 3.0, "ict": 0.5}
    path.write_text(path.read_text().replace("energy = 3.0", "enery = 3.0"))
    with pytest.raises(ProblemError) as error:
        load_scenario(str(path))
    (problem,) = error.value.problems
    assert (problem.key, problem.nearest, problem.line) == ("demand_abroad.enery", "energy", 7)
