"""Names, units and formats of outcomes, as a reader sees them."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from results.compare import Difference


@dataclass(frozen=True)
class Label:
    """How an outcome is shown.

    Attributes
    ----------
    factor : what a stored figure is multiplied by for showing (100 turns a share into percent).
    """

    title: str
    unit: str
    factor: float = 1.0
    digits: int = 2


OUTCOMES: dict[str, Label] = {
    "exports_growth": Label("Export growth", "% a year"),
    "real_gdp_growth": Label("Growth of real GDP", "% a year"),
    "real_wage_growth": Label("Growth of real wages", "% a year"),
    "real_consumption_growth": Label("Growth of real consumption", "% a year"),
    "unemployment_rate": Label("Unemployment", "% of labour force", 100.0),
    "exports_share": Label("Exports", "% of GDP", 100.0, 1),
    "clusters": Label("Clusters", "number", 1.0, 1),
    "clusters_null": Label("Clusters expected by chance", "number", 1.0, 1),
    "cluster_employment_share": Label("Jobs in clusters", "% of jobs", 100.0),
    "foreign_share": Label("Jobs in foreign-owned firms", "% of jobs", 100.0, 1),
    "foreign_investment": Label("Foreign direct investment", "% of GDP", 100.0),
    "research_share": Label("Research and development", "% of GDP", 100.0),
    "top_groups_share": Label("Sales of the largest owners", "% of sales", 100.0, 1),
    "groups_share": Label("Sales of conglomerates", "% of sales", 100.0, 1),
    "region_gini": Label("Inequality of regions", "Gini, 0 to 1", 1.0, 3),
    "export_hhi": Label("Concentration of exports", "Herfindahl, 0 to 1", 1.0, 3),
    "public_cost": Label("Public cost of the policy", "% of GDP", 100.0),
    "cost_per_job": Label("Public cost over all jobs added in the run", "quarterly wages a job", 1.0, 2),
    "cost_per_export": Label("Public cost over all exports added in the run", "for 1 more a year", 1.0, 2),
}

HEADLINES = (
    "exports_growth",
    "real_gdp_growth",
    "real_wage_growth",
    "unemployment_rate",
    "region_gini",
    "public_cost",
)

SERIES: dict[str, Label] = {
    "exports": Label("Exports", "index, year before the start = 100"),
    "real_gdp": Label("Real GDP", "index, year before the start = 100"),
    "real_wage": Label("Real wage", "index, year before the start = 100"),
    "employment": Label("Jobs", "million", 1e-3),
    "clusters": Label("Clusters", "number"),
    "region_gini": Label("Inequality of regions", "Gini, 0 to 1"),
    "foreign_share": Label("Jobs in foreign-owned firms", "% of jobs", 100.0),
    "public_cost": Label("Public cost of the policy", "% of GDP", 100.0),
}

FINER = 4  # digits more than usual, at most, that an interval is given to leave zero in print
INDEXED = ("exports", "real_gdp", "real_wage")


def shown(outcome: str, value: float | None, *, sign: bool = False, finer: int = 0) -> str:
    """A figure in its unit's scale, without the unit; `finer` digits more than usual; – where there is none."""
    if value is None:
        return "–"
    label = _label(outcome)
    x, digits = value * label.factor, label.digits + finer
    if not math.isfinite(x):
        return "–"
    x = round(x, digits) + 0.0  # nothing has no sign
    text = f"{x:+,.{digits}f}" if sign and x else f"{x:,.{digits}f}"
    return text.replace("-", "−")


def effect(outcome: str, mean: float, low: float, high: float) -> tuple[str, str, str]:
    """A difference and its interval in the outcome's scale, without the unit."""
    return fine(mean, low, high, lambda x, finer: shown(outcome, x, sign=True, finer=finer))


def fine(mean: float, low: float, high: float, number: Callable[[float, int], str]) -> tuple[str, str, str]:
    """A difference and its interval, as fine as it takes for the interval to have a width in print.

    One that leaves zero leaves it in print too. `number` writes a figure with some digits more than usual.
    """
    for finer in range(FINER + 1):
        texts = number(mean, finer), number(low, finer), number(high, finer)
        at_zero = low * high > 0.0 and number(0.0, finer) in texts[1:]
        flat = texts[1] == texts[2] and low < high
        if not (at_zero or flat):
            break
    return texts


def share(x: float) -> str:
    """A share in percent; – where there is none."""
    return f"{x:.0%}" if math.isfinite(x) else "–"


TIES = "A seed that has the same in both counts as half."


def sure(mark: str, level: float) -> str:
    """What a mark on a row says, and how many would bear it if there were nothing to be found."""
    rows = 1.0 / (1.0 - level)
    return f"{mark} the interval leaves zero; if nothing had changed, one row in {rows:.0f} would do so by chance."


def seeds_higher(d: Difference) -> str:
    """Share of seeds in which it is higher; – where no seed differs, which half of them would say of ties."""
    nothing = d.difference == 0.0 and not d.low < d.high
    return "–" if nothing else share(d.probability_higher)


def _label(outcome: str) -> Label:
    return OUTCOMES.get(outcome, Label(outcome.replace("_", " "), ""))


def title_of(outcome: str) -> str:
    """Title of an outcome."""
    return OUTCOMES[outcome].title if outcome in OUTCOMES else outcome.replace("_", " ").capitalize()


def unit_of(outcome: str) -> str:
    """Unit of an outcome."""
    return OUTCOMES[outcome].unit if outcome in OUTCOMES else ""


def unit_of_difference(outcome: str) -> str:
    """Unit of a difference: points where the level is in percent."""
    return "points" if unit_of(outcome).startswith("%") else unit_of(outcome).split(",")[0]
