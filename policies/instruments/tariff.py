"""A tariff on imports of some sectors."""

from __future__ import annotations

from typing import ClassVar, Literal

import numpy as np

from policies.channels import Floats
from policies.instrument import Instrument, Reach, figure


class Tariff(Instrument):
    """Adds to the duty on imports: shields firms at home, costs their customers."""

    spends: ClassVar[bool] = False

    kind: Literal["tariff"] = "tariff"
    rate: float = figure(0.2, 0.0, 2.0, "share of value", "duty added to the price of imports")

    def act(self, reach: Reach) -> dict[str, Floats]:
        """Duty where the sectors are reached."""
        return {"import_duty": np.where(reach.places, self.rate, 0.0)}
