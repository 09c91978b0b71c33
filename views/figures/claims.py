"""The claims as figures: how often each emerges, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from views.figures import style

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

BAR = 70  # per cent of seeds
ACROSS = 4  # panels in a row


def dots(rows: pd.DataFrame) -> Figure:
    """Share of seeds that show each claim: with the policy, without, and in other places."""
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots(figsize=(8.6, 1.4 + 0.3 * len(rows)))
    y = list(range(len(rows)))[::-1]
    around = [_wilson(f, n) for f, n in zip(rows["frequency"], rows["seeds"], strict=True)]
    axes.axvline(BAR, color="#999999", lw=0.8, ls="--")
    axes.errorbar(100 * rows["frequency"], y, xerr=list(zip(*around, strict=True)), fmt="o", color=style.POLICY,
                  label="with the policy (90 % interval)")  # fmt: skip
    axes.plot(100 * rows["without_policy"], y, "D", mfc="none", color=style.WARM, label="without policy")
    axes.plot(100 * rows["shuffled"], y, "|", ms=11, color=style.INK, label="other places of the map")
    axes.set_yticks(y, [f"{r.id}  {r.region}: {r.sectors}" for r in rows.itertuples()], fontsize=8)
    axes.set_ylim(-0.7, len(rows) - 0.3)
    axes.set_xlim(-3, 103)
    axes.set_xlabel("seeds in which the place specialises, % (dashed: the bar)")
    figure.legend(loc="outside upper left", ncols=3, fontsize=8.5)
    return figure


def _wilson(share: float, n: int) -> tuple[float, float]:
    """How far a 90 % interval reaches below and above a share, per cent (Wilson 1927): 0 of 8 isn't certainty."""
    z2 = 1.645**2
    centre = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = (z2 * (share * (1 - share) / n + z2 / (4 * n**2))) ** 0.5 / (1 + z2 / n)
    return 100 * max(share - centre + half, 0.0), 100 * max(centre + half - share, 0.0)


def paths(rows: pd.DataFrame, by_year: pd.DataFrame) -> Figure:
    """Share of seeds that show each claim over the years, with the policy and without.

    Parameters
    ----------
    by_year : claim, off, year, share.
    """
    import matplotlib.pyplot as plt

    down = -(-len(rows) // ACROSS)
    figure, grid = plt.subplots(down, ACROSS, figsize=(9.6, 0.9 + 1.5 * down), sharey=True, squeeze=False)
    for axes, row in zip(grid.flat, rows.to_dict("records"), strict=False):
        _path(axes, by_year[by_year["claim"] == row["id"]])
        axes.set_title(f"{row['id']} {row['region']}\n{row['sectors']}", fontsize=8, fontweight="normal")
        first, last = by_year.loc[by_year["claim"] == row["id"], "year"].agg(["min", "max"])
        axes.set_xlim(first - 1, last + 1)
        if first <= row["happened"] <= last:
            axes.axvline(row["happened"], color=style.INK, lw=1.0, ls=":")
        else:
            side = "before" if row["happened"] < first else "after"
            axes.text(0.03, 0.86, f"happened {side}: {row['happened']}", fontsize=7, transform=axes.transAxes)
    for axes in grid.flat[len(rows) :]:
        axes.set_visible(False)
    for axes in grid[:, 0]:
        axes.set_ylabel("seeds, %", fontsize=8)
    handles, labels = grid[0, 0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside upper left", ncols=2, fontsize=8.5)
    return figure


def _path(axes: Axes, by_year: pd.DataFrame) -> None:
    for off, colour, mark, label in (
        ("", style.POLICY, "-", "with the policy"), ("policy", style.WARM, "--", "without policy"),
    ):  # fmt: skip
        one = by_year[by_year["off"] == off].sort_values("year")
        if len(one):
            axes.plot(one["year"], 100 * one["share"], mark, color=colour, lw=1.4, label=label)
    axes.axhline(BAR, color="#BBBBBB", lw=0.8)
    axes.set_ylim(-4, 104)
    axes.tick_params(labelsize=7)
    axes.locator_params(axis="x", nbins=4)
