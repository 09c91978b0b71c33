"""A run in a dozen figures: what the recorded window brought."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def summarise(rows: Sequence[Mapping[str, float]]) -> dict[str, Any]:
    """Outcomes of the recorded quarters: growth in percent a year, levels as means of the last year; None without one.

    Parameters
    ----------
    rows : totals of each quarter from 0 on; at least one.
    """
    series = {name: np.array([row[name] for row in rows]) for name in rows[0]}

    def last(name: str) -> float:
        return float(series[name][-4:].mean())

    return {
        "exports_growth": growth(series["exports"]),
        "real_gdp_growth": growth(series["real_gdp"]),
        "real_wage_growth": growth(series["real_wage"]),
        "real_consumption_growth": growth(series["real_consumption"]),
        "exports_share": last("exports") / last("gdp"),
        "exports": last("exports"),
        "real_gdp": last("real_gdp"),
        "real_consumption": last("real_consumption"),
        "unemployment_rate": float(series["unemployment_rate"].mean()),
        "clusters": last("clusters"),
        "clusters_null": last("clusters_null"),
        "cluster_employment_share": last("cluster_employment_share"),
        "foreign_share": last("foreign_share"),
        "foreign_investment": float((series["foreign_investment"] / series["gdp"]).mean()),
        "research_share": float((series["research"] / series["gdp"]).mean()),
        "region_gini": last("region_gini"),
        "export_hhi": last("export_hhi"),
        "top_groups_share": last("top_groups_share"),
        "groups_share": last("groups_share"),
        "public_cost": float((series["public_cost"] / series["gdp"]).mean()),
        "public_cost_total": float(series["public_cost"].sum()),
        "cost_per_export": _per(series["public_cost"], 4.0 * _gained(series["exports"])),
        "cost_per_job": _per(series["public_cost"], _gained(series["employment"])),
    }


def growth(x: Floats) -> float | None:
    """Percent a year between the means of the first and of the last year; None where they are one year."""
    n = min(4, x.size)
    years = (x.size - n) / 4.0
    if years <= 0.0:
        return None
    return float(100.0 * np.log(x[-n:].mean() / x[:n].mean()) / years)


def _gained(level: Floats) -> float:
    """What a quarterly figure has gained from the first to the last year; a flow gains four times that in a year."""
    n = min(4, level.size)
    return float(level[-n:].mean() - level[:n].mean())


def _per(cost: Floats, gained: float) -> float | None:
    """Public money over the window for each unit gained; 0 without cost, None where money was spent and nothing gained.

    A gross figure: how much of the growth the money caused is what a comparison with no policy says.
    """
    total = float(cost.sum())
    if total == 0.0:
        return 0.0
    return total / gained if gained > 0.0 else None
