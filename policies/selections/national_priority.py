"""A ministry's list: these sectors first, everywhere, carried out by conglomerates or by anyone."""

from __future__ import annotations

from typing import Literal

import numpy as np
from pydantic import Field

from policies.observation import Geography, Observation
from policies.selections.rule import Bools, Choice, Rule


class NationalPriority(Rule):
    """The sectors of a list, in all regions.

    Attributes
    ----------
    sectors : in the order of priority; executors : who may carry it out.
    """

    rule: Literal["national_priority"] = "national_priority"
    sectors: tuple[str, ...] = Field(min_length=1)
    executors: Literal["groups", "all"] = "all"

    def choose(self, seen: Observation, geography: Geography, may: Bools, last: Choice | None) -> Bools:
        """Choose the listed sectors wherever the instrument may reach."""
        listed = np.array([sector in self.sectors for sector in geography.sectors])
        return np.asarray(may & listed[:, None])

    def owners(self) -> tuple[str, ...]:
        """Groups only, where the list says so."""
        return ("group",) if self.executors == "groups" else ()
