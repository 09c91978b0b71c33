"""Public procurement: the state as a customer of chosen sectors."""

from __future__ import annotations

from typing import Literal

from policies.channels import Floats
from policies.instrument import Instrument, Reach


class PublicProcurement(Instrument):
    """Money for goods of the sectors reached, bought where they are made.

    Procurement as innovation policy: Edquist & Zabala-Iturriagagoitia (2012), Research Policy 41(10).
    """

    kind: Literal["public_procurement"] = "public_procurement"

    def act(self, reach: Reach) -> dict[str, Floats]:
        """Share the orders out by output."""
        return {"public_demand": reach.over_places(reach.seen.output)}
