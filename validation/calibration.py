"""Find values of a few parameters at which the facts marked for calibration lie nearest to their bands.

Simulated moments with the same seeds at every step (McFadden 1989, Econometrica 57(5); Grazzini & Richiardi 2015,
Journal of Economic Dynamics and Control 51), searched by COBYQA, a trust-region method without derivatives that keeps
to bounds (Ragonneau 2022, thesis, Hong Kong Polytechnic; scipy's). Facts marked for testing are measured too and
never looked at by the search.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from scenarios.design import Variation
from validation.score import Measured, score

Floats = NDArray[np.float64]
Role = Literal["calibration", "test"]

INSIDE = 0.1  # weight of the way to a band's middle, against the way to its edge
UNMEASURED = 4.0  # misfit of a fact that a run can't show
FIRST_STEP = 0.25  # of the search, in units of a value's range


@dataclass(frozen=True)
class Step:
    """One set of values and how well it fits.

    Attributes
    ----------
    values : by path; misfit : of the facts for calibration, what is searched for.
    calibration, test : share of each group's facts in band, by weight.
    """

    values: dict[str, float]
    misfit: float
    calibration: float
    test: float


def misfit(rows: Sequence[Measured]) -> float:
    """Weighted mean of how far the facts for calibration lie from their bands.

    In half widths of the band: the distance from its edge, and a tenth of that from its middle, so that the search is
    led on inside. Squares near the band, straight further off (Huber 1964): one fact out of reach mustn't lead it all.
    """
    here = [row for row in of_role(rows, "calibration") if not row.fact.is_sign]
    total = sum(row.fact.weight for row in here)
    return sum(row.fact.weight * _miss(row) for row in here) / total if total else math.nan


def _miss(row: Measured) -> float:
    fact = row.fact
    if not math.isfinite(row.value):
        return UNMEASURED
    half = 0.5 * (fact.high - fact.low)
    if not math.isfinite(half):
        half = max(abs(fact.low if math.isfinite(fact.low) else fact.high), 1e-12)
        return _huber(row.distance / half)
    middle = 0.5 * (fact.high + fact.low)
    return _huber(row.distance / half) + INSIDE * _huber((row.value - middle) / half)


def _huber(x: float) -> float:
    return x * x if abs(x) <= 1.0 else 2.0 * abs(x) - 1.0


def of_role(rows: Sequence[Measured], role: Role) -> list[Measured]:
    """Rows of facts with that role."""
    return [row for row in rows if row.fact.role == role]


def fit(values: dict[str, float], rows: Sequence[Measured]) -> Step:
    """How well a set of values fits, from what was measured at it."""
    return Step(values, misfit(rows), score(of_role(rows, "calibration")), score(of_role(rows, "test")))


def search(
    variations: Sequence[Variation], start: dict[str, float], most: int, measure: Callable[[dict[str, float]], Step]
) -> list[Step]:
    """Measure at the start and wherever the search goes next; every step, in order.

    Parameters
    ----------
    variations : values to move and their ends; start : where to begin, by path.
    most : steps; measure : runs the economy with these values.
    """
    from scipy.optimize import minimize

    low, wide = np.array([v.low for v in variations]), np.array([v.high - v.low for v in variations])
    steps = [measure(start)]
    known = {tuple(start.values()): steps[0].misfit}

    def at(x: Floats) -> float:
        chosen = {v.path: float(f"{value:.6g}") for v, value in zip(variations, low + wide * x, strict=True)}
        place = tuple(chosen.values())
        if place not in known and len(steps) < most:
            steps.append(measure(chosen))
            known[place] = steps[-1].misfit
        return known.get(place, math.inf)

    if most == 1:
        return steps
    begin = (np.array([start[v.path] for v in variations]) - low) / wide
    minimize(
        at,
        np.clip(begin, 0.0, 1.0),
        method="COBYQA",
        bounds=[(0.0, 1.0)] * len(variations),
        options={"maxfev": most, "initial_tr_radius": FIRST_STEP, "final_tr_radius": 0.01},
    )
    return steps


def best(steps: Sequence[Step]) -> Step:
    """The step that fits best; the first of equals."""
    return min(steps, key=lambda step: step.misfit)
