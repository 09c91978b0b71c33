"""What a package sets aside for an instrument is its budget, as long as its window is open."""

import pytest

from views.set_aside import set_aside

GRANT = {"id": "x", "kind": "rd_grant", "government": "national", "budget": 0.008, "start": 0.0, "end": None}


def aside(changes=(), quarters=40, **new):
    return set_aside({**GRANT, **new}, {"run": {"quarters": quarters}, "changes": changes})


def test_a_window_over_half_of_the_run_sets_aside_half_of_the_budget():
    assert aside() == pytest.approx(0.008)
    assert aside(start=5.0) == pytest.approx(0.004)
    assert aside(end=2.5) == pytest.approx(0.002)


def test_a_budget_that_the_file_does_not_tell_is_left_open():
    assert aside(budget=None) is None
    assert aside(government="regional") is None
    assert aside(changes=[{"quarter": 8, "path": "policy.instruments.x.budget", "value": 0.01}]) is None
    assert aside(changes=[{"quarter": 8, "path": "policy.instruments.xy.budget", "value": 0.01}]) is not None
