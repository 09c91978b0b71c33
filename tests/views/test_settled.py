"""A scenario opened again starts after its burn-in, and is the run that it would have been."""

from __future__ import annotations

import threading

import pytest

from model.economy import RegionalEconomy
from scenarios.load import load_scenario
from scenarios.schema import Change, Scenario
from views.play import settled
from views.play.player import Player

SMALL = ["country=plain", "run.firms=400", "run.burn_in=3", "run.quarters=6"]


@pytest.fixture
def scenario(monkeypatch: pytest.MonkeyPatch) -> Scenario:
    monkeypatch.setattr(settled, "_kept", type(settled._kept)())
    return load_scenario("smart_specialisation", SMALL)


def played(scenario: Scenario, goal: int, change: tuple[str, float] | None = None) -> tuple[Player, list[int]]:
    """A player at its goal, and the quarters that were told on the way."""
    player, told, there = Player(scenario, 1), [], threading.Event()

    def listen(now: Player) -> None:
        told.append(now.quarter)
        now.shown()
        if not now.playing and now.quarter >= aim[0]:
            there.set()

    aim = [0]
    player.listen(listen)
    player.start()
    assert there.wait(120)
    there.clear()
    if change is not None:
        player.change(*change)
    aim[0] = goal
    if goal:
        player.run_to(goal)
        assert there.wait(120)
    return player, told


def test_opened_again_it_is_the_same_run_without_its_burn_in(scenario: Scenario) -> None:
    first, told = played(scenario, 0)
    assert min(told) < 0
    first.close()
    again, told = played(scenario, 6)
    assert min(told) == 0
    fresh = RegionalEconomy(scenario, 1)
    fresh.run()
    tables = fresh.tables()
    for name, table in again.tables().items():
        assert table.equals(tables[name]), name
    again.close()


def test_what_one_visitor_changes_no_other_meets(scenario: Scenario) -> None:
    one, _ = played(scenario, 6, ("parameters.migration_rate", 0.03))
    other, _ = played(scenario, 6)
    assert other.changes == ()
    assert not one.tables()["regions"].equals(other.tables()["regions"])
    for player in (one, other):
        player.close()


def test_a_scenario_is_found_by_all_that_its_burn_in_depends_on(scenario: Scenario) -> None:
    player, _ = played(scenario, 0)
    player.close()
    late, early = (Change(quarter=q, path="parameters.migration_rate", value=0.02) for q in (2, -1))
    assert settled.find(scenario.model_copy(update={"changes": (late,)}), 1) is not None
    assert settled.find(scenario.model_copy(update={"changes": (early,)}), 1) is None
    assert settled.find(scenario.model_copy(update={"title": "Another"}), 1) is None
    assert settled.find(scenario, 2) is None


def test_the_one_used_longest_ago_goes_first(scenario: Scenario) -> None:
    economy = RegionalEconomy(load_scenario("smart_specialisation", [*SMALL, "run.burn_in=0"]), 0)
    snapshot = economy.snapshot()
    titled = [scenario.model_copy(update={"title": str(at)}) for at in range(settled.KEPT + 1)]
    for one in titled[:-1]:
        settled.keep(snapshot, one)
    assert settled.find(titled[0], 0) is not None
    settled.keep(snapshot, titled[-1])
    assert settled.find(titled[0], 0) is not None
    assert settled.find(titled[1], 0) is None
