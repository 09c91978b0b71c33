"""In words: what a unit of the economy's money is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from results.store import Results

UNIT = (
    "One unit of money is about what a thousand people earn in a quarter when the economy begins: "
    "the mean wage is 1 there, before the burn-in."
)
YEAR = 4


def of_costs(results: Results, name: str, seeds: Sequence[int]) -> str:
    """What costs by job and by exports are counted in, with the wage that the start year came to."""
    start = results.scenarios[name]["country"]["start_year"]
    wage = _start_wage(results, name, seeds)
    return (
        "Public cost by job is counted in quarterly wages, four to a year's pay: the mean wage at which the economy "
        f"begins, before its burn-in. In {start} a mean job paid {wage:.2f} of it. Public cost by exports: what was "
        "spent in all for each unit of money by which a year's exports grew. Both divide by all that was added, "
        "whatever added it."
    )


def _start_wage(results: Results, name: str, seeds: Sequence[int]) -> float:
    runs = [r["run"] for r in results.runs if r["scenario"] == name and r["seed"] in seeds]
    totals = results.table("totals", runs, ["quarter", "wages", "employment"])
    first = totals[totals["quarter"].between(0, YEAR - 1)]
    return float(first["wages"].sum() / first["employment"].sum())
