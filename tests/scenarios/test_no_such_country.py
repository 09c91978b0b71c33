"""A country or a policy that isn't there: which there are, where one's own belongs, which was meant."""

import pytest

from problems import ProblemError
from scenarios.load import check_file, load_scenario, names_of

FILE = 'title = "T"\ncountry = "{country}"\npolicy = "{policy}"\n'
PLACE = {"country": "scenarios/countries", "policy": "scenarios/policies"}


def found(tmp_path, country="plain", policy="none", more=""):
    (tmp_path / "t.toml").write_text(FILE.format(country=country, policy=policy) + more)
    return check_file(str(tmp_path / "t.toml"))


@pytest.mark.parametrize(
    ("key", "given", "nearest"),
    [
        ("country", "Turkey", None),
        ("country", "Korea", "korea"),
        ("country", "South Korea", "korea"),
        ("country", "United States", "united_states"),
        ("country", "koraa", "korea"),
        ("country", "../scenarios/countries/japan.toml", "japan"),
        ("policy", "Chaebol.toml", "chaebol"),
        ("policy", "", None),
        ("policy", "x" * 5000, None),
    ],
)
def test_names_that_there_are_and_where_ones_own_belongs(tmp_path, key, given, nearest):
    (problem,) = found(tmp_path, **{key: given})
    assert (problem.key, problem.nearest) == (key, nearest)
    assert problem.line == {"country": 2, "policy": 3}[key]
    assert PLACE[key] in problem.expected
    assert all(name in problem.expected for name in names_of({"country": "countries", "policy": "policies"}[key]))
    assert len(problem.text()) < 600


def test_a_setting_is_told_as_one():
    with pytest.raises(ProblemError) as error:
        load_scenario("chaebol", ["country=Turky", "policy=Chaebol"])
    assert [(p.file, p.key, p.value, p.nearest) for p in error.value.problems] == [
        ("--set", "country", "Turky", None), ("--set", "policy", "Chaebol", "chaebol"),
    ]  # fmt: skip
    assert "run.py new NAME --country" in error.value.problems[0].expected


def test_both_are_told_with_all_other_mistakes(tmp_path):
    keys = [problem.key for problem in found(tmp_path, "Turkey", "chaebl", "watsh = 3\n")]
    assert sorted(keys) == ["country", "policy", "watsh"]


def test_what_is_no_text_is_told_as_that(tmp_path):
    (tmp_path / "t.toml").write_text('title = "T"\ncountry = 3\npolicy = "none"\n')
    (problem,) = check_file(str(tmp_path / "t.toml"))
    assert problem.expected == "text in quotes"
