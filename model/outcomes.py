"""A run in a dozen figures: what the recorded window brought."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

YEAR = 4  # quarters


def summarise(rows: Sequence[Mapping[str, float]], begun: Sequence[Mapping[str, float]] = ()) -> dict[str, Any]:
    """Outcomes of the recorded quarters: growth in percent a year, levels as means of the last year; None without one.

    Clusters are those of the last look, in the fourth quarter: rows until then still tell of the year before.

    Rates and shares of unemployment, foreign investment, research and public cost are means over the window.

    Parameters
    ----------
    rows : totals of each quarter from 0 on; at least one.
    begun : those of the year before, which runs with and without a policy share. Growth counts from it; where it is
        not four quarters long, from the first year of the window, in which policy may act already.
    """
    series = {name: np.array([row[name] for row in rows]) for name in rows[0]}
    first = {name: np.array([row[name] for row in begun]) for name in rows[0]} if len(begun) == YEAR else {}

    def growth_of(name: str) -> float | None:
        return growth(series[name], first.get(name))

    def gained(name: str) -> float:
        return _gained(series[name], first.get(name))

    def last(name: str) -> float:
        return float(series[name][-4:].mean())

    def looked(name: str) -> float:
        return float(series[name][-1])

    return {
        "exports_growth": growth_of("exports"),
        "real_gdp_growth": growth_of("real_gdp"),
        "real_wage_growth": growth_of("real_wage"),
        "real_consumption_growth": growth_of("real_consumption"),
        "exports_share": last("exports") / last("gdp"),
        "exports": last("exports"),
        "real_gdp": last("real_gdp"),
        "real_consumption": last("real_consumption"),
        "unemployment_rate": float(series["unemployment_rate"].mean()),
        "clusters": looked("clusters"),
        "clusters_null": looked("clusters_null"),
        "cluster_employment_share": looked("cluster_employment_share"),
        "foreign_share": last("foreign_share"),
        "foreign_investment": float((series["foreign_investment"] / series["gdp"]).mean()),
        "research_share": float((series["research"] / series["gdp"]).mean()),
        "region_gini": last("region_gini"),
        "export_hhi": last("export_hhi"),
        "top_groups_share": last("top_groups_share"),
        "groups_share": last("groups_share"),
        "public_cost": float((series["public_cost"] / series["gdp"]).mean()),
        "public_cost_total": float(series["public_cost"].sum()),
        "cost_per_export": _per(series["public_cost"], 4.0 * gained("exports")),
        "cost_per_job": _per(series["public_cost"], gained("employment")),
    }


def growth(x: Floats, before: Floats | None = None) -> float | None:
    """Percent a year from the mean of the year before, or else of the first, to that of the last.

    None in one year, and where there was nothing at either end.
    """
    n = min(YEAR, x.size)
    first = x[:n] if before is None else before
    years = (x.size - n if before is None else 0.5 * (before.size - n) + x.size) / YEAR
    last, begun = float(x[-n:].mean()), float(first.mean())
    if years <= 0.0 or last <= 0.0 or begun <= 0.0:
        return None
    return float(100.0 * np.log(last / begun) / years)


def _gained(level: Floats, before: Floats | None = None) -> float:
    """What a quarterly figure has gained since then; a flow gains four times that in a year."""
    n = min(YEAR, level.size)
    return float(level[-n:].mean() - (level[:n] if before is None else before).mean())


def _per(cost: Floats, gained: float) -> float | None:
    """Public money over the window for each unit gained; 0 without cost, None where money was spent and nothing gained.

    A gross figure: how much of the growth the money caused is what a comparison with no policy says.
    """
    total = float(cost.sum())
    if total == 0.0:
        return 0.0
    return total / gained if gained > 0.0 else None
