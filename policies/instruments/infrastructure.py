"""Infrastructure: roads, power, ports, industrial land."""

from __future__ import annotations

from typing import Literal

from policies.channels import Floats
from policies.instrument import Instrument, Reach


class Infrastructure(Instrument):
    """Money for public capital where it is aimed, by population."""

    kind: Literal["infrastructure"] = "infrastructure"

    def act(self, reach: Reach) -> dict[str, Floats]:
        """Share the money out by population."""
        return {"infrastructure": reach.over_cells(reach.seen.population)}
