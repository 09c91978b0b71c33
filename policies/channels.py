"""The ways in which a policy can touch the economy: there are no others.

An instrument writes into channels, the economy reads them; neither knows the other.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

OWNERS = ("domestic", "foreign", "group")
SIZES = ("small", "large")
CLASSES = len(OWNERS) * len(SIZES)


@dataclass(frozen=True)
class Channel:
    """One way into the economy.

    Attributes
    ----------
    neutral : value when no instrument acts.
    combine : how several instruments act together.
    dims : "KSC" firm class x sector x cell, "SC", or "C".
    kind : grant (money paid on a claim), forgone (revenue not raised), duty (revenue raised),
        works (money spent at a place), free (a rule).
    most : upper bound of the combined value.
    """

    name: str
    unit: str
    neutral: float
    combine: Literal["sum", "max", "product"]
    dims: Literal["KSC", "SC", "C"]
    kind: Literal["grant", "forgone", "duty", "works", "free"]
    meaning: str
    most: float = np.inf

    def shape(self, sectors: int, cells: int) -> tuple[int, ...]:
        """Shape of its arrays."""
        return {"KSC": (CLASSES, sectors, cells), "SC": (sectors, cells), "C": (cells,)}[self.dims]

    def silent(self, sectors: int, cells: int) -> Floats:
        """The neutral array, not to be written to."""
        return np.broadcast_to(np.float64(self.neutral), self.shape(sectors, cells))


_ALL = (
    Channel("profit_tax_factor", "factor", 1.0, "product", "KSC", "forgone", "factor on the profit tax"),
    Channel("investment_subsidy", "share", 0.0, "sum", "KSC", "grant", "share of the cost of investment", 0.9),
    Channel("credit_ceiling", "share", 0.0, "max", "KSC", "free", "added to the debt ceiling, share of capital"),
    Channel("credit_rate", "share", 0.0, "sum", "KSC", "grant", "share of interest that the state pays", 1.0),
    Channel(
        "export_credit",
        "share",
        0.0,
        "max",
        "KSC",
        "free",
        "added to the debt ceiling, times exports over sales",
    ),
    Channel("rd_grant", "share", 0.0, "sum", "KSC", "grant", "share of the cost of R&D", 0.9),
    Channel(
        "entry_grant",
        "share",
        0.0,
        "sum",
        "KSC",
        "grant",
        "equity for a start-up, share of what it needs",
        0.9,
    ),
    Channel("import_duty", "share", 0.0, "sum", "SC", "duty", "added to the duty on imports"),
    Channel("ordinary_duty", "factor", 1.0, "product", "SC", "forgone", "factor on the ordinary duty on imports"),
    Channel("input_duty_relief", "share", 0.0, "max", "KSC", "forgone", "duty on imported inputs given back", 1.0),
    Channel("world_trade_cost", "factor", 1.0, "product", "SC", "free", "factor on the trade cost to the world"),
    Channel("infrastructure", "money", 0.0, "sum", "C", "works", "spending on infrastructure"),
    Channel("research_capacity", "money", 0.0, "sum", "C", "works", "spending on public research"),
    Channel("skills", "money", 0.0, "sum", "C", "works", "spending on schooling and training"),
    Channel("diffusion", "money", 0.0, "sum", "SC", "works", "spending on collaboration"),
    Channel("foreign_promotion", "money", 0.0, "sum", "SC", "works", "spending on attracting foreign plants"),
    Channel(
        "foreign_admission", "share", 0.0, "max", "SC", "free", "foreign plants let in of those the law kept out", 1.0
    ),
    Channel(
        "exchange_freed",
        "share",
        0.0,
        "max",
        "SC",
        "free",
        "taken off what the regime of exchange adds to trade cost, in logs",
        1.0,
    ),
    Channel("public_demand", "money", 0.0, "sum", "SC", "works", "spending on the sector's goods"),
)

CHANNELS: dict[str, Channel] = {channel.name: channel for channel in _ALL}
