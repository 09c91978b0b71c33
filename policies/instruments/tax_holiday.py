"""A tax holiday: profits are taxed less, or not at all."""

from __future__ import annotations

from typing import ClassVar, Literal

from policies.channels import Floats
from policies.instrument import Instrument, Reach, figure


class TaxHoliday(Instrument):
    """Lowers the profit tax; what is not raised is booked as forgone."""

    spends: ClassVar[bool] = False
    by_firm: ClassVar[bool] = True
    regime: ClassVar[bool] = True

    kind: Literal["tax_holiday"] = "tax_holiday"
    relief: float = figure(0.5, 0.0, 1.0, "share of tax", "part of the profit tax that is not raised")

    def act(self, reach: Reach) -> dict[str, Floats]:
        """Factor on the tax of the firms that are reached."""
        return {"profit_tax_factor": reach.factor(self.relief)}
