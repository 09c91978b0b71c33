"""Outcomes of a run by hand: what has no figure is None, not nothing."""

import numpy as np
import pytest

from model.outcomes import growth


def test_growth_is_between_the_first_and_the_last_year():
    assert growth(np.array([1.0] * 4 + [1.1] * 4)) == pytest.approx(100.0 * np.log(1.1))
    assert growth(np.array([1.0] * 5)) == 0.0


@pytest.mark.parametrize("quarters", [1, 4])
def test_a_run_of_a_year_has_no_growth(quarters):
    assert growth(np.linspace(1.0, 2.0, quarters)) is None
