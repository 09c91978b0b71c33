"""A fan of nine runs in ten holds nine further runs in ten."""

import numpy as np
import pytest

from results.fan import ENDS, quantiles


def test_the_ends_are_places_among_order_statistics():
    """Of 19 runs the first and the last, of 39 the second and the last but one, and a middle one between."""
    assert quantiles(np.arange(1.0, 20.0)[None, :], (*ENDS, 0.5))[:, 0].tolist() == [1.0, 19.0, 10.0]
    assert quantiles(np.arange(1.0, 40.0)[None, :], ENDS)[:, 0] == pytest.approx([2.0, 38.0])


def test_of_few_runs_the_ends_are_the_outermost():
    assert quantiles(np.array([[3.0, 1.0, 2.0]]), ENDS)[:, 0].tolist() == [1.0, 3.0]


def test_years_without_runs_are_no_number_and_runs_that_ended_are_left_out():
    runs = np.array([[np.nan, np.nan], [1.0, np.nan], [1.0, 3.0]])
    found = quantiles(runs, (0.5,))[0]
    assert np.isnan(found[0])
    assert found[1:].tolist() == [1.0, 2.0]


@pytest.mark.parametrize("runs", [32, 64])
def test_nine_in_ten_further_runs_lie_between_the_ends(runs):
    rng = np.random.default_rng(5)
    years = rng.random(size=(20_000, runs + 1))  # in a tail the line between two runs holds a point more
    low, high = quantiles(years[:, :-1], ENDS)
    inside = float(((years[:, -1] >= low) & (years[:, -1] <= high)).mean())
    assert inside == pytest.approx(0.9, abs=0.01)  # error 0.002; 0.85 and 0.87 with places among i / n at 32 runs
