"""The facts that the model is held against: one row of docs/data/facts.csv each."""

from __future__ import annotations

import csv
import math
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

FACTS = Path(__file__).parent.parent / "docs" / "data" / "facts.csv"
SURE = 0.95  # a sign is clear when chance would show it in five of a hundred, one-sided

SIGNS = ("sign", "not negative")

Kind = Literal["stylised", "experiment", "path"]


@dataclass(frozen=True)
class Fact:
    """A figure of the real world with its tolerance.

    Attributes
    ----------
    id : such as S01; kind : stylised, experiment or path; name, quantity : what it is about.
    low, high : band in `unit`; an infinite end is open. A fact of unit "sign" asks for a
        sign that is clear, one of unit "not negative" that the opposite isn't.
    weight : in the score; role : calibration (parameters may be fitted to it) or test.
    measure : name of the measuring function; economy : where it is measured, empty for every economy, trial for an
        experiment's own.
    """

    id: str
    kind: Kind
    name: str
    quantity: str
    unit: str
    low: float
    high: float
    point: float
    source: str
    standing: str
    weight: float
    role: Literal["calibration", "test"]
    measure: str
    economy: str = ""

    @property
    def is_sign(self) -> bool:
        """Whether only the sign is known."""
        return self.unit in SIGNS

    @property
    def is_effect(self) -> bool:
        """Whether no effect means zero, as a placebo must find; without money there is nothing per unit of it."""
        return self.kind == "experiment" and not self.unit.startswith(("ratio", "euro", "percent output"))

    def _bar(self, error: float, seeds: int) -> float:
        """What a value must exceed: zero clearly, or, where the fact is that nothing is lost, not clearly less."""
        clear = error * quantile(SURE, seeds)
        return clear if self.unit == "sign" else -clear

    def distance(self, value: float, error: float = 0.0, seeds: int = 0) -> float:
        """How far a value lies outside the band, 0 inside; nan if it could not be measured.

        A sign is right when the value exceeds zero clearly, by the error and the seeds that it comes from.
        """
        if math.isnan(value):
            return math.nan
        if self.is_sign:
            return max(0.0, self._bar(error, seeds) - value)
        return max(self.low - value, value - self.high, 0.0)

    def passed(self, value: float, error: float = 0.0, seeds: int = 0) -> bool:
        """Whether a value lies in the band, or has the sign clearly."""
        if self.unit == "sign":
            return value > self._bar(error, seeds)
        return self.distance(value) == 0.0

    @property
    def band(self) -> str:
        """The band as text."""
        if self.is_sign:
            return "positive" if self.unit == "sign" else "not negative"
        ends = (self.low, self.high)
        if math.isinf(self.high):
            return f"at least {self.low:g}"
        return f"at most {self.high:g}" if math.isinf(self.low) else "{:g} to {:g}".format(*ends)


def quantile(share: float, seeds: int = 0) -> float:
    """Standard errors below which chance stays in a share of cases, one-sided.

    Student's, as in `results.compare`, for an error that comes from the spread over seeds, for few of them tell it
    badly: with three 2.9, not 1.6. Normal for one from within a run.
    """
    from scipy.special import ndtri, stdtrit

    return float(stdtrit(seeds - 1, share) if seeds > 1 else ndtri(share))


def read_facts(path: Path = FACTS) -> tuple[Fact, ...]:
    """Read the table of facts."""
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(_fact(row) for row in csv.DictReader(file))


def _fact(row: dict[str, str]) -> Fact:
    texts = {name: row[name] for name in ("id", "name", "quantity", "unit", "source", "standing", "measure", "economy")}
    numbers = {
        "low": _number(row["low"], -math.inf),
        "high": _number(row["high"], math.inf),
        "point": _number(row["point"], math.nan),
        "weight": _number(row["weight"], 1.0),
    }
    return Fact(kind=row["kind"], role=row["role"], **texts, **numbers)  # type: ignore[arg-type]


def _number(text: str, absent: float) -> float:
    return float(text) if text.strip() else absent
