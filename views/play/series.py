"""From an economy to the numbers of its charts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from views import theme
from views.words import INDEXED, SERIES

if TYPE_CHECKING:
    from model.economy import RegionalEconomy

TOTALS = (
    "exports", "real_gdp", "real_wage", "employment", "unemployment_rate", "clusters", "clusters_null", "region_gini",
    "foreign_share", "public_cost", "export_hhi", "firms",
)  # fmt: skip
BLUE, RED, GREEN = theme.SERIES[:3]


def columns(sectors: tuple[str, ...]) -> list[str]:
    """Names of the columns of `numbers`."""
    return ["year", *TOTALS, *(f"exports:{sector}" for sector in sectors)]


def numbers(economy: RegionalEconomy) -> bytes:
    """All series from quarter 0 on, float32, a row a quarter."""
    rows = [row for row in economy.recorder.totals if row["quarter"] >= 0]
    if not rows:
        return b""
    start = economy.state.scenario.country.start_year
    exports = np.array([by.sum(axis=1) for by in economy.recorder.by_sector("exports")[-len(rows) :]])
    gdp = np.array([row["gdp"] for row in rows])
    table = [np.array([start + row["quarter"] / 4.0 for row in rows])]
    table += [_scaled(name, np.array([row[name] for row in rows]), gdp) for name in TOTALS]
    return np.column_stack([*table, 100.0 * exports / gdp[:, None]]).astype(np.float32).tobytes()


def _scaled(name: str, x: Any, gdp: Any) -> Any:
    if name in INDEXED:
        return 100.0 * x / x[0]
    if name == "public_cost":
        return 100.0 * x / gdp
    return x * (100.0 if name == "unemployment_rate" else SERIES[name].factor if name in SERIES else 1.0)


def charts(sectors: tuple[str, ...]) -> list[dict[str, Any]]:
    """What is drawn, the first six at once."""
    by_sector = [
        {"column": f"exports:{s}", "name": theme.sector_name(s), "colour": theme.sector_colour(s)} for s in sectors
    ]
    return [
        _chart("exports", "Exports by sector", "% of GDP", by_sector, stack=True, zero=True),
        _chart("jobs", "Jobs and unemployment", "million; % of labour force (right)", [
            _line("employment", "Jobs", BLUE), _line("unemployment_rate", "Unemployment", RED) | {"right": True},
        ], digits=2),
        _chart("wage", "Real wage", "start = 100", [_line("real_wage", "Real wage", BLUE)]),
        _chart("clusters", "Clusters", "number", [
            _line("clusters", "Clusters", BLUE), _line("clusters_null", "Expected by chance", RED) | {"dashed": True},
        ], zero=True, whole=True),
        _chart("gini", "Inequality of regions", "Gini, 0 to 1", [_line("region_gini", "Gini", BLUE)], digits=3),
        _chart("money", "Public money", "% of GDP", [_line("public_cost", "Policy", BLUE)], zero=True, digits=2),
        _chart("gdp", "Real GDP", "start = 100", [_line("real_gdp", "Real GDP", BLUE)], first=False),
        _chart("foreign", "Foreign-owned firms", "% of jobs", [_line("foreign_share", "Share", BLUE)], first=False),
        _chart("hhi", "Concentration of exports", "Herfindahl, 0 to 1", [_line("export_hhi", "HHI", BLUE)],
               first=False, digits=3),
        _chart("firms", "Firms", "number", [_line("firms", "Firms", GREEN)], first=False, digits=0, whole=True),
    ]  # fmt: skip


def _chart(name: str, title: str, unit: str, lines: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    return {"id": name, "title": title, "unit": unit, "lines": lines, "first": True, "digits": 1} | more


def _line(column: str, name: str, colour: str) -> dict[str, Any]:
    return {"column": column, "name": name, "colour": colour}


TILES = [
    {"column": "real_gdp", "title": "Real GDP", "unit": "start = 100", "digits": 0},
    {"column": "real_wage", "title": "Real wage", "unit": "start = 100", "digits": 0},
    {"column": "unemployment_rate", "title": "Unemployment", "unit": "% of labour force", "digits": 1},
    {"column": "clusters", "title": "Clusters", "unit": "number", "digits": 0},
    {"column": "public_cost", "title": "Policy costs", "unit": "% of GDP", "digits": 2},
]
