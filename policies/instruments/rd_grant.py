"""Grants for research and development."""

from __future__ import annotations

from typing import ClassVar, Literal

from policies.channels import Floats
from policies.instrument import Instrument, Reach, figure


class RDGrant(Instrument):
    """The state pays a share of what a firm spends on R&D."""

    by_firm: ClassVar[bool] = True

    kind: Literal["rd_grant"] = "rd_grant"
    rate: float = figure(0.3, 0.0, 0.9, "share of cost", "part of the cost of R&D that the state pays")

    def act(self, reach: Reach) -> dict[str, Floats]:
        """Grant to the firms that are reached."""
        return {"rd_grant": reach.firms(self.rate)}
