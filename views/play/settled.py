"""Economies at the end of their burn-in, kept for all visitors: a scenario that was opened before is there at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from model.settled import Settled

if TYPE_CHECKING:
    from scenarios.schema import Scenario

KEPT = 8  # countries with their parameters, and seeds
LARGEST = 250e6  # bytes of them all: three times what eight of the usual 6,000 firms take

economies = Settled(KEPT, LARGEST)


def settle(scenario: Scenario, seed: int, go_on: Callable[[], bool]) -> None:
    """Run a burn-in and keep its end, unless told to stop."""
    from model.economy import RegionalEconomy

    economy: RegionalEconomy = RegionalEconomy(scenario, seed)
    while economy.quarter < 0 and go_on():
        economy.step()
    if economy.quarter == 0:
        economies.keep(economy.snapshot(), scenario)
