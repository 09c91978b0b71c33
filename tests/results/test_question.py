"""What is asked of a comparison, before anything is run."""

import pytest

from results.question import read_scenario


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
