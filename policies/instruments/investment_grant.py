"""Investment grants: the state pays a part of new capital."""

from __future__ import annotations

from typing import ClassVar, Literal

from policies.channels import Floats
from policies.instrument import Instrument, Reach, figure


class InvestmentGrant(Instrument):
    """The state pays a share of the cost of investment."""

    by_firm: ClassVar[bool] = True

    kind: Literal["investment_grant"] = "investment_grant"
    rate: float = figure(0.1, 0.0, 0.9, "share of cost", "part of the cost of investment that the state pays")

    def act(self, reach: Reach) -> dict[str, Floats]:
        """Grant to the firms that are reached."""
        return {"investment_subsidy": reach.firms(self.rate)}
