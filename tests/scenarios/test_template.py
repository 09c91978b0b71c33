"""A scenario written like another one is the other one, until somebody changes it."""

import pytest

from scenarios.load import load_scenario, names_of
from scenarios.template import new_scenario_text

MINE = """title = "Mine"
watch = ["a \\"word\\"", "two\\nlines"]
country = "korea"
policy = "chaebol"
envelope = 0.0612345678

[run]
quarters = 8
census = [1, 2]

[parameters]
migration_rate = 0.012

[demand_abroad]
energy = 2.5

[[instruments]]
id = "my_grant"
kind = "rd_grant"
budget = 1e-5
regions = ["ulsan"]
selection = { rule = "zone_list", zones = { korea = ["ulsan"] }, count = 2 }

[[changes]]
quarter = 2
path = "policy.instruments.my_grant"
value = { kind = "rd_grant", budget = 0.001, sectors = ["electronics"] }

[[changes]]
quarter = 4
path = "policy.instruments.my_grant"
value = false
"""


@pytest.fixture
def mine(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text(MINE)
    return str(path)


@pytest.mark.parametrize("name", names_of("scenarios"))
def test_a_copy_of_a_shipped_scenario_is_the_same(tmp_path, name):
    path = tmp_path / "copy.toml"
    path.write_text(new_scenario_text("copy", name))
    assert load_scenario(str(path)).fingerprint() == load_scenario(name).fingerprint()


def test_a_copy_has_all_that_the_file_says(tmp_path, mine):
    path = tmp_path / "copy.toml"
    path.write_text(new_scenario_text("copy", mine))
    copy, like = load_scenario(str(path)), load_scenario(mine)
    assert copy.fingerprint() == like.fingerprint()
    assert copy.watch == like.watch
    assert copy.title == "Copy"
