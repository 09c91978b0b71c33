"""Public research: laboratories and universities."""

from __future__ import annotations

from typing import Literal

from policies.channels import Floats
from policies.instrument import Instrument, Reach


class ResearchCentre(Instrument):
    """Money for public research where people are."""

    kind: Literal["research_centre"] = "research_centre"

    def act(self, reach: Reach) -> dict[str, Floats]:
        """Share the money out by population."""
        return {"research_capacity": reach.over_cells(reach.seen.population)}
