"""A world at rest stays at rest with noise off, and whatever is switched on again moves it.

Rest is not where a run begins (decision 8: capital and money go with each other, places do not yet): the economy is left
alone, with nothing that moves it, until skills and people have found their places. Speeds are raised for that, of
migration, homes and skills; none says where the rest is. Every firm exports, for the choice to export need not rest: see
docs/testing.md.
"""

import numpy as np
import pytest

from model import equilibrium
from model.economy import RegionalEconomy
from model.snapshot import Snapshot
from model.state import State
from scenarios.figure import Figure
from scenarios.load import catalogue, load_scenario
from scenarios.schema import Scenario

CHANCE = (
    "shock_chance", "customer_chance", "innovation_chance", "imitation_chance", "world_demand_shock",
    "sector_productivity_shock", "spin_off", "start_up", "foreign_entry", "group_entry", "exit_rate",
    "branching",
)  # fmt: skip
COURSE = (
    "reversion", "obsolescence", "embodied", "export_learning", "parent_transfer", "supplier_transfer", "group_learning",
    "population_growth", "frontier_growth", "cohort_renewal",
)  # fmt: skip
BALANCES = ("public_interest",)
SPEEDS = ("migration_rate=0.1", "housing_supply=1", "housing_wear=1", "skill_pool_speed=0.5", "loss_patience=1")
QUIET = {  # what finds nothing to move here, and why
    "imitation_chance": "all practise alike: nobody is better nearby",
    "obsolescence": "nobody is ahead of the frontier",
}
SETTLING = 560
STAYS = 5e-4  # of the mean of all firms, any firm, in twenty quarters
STILL = {
    "firms": ("employment", "sales", "capital", "cash", "debt", "exports", "customers", "productivity"),
    "cells": ("wage", "consumer_price", "investment_price", "population", "deposits", "employment", "skills"),
}

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("rest")]


def without_noise() -> Scenario:
    """The plain, laissez-faire: no chance, no growth, and a world that doesn't grow or open."""
    off = [f"parameters.{name}=0" for name in (*CHANCE, *COURSE, *BALANCES, "export_cost")]
    size = ["run.burn_in=0", "run.quarters=800", "run.firms=1200"]
    scenario = load_scenario("laissez_faire", [*off, *(f"parameters.{speed}" for speed in SPEEDS), *size])
    table = scenario.sectors
    flat = {name: sector.model_copy(update={"world_growth": Figure(0.0)}) for name, sector in table.sectors.items()}
    table = type(table)(sectors=flat, inputs=table.inputs, related=table.related, leanings=table.leanings)
    world = scenario.world.model_copy(update={"trade_share": {scenario.country.start_year: 0.2}})
    return scenario.model_copy(update={"sectors": table, "world": world})


def picture(state: State) -> dict[str, np.ndarray]:
    """What must stand still, as a copy."""
    parts = {f"{p}.{name}": np.array(getattr(getattr(state, p), name)) for p, names in STILL.items() for name in names}
    return parts | {"product": np.array([state.gdp]), "lump_sum": np.array([state.budget.lump_sum])}


def moved(state: State, before: dict[str, np.ndarray]) -> dict[str, float]:
    """Largest change of each, relative to its mean; infinite when firms came or went."""
    now = picture(state)
    return {
        name: float(np.abs(now[name] - old).max() / np.abs(old).mean()) if now[name].shape == old.shape else np.inf
        for name, old in before.items()
    }


@pytest.fixture(scope="module")
def rest() -> Snapshot:
    economy = RegionalEconomy(without_noise(), 1)
    for _ in range(SETTLING):
        economy.step()
    return economy.snapshot()


def resumed(rest: Snapshot, switched_on: str = "") -> RegionalEconomy:
    economy = RegionalEconomy.resume(rest, without_noise())
    if switched_on:
        economy.change(f"parameters.{switched_on}", catalogue()[switched_on].value)
    return economy


def test_a_world_at_rest_stays_at_rest(rest):
    """Firms, prices, jobs, people, sales and money, for five years; it moved on its way there."""
    economy = resumed(rest)
    before, firms = picture(economy.state), economy.state.firms.lineage.copy()
    assert len(firms) > 500
    for _ in range(20):
        economy.step()
    assert np.array_equal(economy.state.firms.lineage, firms)
    found = moved(economy.state, before)
    assert max(found.values()) < STAYS, found
    for name in ("product", "cells.wage", "cells.consumer_price", "cells.population"):
        assert found[name] < 1e-5, found
    first = RegionalEconomy(without_noise(), 1)
    first.step()
    start = picture(first.state)
    for _ in range(20):
        first.step()
    assert max(moved(first.state, start).values()) > 1.0


def test_at_rest_wages_have_reached_their_target(rest):
    state = resumed(rest).state
    idle = (1.0 - state.cells.employment / state.cells.labour_force)[state.cells.employment > 0.0]
    assert idle.size > 100
    assert idle == pytest.approx(np.full(idle.shape, state.p.target_unemployment), abs=1e-4)


def test_markets_solved_again_from_their_solution_move_nothing(rest):
    state = resumed(rest).state
    again = equilibrium.solve(state.tech, state.trade, state.given, state.market, tolerance=1e-10)
    for name in ("wage", "log_price", "access", "spending", "home_sales"):
        np.testing.assert_allclose(getattr(again, name), getattr(state.market, name), rtol=1e-5, atol=1e-7)


@pytest.mark.parametrize("name", [n for n in (*CHANCE, *COURSE, *BALANCES) if n not in QUIET])
def test_what_is_switched_on_again_moves_it(rest, name):
    economy = resumed(rest, name)
    before = picture(economy.state)
    for _ in range(8):
        economy.step()
    assert max(moved(economy.state, before).values()) > 2.0 * STAYS


@pytest.mark.parametrize("name", QUIET)
def test_what_finds_nothing_to_move_moves_nothing(rest, name):
    still, switched = resumed(rest), resumed(rest, name)
    for _ in range(4):
        still.step()
        switched.step()
    assert still.recorder.latest == switched.recorder.latest
