"""What is wrong with a package of instruments in any country is told without one."""

import pytest

from scenarios.load import check_file, names_of

GOOD = """name = "mine"
title = "Mine"
envelope = 0.01

[[instruments]]
id = "grant"
kind = "rd_grant"
budget = 0.006
sectors = ["electronics"]

[[instruments]]
id = "local"
kind = "rd_grant"
government = "regional"
budget = 0.004
"""


def told(tmp_path, text):
    (tmp_path / "mine.toml").write_text(text)
    return [(p.line, p.key, p.expected, p.nearest) for p in check_file(str(tmp_path / "mine.toml"))]


@pytest.mark.parametrize("name", names_of("policies"))
def test_every_shipped_package_passes(name):
    assert check_file(f"scenarios/policies/{name}.toml") == []


def test_a_good_package_passes(tmp_path):
    assert told(tmp_path, GOOD) == []


@pytest.mark.parametrize(
    ("old", "new", "line", "key", "says", "close"),
    [
        ('"electronics"', '"electronic"', 9, "instruments[1].sectors", "a sector", "electronics"),
        (
            'sectors = ["electronics"]', 'selection = { rule = "national_priority", sectors = ["ship"] }',
            9, "instruments[1].selection", "a sector", "shipbuilding",
        ),
        ('id = "local"', 'id = "grant"', 12, "instruments[2].id", "an id of its own", None),
        ("budget = 0.006", "budget = 0.007", 3, "envelope", "at least 0.011", None),
        ("budget = 0.004", "budget = 0.005", 3, "envelope", "at least 0.011", None),
    ],
)  # fmt: skip
def test_each_mistake_of_a_package(tmp_path, old, new, line, key, says, close):
    assert old in GOOD
    ((at, where, expected, nearest),) = told(tmp_path, GOOD.replace(old, new, 1))
    assert (at, where, nearest) == (line, key, close)
    assert says in expected


@pytest.mark.parametrize("reach", ['regions = ["ulsan"]', 'selection = { rule = "zone_list" }'])
def test_what_some_regions_spend_is_left_to_the_scenario(tmp_path, reach):
    assert told(tmp_path, GOOD.replace("budget = 0.004", f"budget = 0.05\n{reach}")) == []
