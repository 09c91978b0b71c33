"""Investors: banks, venture funds, conglomerates' headquarters, multinationals."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import mesa

if TYPE_CHECKING:
    from agents.columnar_model import ColumnarModel
    from agents.firm import Firm


class Investor(mesa.Agent):
    """Holds money and a claim on firms."""

    model: ColumnarModel
    holder: ClassVar[str]

    def __init__(self, model: ColumnarModel, name: str, index: int) -> None:
        super().__init__(model)
        self.name, self.index = name, index

    @property
    def balance(self) -> float:
        """Money held."""
        return self.model.balance(self.holder, self.index)


class Bank(Investor):
    """The bank of a region: lends to its firms; its balance is its position in clearing."""

    holder = "clearing"

    @property
    def equity(self) -> float:
        """Loans and seized capital less what the bank owes."""
        return self.model.balance("equity", self.index)


class VentureFund(Investor):
    """The fund of a region: holds shares in young firms."""

    holder = "funds"


class Conglomerate(Investor):
    """The headquarters of a group: moves cash among its firms."""

    holder = "groups"

    @property
    def firms(self) -> list[Firm]:
        """Firms of the group."""
        from agents.firm import Firm

        return [f for f in self.model.agents_by_type[Firm] if f.group == self.index and f.owner == "group"]


class Multinational(Investor):
    """Multinationals as one: they place plants where the return beats what the world offers."""

    holder = "world"
