"""How close the model comes: a row a fact and economy, and a score."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

from validation.facts import Fact

if TYPE_CHECKING:
    import pandas as pd

EXPORT_BAR = ("P01", "P02")
PASSING = 0.9  # weighted share of facts from which a seed passes


@dataclass(frozen=True)
class Measured:
    """A fact in an economy.

    Attributes
    ----------
    values : by seed, nan where it could not be measured; error : standard error of their mean.
    own_errors : the estimator's, by seed.
    """

    fact: Fact
    economy: str
    values: Mapping[int, float]
    own_errors: Mapping[int, float] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """Id of the fact, and of the economy unless it is the plain."""
        return self.fact.id if self.economy == "plain" or self.fact.economy else f"{self.fact.id}@{self.economy}"

    @property
    def known(self) -> list[float]:
        """Values that could be measured."""
        return [v for v in self.values.values() if math.isfinite(v)]

    @property
    def value(self) -> float:
        """Mean over seeds."""
        return float(np.mean(self.known)) if self.known else math.nan

    @property
    def spread(self) -> float:
        """Standard deviation over seeds."""
        return float(np.std(self.known, ddof=1)) if len(self.known) > 1 else math.nan

    @property
    def error(self) -> float:
        """Standard error of the mean over seeds, or the estimator's own where seeds don't tell."""
        if len(self.known) > 1:
            return self.spread / math.sqrt(len(self.known))
        own = [self.own_errors.get(seed, math.nan) for seed, v in self.values.items() if math.isfinite(v)]
        return own[0] if own and math.isfinite(own[0]) else 0.0

    @property
    def passed(self) -> bool:
        """Whether the mean lies in the band, or has the sign clearly."""
        return self.fact.passed(self.value, self.error, len(self.known))

    @property
    def distance(self) -> float:
        """How far the mean lies outside the band."""
        return self.fact.distance(self.value, self.error, len(self.known))

    @property
    def seeds_inside(self) -> float:
        """Share of seeds in the band."""
        return float(np.mean([self.fact.passed(v) for v in self.known])) if self.known else math.nan


def on_seeds(rows: Iterable[Measured], seeds: Collection[int]) -> list[Measured]:
    """The rows with their values of these seeds alone: a folder may hold runs with others."""
    return [replace(row, values={s: v for s, v in row.values.items() if s in seeds}) for row in rows]


def score(rows: Sequence[Measured]) -> float:
    """Weighted share of rows that pass; what could not be measured fails."""
    total = sum(row.fact.weight for row in rows)
    return sum(row.fact.weight for row in rows if row.passed) / total if total else math.nan


def seeds_passing(rows: Sequence[Measured]) -> float:
    """Share of seeds whose own weighted share of facts in band reaches `PASSING`."""
    seeds = sorted({seed for row in rows for seed in row.values})
    return float(np.mean([_of_seed(rows, seed) >= PASSING for seed in seeds])) if seeds else math.nan


def _of_seed(rows: Iterable[Measured], seed: int) -> float:
    here = [row for row in rows if seed in row.values]
    total = sum(row.fact.weight for row in here)
    return sum(row.fact.weight for row in here if row.fact.passed(row.values[seed])) / total


def frame(rows: Sequence[Measured]) -> pd.DataFrame:
    """The table as it is stored: everything known of each row."""
    import pandas as pd

    columns = ("value", "spread", "error", "passed", "distance", "seeds_inside")
    return pd.DataFrame(
        [
            {"row": row.id}
            | asdict(row.fact)
            | {"economy": row.economy, "band": row.fact.band, "seeds": len(row.known)}
            | {name: getattr(row, name) for name in columns}
            for row in rows
        ]
    )


@dataclass(frozen=True)
class Bar:
    """What the model is asked to reach."""

    text: str
    value: float
    wanted: float

    @property
    def reached(self) -> bool:
        """Whether it is."""
        return self.value >= self.wanted - 1e-9

    @property
    def shown(self) -> str:
        """The value in percent."""
        return f"{self.value:.0%}"


def bars(rows: Sequence[Measured]) -> list[Bar]:
    """The bars that the measured rows can speak to."""
    groups = {kind: [row for row in rows if row.fact.kind == kind] for kind in ("stylised", "experiment", "path")}
    trials = groups["experiment"]
    groups |= {"bar path": [row for row in groups["path"] if row.fact.id[:3] in EXPORT_BAR]}
    groups |= {"other path": [row for row in groups["path"] if row.fact.id[:3] not in EXPORT_BAR]}
    sized = [row for row in trials if not row.fact.is_sign]
    asked = [
        ("stylised", Bar("stylised facts in band, every economy, by weight (90 % wanted)",
                         score(groups["stylised"]), 0.9)),
        ("stylised", Bar("seeds that pass 90 % of the stylised facts (95 % wanted)",
                         seeds_passing(groups["stylised"]), 0.95)),
        ("experiment", Bar("experiments of the right sign (all wanted)",
                           _share(_right_sign(row) for row in trials), 1.0)),
        ("experiment", Bar("experiments of the right size (two thirds wanted)",
                           _share(row.passed for row in sized), 2.0 / 3.0)),
        ("bar path", Bar("exports of Korea and China by growth and fan (all wanted)", score(groups["bar path"]), 1.0)),
        ("other path", Bar("other countries' exports, and industries, beside the record (half wanted)",
                           score(groups["other path"]), 0.5)),
    ]  # fmt: skip
    return [bar for kind, bar in asked if groups[kind]]


def _right_sign(row: Measured) -> bool:
    """Sign of the point estimate; where the study found nothing, that the band holds."""
    if row.fact.is_sign or row.fact.low <= 0.0 <= row.fact.high:
        return row.passed
    return bool(row.value * row.fact.point > 0.0)  # not a number is no sign


def _share(hits: Iterable[bool]) -> float:
    found = list(hits)
    return sum(found) / len(found) if found else math.nan
