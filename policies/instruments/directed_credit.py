"""Directed credit: banks lend more, and cheaper, where the state says."""

from __future__ import annotations

from typing import ClassVar, Literal

from policies.channels import Floats
from policies.instrument import Instrument, Reach, figure


class DirectedCredit(Instrument):
    """A higher debt ceiling, and a part of the interest paid by the state."""

    by_firm: ClassVar[bool] = True

    kind: Literal["directed_credit"] = "directed_credit"
    ceiling: float = figure(0.3, 0.0, 2.0, "share of capital", "added to what banks lend against capital")
    interest: float = figure(0.3, 0.0, 1.0, "share of interest", "part of the interest that the state pays")

    def act(self, reach: Reach) -> dict[str, Floats]:
        """Ceiling and interest for the firms that are reached."""
        return {"credit_ceiling": reach.firms(self.ceiling), "credit_rate": reach.firms(self.interest)}
