import numpy as np
import pytest

from model import measures


def test_location_quotient_by_hand():
    jobs = np.array([[30.0, 10.0], [10.0, 50.0]])
    # sector 0: 40 of 100 jobs; place 0: 40 of 100; expected 16, found 30
    assert measures.location_quotient(jobs)[0, 0] == pytest.approx(30 / 16)
    assert measures.location_quotient(jobs)[1, 0] == pytest.approx(10 / 24)


def test_location_quotient_of_an_empty_place_is_zero():
    assert measures.location_quotient(np.array([[1.0, 0.0], [2.0, 0.0]]))[:, 1].tolist() == [0.0, 0.0]


def test_revealed_comparative_advantage_by_hand():
    exports = np.array([[3.0, 0.0], [1.0, 0.0]])
    rca = measures.revealed_comparative_advantage(exports, np.array([0.5, 0.5]))
    assert rca.tolist() == [[1.5, 0.0], [0.5, 0.0]]


def test_relatedness_density_by_hand():
    related = np.array([[1.0, 0.6, 0.2], [0.6, 1.0, 0.0], [0.2, 0.0, 1.0]])
    quotient = np.array([[0.5], [1.2], [0.9]])
    density = measures.relatedness_density(quotient, related)
    assert density[:, 0] == pytest.approx([0.6 / 0.8, 0.0, 0.0])


@pytest.mark.parametrize(("x", "expected"), [([1, 1, 1, 1], 0.0), ([0, 0, 0, 1], 0.75), ([0, 0, 0, 0], 0.0)])
def test_gini_by_hand(x, expected):
    assert measures.gini(np.array(x, float)) == pytest.approx(expected)


def test_gini_with_weights_is_that_of_the_people():
    assert measures.gini(np.array([1.0, 3.0]), np.array([2.0, 1.0])) == pytest.approx(
        measures.gini(np.array([1.0, 1.0, 3.0]))
    )


def test_herfindahl_by_hand():
    assert measures.herfindahl(np.array([3.0, 1.0])) == pytest.approx(0.625)
    assert measures.herfindahl(np.zeros(3)) == 0.0
