"""Zones: named regions in the country the list was made for, a rule for choosing them elsewhere."""

from __future__ import annotations

from typing import Literal

import numpy as np
from pydantic import Field

from policies.observation import Geography, Observation
from policies.selections.rule import Bools, Choice, Rule


class ZoneList(Rule):
    """All sectors in some regions.

    Attributes
    ----------
    zones : regions by country; fallback : how regions are found in a country that is not listed: those with a
        port (then the largest), the largest, or the poorest; count : how many then.
    """

    rule: Literal["zone_list"] = "zone_list"
    zones: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    fallback: Literal["ports", "largest", "poorest"] = "ports"
    count: int = Field(4, ge=1, le=100, json_schema_extra={"unit": "regions"})

    def choose(self, seen: Observation, geography: Geography, may: Bools, last: Choice | None) -> Bools:
        """Choose once; zones stay where they are."""
        if last is not None:
            return last.chosen & may
        if geography.country in self.zones:
            named = self.zones[geography.country]
            inside = np.array([region in named for region in geography.regions])
        else:
            inside = self._elsewhere(seen, geography)
        return np.asarray(may & inside[None, :])

    def _elsewhere(self, seen: Observation, geography: Geography) -> Bools:
        people = geography.by_region(seen.population)
        richness = seen.gdp_by_region / np.maximum(people, 1e-300)
        port = np.isin(np.arange(people.size), geography.region_of_cell[geography.port_cells])
        score = {"ports": port * 2.0 + people / people.max(), "largest": people, "poorest": -richness}
        best = np.argsort(-score[self.fallback], kind="stable")[: self.count]
        inside = np.zeros(people.size, bool)
        inside[best] = True
        return inside
