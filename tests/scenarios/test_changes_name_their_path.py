"""A wrong value of a change is told with its path, unit and range; a wrong path with the whole one that was meant."""

import pytest

from problems import ProblemError
from scenarios.changes import FIGURES, Timeline
from scenarios.load import check_file, load_scenario
from scenarios.ranges import OF_DEMAND, told_range
from scenarios.schema import Change, Scenario

FILE = """title = "A session"
country = "korea"
policy = "chaebol"
[[changes]]
quarter = 4
path = "{path}"
value = {value}
"""
LOANS = "policy.instruments.policy_loans"


def told(tmp_path, path, value):
    (tmp_path / "s.toml").write_text(FILE.format(path=path, value=value))
    (problem,) = check_file(str(tmp_path / "s.toml"))
    return problem


@pytest.mark.parametrize(
    ("path", "value", "expected"),
    [
        ("parameters.interest", "40", "for parameters.interest: 0 to 0.1 share a quarter (interest on loans)"),
        ("policy.envelope", "40", "for policy.envelope: 0 to 0.3 share of GDP a year"),
        ("policy.capture", '"much"', "for policy.capture: a number, 0 to 1 share of firms"),
        ("demand_abroad.energy", "2000", f"for demand_abroad.energy: {OF_DEMAND}"),
        (f"{LOANS}.budget", "3", f"for {LOANS}.budget: 0 to 0.2 share of GDP a year"),
        (f"{LOANS}.selection", '{rule = "lottery", share = 4.0}', f"for {LOANS}.selection.share: more than 0 to 1 share "
         "of units"),
        ("policy.instruments.new", '{kind = "rd_grant", budget = 0.001, rate = 7}', "for policy.instruments.new.rate: "
         "0 to 0.9 share of cost"),
        ("policy.instruments.new", '{kind = "rd_grant", budgt = 0.001}', "for policy.instruments.new.budgt: a known key"),
    ],
)  # fmt: skip
def test_a_wrong_value_names_path_range_and_unit(tmp_path, path, value, expected):
    (tmp_path / "s.toml").write_text(FILE.format(path=path, value=value))
    found = {problem.expected: (problem.line, problem.key) for problem in check_file(str(tmp_path / "s.toml"))}
    assert found[expected] == (7, "changes[1].value")


def test_a_budget_beyond_the_envelope_is_told_as_what_was_given(tmp_path):
    problem = told(tmp_path, f"{LOANS}.budget", "0.1")
    assert problem.value == "0.1"
    assert f"for {LOANS}.budget: what policy.envelope = 0.022 allows" in problem.expected


@pytest.mark.parametrize(
    ("path", "nearest"),
    [
        ("parameters.interst", "parameters.interest"),
        ("paramters.interest", "parameters.interest"),
        ("policy.instruments.policy_loan.budget", f"{LOANS}.budget"),
        (f"{LOANS}.bugdet", f"{LOANS}.budget"),
    ],
)
def test_the_whole_path_that_was_meant(tmp_path, path, nearest):
    problem = told(tmp_path, path, "0.001")
    assert (problem.line, problem.key, problem.value) == (6, "changes[1].path", repr(path))
    assert problem.nearest == nearest


def test_ranges_are_those_of_the_model():
    with pytest.raises(ProblemError):
        Timeline(load_scenario("chaebol")).apply(Change(quarter=0, path="demand_abroad.energy", value=10.1))
    field = Scenario.model_json_schema()["properties"]["demand_abroad"]["additionalProperties"]
    assert OF_DEMAND.startswith(f"{field['minimum']:g} to {field['maximum']:g} ")
    assert all(told_range(f"policy.{name}") for name in FIGURES if name != "unspent")
    assert told_range("policy.unspent") is told_range("parameters.interest") is told_range("policy") is None
