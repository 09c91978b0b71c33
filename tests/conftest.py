from __future__ import annotations

import pytest

from scenarios.load import load_scenario
from scenarios.schema import Scenario

SMALL = ("run.quarters=12", "run.burn_in=4", "run.firms=800")


@pytest.fixture(scope="session")
def small() -> Scenario:
    return load_scenario("laissez_faire", SMALL)


def tiny(name: str, *settings: str) -> Scenario:
    return load_scenario(name, (*SMALL, *settings))
