"""Facts at a glance: bands against what the model gives, and paths beside the record."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap
from typing import TYPE_CHECKING, Any

import numpy as np

from views.figures import style
from views.figures.fans import draw_fan, plain_ticks

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure


SIGNS = ("sign", "not negative")
CLEAR = 1.645
EDGE = 1.6  # beyond so many widths outside the band a mark is put at the edge, as an arrow
COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#222222", "#E69F00")  # Okabe & Ito (2008)
WIDE = 60  # letters of a line beside a figure
MARKS = ("o", "s", "D", "^", "P", "X")


def draw_bands(table: pd.DataFrame) -> Figure:
    """Each fact's band from 0 to 1, each economy's mean with one standard deviation over seeds."""
    import matplotlib.pyplot as plt

    ids = list(dict.fromkeys(table["id"]))
    figure, axes = plt.subplots(figsize=(8.8, 0.36 * len(ids) + 1.5))
    axes.axvspan(0.0, 1.0, color="#0072B2", alpha=0.12, lw=0)
    looks = _looks(table)
    for at, fact in enumerate(reversed(ids)):
        group = table[table["id"] == fact]
        for step, (_, row) in enumerate(group.iterrows()):
            _mark(axes, row, at + 0.16 * ((len(group) - 1) / 2.0 - step), looks[row["economy"]])
    _name_rows(axes, table, ids)
    axes.set_xlim(-EDGE - 0.1, 1.0 + EDGE + 0.1)
    axes.set_ylim(-0.7, len(ids) - 0.3)
    axes.set_xticks([-1, 0, 1, 2], ["one width\nbelow", "lower\nend", "upper\nend", "one width\nabove"])
    axes.set_xlabel("position in the band of the real world (shaded)")
    axes.tick_params(axis="y", length=0)
    _legend(axes, looks)
    return figure


def _mark(axes: Any, row: pd.Series, at: float, look: tuple[str, str]) -> None:
    """One economy's value on the scale of its band; an arrow at the edge when it lies far out."""
    colour, mark = look
    if not np.isfinite(row["value"]):
        axes.text(0.5, at, "not measured", fontsize=7, va="center", ha="center", color=colour)
        return
    width = row["high"] - row["low"]
    x, spread = (row["value"] - row["low"]) / width, row["spread"] / width
    face = colour if row["passed"] else "white"
    if not -EDGE <= x <= 1.0 + EDGE:
        left = x < 0.0
        axes.plot([-EDGE if left else 1.0 + EDGE], [at], marker="<" if left else ">", color=colour, mfc=face, ms=6)
        return
    if np.isfinite(spread):
        low, high = np.clip([x - spread, x + spread], -EDGE, 1.0 + EDGE)
        axes.plot([low, high], [at, at], color=colour, lw=1.2)
    axes.plot([x], [at], marker=mark, color=colour, mfc=face, ms=5, ls="")


def _looks(table: pd.DataFrame) -> dict[str, tuple[str, str]]:
    economies = list(dict.fromkeys(table["economy"]))
    several = len(COLOURS)  # beyond it colours come again, each with another mark
    return {e: (COLOURS[n % several], MARKS[(n + n // several) % len(MARKS)]) for n, e in enumerate(economies)}


def _legend(axes: Any, looks: dict[str, tuple[str, str]]) -> None:
    from matplotlib.lines import Line2D

    words = {"trial": "Experiment"}
    handles = [
        Line2D([], [], color=colour, marker=mark, ls="", label=words.get(name, name.replace("_", " ").title()))
        for name, (colour, mark) in looks.items()
    ]
    axes.legend(
        handles=handles, loc="lower center", bbox_to_anchor=(0.0, 1.0), ncols=min(len(handles), 5), fontsize=8.5
    )


def _name_rows(axes: Any, table: pd.DataFrame, ids: Sequence[str]) -> None:
    first = table.drop_duplicates("id").set_index("id")
    names = [_name(fact, first.loc[fact]) for fact in reversed(ids)]
    axes.set_yticks(range(len(ids)), names, fontsize=7.5, linespacing=1.05)


def _name(fact: str, row: pd.Series) -> str:
    """What is measured, of what, in two lines at most."""
    quantity = str(row["quantity"]).replace(" (sign)", "").removeprefix("sign: ")
    lines = wrap(f"{row['name']}: {quantity}", WIDE, max_lines=2, placeholder=" …")
    return "\n".join([*lines[:-1], f"{lines[-1]}  {fact}"])


def draw_signs(table: pd.DataFrame) -> Figure:
    """Effects in units of their standard error."""
    import matplotlib.pyplot as plt

    ids = list(dict.fromkeys(table["id"]))
    figure, axes = plt.subplots(figsize=(8.8, 0.36 * len(ids) + 1.5))
    looks = _looks(table)
    for at, fact in enumerate(reversed(ids)):
        group = table[table["id"] == fact]
        bar = CLEAR if group.iloc[0]["unit"] == "sign" else -CLEAR
        axes.plot([bar, bar], [at - 0.42, at + 0.42], color=style.INK, lw=1.4)
        for step, (_, row) in enumerate(group.iterrows()):
            colour, mark = looks[row["economy"]]
            t = row["value"] / row["error"] if row["error"] > 0.0 else np.nan
            x = float(np.clip(t, -10.0, 10.0))
            y = at + 0.16 * ((len(group) - 1) / 2.0 - step)
            shape = mark if abs(t) <= 10.0 else (">" if t > 0 else "<")
            axes.plot([x], [y], marker=shape, color=colour, mfc=colour if row["passed"] else "white", ms=5.5, ls="")
    axes.axvline(0.0, color="#999999", lw=0.8, ls=(0, (3, 2)))
    _name_rows(axes, table, ids)
    axes.set_xlim(-10.5, 10.5)
    axes.set_ylim(-0.7, len(ids) - 0.3)
    axes.set_xlabel("effect over its standard error over seeds (arrows: beyond 10)")
    axes.tick_params(axis="y", length=0)
    _legend(axes, looks)
    return figure


def draw_paths(table: pd.DataFrame) -> Figure:
    """Fans of exports beside the record; table: title, year, seed (0 the record), index."""
    import matplotlib.pyplot as plt

    titles = list(dict.fromkeys(table["title"]))
    across = min(3, len(titles))
    down = -(-len(titles) // across)
    figure, grid = plt.subplots(down, across, figsize=(8.2, 0.6 + 2.9 * down), squeeze=False)
    for axes in grid.flat[len(titles) :]:
        axes.set_visible(False)
    for axes, title in zip(grid.flat, titles, strict=False):
        rows = table[table["title"] == title]
        model = rows[rows["seed"] > 0].pivot_table(index="year", columns="seed", values="index")
        record = rows[rows["seed"] == 0]
        draw_fan(axes, model, style.POLICY, "model: median, middle half, nine in ten")
        axes.plot(record["year"], record["index"], color=style.WARM, lw=1.8, ls=(0, (5, 1)), label="record")
        axes.set_yscale("log")
        plain_ticks(axes)
        axes.set_title(f"{title}, {record['year'].min()} = 100")
    for axes in grid[:, 0]:
        axes.set_ylabel("real exports, index, log scale")
    for axes in grid[-1]:
        axes.set_xlabel("year")
    figure.legend(*grid[0, 0].get_legend_handles_labels(), loc="outside upper left", ncols=2, fontsize=8.5)
    return figure
