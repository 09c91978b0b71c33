from __future__ import annotations

import pytest

from scenarios.load import load_scenario
from scenarios.schema import Scenario

SMALL = ("run.quarters=12", "run.burn_in=4", "run.firms=800")


@pytest.fixture(scope="session")
def small() -> Scenario:
    return load_scenario("laissez_faire", SMALL)


# a scenario file of 300 firms and two years
SMALL_FILE = """title = "Small"
country = "plain"
policy = "none"
[run]
quarters = 8
burn_in = 2
firms = 300
"""


def tiny(name: str, *settings: str) -> Scenario:
    return load_scenario(name, (*SMALL, *settings))
