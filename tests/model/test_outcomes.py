"""Outcomes of a run by hand: what has no figure is None, not nothing."""

import numpy as np
import pytest
from conftest import tiny

from model.economy import RegionalEconomy
from model.measures import gini
from model.outcomes import _gained, _per, growth, summarise


def test_growth_is_between_the_first_and_the_last_year():
    assert growth(np.array([1.0] * 4 + [1.1] * 4)) == pytest.approx(100.0 * np.log(1.1))
    assert growth(np.array([1.0] * 5)) == 0.0


@pytest.mark.parametrize("quarters", [1, 4])
def test_a_run_of_a_year_has_no_growth(quarters):
    assert growth(np.linspace(1.0, 2.0, quarters)) is None


def test_cost_of_a_job_and_of_a_unit_of_exports_a_year():
    """Jobs are a stock: 10 more are 10 jobs. Exports are a flow: 10 more a quarter are 40 a year."""
    cost, level = np.full(8, 5.0), np.array([100.0] * 4 + [110.0] * 4)
    assert _per(cost, _gained(level)) == 4.0
    assert _per(cost, 4.0 * _gained(level)) == 1.0


def test_what_brought_nothing_is_not_free():
    fallen = np.array([110.0] * 4 + [100.0] * 4)
    assert _per(np.full(8, 5.0), _gained(fallen)) is None
    assert _per(np.zeros(8), _gained(fallen)) == 0.0


def test_growth_counts_from_the_year_before_policy_where_there_is_one():
    """A jump in the first year of the window is growth: 100 to 121 in two years."""
    before = np.full(4, 100.0)
    assert growth(np.array([110.0] * 4 + [121.0] * 4), before) == pytest.approx(100.0 * np.log(1.1))
    assert growth(np.full(4, 110.0), before) == pytest.approx(100.0 * np.log(1.1))
    assert growth(np.array([110.0, 110.0]), before) == pytest.approx(100.0 * np.log(1.1) / 0.75)  # three quarters apart
    assert _gained(np.full(4, 110.0), before) == 10.0


def test_inequality_between_regions_is_one_of_product():
    economy = RegionalEconomy(tiny("laissez_faire"), 1)
    economy.step()
    state = economy.state
    by = state.space.by_region
    people = by(state.cells.population)
    product = by(state.statistics.value_added.sum(axis=0))
    told = economy.tables()["totals"]["region_gini"].to_pylist()[-1]
    assert told == pytest.approx(gini(product / people, people))


def test_outcomes_take_the_last_year_of_the_burn_in_for_their_start():
    rows = [dict.fromkeys(economy_totals(), 1.0) | {"exports": 110.0} for _ in range(4)]
    begun = [row | {"exports": 100.0} for row in rows]
    assert summarise(rows, begun)["exports_growth"] == pytest.approx(100.0 * np.log(1.1))
    assert summarise(rows, begun[:3])["exports_growth"] is None  # too short a burn-in to count from
    assert summarise(rows)["exports_growth"] is None


def test_clusters_are_those_of_the_last_look():
    """Looked for in fourth quarters: three of the last year's rows tell of the year before."""
    seen = [2.0] * 3 + [4.0] * 4 + [8.0]
    rows = [dict.fromkeys(economy_totals(), 1.0) | dict.fromkeys(LOOKED, x) | {"exports": x} for x in seen]
    found = summarise(rows)
    assert [found[name] for name in LOOKED] == [8.0] * 3
    assert found["exports"] == 5.0  # what is counted each quarter is a mean of the year


LOOKED = ("clusters", "clusters_null", "cluster_employment_share")


def economy_totals() -> list[str]:
    """Columns of the table totals."""
    economy = RegionalEconomy(tiny("laissez_faire"), 1)
    economy.step()
    return economy.tables()["totals"].column_names
