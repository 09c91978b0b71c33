"""Supplier development: firms that sell to lead sectors learn to meet what these ask for."""

from __future__ import annotations

from typing import Literal

import numpy as np

from policies.channels import Floats
from policies.instrument import Instrument, Reach


class SupplierDevelopment(Instrument):
    """Money for collaboration among the suppliers, in the same region, of the sectors that are reached.

    `sectors` names the customers; the money goes to whom they buy from, their own sector included, by
    input-output shares. Evidence that such programmes raise suppliers' practice: Arráiz, Henríquez & Stucchi (2013),
    Small Business Economics 41.
    """

    kind: Literal["supplier_development"] = "supplier_development"

    def act(self, reach: Reach) -> dict[str, Floats]:
        """Share the money out by what the customers in a region need and who makes it there."""
        geography, seen = reach.geography, reach.seen
        customers = geography.by_region(np.where(reach.places, seen.output, 0.0))
        needs = geography.inputs @ customers
        makers = seen.employment / np.maximum(seen.employment.sum(axis=1, keepdims=True), 1e-300)
        return {"diffusion": reach.over(needs[:, geography.region_of_cell] * makers)}
