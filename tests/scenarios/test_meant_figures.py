"""A figure in the wrong form is told what form was meant."""

import re

import pytest

from problems import ProblemError
from scenarios import load
from scenarios.load import check_file, load_scenario

PLAIN = (load.HERE / "countries" / "plain.toml").read_text()
CHAEBOL = (load.HERE / "policies" / "chaebol.toml").read_text()


def told(path, text):
    path.write_text(text)
    return check_file(str(path))


@pytest.mark.parametrize(
    ("pattern", "new", "says"),
    [
        (r"(tariff = \{ value = )[\d.]+", r"\g<1>20", "at most 3 (share of value: 0.2 is 20 %)"),
        (r"(tariff = \{ value = )[\d.]+", r"\g<1>0,2", "a decimal point: 0.2"),
        (r"\[regions.a1\]", "[regions.á1]", "keys of plain letters"),
    ],
)
def test_the_form_that_was_meant_is_told(tmp_path, pattern, new, says):
    problems = told(tmp_path / "plain.toml", re.sub(pattern, new, PLAIN, count=1))
    assert any(says in problem.expected for problem in problems)
    assert all(problem.value is None or "{'value'" not in str(problem.value) for problem in problems)


def test_a_year_of_the_calendar_is_told(tmp_path):
    (problem,) = told(tmp_path / "chaebol.toml", CHAEBOL.replace("start = 3\nend = 12", "start = 1973", 1))
    assert "not a year of the calendar" in problem.expected


def test_a_setting_of_an_instrument_that_no_policy_has_is_told():
    with pytest.raises(ProblemError, match="this one has none"):
        load_scenario("laissez_faire", ["policy.instruments.export_credit.budget=0.01"])
