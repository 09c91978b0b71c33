"""What is asked of a comparison, before anything is run."""

import pytest

from problems import ProblemError
from results.question import Question, read_scenario


@pytest.mark.parametrize(
    ("settings", "title"),
    [
        ((), "Korea's chaebol drive"),
        (("parameters.spin_off=0.1",), "Korea's chaebol drive"),
        (("country=plain",), "Plain under Chaebol-led industrial policy"),
        ((" policy = none",), "South Korea, 1970 without policy"),
        (("country=plain", "title=Mine"), "Mine"),
    ],
)
def test_a_title_is_true_of_what_settings_made(settings, title):
    found = read_scenario("chaebol", settings, 8)
    assert found.title == title
    assert bool(found.summary) == (title in ("Korea's chaebol drive", "Mine"))


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        (Question(("chaebol",), (1,), baseline="chaebol"), "another scenario than the one compared"),
        (Question(("laissez_faire",), (1,)), "laissez_faire; expected a scenario with a policy .*, or --baseline"),
        (Question(("chaebol",), (1,), settings=("policy=none",)), "a scenario with a policy"),
    ],
)
def test_nothing_to_compare_is_refused(asked, says):
    with pytest.raises(ProblemError, match=says):
        asked.resolve()
