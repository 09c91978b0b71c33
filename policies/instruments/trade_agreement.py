"""Trade agreement: a place in value chains abroad, paid for with an open door at home."""

from __future__ import annotations

from typing import ClassVar, Literal

import numpy as np

from policies.channels import Floats
from policies.instrument import Instrument, Reach, figure


class TradeAgreement(Instrument):
    """Trade with the world costs less, and the ordinary duty on imports falls.

    Non-tariff cost saved by deep agreements: Egger, Francois, Manchin & Nelson (2015), Economic Policy 30(83).
    """

    spends: ClassVar[bool] = False

    kind: Literal["trade_agreement"] = "trade_agreement"
    access: float = figure(0.05, 0.0, 0.3, "share of cost", "trade cost to the world saved, both ways")
    opening: float = figure(0.5, 0.0, 1.0, "share of duty", "part of the ordinary duty on imports given up")

    def act(self, reach: Reach) -> dict[str, Floats]:
        """Lower cost and lower duty where the sectors are reached."""
        return {
            "world_trade_cost": np.where(reach.places, 1.0 - self.access, 1.0),
            "ordinary_duty": np.where(reach.places, 1.0 - self.opening, 1.0),
        }
