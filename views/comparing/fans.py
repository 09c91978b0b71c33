"""Fan charts of a comparison as numbers, for the charts that the browser draws."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from results.fan import ENDS, quantiles
from views import theme
from views.figures.fans import COLUMNS, GAINS, paths
from views.words import INDEXED, SERIES

if TYPE_CHECKING:
    from results.compare import Comparison
    from results.store import Results

COLOURS = theme.SERIES
DASHES: tuple[Any, ...] = ("solid", [8, 3], [2, 2], [9, 3, 3, 3])
"""Scenarios, in their order: never by colour alone, each has its own dashes."""
REACH = (ENDS[0], 0.5, ENDS[1])


def numbers(results: Results, comparison: Comparison) -> tuple[list[str], bytes]:
    """Names of columns, and float32 rows of them, a row a year; nan where a country has no such year."""
    names = [*dict.fromkeys(comparison.baseline_of.values()), *comparison.differences]
    starts = {name: results.scenarios[name]["country"]["start_year"] for name in names}
    found = {name: paths(results, name, comparison.seeds_of(name)) for name in names}
    parts: dict[str, pd.Series] = {}
    for name in names:
        for series in COLUMNS:
            parts |= _fan(f"{name}:{series}", found[name][series], starts[name])
    for name, base in comparison.baseline_of.items():
        for series in GAINS:
            parts |= _fan(f"{name}:gain:{series}", _gain(found[name], found[base], series), starts[name])
    frame = pd.DataFrame(parts).sort_index()
    rows = np.column_stack([frame.index.to_numpy(float), frame.to_numpy(float)])
    return ["year", *frame.columns], rows.astype(np.float32).tobytes()


def _gain(with_: Mapping[str, pd.DataFrame], without: Mapping[str, pd.DataFrame], series: str) -> pd.DataFrame:
    if series in INDEXED:
        return 100.0 * (with_[series] / without[series] - 1.0)
    return with_[series] - without[series]


def _fan(column: str, path: pd.DataFrame, start: int) -> dict[str, pd.Series]:
    """Median and the ends of nine runs in ten, of years x seeds, from the start on."""
    shown = path[path.index >= start]
    low, middle, high = quantiles(shown.to_numpy(float), REACH)  # nan where two countries share no year
    ends = {f"{column}:low": low, column: middle, f"{column}:high": high}
    return {name: pd.Series(x, index=shown.index) for name, x in ends.items()}


def gains(comparison: Comparison, titles: Mapping[str, str]) -> list[dict[str, Any]]:
    """Charts of what the policy adds, for scenarios whose policy changed something."""
    changed = [name for name in comparison.differences if name not in comparison.unchanged]
    return [
        {"id": f"gain_{series}", "title": f"{SERIES[series].title}: gain", "first": True, "digits": 1, "keyless": True,
         "unit": "% of the path it is compared with" if series in INDEXED else "number more", "level": 0.0,
         "lines": [_line(comparison, titles, name, f"{name}:gain:{series}") for name in changed]}
        for series in GAINS
    ]  # fmt: skip


def levels(comparison: Comparison, titles: Mapping[str, str]) -> list[dict[str, Any]]:
    """Charts of the paths, baselines in grey."""
    bases = list(dict.fromkeys(comparison.baseline_of.values()))
    grey = {"colour": theme.BASELINE, "dashed": [3, 3]}
    return [
        {"id": f"path_{series}", "title": SERIES[series].title, "unit": SERIES[series].unit, "first": True,
         "digits": 3 if series == "region_gini" else 1, "keyless": True, "zero": series not in INDEXED,
         "lines": [*(_line(comparison, titles, base, f"{base}:{series}") | grey for base in bases),
                   *(_line(comparison, titles, name, f"{name}:{series}") for name in comparison.differences)]}
        for series in COLUMNS
    ]  # fmt: skip


def _line(comparison: Comparison, titles: Mapping[str, str], name: str, column: str) -> dict[str, Any]:
    at = list(comparison.differences).index(name) if name in comparison.differences else 0
    return {"column": column, "band": [f"{column}:low", f"{column}:high"], "name": titles[name],
            "colour": COLOURS[at], "dashed": DASHES[at]}  # fmt: skip
