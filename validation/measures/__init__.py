"""One measuring function a fact: from the tables of a run to a number."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from validation.measures import concentration, cycle, firm_differences, firm_sizes, places

if TYPE_CHECKING:
    from validation.observed import Observed

Measure = Callable[["Observed"], float]

MEASURES: dict[str, Measure] = {
    function.__name__: function
    for function in (
        firm_sizes.size_exponent, firm_sizes.growth_shape, firm_sizes.entry_rate, firm_sizes.exit_rate,
        firm_sizes.five_year_survival, firm_sizes.hazard_falls, firm_differences.productivity_ratio,
        firm_differences.exporting_share, firm_differences.exporter_size, firm_differences.exporter_productivity,
        firm_differences.top_exporters, firm_differences.investment_rate, concentration.median_gamma,
        concentration.concentrated_share, concentration.persistence, concentration.related_entry,
        concentration.related_stay, places.wage_density, places.productivity_density, places.gravity,
        places.convergence, cycle.product_volatility, cycle.investment_volatility, cycle.consumption_volatility,
        cycle.product_autocorrelation, cycle.labour_share,
    )
}  # fmt: skip
"""Stylised facts by the name of their measure."""
