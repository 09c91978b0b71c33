"""Duty-free inputs, and customs at the gate of the zone."""

from __future__ import annotations

from typing import ClassVar, Literal

import numpy as np

from policies.channels import Floats
from policies.instrument import Instrument, Reach, figure


class DutyFreeInputs(Instrument):
    """Gives back the duty on imported inputs and makes trade with the world cheaper."""

    spends: ClassVar[bool] = False
    by_firm: ClassVar[bool] = True
    regime: ClassVar[bool] = True

    kind: Literal["duty_free_inputs"] = "duty_free_inputs"
    relief: float = figure(1.0, 0.0, 1.0, "share of duty", "part of the duty on imported inputs given back")
    customs: float = figure(0.0, 0.0, 0.3, "share of cost", "trade cost to the world saved by customs in the zone")

    def act(self, reach: Reach) -> dict[str, Floats]:
        """Duty relief for firms, lower trade cost at places."""
        cost = np.where(reach.places, 1.0 - self.customs * reach.far, 1.0)
        return {"input_duty_relief": reach.firms(self.relief), "world_trade_cost": cost}
