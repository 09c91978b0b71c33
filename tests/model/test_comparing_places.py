"""How investors compare places."""

import numpy as np
import pytest

from model.comparing import apart, better_here


def test_a_gain_is_split_into_its_sectors_mean_and_what_a_place_adds():
    mean, here = apart(np.array([[0.1, 0.5, 9.0]]), np.array([[3.0, 1.0, 0.0]]))
    assert mean == pytest.approx(np.array([[0.2]]))
    assert here == pytest.approx(np.array([[-0.1, 0.3, 2.0]]))


def test_a_place_is_better_by_a_share_of_what_its_sector_earns():
    usual, firms = np.array([0.4]), np.array([[1.0, 1.0, 0.0]])
    profit = np.array([[0.3, 0.5, 0.8]])
    assert better_here(profit, usual, firms) == pytest.approx(np.array([[-0.25, 0.25, 1.0]]))
    assert better_here(3.0 * profit, usual, firms) == pytest.approx(np.array([[-0.25, 0.25, 1.0]]))


def test_in_a_slump_places_are_told_apart_by_what_is_usual():
    """The sector earns next to nothing: a difference of a tenth of a wage is half of half of what is usual."""
    firms = np.array([[1.0, 1.0]])
    assert better_here(np.array([[-0.05, 0.05]]), np.array([0.4]), firms) == pytest.approx(np.array([[-0.25, 0.25]]))
