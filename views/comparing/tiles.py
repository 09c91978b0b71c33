"""Small maps of a comparison as SVG: one figure by region, or what the policy changes in it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from views.against import one_map
from views.figures.maps import MAPPED, by_region, differences, region_grid
from views.outline import bars, borders
from views.theme import number
from views.words import fine

if TYPE_CHECKING:
    from results.compare import Comparison, Difference
    from results.store import Results

Floats = NDArray[np.float64]
Stops = tuple[tuple[int, int, int], ...]

CIVIDIS: Stops = ((0, 32, 76), (0, 48, 111), (57, 72, 107), (95, 100, 110), (125, 124, 120), (155, 148, 119),
                  (188, 174, 108), (222, 202, 88), (255, 234, 70))  # fmt: skip
PURPLE_ORANGE: Stops = ((127, 59, 8), (224, 130, 20), (254, 224, 182), (247, 247, 247), (216, 218, 235),
                        (128, 115, 172), (45, 0, 75))  # fmt: skip
"""Ends and steps of matplotlib's cividis and PuOr, which the printed figures use."""


def draw(results: Results, comparison: Comparison) -> dict[str, dict[str, str]]:
    """All maps: by outcome, `name` for what is there and `name+` for what differs from a baseline on the same map."""
    names = [*dict.fromkeys(comparison.baseline_of.values()), *comparison.differences]
    values = {name: by_region(results, name, comparison.seeds_of(name)) for name in names}
    countries = {name: results.scenarios[name]["country"] for name in names}
    pairs = {
        name: (values[name], by_region(results, base, seeds) if seeds != comparison.seeds_of(base) else values[base])
        for name, base in comparison.baseline_of.items()
        for seeds in (comparison.paired[name],)
        if one_map(comparison, results, name)
    }
    return {outcome: _of(outcome, values, pairs, countries, comparison.level) for outcome in MAPPED}


def _of(
    outcome: str, values: Mapping[str, Any], pairs: Mapping[str, tuple[Any, Any]], countries: Mapping[str, Any],
    confidence: float,
) -> dict[str, str]:  # fmt: skip
    unit = MAPPED[outcome][1]
    means = {name: v[outcome].mean(axis=0) for name, v in values.items()}
    top = max(float(mean.max()) for mean in means.values())
    found = {name: level(countries[name], mean, unit, top) for name, mean in means.items()}
    changes = {
        name: differences(with_[outcome], without[outcome], confidence) for name, (with_, without) in pairs.items()
    }
    most = max((abs(d.difference) for row in changes.values() for d in row), default=0.0)
    return found | {f"{name}+": change(countries[name], row, unit, most) for name, row in changes.items()}


def level(country: Mapping[str, Any], values: Floats, unit: str, top: float) -> str:
    """A figure by region, (R,), on a scale from 0 to `top`."""
    shades = [_shade(CIVIDIS, x / (top or 1.0)) for x in values.tolist()]
    texts = [f"{number(x)} {unit}" for x in values.tolist()]
    return _map(country, shades, texts, ("0", f"{number(top)} {unit}"), CIVIDIS)


def change(country: Mapping[str, Any], row: Sequence[Difference], unit: str, most: float) -> str:
    """A difference by region, on a scale that is the same on both sides; hatched where its interval holds zero."""
    shades = [_shade(PURPLE_ORANGE, 0.5 + 0.5 * d.difference / (most or 1.0)) for d in row]
    texts = [_told(d) for d in row]
    ends = (f"{_signed(-most)}", f"{_signed(most)} points: {unit}")
    return _map(country, shades, texts, ends, PURPLE_ORANGE, [not d.settled for d in row])


def _told(d: Difference) -> str:
    mean, low, high = fine(d.difference, d.low, d.high, _signed)
    return f"{mean} ({low} to {high}) points"


def _signed(x: float, finer: int = 0) -> str:
    x = round(x, 2 + finer) + 0.0  # nothing has no sign
    return ("+" if x > 0.0 else "") + number(x, 2 + finer)


def _shade(stops: Stops, share: float) -> str:
    at = min(max(share, 0.0), 0.9999) * (len(stops) - 1)
    k, rest = int(at), at - int(at)
    red, green, blue = (round(a + rest * (b - a)) for a, b in zip(stops[k], stops[k + 1], strict=True))
    return f"#{red:02x}{green:02x}{blue:02x}"


def _map(
    country: Mapping[str, Any], shades: Sequence[str], texts: Sequence[str], ends: tuple[str, str], stops: Stops,
    hatched: Sequence[bool] | None = None,
) -> str:  # fmt: skip
    grid = region_grid(dict(country))
    rows, cols = grid.shape
    parts = []
    for at, region in enumerate(country["regions"].values()):
        path = bars(grid == at)
        told = f"<title>{escape(region['name'])}: {escape(texts[at])}</title>"
        parts.append(f'<path d="{path}" fill="{shades[at]}">{told}</path>')
        if hatched is not None and hatched[at]:
            parts.append(f'<path d="{path}" fill="url(#open)" pointer-events="none"/>')
    thin = rows / 150.0
    parts.append(f'<path d="{borders(grid)}" fill="none" stroke="var(--ink)" stroke-width="{thin:.3f}"/>')
    for port in country["ports"]:
        row, col = port["cell"]
        parts.append(f'<circle cx="{col + 0.5}" cy="{row + 0.5}" r="{2.4 * thin:.3f}" fill="var(--card)" '
                     f'stroke="var(--ink)" stroke-width="{thin:.3f}"/>')  # fmt: skip
    drawn = f'<g shape-rendering="auto">{"".join(parts)}</g>'
    return _with_scale(drawn, rows, cols, ends, stops, country["title"])


def _with_scale(drawn: str, rows: int, cols: int, ends: tuple[str, str], stops: Stops, title: str) -> str:
    """The map over its scale, in a box whose unit is a pixel of print."""
    size = min(280.0 / cols, 260.0 / rows)
    left, height = (300.0 - size * cols) / 2.0, size * rows
    steps = "".join(f'<stop offset="{k / (len(stops) - 1):.3f}" stop-color="rgb{c}"/>' for k, c in enumerate(stops))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 {height + 46:.0f}" role="img" '
        f'aria-label="Map of {escape(title)}, scale {escape(ends[0])} to {escape(ends[1])}">'
        f'<defs><linearGradient id="scale">{steps}</linearGradient>'
        f'<pattern id="open" width="0.5" height="0.5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        f'<path d="M0 0V0.5" stroke="#777" stroke-width="0.16"/></pattern></defs>'
        f'<g transform="translate({left:.1f} 4) scale({size:.3f})">{drawn}</g>'
        f'<rect x="10" y="{height + 14:.0f}" width="280" height="9" fill="url(#scale)"/>'
        f'<g font-family="Roboto, sans-serif" font-size="11" fill="var(--ink)">'
        f'<text x="10" y="{height + 37:.0f}">{escape(ends[0])}</text>'
        f'<text x="290" y="{height + 37:.0f}" text-anchor="end">{escape(ends[1])}</text></g></svg>'
    )  # fmt: skip


def own_ids(svg: str, mark: str) -> str:
    """The same map with ids of its own, so that several stand in one page."""
    return re.sub(r'id="(\w+)"', rf'id="{mark}-\1"', svg).replace("url(#", f"url(#{mark}-")
