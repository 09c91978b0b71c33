"""Venture co-investment: the state adds equity to that of founders and funds."""

from __future__ import annotations

from typing import ClassVar, Literal

from policies.channels import Floats
from policies.instrument import Instrument, Reach, figure


class VentureCoinvestment(Instrument):
    """The state gives a share of a start-up's equity."""

    by_firm: ClassVar[bool] = True

    kind: Literal["venture_coinvestment"] = "venture_coinvestment"
    rate: float = figure(0.3, 0.0, 0.9, "share of equity", "part of a start-up's equity that the state gives")

    def act(self, reach: Reach) -> dict[str, Floats]:
        """Equity for the start-ups that are reached."""
        return {"entry_grant": reach.firms(self.rate)}
