"""A scenario opened again starts after its burn-in, and is the run that it would have been."""

from __future__ import annotations

import threading

import pytest

from model.economy import RegionalEconomy
from model.settled import Settled
from scenarios.load import load_scenario
from scenarios.schema import Scenario
from views.play import settled
from views.play.player import Player

SMALL = ["country=plain", "run.firms=400", "run.burn_in=3", "run.quarters=6"]


@pytest.fixture
def scenario(monkeypatch: pytest.MonkeyPatch) -> Scenario:
    monkeypatch.setattr(settled, "economies", Settled(settled.KEPT, settled.LARGEST))
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


def same_as_alone(player: Player, scenario: Scenario) -> None:
    """The tables are those of a run that had its burn-in to itself."""
    fresh = RegionalEconomy(scenario, 1)
    fresh.run()
    tables = fresh.tables()
    for name, table in player.tables().items():
        assert table.equals(tables[name]), name


def test_opened_again_it_is_the_same_run_without_its_burn_in(scenario: Scenario) -> None:
    first, told = played(scenario, 0)
    assert min(told) < 0
    first.close()
    again, told = played(scenario, 6)
    assert min(told) == 0
    same_as_alone(again, scenario)
    again.close()


def test_what_one_visitor_changes_no_other_meets(scenario: Scenario) -> None:
    one, _ = played(scenario, 6, ("parameters.migration_rate", 0.03))
    other, _ = played(scenario, 6)
    assert other.changes == ()
    assert not one.tables()["regions"].equals(other.tables()["regions"])
    for player in (one, other):
        player.close()


def test_another_policy_opens_at_quarter_0_too(scenario: Scenario) -> None:
    first, _ = played(scenario, 0)
    first.close()
    bare = scenario.without_policy()
    again, told = played(bare, 6)
    assert min(told) == 0
    same_as_alone(again, bare)
    again.close()
