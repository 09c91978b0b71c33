"""A comparison of scenario files, whose names are not those of their scenarios."""

import pytest

from results.question import Question


@pytest.mark.parametrize("file", ["My Region.toml", "2nd-plan.toml"])
def test_a_file_with_a_policy_is_compared_whatever_it_is_called(file, tmp_path):
    path = tmp_path / file
    path.write_text('title = "Mine"\ncountry = "plain"\npolicy = "chaebol"\n')
    question = Question((str(path), "laissez_faire"), (1,))
    plan = question.resolve()
    assert plan.not_compared(question) == ("laissez_faire",)
    assert str(path) in plan.given.values()
