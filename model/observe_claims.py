"""How a running economy stands to the article's claims, by the rule that validation uses on finished runs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from model import measures
from model.record import Recorder
from model.state import Floats, State
from scenarios.claims import QUOTIENT, Claim, lies_in, members_of


@dataclass(frozen=True)
class SectorNow:
    """A claimed sector: its location quotient in the place, and whether a cluster beyond chance lies there."""

    sector: str
    quotient: float
    cluster: bool

    @property
    def emerged(self) -> bool:
        """Whether the place is specialised in the sector."""
        return self.quotient >= QUOTIENT and self.cluster


@dataclass(frozen=True)
class ClaimNow:
    """A claim at the last quarter; regions : indices of the place's."""

    claim: Claim
    regions: tuple[int, ...]
    sectors: tuple[SectorNow, ...]

    @property
    def emerged(self) -> bool:
        """Whether all its sectors have."""
        return all(sector.emerged for sector in self.sectors)


def look(state: State, recorder: Recorder, claims: Sequence[Claim]) -> list[ClaimNow]:
    """Claims whose place is on the map; clusters are those of the last look, once a year."""
    country, ids = state.scenario.country, state.sectors.ids
    states = {name: region.state for name, region in country.regions.items()}
    jobs = recorder.by_sector("employment")[-1]
    found = []
    for claim in claims:
        named = members_of(states, claim.places)
        regions = tuple(at for at, name in enumerate(states) if name in named)
        if regions:
            quotient = _quotient(jobs, regions)
            place = frozenset(np.flatnonzero(np.isin(state.space.region, regions)).tolist())
            sectors = tuple(
                SectorNow(s, float(quotient[ids.index(s)]), _cluster(recorder, ids.index(s), place))
                for s in claim.sectors
            )
            found.append(ClaimNow(claim, regions, sectors))
    return found


def _quotient(jobs: Floats, regions: tuple[int, ...]) -> Floats:
    """Location quotient of several regions as one place, (S, R) to (S,)."""
    inside = jobs[:, list(regions)].sum(axis=1)
    return measures.location_quotient(np.column_stack([inside, jobs.sum(axis=1) - inside]))[:, 0]


def _cluster(recorder: Recorder, sector: int, place: frozenset[int]) -> bool:
    return any(c.sector == sector and lies_in(c.cells, place) for c in recorder.clusters.alive)
