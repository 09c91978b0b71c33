"""Outcomes of a run by hand: what has no figure is None, not nothing."""

import numpy as np
import pytest

from model.outcomes import _gained, _per, growth


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
