"""Governments: the nation (in a union: the union) and its regions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import mesa

if TYPE_CHECKING:
    from agents.columnar_model import ColumnarModel

NATIONAL = "national"


class Government(mesa.Agent):
    """A government with its own balance.

    Parameters
    ----------
    name : "national", or the region's name.
    index : int
        Position among governments of its level.
    """

    model: ColumnarModel

    def __init__(self, model: ColumnarModel, name: str, index: int, *, regional: bool = False) -> None:
        super().__init__(model)
        self.name, self.index, self.regional = name, index, regional

    @property
    def balance(self) -> float:
        """Money held; below 0 it is public debt."""
        return self.model.balance("regional" if self.regional else "national", self.index)
