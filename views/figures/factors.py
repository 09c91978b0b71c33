"""What each success factor is worth: bars with intervals, as policy and as mechanism."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING

from views.figures import style
from views.study import sample
from views.words import OUTCOMES, effect, title_of, unit_of_difference

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

SIDES = {"policy": "As policy: instruments switched off", "mechanism": "As mechanism: parameters set to do nothing"}
TOTAL = "total"


def draw(tables: Mapping[str, pd.DataFrame], titles: Mapping[str, str], outcome: str, level: float) -> Figure:
    """Draw one outcome; tables by side, with columns factor, value, low, high, settled, seeds."""
    import matplotlib.pyplot as plt

    figure, grid = plt.subplots(len(tables), 1, figsize=(8.2, 0.6 + 2.8 * len(tables)), squeeze=False)
    for axes, (side, table) in zip(grid[:, 0], tables.items(), strict=True):
        _panel(axes, table[table["outcome"] == outcome], titles, outcome)
        axes.set_title(SIDES[side])
    grid[-1, 0].set_xlabel(f"contribution to {title_of(outcome).lower()}, {unit_of_difference(outcome)}")
    seeds = int(next(iter(tables.values()))["seeds"].iloc[0])
    figure.suptitle(
        f"{title_of(outcome)}: what each factor is worth\n"
        f"Shapley values, mean over {sample(seeds, level)}; filled: the interval leaves zero",
        fontsize=10.5, ha="left", x=0.02,
    )  # fmt: skip
    return figure


def _panel(axes: Axes, table: pd.DataFrame, titles: Mapping[str, str], outcome: str) -> None:
    factor = OUTCOMES[outcome].factor if outcome in OUTCOMES else 1.0
    rows = list(table.itertuples())[::-1]
    for at, row in enumerate(rows):
        colour = style.INK if row.factor == TOTAL else style.POLICY
        sure = bool(row.settled)
        axes.barh(
            [at], [factor * row.value], height=0.62, edgecolor=colour, lw=1.2,
            color=colour if sure else "white", alpha=0.85 if sure else 1.0,
        )  # fmt: skip
        axes.plot([factor * row.low, factor * row.high], [at, at], color=style.WARM, lw=2.0, solid_capstyle="butt")
        mean, low, high = effect(outcome, row.value, row.low, row.high)
        figures = f"{mean} [{low}, {high}]" if math.isfinite(row.low) else mean
        axes.text(1.02, at, figures, va="center", fontsize=8.5, transform=axes.get_yaxis_transform())
    axes.axvline(0.0, color=style.INK, lw=0.8)
    axes.axhline(0.5, color="#BBBBBB", lw=0.8)
    axes.set_yticks(range(len(rows)), [titles.get(r.factor, "All together") for r in rows])
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)
