"""Which values an outcome hangs on: the largest indices with intervals."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from views.figures import style
from views.sensitivity import SHOWN, direction, short, wide
from views.words import OUTCOMES, title_of, unit_of_difference

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

MARKS = {"up": ">", "down": "<", "either way": "D", "none": "o"}
COLOURS = {"up": style.POLICY, "down": style.WARM, "either way": style.BASELINE, "none": style.BASELINE}


def draw(table: pd.DataFrame, outcome: str, method: str, level: float, of: str) -> Figure:
    """Draw the largest indices of an outcome; table as `results.sensitivity.indices` gives it; of: what it is of."""
    import matplotlib.pyplot as plt

    found = wide(table, outcome).head(SHOWN)[::-1]
    figure, axes = plt.subplots(figsize=(8.2, 1.7 + 0.34 * len(found)))
    (_morris if method == "morris" else _sobol)(axes, found, outcome)
    axes.set_yticks(range(len(found)), [short(str(name)) for name in found.index])
    axes.set_ylim(-0.6, len(found) - 0.4)
    axes.axvline(0.0, color=style.INK, lw=0.8)
    axes.grid(axis="x", color="#E5E5E5", lw=0.8)
    axes.set_axisbelow(True)
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)
    axes.legend(loc="lower right", fontsize=8.5)
    how = f"{method.capitalize()} indices with {level:.0%} intervals; outcomes {of}"
    figure.suptitle(f"{title_of(outcome)}: what it hangs on\n{how}", fontsize=10.5, ha="left", x=0.02)
    return figure


def _morris(axes: Axes, found: pd.DataFrame, outcome: str) -> None:
    factor = OUTCOMES[outcome].factor if outcome in OUTCOMES else 1.0
    ways = [direction(a, b) for a, b in zip(found["value", "mu"], found["value", "mu_star"], strict=True)]
    for way in dict.fromkeys(MARKS):
        at = [i for i, w in enumerate(ways) if w == way]
        if at:
            _dots(axes, found.iloc[at], "mu_star", np.array(at), factor, COLOURS[way], MARKS[way], _words(way))
    axes.set_xlabel(f"mean size of the effect of a value's whole range, {unit_of_difference(outcome) or 'its unit'}")


def _words(way: str) -> str:
    return {"up": "raises it", "down": "lowers it", "either way": "either way", "none": "no effect"}[way]


def _sobol(axes: Axes, found: pd.DataFrame, outcome: str) -> None:
    at = np.arange(len(found))
    _dots(axes, found, "total", at + 0.14, 1.0, style.POLICY, "o", "with interactions")
    _dots(axes, found, "first", at - 0.14, 1.0, style.WARM, "D", "alone")
    axes.set_xlabel(f"share of the variance of {title_of(outcome).lower()}")


def _dots(
    axes: Axes, found: pd.DataFrame, index: str, at: np.ndarray, factor: float, colour: str, mark: str, label: str
) -> None:  # fmt: skip
    low, high = factor * found["low", index], factor * found["high", index]
    if index == "mu_star":
        low = low.clip(lower=0.0)
    axes.hlines(at, low, high, color=colour, lw=2.0, alpha=0.55)
    axes.plot(factor * found["value", index], at, mark, color=colour, ms=6.5, label=label)
