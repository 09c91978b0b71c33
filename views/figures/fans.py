"""Paths over time with what chance adds: medians, the middle half, nine runs in ten."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from results.fan import ENDS, quantiles
from views.against import words_for
from views.figures import style
from views.study import counted
from views.words import INDEXED, SERIES

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from results.compare import Comparison
    from results.store import Results

COLUMNS = (
    "exports",
    "real_gdp",
    "real_wage",
    "employment",
    "clusters",
    "region_gini",
    "foreign_share",
    "public_cost",
)
SHORT = 5.0  # an axis from a figure to less than so many times it has too few of 1, 2 and 5 to be read
LOOKED = "clusters"
GAINS = ("exports", "real_gdp", "real_wage", "clusters")


def paths(results: Results, scenario: str, seeds: tuple[int, ...]) -> dict[str, pd.DataFrame]:
    """Yearly paths of each series, years x seeds: means, and of clusters the look in the year's last quarter."""
    chosen = [r["run"] for r in results.runs if r["scenario"] == scenario and r["seed"] in seeds]
    names = sorted({*COLUMNS, "gdp"})
    frame = results.table("totals", chosen, ["seed", "quarter", *names])
    start = results.scenarios[scenario]["country"]["start_year"]
    frame["public_cost"] = frame["public_cost"] / frame["gdp"]
    frame["year"] = start + np.floor_divide(frame["quarter"], 4)
    how = {n: "last" if n == LOOKED else "mean" for n in names}  # until a look, rows tell of the year before
    wide = frame.sort_values("quarter").pivot_table(index="year", columns="seed", values=list(names), aggfunc=how)
    return {name: _scaled(wide[name], name, start) for name in COLUMNS}


def _scaled(path: pd.DataFrame, name: str, start: int) -> pd.DataFrame:
    """Indices count from the year before the first, which runs with and without a policy share, where there is one."""
    if name in INDEXED:
        return 100.0 * path / path.loc[start - 1 if start - 1 in path.index else start]
    return path * SERIES[name].factor


def draw_paths(comparison: Comparison, results: Results, name: str) -> Figure:
    """Eight series of a scenario and of its baseline."""
    import matplotlib.pyplot as plt

    base = comparison.baseline_of[name]
    with_, without = (paths(results, n, comparison.paired[name]) for n in (name, base))
    words = words_for(comparison, results, name)
    figure, grid = plt.subplots(4, 2, figsize=(8.2, 10.2), sharex=True)
    for axes, series in zip(grid.flat, COLUMNS, strict=True):
        draw_fan(axes, without[series], style.BASELINE, words.base)
        draw_fan(axes, with_[series], style.POLICY, words.own)
        label = SERIES[series]
        axes.set_title(label.title)
        start = results.scenarios[name]["country"]["start_year"]
        shared = series not in INDEXED or start - 1 in with_[series].index
        axes.set_ylabel(label.unit if shared else f"index, {start} = 100")
        _shade_burn_in(axes, with_[series], start)
        if series in INDEXED and len(with_[series]) > 1:
            axes.set_yscale("log")
            plain_ticks(axes)
        else:
            axes.set_ylim(bottom=min(0.0, axes.get_ylim()[0]))
    for axes in grid[-1]:
        axes.set_xlabel("year")
    grid[0, 0].legend(loc="upper left")
    figure.suptitle(
        f"{results.scenarios[name]['title']}\n"
        f"median, middle half and nine in ten of {counted(len(comparison.paired[name]), 'run')}; grey ground: burn-in",
        fontsize=10.5, ha="left", x=0.02,
    )  # fmt: skip
    return figure


def draw_gains(comparison: Comparison, results: Results, name: str) -> Figure:
    """Paired differences over time."""
    import matplotlib.pyplot as plt

    base = comparison.baseline_of[name]
    with_, without = (paths(results, n, comparison.paired[name]) for n in (name, base))
    words = words_for(comparison, results, name)
    figure, grid = plt.subplots(2, 2, figsize=(8.2, 5.6), sharex=True)
    start = results.scenarios[name]["country"]["start_year"]
    for axes, series in zip(grid.flat, GAINS, strict=True):
        relative = series in INDEXED
        gain = 100.0 * (with_[series] / without[series] - 1.0) if relative else with_[series] - without[series]
        gain = gain[gain.index >= start].dropna(how="all")  # years that both have
        if len(gain):
            draw_fan(axes, gain, style.POLICY, None)
        axes.axhline(0.0, color=style.INK, lw=0.8)
        axes.set_title(f"{SERIES[series].title}: gain")
        axes.set_ylabel(f"% of the path {words.base}" if relative else "number")
        axes.set_xlabel("year")
    figure.suptitle(
        f"Difference to {words.reference}, seed by seed: median, middle half and nine in ten",
        fontsize=10.5,
        ha="left",
        x=0.02,
    )
    return figure


def draw_fan(axes: Axes, path: pd.DataFrame, colour: str, label: str | None) -> None:
    """Median, middle half and nine in ten of paths, years x seeds."""
    from matplotlib.ticker import MaxNLocator, ScalarFormatter

    values = path.to_numpy(float)
    q05, q25, q50, q75, q95 = quantiles(values, (ENDS[0], 0.25, 0.5, 0.75, ENDS[1]))
    years = path.index.to_numpy(float)
    axes.fill_between(years, q05, q95, color=colour, alpha=style.BAND, lw=0)
    axes.fill_between(years, q25, q75, color=colour, alpha=style.INNER, lw=0)
    axes.plot(years, q50, color=colour, lw=1.8, label=label, ls="-" if colour == style.POLICY else (0, (4, 1.5)))
    if len(years) == 1:  # lines and bands of a single year are nothing to be seen
        axes.vlines(years, q05, q95, color=colour, alpha=style.BAND, lw=6.0)
        axes.plot(years, q50, "o", color=colour, ms=5.0)
        axes.set_xlim(years[0] - 1.0, years[0] + 1.0)
    axes.xaxis.set_major_locator(MaxNLocator("auto", steps=[1, 2, 5, 10], integer=True))  # no halves of years
    axes.xaxis.set_major_formatter(ScalarFormatter(useOffset=False))  # 1970, never 0 and + 1.97e3 beside it


def _shade_burn_in(axes: Axes, path: pd.DataFrame, start: int) -> None:
    first = float(path.index.min())
    if first < start:
        axes.axvspan(first, start, color="#EFEFEF", zorder=0, lw=0)
    if len(path) > 1:  # a single year is a point
        axes.set_xlim(first, float(path.index.max()))


def plain_ticks(axes: Axes) -> None:
    """Figures instead of powers of ten along a logarithmic axis, at even steps where it is a short one."""
    from matplotlib.ticker import FuncFormatter, LogLocator, MaxNLocator, NullFormatter, NullLocator

    low, high = axes.get_ylim()
    if short := high < SHORT * low:
        axes.yaxis.set_minor_locator(NullLocator())
    axes.yaxis.set_major_locator(MaxNLocator(5, steps=[1, 2, 5, 10]) if short else LogLocator(subs=(1.0, 2.0, 5.0)))
    formatter: Any = FuncFormatter(lambda x, _: f"{x:,.0f}" if x >= 1000.0 else f"{x:.4g}")
    axes.yaxis.set_major_formatter(formatter)
    axes.yaxis.set_minor_formatter(NullFormatter())
