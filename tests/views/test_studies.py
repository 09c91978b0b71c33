"""What the pages of attribute, transplant, sensitivity and calibrate say."""

import pandas as pd
import pytest

from results.compare import LEVEL
from views import attribution, sensitivity
from views.figures import calibration

TITLES = {"clusters": "Clusters", "science": "Science"}
SCENARIO = {"title": "Here"}


def values(*rows):
    columns = ["factor", "value", "low", "high", "probability_higher", "settled"]
    return pd.DataFrame(rows, columns=columns).assign(outcome="exports_growth", seeds=2)


def told(*rows, side="policy"):
    return attribution.study({side: values(*rows)}, TITLES, SCENARIO, LEVEL, "run.py")


NOTHING = (0.0, 0.0, 0.0, 0.5, False)


def test_a_factor_without_an_instrument_is_named_and_has_no_share_of_seeds():
    study = told(("clusters", *NOTHING), ("science", 1.0, 0.5, 1.5, 1.0, True), ("total", 1.0, 0.5, 1.5, 1.0, True))
    assert study.sections[0].rows[0].cells[-1] == "–"
    assert study.sections[0].rows[1].cells[-1] == "100%"
    assert study.sections[0].notes == ("Without an instrument at work: clusters.",)
    assert "science (+1.00)" in study.answer


def test_where_nothing_changes_it_says_so():
    study = told(("clusters", *NOTHING), ("science", *NOTHING), ("total", *NOTHING))
    assert study.answer == "As policy, nothing changes: none of the instruments is at work in these quarters."


def test_a_mechanism_off_is_told_to_have_its_own_benchmark_year():
    rows = (("clusters", 1.0, 0.5, 1.5, 1.0, True), ("total", 1.0, 0.5, 1.5, 1.0, True))
    assert "benchmark year" in told(*rows, side="mechanism").sections[0].text


@pytest.mark.parametrize(
    ("effect", "begins"), [(True, "What the policy does to export"), (False, "Export growth hangs")]
)
def test_of_an_effect_it_says_that_it_is_the_policys(effect, begins):
    rows = [("parameters.a", index, 1.0, 0.5, 1.5) for index in ("mu_star", "mu", "sigma")]
    table = pd.DataFrame(rows, columns=["parameter", "index", "value", "low", "high"])
    table = table.assign(outcome="exports_growth", blocks=2)
    study = sensitivity.study(table, "morris", {"parameters.a": "0 to 1"}, "Here", effect, 2, LEVEL, "run.py")
    assert study.answer.startswith(begins)


def test_the_worst_step_of_a_calibration_is_inside_the_figure():
    table = pd.DataFrame({"step": [0, 1], "misfit": [4.6, 4.5], "calibration_in_band": [0.0, 1.0], "test_in_band": 0.5})
    left, right = calibration.draw(table).axes
    assert left.get_ylim()[1] > 4.7
    assert right.get_ylim()[0] < 0.0 < 100.0 < right.get_ylim()[1]
