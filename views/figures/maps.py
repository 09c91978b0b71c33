"""Maps: where the outcome is, where the policy makes a difference."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from views.against import words_for
from views.figures import style
from views.study import counted

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from results.compare import Comparison, Difference
    from results.store import Results

Floats = NDArray[np.float64]

MAPPED = {
    "value_added": ("Product per job", "% of the nation's mean"),
    "employment": ("Jobs", "% of the nation"),
    "exports": ("Exports", "% of the nation"),
    "foreign_share": ("Foreign-owned firms", "% of jobs"),
}


def draw_outcome(comparison: Comparison, results: Results, name: str) -> Figure:
    """Four outcomes by region under the policy: means over seeds in the last year."""
    import matplotlib.pyplot as plt

    country = results.scenarios[name]["country"]
    values = by_region(results, name, comparison.paired[name])
    figure, grid = plt.subplots(2, 2, figsize=(8.2, height(country, 2)))
    for axes, outcome in zip(grid.flat, MAPPED, strict=True):
        mean = values[outcome].mean(axis=0)
        _map(axes, country, mean, *MAPPED[outcome], cmap=style.SEQUENTIAL)
    figure.suptitle(
        f"{results.scenarios[name]['title']}: last year, mean of {counted(len(comparison.paired[name]), 'run')}",
        fontsize=10.5,
        ha="left",
        x=0.02,
    )
    return figure


def draw_difference(comparison: Comparison, results: Results, name: str) -> Figure:
    """What differs by region from a baseline on the same map; hatched where the interval holds zero."""
    import matplotlib.pyplot as plt

    to = words_for(comparison, results, name).reference
    country = results.scenarios[name]["country"]
    with_ = by_region(results, name, comparison.paired[name])
    without = by_region(results, comparison.baseline_of[name], comparison.paired[name])
    figure, grid = plt.subplots(2, 2, figsize=(8.2, height(country, 2)))
    for axes, outcome in zip(grid.flat, MAPPED, strict=True):
        found = differences(with_[outcome], without[outcome], comparison.level)
        mean = np.array([d.difference for d in found])
        open_ = np.array([not d.settled for d in found])
        title, unit = MAPPED[outcome]
        _map(axes, country, mean, title, "points: " + unit, cmap=style.DIVERGING, centred=True, hatched=open_)
    figure.suptitle(
        f"Difference to {to} in the last year; hatched: the {comparison.level:.0%} interval holds zero",
        fontsize=10.5, ha="left", x=0.02,
    )  # fmt: skip
    return figure


def differences(x: Floats, y: Floats, level: float) -> list[Difference]:
    """Paired difference of each region; x, y : (seeds, regions)."""
    from results.compare import difference

    return [difference(x[:, r], y[:, r], level) for r in range(x.shape[1])]


def by_region(results: Results, scenario: str, seeds: tuple[int, ...]) -> dict[str, Floats]:
    """Outcomes of the last year, (seeds, regions) each."""
    runs = [r["run"] for r in results.runs if r["scenario"] == scenario and r["seed"] in seeds]
    columns = ["seed", "quarter", "region", "employment", "value_added", "exports", "foreign_share"]
    last = results.scenarios[scenario]["run"]["quarters"] - 4
    frame = results.table("regions", runs, columns, since=last)
    frame = frame[frame["quarter"] > frame["quarter"].max() - 4].copy()
    frame["foreign_jobs"] = frame["foreign_share"] * frame["employment"]
    wide = (
        frame.groupby(["seed", "region"])[["employment", "value_added", "exports", "foreign_jobs"]]
        .sum()
        .unstack("region")
    )
    order = list(results.scenarios[scenario]["country"]["regions"])
    get = {
        name: wide[name].reindex(columns=order).to_numpy(float)
        for name in ("employment", "value_added", "exports", "foreign_jobs")
    }
    jobs = np.maximum(get["employment"], 1e-12)
    nation = get["value_added"].sum(axis=1, keepdims=True) / jobs.sum(axis=1, keepdims=True)

    def share(x: Floats) -> Floats:
        return 100.0 * x / np.maximum(x.sum(axis=1, keepdims=True), 1e-300)

    return {
        "value_added": 100.0 * get["value_added"] / jobs / nation,
        "employment": share(get["employment"]),
        "exports": share(get["exports"]),
        "foreign_share": 100.0 * get["foreign_jobs"] / jobs,
    }


def _rows(country: dict[str, Any]) -> list[str]:
    return [line for line in country["map"].strip("\n").split("\n") if line]


def region_grid(country: dict[str, Any]) -> NDArray[np.int64]:
    """Index of the region of each cell of the map, -1 for the sea."""
    symbols = {region["symbol"]: i for i, region in enumerate(country["regions"].values())}
    return np.array([[symbols.get(char, -1) for char in line] for line in _rows(country)])


def panel(
    country: dict[str, Any], values: Floats, unit: str, *,
    limit: float, centred: bool = False, hatched: NDArray[np.bool_] | None = None,
) -> Figure:  # fmt: skip
    """One map without a title; `limit` is the end of the scale, the same for maps that stand side by side."""
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots(figsize=(3.4, max(height(country, 1) - 0.6, 2.2)))
    cmap = style.DIVERGING if centred else style.SEQUENTIAL
    _map(axes, country, values, "", unit, cmap=cmap, centred=centred, hatched=hatched, limit=limit)
    return figure


def _map(
    axes: Axes, country: dict[str, Any], values: Floats, title: str, unit: str, *,
    cmap: str, centred: bool = False, hatched: NDArray[np.bool_] | None = None, limit: float | None = None,
) -> None:  # fmt: skip
    region = region_grid(country)
    painted = np.where(region >= 0, values[region], np.nan)
    most = limit or float(np.nanmax(np.abs(painted))) or 1.0
    low = -most if centred else min(0.0, float(np.nanmin(painted)))
    high = most if centred or limit else None
    image = axes.imshow(painted, cmap=cmap, interpolation="nearest", vmin=low, vmax=high)
    if hatched is not None:
        for row, col in zip(*np.nonzero((region >= 0) & hatched[region]), strict=True):
            axes.add_patch(_hatch(row, col))
    finish(axes, country, title)
    _bar(axes, image, unit)


def _hatch(row: int, col: int) -> Any:
    from matplotlib.patches import Rectangle

    return Rectangle((col - 0.5, row - 0.5), 1, 1, fill=False, hatch="////", lw=0, edgecolor="#AAAAAA")


def finish(axes: Axes, country: dict[str, Any], title: str, *, ports: bool = True) -> None:
    """Borders of regions, ports, no ticks."""
    from matplotlib.collections import LineCollection

    region = region_grid(country)
    rows, cols = region.shape
    axes.add_collection(LineCollection(_borders(region), colors="#444444", linewidths=0.6))
    for port in country["ports"] if ports else ():
        axes.plot(port["cell"][1], port["cell"][0], marker="o", ms=3.5, mfc="white", mec=style.INK, mew=0.9)
    axes.set_title(title)
    axes.set_xticks([])
    axes.set_yticks([])
    for side in axes.spines.values():
        side.set_visible(False)
    axes.set_xlim(-0.6, cols - 0.4)
    axes.set_ylim(rows - 0.4, -0.6)
    axes.set_aspect("equal")


def _borders(region: NDArray[np.int64]) -> list[list[tuple[float, float]]]:
    """Edges between cells of different regions, the edge of the map counting as sea: pairs of (x, y)."""
    around = np.pad(region, 1, constant_values=-1)
    upright = np.argwhere(around[1:-1, 1:] != around[1:-1, :-1])
    level = np.argwhere(around[1:, 1:-1] != around[:-1, 1:-1])
    return [
        *([(c - 0.5, r - 0.5), (c - 0.5, r + 0.5)] for r, c in upright.tolist()),
        *([(c - 0.5, r - 0.5), (c + 0.5, r - 0.5)] for r, c in level.tolist()),
    ]


def _bar(axes: Axes, image: Any, unit: str) -> None:
    figure = axes.figure
    bar = figure.colorbar(image, ax=axes, shrink=0.75, pad=0.02)
    bar.set_label(unit, fontsize=8.5)
    bar.outline.set_visible(False)


def height(country: dict[str, Any], rows: int) -> float:
    """Inches for maps in rows above each other."""
    lines = _rows(country)
    return float(np.clip(3.3 * len(lines) / len(lines[0]), 2.6, 5.2)) * rows + 0.6
