"""Open door: foreign firms are let in where the law kept them out."""

from __future__ import annotations

from typing import ClassVar, Literal

import numpy as np

from policies.channels import Floats
from policies.instrument import Instrument, Reach, figure


class OpenDoor(Instrument):
    """The law lets foreign plants in, wholly or in part; where it already does, nothing changes."""

    spends: ClassVar[bool] = False

    kind: Literal["open_door"] = "open_door"
    admission: float = figure(
        1.0, 0.0, 1.0, "share of what is kept out", "foreign plants let in of those the law kept out"
    )

    def act(self, reach: Reach) -> dict[str, Floats]:
        """Let in where the sectors are reached."""
        return {"foreign_admission": np.where(reach.places, self.admission, 0.0)}
