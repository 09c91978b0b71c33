"""Economies at the end of their burn-in, for all runs that begin with the same one.

What comes out is the same to the bit, since a run taken up from a snapshot is the run (docs/decisions/0020).
"""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from model.snapshot import Snapshot
    from scenarios.schema import Change, Policy, Scenario

UNTOLD = {"name": "", "title": "", "summary": "", "watch": ()}  # of a scenario: no quarter reads them


class Settled:
    """The last few economies at quarter 0; the one used longest ago goes first.

    Parameters
    ----------
    most : scenarios and seeds.
    most_bytes : of them together; an economy larger than that isn't kept at all.
    """

    def __init__(self, most: int, most_bytes: float) -> None:
        self._most, self._most_bytes = most, most_bytes
        self._kept: OrderedDict[tuple[str, int], Snapshot] = OrderedDict()
        self._gate = threading.Lock()

    def __len__(self) -> int:
        return len(self._kept)

    def find(self, scenario: Scenario, seed: int) -> Snapshot | None:
        """The run at quarter 0, if it or one of the same burn-in was there before."""
        key = burn_in(scenario), seed
        with self._gate:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def keep(self, snapshot: Snapshot, scenario: Scenario) -> None:
        """Keep a run that has reached quarter 0, and no other."""
        if snapshot.quarter != 0 or snapshot.size > self._most_bytes:
            return
        key = burn_in(scenario), snapshot.seed
        with self._gate:
            self._kept[key] = snapshot
            self._kept.move_to_end(key)
            while len(self._kept) > self._most or sum(s.size for s in self._kept.values()) > self._most_bytes:
                self._kept.popitem(last=False)


def burn_in(scenario: Scenario) -> str:
    """Mark of all that a scenario's burn-in depends on: scenarios of one mark and seed are alike up to quarter 0.

    Left out is only what is known to wait for quarter 0: instruments and the money set aside for them, how they are
    carried out, demand abroad, changes from then on, how long the run is. A state's use of unspent money, years of a
    census (they add columns) and all parameters act before. Texts of countries and sectors stay in, since the chronicle
    tells them.
    """
    early = tuple(change for change in scenario.changes if change.quarter < 0)
    run = scenario.run.model_copy(update={"quarters": 1})
    bare = {
        **UNTOLD,
        "demand_abroad": {},
        "changes": early,
        "run": run,
        "policy": _before_it_acts(scenario.policy, early),
    }
    return hashlib.sha256(scenario.model_copy(update=bare).to_json().encode()).hexdigest()


def _before_it_acts(policy: Policy, early: tuple[Change, ...]) -> Policy:
    """What is in force of a policy during the burn-in; all of it where an early change tells what it was."""
    if any(change.path.startswith("policy.") for change in early):
        return policy
    nothing = {"name": "", "title": "", "summary": "", "envelope": 0.0, "instruments": ()}
    return policy.as_written.model_copy(update=nothing)
