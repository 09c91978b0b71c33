"""A run at the end of a quarter, kept so that it can be taken up again from there."""

from __future__ import annotations

import copy
import pickle
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from model.economy import RegionalEconomy
    from model.record import Recorder
    from model.state import State


@dataclass(frozen=True)
class Snapshot:
    """A copy of the state and of all that was recorded.

    Attributes
    ----------
    quarter : next quarter to run; seed : of the run.
    """

    quarter: int
    seed: int
    _kept: tuple[State, Recorder]

    @classmethod
    def of(cls, economy: RegionalEconomy) -> Snapshot:
        """Copy a running economy."""
        return cls(economy.quarter, economy.seed, _copied(economy.state, economy.recorder))

    def copies(self) -> tuple[State, Recorder]:
        """A state and a recorder to go on with; the snapshot stays as it is."""
        return _copied(*self._kept)

    @cached_property
    def size(self) -> int:
        """Bytes that it holds, with what it shares with the run: that stays as long as the snapshot does."""
        arrays: list[int] = []  # pickling hands them out as they are, each once, instead of copying them
        rest = pickle.dumps(self._kept, protocol=5, buffer_callback=lambda b: arrays.append(b.raw().nbytes))
        return sum(arrays) + len(rest)


def _copied(state: State, recorder: Recorder) -> tuple[State, Recorder]:
    """Deep copies; what never changes is shared, or a snapshot would cost ten times the memory."""
    fixed = [
        state.scenario, state.p, state.sectors, state.tech, state.factors, state.space, state.near, state.reach,
        state.migration_kernel, state.draws, state.portfolio.geography, *recorder.rows_written(),
    ]  # fmt: skip
    shared: dict[int, Any] = {id(thing): thing for thing in fixed}
    trade = copy.copy(state.trade)  # its arrays are replaced, never written into
    shared[id(state.trade)] = trade
    return copy.deepcopy((state, recorder), shared)
