"""Exchange reform: exporters keep what they earn abroad, and currency is no longer rationed."""

from __future__ import annotations

from typing import ClassVar, Literal

import numpy as np

from policies.channels import Floats
from policies.instrument import Instrument, Reach, figure


class ExchangeReform(Instrument):
    """A regime of exchange that costs trade is lifted, wholly or in part; where there is none, nothing changes."""

    spends: ClassVar[bool] = False

    kind: Literal["exchange_reform"] = "exchange_reform"
    freed: float = figure(
        1.0, 0.0, 1.0, "share of what it adds, log", "what the start year's regime adds to the cost of trade, taken off"
    )

    def act(self, reach: Reach) -> dict[str, Floats]:
        """Free the trade of the sectors that are reached."""
        return {"exchange_freed": np.where(reach.places, self.freed, 0.0)}
