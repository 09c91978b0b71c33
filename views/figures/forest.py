"""All outcomes in one picture: paired differences in units of their own spread, with intervals."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from views.against import told, words_for
from views.figures import style
from views.study import counted
from views.words import OUTCOMES, effect, title_of, unit_of_difference

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from results.compare import Comparison
    from results.store import Results

ROWS = tuple(n for n in OUTCOMES if not n.startswith("cost_per") and n not in ("clusters_null", "public_cost"))


def draw(comparison: Comparison, results: Results, name: str) -> Figure:
    """Differences with their intervals; the bar's scale is the interval's half width, the figures are real."""
    import matplotlib.pyplot as plt

    found = told(comparison, name)
    rows = [n for n in ROWS if n in found]
    figure, axes = plt.subplots(figsize=(8.2, 0.36 * len(rows) + 1.2))
    for at, outcome in enumerate(reversed(rows)):
        d = found[outcome]
        scale = max(abs(d.low), abs(d.high), abs(d.difference))
        if not np.isfinite(scale):
            known = f"{effect(outcome, d.difference, d.low, d.high)[0]} {unit_of_difference(outcome)}, no interval"
            axes.text(1.08, at, known if d.alone else "–", va="center", fontsize=8.5, color=style.BASELINE)
            continue
        if scale == 0.0:
            axes.plot([0.0], [at], "o", color=style.BASELINE, ms=5)
            axes.text(1.08, at, "no difference", va="center", fontsize=8.5, color=style.BASELINE)
            continue
        colour = style.POLICY if d.settled else style.BASELINE
        axes.plot([d.low / scale, d.high / scale], [at, at], color=colour, lw=2.2, solid_capstyle="butt")
        axes.plot([d.difference / scale], [at], "o", color=colour, ms=6, mfc=colour if d.settled else "white")
        mean, low, high = effect(outcome, d.difference, d.low, d.high)
        figures = f"{mean} [{low}, {high}] {unit_of_difference(outcome)}"
        axes.text(1.08, at, figures, va="center", fontsize=8.5, color=style.INK)
    axes.axvline(0.0, color=style.INK, lw=0.8)
    axes.set_yticks(range(len(rows)), [title_of(n) for n in reversed(rows)])
    axes.set_xlim(-1.08, 1.08)
    axes.set_xticks([-1, 0, 1], ["lower", "no\ndifference", "higher"])
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)
    to, seeds = words_for(comparison, results, name).reference, counted(len(comparison.paired[name]))
    axes.set_title(
        f"Difference to {to}, mean and {comparison.level:.0%} interval over {seeds}\n"
        "filled: the interval leaves zero; each row on its own scale",
        fontsize=9.5,
    )
    return figure
