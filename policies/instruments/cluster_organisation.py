"""Cluster organisations: offices that make firms of a sector work together."""

from __future__ import annotations

from typing import Literal

from policies.channels import Floats
from policies.instrument import Instrument, Reach


class ClusterOrganisation(Instrument):
    """Money for collaboration, which widens how far firms learn from each other."""

    kind: Literal["cluster_organisation"] = "cluster_organisation"

    def act(self, reach: Reach) -> dict[str, Floats]:
        """Share the money out by jobs in the sectors that are reached."""
        return {"diffusion": reach.over_places(reach.seen.employment)}
