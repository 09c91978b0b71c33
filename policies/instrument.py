"""What all instruments have in common: whom they reach, when, and with how much money."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field, model_validator

from policies.channels import Floats
from policies.observation import Geography, Observation
from policies.selections import Selection

Owner = Literal["domestic", "foreign", "group"]
Slug = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
Share = Annotated[float, Field(ge=0.0, le=1.0)]


def figure(default: float, low: float, high: float, unit: str, meaning: str) -> Any:
    """A number with range, unit and meaning: what a form shows next to its field."""
    return Field(default, ge=low, le=high, description=meaning, json_schema_extra={"unit": unit})


@dataclass(frozen=True)
class Reach:
    """Whom an instrument reaches this quarter, and with how much money.

    Attributes
    ----------
    classes : (K,); places : (S, C); cells : (C,) bool masks.
    money : (G,) for the quarter, by government (0 the nation, 1 + r region r).
    payer : (C,) which government pays in each cell.
    far : (C,) how far the government there goes, share of the rate; all the way where it isn't said.
    """

    classes: NDArray[np.bool_]
    places: NDArray[np.bool_]
    cells: NDArray[np.bool_]
    money: Floats
    payer: NDArray[np.int64]
    seen: Observation
    geography: Geography
    far: Floats | float = 1.0

    def firms(self, rate: float | Floats) -> Floats:
        """A rate for the firms that are reached, 0 for the others: (K, S, C)."""
        return np.where(self.classes[:, None, None] & self.places, rate * self.far, 0.0)

    def factor(self, rate: float) -> Floats:
        """1 - rate for the firms that are reached, 1 for the others: (K, S, C)."""
        return 1.0 - self.firms(rate)

    def over_cells(self, weight: Floats) -> Floats:
        """Money of the quarter shared out by weight (C,) within each government's reach: (C,)."""
        return self._share(np.where(self.cells, weight, 0.0), self.payer)

    def over_places(self, weight: Floats) -> Floats:
        """Money of the quarter shared out by weight (S, C) within each government's reach: (S, C)."""
        return self.over(np.where(self.places, weight, 0.0))

    def over(self, weight: Floats) -> Floats:
        """Money of the quarter shared out by weight (S, C), also to sectors beyond reach: (S, C)."""
        return self._share(weight, self.payer)

    def _share(self, weight: Floats, payer: NDArray[np.int64]) -> Floats:
        flat = weight if weight.ndim == 1 else weight.sum(axis=0)
        total = np.bincount(payer, weights=flat, minlength=len(self.money))
        rate = np.divide(self.money, total, out=np.zeros_like(total), where=total > 0.0)
        return np.asarray(weight * rate[payer])


class Instrument(BaseModel):
    """Common part of every instrument.

    Attributes
    ----------
    start, end : years after quarter 0; the window is half-open, no end means for ever.
    budget : share of product a year: of the nation's, or of the region's own where regions run it.
    sectors, regions, ownership : whom it reaches; empty means all.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    spends: ClassVar[bool] = True  # needs a budget
    by_firm: ClassVar[bool] = False  # reaches firms, whom `ownership` and `size` tell apart; others reach places
    regime: ClassVar[bool] = False  # a firm is under one of its kind at a time: where several reach, the better holds

    id: Slug
    government: Literal["national", "regional"] = "national"
    start: float = Field(0.0, ge=0.0, le=200.0, json_schema_extra={"unit": "years"})
    end: float | None = Field(None, ge=0.0, le=400.0, json_schema_extra={"unit": "years"})
    budget: float | None = Field(
        None, ge=0.0, le=0.2, json_schema_extra={"unit": "share of GDP a year"},
        description="most that it may cost",
    )  # fmt: skip
    sectors: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    ownership: tuple[Owner, ...] = ()
    size: Literal["all", "small", "large"] = "all"
    selection: Selection | None = None
    source: str = ""

    @model_validator(mode="after")
    def _window_and_budget(self) -> Instrument:
        if self.end is not None and self.end <= self.start:
            raise ValueError(f"end: the window ends at {self.end:g}, before it starts at {self.start:g}")
        if self.spends and self.budget is None:
            raise ValueError("budget: this instrument spends money and needs a budget (share of GDP a year)")
        if not self.by_firm and (self.ownership or self.size != "all"):
            name = "ownership" if self.ownership else "size"
            raise ValueError(f"{name}: this instrument reaches places, whoever works there; leave {name} out")
        return self

    def runs(self, quarter: int) -> bool:
        """Whether the window is open."""
        return self.start * 4.0 <= quarter and (self.end is None or quarter < self.end * 4.0) and quarter >= 0

    def act(self, reach: Reach) -> dict[str, Floats]:
        """What it writes into which channels."""
        raise NotImplementedError
