"""Where clusters lie: what each cell is most often known for, and in how many runs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from views import theme
from views.against import words_for
from views.figures import maps, style

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from results.compare import Comparison
    from results.store import Results

Floats = NDArray[np.float64]

INCHES = 3.4  # width of one map
LEGIBLE = 3.2  # points: smaller letters are left out


def draw_clusters(comparison: Comparison, results: Results, name: str) -> Figure:
    """The sector whose cluster covers a cell in most runs, in the last year, on the same map for both."""
    import matplotlib.pyplot as plt

    words = words_for(comparison, results, name)
    country = results.scenarios[name]["country"]
    figure, grid = plt.subplots(1, 2, figsize=(8.2, maps.height(country, 1) + 0.9))
    shown: set[str] = set()
    pairs = ((comparison.baseline_of[name], words.base), (name, words.own))
    for axes, (scenario, word) in zip(grid, pairs, strict=True):
        often = frequencies(results, scenario, comparison.paired[name], country)
        shown |= _paint(axes, often, country)
        maps.finish(axes, country, f"Clusters most often found, {word}", ports=False)
    _legend(figure, [sector for sector in theme.SECTORS if sector in shown] + sorted(shown - set(theme.SECTORS)))
    return figure


def frequencies(results: Results, scenario: str, seeds: tuple[int, ...], country: dict[str, Any]) -> dict[str, Floats]:
    """Share of runs in which a cluster of a sector covers a cell in the last year, by sector, (rows, columns)."""
    runs = [r["run"] for r in results.runs if r["scenario"] == scenario and r["seed"] in seeds]
    frame = results.table("clusters", runs, ["seed", "quarter", "sector", "places"])
    last = results.scenarios[scenario]["run"]["quarters"] - 4
    shape = maps.region_grid(country).shape
    found: dict[str, Floats] = {}
    for (sector, _), group in frame[frame["quarter"] >= last].groupby(["sector", "seed"]):
        inside = np.zeros(shape, bool)
        places = [place.split(",") for text in group["places"] for place in str(text).split()]
        inside[tuple(np.array(places, int).reshape(-1, 2).T)] = True
        found[str(sector)] = found.get(str(sector), np.zeros(shape)) + inside / len(seeds)
    return found


def _paint(axes: Axes, often: dict[str, Floats], country: dict[str, Any]) -> set[str]:
    """Colour by sector, strength by share of runs; tell which sectors were painted."""
    from matplotlib.colors import to_rgb

    land = maps.region_grid(country) >= 0
    picture = np.ones((*land.shape, 3))
    picture[land] = to_rgb(style.LAND)
    painted = set()
    points = 72.0 * INCHES / land.shape[1]
    for row, col in np.argwhere(land):
        sector = max(often, key=lambda s: often[s][row, col], default=None)
        if sector is None or often[sector][row, col] <= 0.0:
            continue
        share = float(often[sector][row, col])
        picture[row, col] = _shade(sector, share)
        painted.add(sector)
        if 0.42 * points >= LEGIBLE:
            ink = "white" if _luminance(picture[row, col]) < 0.32 else style.INK
            axes.text(col, row, theme.sector_code(sector), ha="center", va="center",
                      fontsize=min(0.42 * points, 6.5), color=ink)  # fmt: skip
    axes.imshow(picture, interpolation="nearest")
    return painted


def _shade(sector: str, share: float) -> Floats:
    """The sector's colour, paler where fewer runs agree."""
    from matplotlib.colors import to_rgb

    colour = np.array(to_rgb(theme.SECTORS[sector][2] if sector in theme.SECTORS else style.BASELINE))
    return np.asarray(share * colour + (1.0 - share) * np.array(to_rgb(style.LAND)))


def _luminance(rgb: Floats) -> float:
    return float(np.array([0.2126, 0.7152, 0.0722]) @ rgb**2.2)


def _legend(figure: Figure, sectors: list[str]) -> None:
    from matplotlib.patches import Patch

    names = [
        Patch(color=tuple(_shade(s, 1.0)), label=f"{theme.sector_code(s)}  {theme.sector_name(s)}") for s in sectors
    ]
    figure.legend(
        handles=names, loc="outside lower center", ncols=5, fontsize=8, handlelength=1.0,
        title="full colour: in all runs; the paler, the fewer runs agree", title_fontsize=8,
    )  # fmt: skip
