"""Research consortium: universities and rival firms of a sector work on the same problem."""

from __future__ import annotations

from typing import Literal

from policies.channels import Floats
from policies.instrument import Instrument, Reach, figure


class UniversityIndustryConsortium(Instrument):
    """One budget, partly for public laboratories where the firms are, partly for what firms do together.

    After Japan's VLSI project (Sakakibara 1997, Strategic Management Journal 18) and SEMATECH (Irwin & Klenow 1996,
    Journal of Public Economics 60).
    """

    kind: Literal["university_industry_consortium"] = "university_industry_consortium"
    laboratories: float = figure(0.5, 0.0, 1.0, "share of budget", "part that goes to universities and laboratories")

    def act(self, reach: Reach) -> dict[str, Floats]:
        """Both parts go by jobs in the sectors that are reached."""
        joint = reach.over_places(reach.seen.employment)
        return {
            "research_capacity": self.laboratories * joint.sum(axis=0),
            "diffusion": (1.0 - self.laboratories) * joint,
        }
