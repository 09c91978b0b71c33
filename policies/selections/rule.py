"""What the selection rules have in common."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict

from policies.observation import Geography, Observation

Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class Choice:
    """What was chosen, (S, R), when, and what jobs there were then, (S, R)."""

    chosen: Bools
    quarter: int
    employment: NDArray[np.float64]


class Rule(BaseModel):
    """A way to choose sectors and regions."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def due(self, last: Choice, quarter: int) -> bool:
        """Whether the choice is to be made again."""
        return False

    def choose(self, seen: Observation, geography: Geography, may: Bools, last: Choice | None) -> Bools:
        """Choose among the sectors and regions that the instrument may reach, (S, R)."""
        raise NotImplementedError

    def owners(self) -> tuple[str, ...]:
        """Owners of firms that carry the policy out; empty means any."""
        return ()
