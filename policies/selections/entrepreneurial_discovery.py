"""Smart specialisation's rule: each region backs what is near to what it does, and learns from what fails.

Foray, D. (2014), From smart specialisation to smart specialisation policy, European Journal of Innovation
Management 17(4); relatedness density after Hidalgo et al. (2007), Science 317; the product of density and
complexity after Balland et al. (2019), Regional Studies 53(9).
"""

from __future__ import annotations

from typing import Literal

import numpy as np
from pydantic import Field

from policies.observation import Geography, Observation
from policies.selections.rule import Bools, Choice, Rule


class EntrepreneurialDiscovery(Rule):
    """Per region, the sectors with the largest relatedness density times potential.

    Attributes
    ----------
    count : sectors a region backs; revise : years between reviews. At a review, a sector whose share of the
        nation's jobs in it fell in the region is dropped and may not come back at that review.
    """

    rule: Literal["entrepreneurial_discovery"] = "entrepreneurial_discovery"
    count: int = Field(4, ge=1, le=16, json_schema_extra={"unit": "sectors"})
    revise: float = Field(5.0, ge=0.25, le=50.0, json_schema_extra={"unit": "years"})

    def due(self, last: Choice, quarter: int) -> bool:
        """Review every `revise` years."""
        return quarter - last.quarter >= 4.0 * self.revise

    def choose(self, seen: Observation, geography: Geography, may: Bools, last: Choice | None) -> Bools:
        """Fill up to `count` sectors a region, the best first; ties go to the earlier sector."""
        score = seen.relatedness_density * self._potential(geography)[:, None]
        score = np.where(may, score, -np.inf)
        keep = np.zeros_like(may)
        if last is not None:
            share = _shares(geography.by_region(seen.employment))
            works = share >= _shares(last.employment)
            keep = last.chosen & works & may
            score = np.where(last.chosen & ~works, -np.inf, score)
        score = np.where(keep, np.inf, score)
        order = np.argsort(-score, axis=0, kind="stable")[: self.count]
        chosen = np.zeros_like(may)
        np.put_along_axis(chosen, order, True, axis=0)
        return chosen & np.isfinite(np.where(keep, 0.0, score))

    @staticmethod
    def _potential(geography: Geography) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
        """1 for the simplest sector to 2 for the most complex, by rank, (S,)."""
        rank = np.argsort(np.argsort(geography.complexity, kind="stable"), kind="stable")
        return np.asarray(1.0 + rank / max(len(rank) - 1, 1))


def _shares(
    jobs: np.ndarray[tuple[int, ...], np.dtype[np.float64]],
) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """Each region's share of the nation's jobs in a sector, (S, R)."""
    return np.asarray(jobs / np.maximum(jobs.sum(axis=1, keepdims=True), 1e-300))
