"""A lottery: who is treated is drawn by chance, so that the effect can be measured as in a trial.

A ticket depends on the run's seed, the name of the draw and the unit alone: instruments that name the same draw
treat the same units, and nothing that happens in the economy changes who is drawn.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from policies.observation import Geography, Observation
from policies.selections.rule import Bools, Choice, Rule


class Lottery(Rule):
    """Units drawn at random among those that the instrument may reach.

    Attributes
    ----------
    among : regions (with all sectors), sectors (in all regions), or region_sectors (each pair for itself).
    share : of the units that are drawn, at least one; count : how many instead.
    draw : name of the draw.
    """

    rule: Literal["lottery"] = "lottery"
    among: Literal["regions", "sectors", "region_sectors"] = "regions"
    share: float = Field(0.25, gt=0.0, le=1.0, json_schema_extra={"unit": "share of units"})
    count: int | None = Field(None, ge=1, le=10_000, json_schema_extra={"unit": "units"})
    draw: str = Field("draw", max_length=60)

    def choose(self, seen: Observation, geography: Geography, may: Bools, last: Choice | None) -> Bools:
        """Draw once; who was drawn stays drawn."""
        if last is not None:
            return last.chosen & may
        sectors, regions = geography.sectors, geography.regions
        if self.among == "regions":
            return may & self._drawn(geography, regions, may.any(axis=0))[None, :]
        if self.among == "sectors":
            return may & self._drawn(geography, sectors, may.any(axis=1))[:, None]
        pairs = [f"{sector}/{region}" for sector in sectors for region in regions]
        return may & self._drawn(geography, pairs, may.ravel()).reshape(may.shape)

    def _drawn(self, geography: Geography, names: Iterable[str], may: Bools) -> Bools:
        """The units with the lowest tickets."""
        tickets = np.where(may, [self.ticket(geography.seed, name) for name in names], np.inf)
        wanted = self.count if self.count is not None else max(round(self.share * float(may.sum())), 1)
        drawn = np.zeros(may.size, bool)
        order: NDArray[np.int64] = np.argsort(tickets, kind="stable")
        drawn[order[: min(wanted, int(may.sum()))]] = True
        return drawn

    def ticket(self, seed: int, name: str) -> float:
        """A number from 0 to 1, the same wherever it is asked for."""
        digest = hashlib.blake2b(f"{seed}/{self.draw}/{name}".encode(), digest_size=8).digest()
        return int.from_bytes(digest) / 2.0**64
