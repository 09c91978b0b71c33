"""Export contest: who exports more gets more."""

from __future__ import annotations

from typing import ClassVar, Literal

import numpy as np

from policies.channels import Floats
from policies.instrument import Instrument, Reach, figure


class ExportContest(Instrument):
    """Credit and a subsidy on investment in proportion to exports over sales."""

    by_firm: ClassVar[bool] = True

    kind: Literal["export_contest"] = "export_contest"
    ceiling: float = figure(0.5, 0.0, 2.0, "share of capital", "added to what banks lend, times exports over sales")
    prize: float = figure(0.1, 0.0, 0.9, "share of cost", "part of investment paid where all is exported")

    def act(self, reach: Reach) -> dict[str, Floats]:
        """Credit by the firm's exports, the prize by those of its sector and place."""
        prize = self.prize * np.clip(reach.seen.export_share, 0.0, 1.0)
        return {"export_credit": reach.firms(self.ceiling), "investment_subsidy": reach.firms(prize)}
