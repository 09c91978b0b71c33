"""Small figures of a comparison for a page: one series or one map each, without a ground, in the page's own ink."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from views.figures import fans, maps, style
from views.words import INDEXED, SERIES

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from results.compare import Comparison
    from results.store import Results

SIZE = (4.4, 2.7)  # inches: readable on a phone and three beside each other on a laptop
LINES = ((0, ()), (0, (5, 1.5)), (0, (1.5, 1.2)), (0, (6, 1.5, 1.5, 1.5)))
COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7")
"""Scenarios, in their order: never by colour alone, each has its own dashes."""

INKS = {style.INK: "var(--ink)", "#999999": "var(--soft)", "#000000": "var(--ink)", "#444444": "var(--soft)",
        "#EFEFEF": "var(--line)", style.BASELINE: "var(--soft)", "white": "var(--card)"}  # fmt: skip


def write_panels(results: Results, comparison: Comparison, folder: Path) -> None:
    """Write `path_<series>`, `gain_<series>`, `map_<scenario>_<figure>` and `change_<scenario>_<figure>` as SVG."""
    with style.applied():
        _write_paths(results, comparison, folder)
        _write_maps(results, comparison, folder)


def _write_paths(results: Results, comparison: Comparison, folder: Path) -> None:
    names = [*comparison.differences, *dict.fromkeys(comparison.baseline_of.values())]
    paths = {name: fans.paths(results, name, comparison.seeds) for name in names}
    starts = {name: results.scenarios[name]["country"]["start_year"] for name in names}
    for series in fans.COLUMNS:
        _save(_path(series, comparison, paths, starts), folder / f"path_{series}.svg")
    for series in fans.GAINS:
        _save(_gain(series, comparison, paths, starts), folder / f"gain_{series}.svg")


def _path(series: str, comparison: Comparison, paths: Any, starts: Any) -> Figure:
    figure, axes = _axes()
    for base in dict.fromkeys(comparison.baseline_of.values()):
        _fan(axes, paths[base][series], style.BASELINE, (0, (2, 2)))
    for at, name in enumerate(comparison.differences):
        _fan(axes, paths[name][series], COLOURS[at], LINES[at])
    years = [path[series].index for path in paths.values()]
    start = min(starts.values())
    first, last = min(y.min() for y in years), max(y.max() for y in years)
    if first < start and len(set(starts.values())) == 1:
        axes.axvspan(first, start, color="#EFEFEF", zorder=0, lw=0)
    axes.set_xlim(first, last)
    if series in INDEXED:
        axes.set_yscale("log")
        fans.plain_ticks(axes)
    else:
        axes.set_ylim(bottom=min(0.0, axes.get_ylim()[0]))
    axes.set_ylabel(SERIES[series].unit.replace("index, start of the window", "index, start"))
    return figure


def _gain(series: str, comparison: Comparison, paths: Any, starts: Any) -> Figure:
    figure, axes = _axes()
    relative = series in INDEXED
    for at, (name, base) in enumerate(comparison.baseline_of.items()):
        with_, without = paths[name][series], paths[base][series]
        gain = 100.0 * (with_ / without - 1.0) if relative else with_ - without
        _fan(axes, gain[gain.index >= starts[name]], COLOURS[at], LINES[at])
    axes.axhline(0.0, color=style.INK, lw=0.8)
    axes.set_ylabel("% of the path without" if relative else "number more")
    return figure


def _fan(axes: Any, path: Any, colour: str, dashes: Any) -> None:
    q05, q50, q95 = np.nanquantile(path.to_numpy(float), [0.05, 0.5, 0.95], axis=1)
    years = path.index.to_numpy(float)
    axes.fill_between(years, q05, q95, color=colour, alpha=0.2, lw=0)
    axes.plot(years, q50, color=colour, lw=2.0, ls=dashes)


def _axes() -> tuple[Figure, Any]:
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots(figsize=SIZE)
    axes.set_xlabel("year")
    return figure, axes


def _write_maps(results: Results, comparison: Comparison, folder: Path) -> None:
    names = [*dict.fromkeys(comparison.baseline_of.values()), *comparison.differences]
    values = {name: maps.by_region(results, name, comparison.seeds) for name in names}
    for outcome, (_, unit) in maps.MAPPED.items():
        top = max(float(v[outcome].mean(axis=0).max()) for v in values.values())
        for name in names:
            mean = values[name][outcome].mean(axis=0)
            figure = maps.panel(results.scenarios[name]["country"], mean, unit, limit=top)
            _save(figure, folder / f"map_{name}_{outcome}.svg")
        found = {
            name: maps.differences(values[name][outcome], values[base][outcome], comparison.level)
            for name, base in comparison.baseline_of.items()
        }
        most = max((abs(d.difference) for row in found.values() for d in row), default=1.0) or 1.0
        for name, row in found.items():
            mean, open_ = np.array([d.difference for d in row]), np.array([not d.settled for d in row])
            country = results.scenarios[name]["country"]
            figure = maps.panel(country, mean, f"points: {unit}", limit=most, centred=True, hatched=open_)
            _save(figure, folder / f"change_{name}_{outcome}.svg")


def _save(figure: Figure, path: Path) -> None:
    """As SVG whose inks are the page's, so that it reads in the dark."""
    figure.savefig(path, metadata={"Date": None}, transparent=True)
    style.close(figure)
    text = path.read_text(encoding="utf-8")
    for ink, variable in INKS.items():
        text = text.replace(ink.lower(), variable)
    path.write_text(text, encoding="utf-8")
