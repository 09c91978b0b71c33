"""Economies at the end of their burn-in, kept for all visitors: a scenario that was opened before is there at once.

What comes out is the same to the bit, since a run taken up from a snapshot is the run (docs/decisions/0020).
"""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from model.economy import RegionalEconomy
    from model.snapshot import Snapshot
    from scenarios.schema import Scenario

KEPT = 8  # scenarios and seeds; the one used longest ago goes first

_kept: OrderedDict[tuple[str, int], Snapshot] = OrderedDict()
_gate = threading.Lock()


def find(scenario: Scenario, seed: int) -> Snapshot | None:
    """The run at quarter 0, if it was there before."""
    key = _key(scenario, seed)
    with _gate:
        if key in _kept:
            _kept.move_to_end(key)
        return _kept.get(key)


def keep(snapshot: Snapshot, scenario: Scenario) -> None:
    """Keep a run that has reached quarter 0."""
    if snapshot.quarter != 0 or any(change.quarter >= 0 for change in scenario.changes):
        return  # changes still to come are one visitor's own
    with _gate:
        _kept[_key(scenario, snapshot.seed)] = snapshot
        while len(_kept) > KEPT:
            _kept.popitem(last=False)


def settle(scenario: Scenario, seed: int, go_on: Callable[[], bool]) -> None:
    """Run a burn-in and keep its end, unless told to stop."""
    from model.economy import RegionalEconomy

    economy: RegionalEconomy = RegionalEconomy(scenario, seed)
    while economy.quarter < 0 and go_on():
        economy.step()
    if economy.quarter == 0:
        keep(economy.snapshot(), scenario)


def _key(scenario: Scenario, seed: int) -> tuple[str, int]:
    """All that the burn-in depends on, names and texts too, since the run tells them."""
    early = tuple(change for change in scenario.changes if change.quarter < 0)
    content = scenario.model_copy(update={"changes": early}).to_json()
    return hashlib.sha256(content.encode()).hexdigest(), seed
