"""Changes in a scenario file: read, told apart, and refused with their line."""

import pytest

from scenarios.load import check_file, load_scenario

FILE = """title = "A session"
country = "korea"
policy = "chaebol"
[run]
quarters = 20
burn_in = 4
[[changes]]
quarter = 12
path = "parameters.migration_rate"
value = 0.02
[[changes]]
quarter = 4
path = "policy.instruments.policy_loans.budget"
value = 0.01
"""
LOANS = "policy.instruments.policy_loans.budget"


def written(tmp_path, text):
    path = tmp_path / "session.toml"
    path.write_text(text)
    return str(path)


def test_changes_are_read_in_the_order_of_their_quarters(tmp_path):
    scenario = load_scenario(written(tmp_path, FILE))
    assert [change.quarter for change in scenario.changes] == [4, 12]


def test_changes_are_part_of_the_fingerprint_and_none_leave_it_alone(tmp_path):
    with_ = load_scenario(written(tmp_path, FILE))
    without = load_scenario(written(tmp_path, FILE.partition("[[changes]]")[0]))
    assert with_.fingerprint() != without.fingerprint()
    assert type(with_).from_json(with_.to_json()).fingerprint() == with_.fingerprint()


def test_the_counterfactual_keeps_changes_of_behaviour_only(tmp_path):
    without = load_scenario(written(tmp_path, FILE)).without_policy()
    assert [change.path for change in without.changes] == ["parameters.migration_rate"]


@pytest.mark.parametrize(
    ("old", "new", "line", "key", "expected", "nearest"),
    [
        ("quarter = 12", "quarter = 20", 8, "changes[1].quarter", "-4 to 19", None),
        ("quarter = 12", "quarter = -5", 8, "changes[1].quarter", "-4 to 19", None),
        ("quarter = 12", "quarters = 12", 7, "changes[1].quarter", "this key", "quarters"),
        ("migration_rate", "migration_rat", 9, "changes[1].path", "name of a parameter", "parameters.migration_rate"),
        ("value = 0.02", "value = 2", 10, "changes[1].value", "0 to 0.1", None),
        ("policy_loans.budget", "policy_loan.budget", 13, "changes[2].path", "policy_loans", LOANS),
        ("value = 0.01", 'value = "much"', 14, "changes[2].value", "a number", None),
        ("value = 0.01", "value = 0.1", 14, "changes[2].value", "at least", None),
    ],
)
def test_a_wrong_change_is_told_with_its_line(tmp_path, old, new, line, key, expected, nearest):
    problem = check_file(written(tmp_path, FILE.replace(old, new)))[0]
    assert (problem.line, problem.key, problem.nearest) == (line, key, nearest)
    assert expected in problem.expected
