"""Both ends of every parameter of the catalogue: the economy starts there, and can be moved there while it runs.

The plain with every kind of instrument at work, each on a quarter of the sectors, and 500 firms, so that places are thin
and sectors have gaps.
"""

from dataclasses import fields, is_dataclass

import numpy as np
import pytest

from model.economy import RegionalEconomy
from policies.catalogue import INSTRUMENTS
from scenarios.changes import acts_only_at_the_start
from scenarios.load import catalogue, load_scenario
from scenarios.schema import Scenario

ENDS = [(name, end) for name in catalogue() for end in ("low", "high")]
HALF = len(catalogue()) // 2  # one value low and another high in each economy: half as many to start
PAIRS = [(name, list(catalogue())[(n + HALF) % len(catalogue())]) for n, name in enumerate(catalogue())]
MOVABLE = [(name, end) for name, end in ENDS if not acts_only_at_the_start(catalogue()[name])]
SHORT = ("run.firms=500", "run.burn_in=1", "run.quarters=8")
PARTS = ("firms", "cells", "world", "money", "budget", "market", "statistics")
NEVER_NEGATIVE = {
    "firms": ("employment", "sales", "exports", "capital", "cash", "debt", "customers", "costs", "investment", "rd"),
    "cells": ("population", "employment", "skills", "schooling", "infrastructure", "research"),
    "money": ("funds", "groups", "seized", "seized_units"),
    "budget": ("services", "regional_services", "lump_sum", "income_tax", "profit_tax", "benefits"),
    "market": ("spending", "imports", "home_sales", "export_sales", "cost_base"),
    "statistics": ("output", "employment", "exports", "capital", "research", "start_ups"),
}
POSITIVE = {"cells": ("wage", "consumer_price", "investment_price"), "statistics": ("gdp",)}


def everything_at_work(*settings: str) -> Scenario:
    """The plain with one instrument of each kind, from the start and for ever."""
    scenario = load_scenario("laissez_faire", [*SHORT, *settings])
    made = [
        kind.model_validate({"id": f"i{n}", "sectors": scenario.sectors.ids[n % 4 :: 4]} | ({"budget": 0.003} if kind.spends else {}))
        for n, kind in enumerate(INSTRUMENTS)
    ]  # fmt: skip
    policy = scenario.policy.model_copy(update={"instruments": tuple(made), "envelope": 0.05})
    return scenario.model_copy(update={"policy": policy})


def numbers(part: object) -> dict[str, np.ndarray]:
    """Every array and number of a part of the state, by name."""
    names = [field.name for field in fields(part)] if is_dataclass(part) else list(part.names)
    held = {name: getattr(part, name) for name in names}
    return {name: np.asarray(value) for name, value in held.items() if isinstance(value, int | float | np.ndarray)}


def overdraft(economy: RegionalEconomy) -> np.ndarray:
    """What households' deposits can't fall below: they spend what they have and half of the income that they expect."""
    return np.minimum(np.minimum(economy.state.cells.deposits, -0.5 * economy.state.cells.income), 0.0)


def ills(economy: RegionalEconomy, lowest_deposits: np.ndarray) -> list[str]:
    """What is not as it must be at the end of a quarter."""
    state = economy.state
    found = {part: numbers(getattr(state, part)) for part in PARTS}
    wrong = [f"{p}.{n} not finite" for p in PARTS for n, x in found[p].items() if not np.isfinite(x).all()]
    slack = 1e-9 * state.gdp / len(state.firms)
    wrong += [f"{p}.{n} below 0" for p, names in NEVER_NEGATIVE.items() for n in names if (found[p][n] < -slack).any()]
    wrong += [f"{p}.{n} not above 0" for p, names in POSITIVE.items() for n in names if not (found[p][n] > 0.0).all()]
    wrong += ["cells.deposits"] * bool((state.cells.deposits < lowest_deposits - slack).any())
    wrong += [f"{name} {value}" for name, value in economy.identities.items() if not value < 1e-9]
    wrong += ["more jobs than people"] * bool(state.cells.employment.sum() > state.cells.labour_force.sum())
    return wrong


def live(economy: RegionalEconomy, quarters: int) -> None:
    """Some quarters, each of which must leave the economy sound."""
    for _ in range(quarters):
        lowest = overdraft(economy)
        economy.step()
        assert ills(economy, lowest) == [], f"quarter {economy.quarter - 1}"


@pytest.mark.slow
@pytest.mark.parametrize(("low", "high"), PAIRS)
def test_an_economy_starts_at_the_ends_of_two_ranges(low, high):
    values = {low: catalogue()[low].low, high: catalogue()[high].high}
    economy = RegionalEconomy(everything_at_work(*(f"parameters.{name}={value}" for name, value in values.items())), 1)
    assert {name: getattr(economy.state.p, name) for name in values} == values
    live(economy, 3)


@pytest.fixture(scope="module")
def running():
    scenario = everything_at_work()
    economy = RegionalEconomy(scenario, 1)
    live(economy, 2)
    return economy.snapshot(), scenario


@pytest.mark.slow
@pytest.mark.parametrize(("name", "end"), MOVABLE)
def test_an_economy_is_moved_to_the_end_of_the_range(running, name, end):
    economy = RegionalEconomy.resume(*running)
    economy.change(f"parameters.{name}", getattr(catalogue()[name], end))
    live(economy, 2)
    assert getattr(economy.state.p, name) == getattr(catalogue()[name], end)


def test_the_catalogue_stands_between_its_ends():
    assert all(spec.low <= spec.value <= spec.high and spec.low < spec.high for spec in catalogue().values())


def test_ills_are_seen(running):
    economy = RegionalEconomy.resume(*running)
    state = economy.state
    state.firms.capital[3], state.cells.wage[5], state.money.national = -1.0, 0.0, float("nan")
    lowest = overdraft(economy)
    state.cells.deposits[0] = -2.0 * state.cells.income[0]
    found = ills(economy, lowest)
    assert found == ["money.national not finite", "firms.capital below 0", "cells.wage not above 0", "cells.deposits"]
