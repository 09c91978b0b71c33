"""Investment promotion: agencies that win foreign plants."""

from __future__ import annotations

from typing import Literal

import numpy as np

from policies.channels import Floats
from policies.instrument import Instrument, Reach


class InvestmentPromotion(Instrument):
    """Money for attracting foreign plants, alike for every sector reached."""

    kind: Literal["investment_promotion"] = "investment_promotion"

    def act(self, reach: Reach) -> dict[str, Floats]:
        """Share the money out by population, alike for every sector."""
        weight = np.broadcast_to(reach.seen.population, reach.places.shape)
        return {"foreign_promotion": reach.over_places(weight)}
