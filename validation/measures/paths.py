"""Paths of exports beside the real series; nothing is fitted but the starting year."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from results.fan import ENDS, quantiles

if TYPE_CHECKING:
    import pandas as pd

Floats = NDArray[np.float64]

EXPORTS = Path(__file__).parent.parent.parent / "docs" / "data" / "exports.csv"


def real_exports(country: str, path: Path = EXPORTS) -> dict[int, float]:
    """Exports of goods and services of a country by year, constant 2015 US dollars."""
    with path.open(encoding="utf-8", newline="") as file:
        return {
            int(row["year"]): float(row["exports_2015_usd"])
            for row in csv.DictReader(file)
            if row["country"] == country
        }


def at_constant_prices(rows: pd.DataFrame, totals: pd.DataFrame) -> pd.DataFrame:
    """Exports as the record counts them: their share in product times real product.

    Money in the model is worth what it buys in the world; the record's is worth what it buys at home.

    Parameters
    ----------
    rows : seed, quarter, exports, of a country or a state of it; totals : seed, quarter, gdp, real_gdp of the country.
    """
    both = rows[["seed", "quarter", "exports"]].merge(totals[["seed", "quarter", "gdp", "real_gdp"]])
    return both.assign(exports=both["exports"] / both["gdp"] * both["real_gdp"])


def yearly_exports(totals: pd.DataFrame, start_year: int) -> pd.DataFrame:
    """Exports by year and seed from the table of totals; whole recorded years."""
    rows = totals[totals["quarter"] >= 0]
    wide = rows.assign(year=start_year + rows["quarter"] // 4).pivot_table(
        index="year", columns="seed", values="exports", aggfunc=["sum", "count"]
    )
    return wide["sum"][(wide["count"] == 4).all(axis=1)]


def growth(path: Mapping[int, float], first: int, last: int) -> float:
    """Percent a year between two years, continuously compounded; nan where one is missing."""
    if first not in path or last not in path:
        return float("nan")
    return float(100.0 * np.log(path[last] / path[first]) / (last - first))


def common_years(paths: pd.DataFrame, real: Mapping[int, float], first: int, last: int) -> list[int]:
    """Years of the window that both have."""
    return [year for year in range(first, last + 1) if year in paths.index and year in real]


def indexed(paths: pd.DataFrame, real: Mapping[int, float], years: Sequence[int]) -> tuple[Floats, Floats]:
    """Both as an index of the first year: model (years, seeds), real (years,)."""
    model = paths.loc[list(years)].to_numpy(float)
    series = np.array([real[year] for year in years])
    return 100.0 * model / model[0], 100.0 * series / series[0]


def share_in_fan(model: Floats, real: Floats) -> float:
    """Share of years after the first in which the real series lies where nine in ten of further runs would."""
    low, high = quantiles(model[1:], ENDS)
    return float(((real[1:] >= low) & (real[1:] <= high)).mean())
