"""What the pages of attribute, transplant, sensitivity and calibrate say."""

from types import SimpleNamespace

import pandas as pd
import pytest

from results.compare import LEVEL
from views import attribution, factor_values, sensitivity, transplant, transplants
from views.figures import calibration
from views.study import Study, write_study

TITLES = {"clusters": "Clusters", "science": "Science"}
SCENARIO = {"title": "Here", "policy": {"instruments": []}}


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


NAN = float("nan")


def test_one_seed_has_no_interval_and_nothing_is_called_sure():
    rows = (("clusters", 1.0, NAN, NAN, 1.0, False), ("total", 1.0, NAN, NAN, 1.0, False))
    study = attribution.study({"policy": values(*rows).assign(seeds=1)}, TITLES, SCENARIO, LEVEL, "run.py")
    assert "1 seed, which has no interval" in study.subtitle
    assert study.answer.endswith("+1.00 points of export growth; one seed can't tell that from chance.")
    assert study.sections[0].rows[0].cells[2] == "–"


def test_a_matrix_of_one_seed_shows_no_figure_for_what_there_is_not():
    row = {"country": "korea", "policy": "chaebol", "outcome": "exports", "relative": True, "gain": -7.3, "low": NAN,
           "high": NAN, "probability_better": 0.0, "verdict": "open", "cost": 0.01, "cost_low": NAN, "cost_high": NAN,
           "factor": 1.0, "seeds": 1}  # fmt: skip
    counted = {"outcome": "exports", "policy": "chaebol", "better": 0, "worse": 0, "open": 1, "robust": False, "best": -7.3,
               "best_at": "korea", "worst": -7.3, "worst_at": "korea"}  # fmt: skip
    by_policy = pd.DataFrame([counted])
    study = transplant.study(pd.DataFrame([row]), by_policy, 0.01, LEVEL, "run.py", transplant.PACKAGES)
    assert [s.rows[0].cells[2] for s in study.sections] == ["–", "–"]
    assert study.answer.startswith("Exports, in 1 country: nothing sure: Chaebol. In brackets:")
    cell = transplants._cell({**row, "low": None, "high": None}, "exports", 0.01)
    assert "<b>−7.3</b><br><small>–</small>" in cell


def test_values_whose_intervals_reach_zero_are_not_called_those_that_matter():
    rows = [("parameters.a", index, 1.68, -0.25, 3.61) for index in ("total", "first")]
    table = pd.DataFrame(rows, columns=["parameter", "index", "value", "low", "high"])
    table = table.assign(outcome="exports_growth", blocks=4)
    study = sensitivity.study(table, "sobol", {"parameters.a": "0 to 1"}, "Here", False, 1, LEVEL, "run.py")
    assert study.answer.startswith("Export growth hangs surely on none of the values")


def test_factors_of_one_seed_stand_on_the_page_too():
    """JSON has null for an interval that there is not."""
    row = {"factor": "science", "outcome": "exports_growth", "value": 1.0, "low": None, "high": None, "settled": False}
    study = {"scenario": "here", "factors": {"science": "Science"}, "sides": {"policy": [row]}}
    assert '<td class="open"><b>+1.00</b><br><small>–</small></td>' in factor_values.table([study], "policy")


def test_a_factor_that_costs_is_told_from_one_that_is_not_there():
    def row(factor, value, low, high):
        return {"factor": factor, "outcome": "exports_growth", "value": value, "low": low, "high": high,
                "settled": high < 0.0}  # fmt: skip

    rows = [row("science", -1.0, -1.5, -0.5), row("zones", 0.0, 0.0, 0.0), row("total", -1.0, -1.5, -0.5)]
    names = {"science": "Science", "zones": "Zones"}
    studies = [{"scenario": "chaebol", "factors": names, "sides": {"policy": rows}},
               {"scenario": "india_it", "factors": names, "sides": {"mechanism": rows}}]  # fmt: skip
    html = factor_values.table(studies, "policy")
    cost = '<td class="worse"><b>▼ −1.00</b><br><small>−1.50 to −0.50</small></td>'
    assert html.count(f"{cost}<td>–</td>{cost}") == 1
    assert "India" not in html
    assert factor_values.sides(studies) == ["policy", "mechanism"]
    assert factor_values.note(studies).startswith("Export growth, points: ")


def test_a_factor_that_is_sure_is_no_nothing_in_print():
    ends = {"low": 0.002, "high": 0.01}
    row = {"factor": "science", "outcome": "exports_growth", "value": 0.006, **ends, "settled": True}
    study = {"scenario": "here", "factors": {"science": "Science"}, "sides": {"policy": [row]}}
    assert "+0.006<" in (table := factor_values.table([study], "policy"))
    assert "<small>+0.002 to +0.010</small>" in table
    total = values(("total", 0.006, 0.002, 0.01, 1.0, True))
    sure = attribution.study({"policy": total}, TITLES, SCENARIO, LEVEL, "run.py")
    assert sure.sections[0].rows[0].cells[1:3] == ("+0.006", "+0.002 to +0.010")


def test_a_page_counts_failures_and_gaps_of_all_the_results_that_it_read(tmp_path):
    """A calibration has a folder a step."""
    done = {"status": "done", "identities": {"money": 1e-15}}
    runs = ([done], [{**done, "identities": {"money": 3e-12}}, {"status": "failed", "identities": {}}])
    parts = [SimpleNamespace(runs=part, manifest={"model_version": "9.9"}) for part in runs]
    page = write_study(Study("T", "S.", "A.", (), "run.py"), {}, parts, tmp_path).read_text()
    assert "was 3e-12 of GDP" in page
    assert "Failed runs: 1." in page
