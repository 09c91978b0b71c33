"""The first sentence of every study says where the policy goes astray; so do the pages that show its table."""

from types import SimpleNamespace

import pandas as pd
import pytest

from commands.sensitivity import _astray
from results.compare import LEVEL
from scenarios.load import load_scenario
from views import attribution, committed, factor_values, sensitivity, transplant, transplants
from views.summary import run_summary

HOW = "30% captured by large firms"
POLICY = {"instruments": [1], "capture": 0.3}
STRAYS = {"title": "Here", "policy": POLICY}
WRITTEN = {"title": "Here", "policy": {"instruments": [1]}}
SUMMARY = {"outcome": "exports", "policy": "chaebol", "better": 0, "worse": 0, "open": 1, "robust": False}
MATRIX = {"country": "korea", "policy": "chaebol", "outcome": "exports", "relative": True, "gain": 1.0, "low": 0.0,
          "high": 2.0, "probability_better": 0.5, "verdict": "open", "cost": 0.01, "cost_low": 0.01, "cost_high": 0.01,
          "factor": 1.0, "seeds": 2}  # fmt: skip


def attributed(scenario, *rows):
    columns = ["factor", "value", "low", "high", "probability_higher", "settled"]
    table = pd.DataFrame(rows, columns=columns).assign(outcome="exports_growth", seeds=2)
    sides = {"policy": table, "mechanism": table}
    return attribution.study(sides, {"science": "Science"}, scenario, LEVEL, "run.py").answer


ROWS = (("science", 1.0, 0.5, 1.5, 1.0, True), ("total", 1.0, 0.5, 1.5, 1.0, True))


def test_an_attribution_says_so_of_both_sides():
    text = attributed(STRAYS, *ROWS)
    assert f"As policy, which goes astray ({HOW}), all instruments together bring +1.00" in text
    assert f"As mechanism, under a policy that goes astray ({HOW}), all mechanisms together bring +1.00" in text
    assert attributed(WRITTEN, *ROWS).startswith("As policy, all instruments together bring")


def test_an_attribution_that_finds_nothing_says_so_too():
    nothing = (0.0, 0.0, 0.0, 0.5, False)
    text = attributed(STRAYS, ("science", *nothing), ("total", *nothing))
    assert text.startswith(f"As policy, which goes astray ({HOW}), nothing changes")


@pytest.mark.parametrize(
    ("effect", "begins"),
    [
        (True, f"What the policy, going astray ({HOW}), does to export growth hangs most on a"),
        (False, f"Export growth, the policy going astray ({HOW}), hangs most on a"),
    ],
)
def test_a_study_of_sensitivity_says_so_once(effect, begins):
    rows = [("parameters.a", index, 1.0, 0.5, 1.5) for index in ("mu_star", "mu", "sigma")]
    table = pd.DataFrame(rows, columns=["parameter", "index", "value", "low", "high"])
    table = pd.concat([table.assign(outcome=o, blocks=2) for o in ("exports_growth", "real_gdp_growth")])
    found = sensitivity.study(table, "morris", {"parameters.a": "0 to 1"}, "Here", effect, 2, LEVEL, "run.py", HOW)
    assert found.answer.startswith(begins)
    assert found.answer.count("astray") == 1


def test_what_is_varied_is_no_figure_that_all_points_share():
    base = load_scenario("chaebol", ("policy.capture=0.3", "policy.race=0.5"))
    assert HOW in _astray(base, [])
    assert _astray(base, [SimpleNamespace(path="policy.capture")]) == "50% of neighbours' offers matched"


def test_a_transplant_says_so_of_all_or_of_some():
    two = {("korea", "chaebol"): STRAYS, ("korea", "india_it"): STRAYS}
    assert transplant.going(two, transplant.PACKAGES) == f"the packages going astray ({HOW})"
    one = {("korea", "chaebol"): STRAYS, ("korea", "india_it"): WRITTEN}
    assert transplant.going(one, transplant.PACKAGES) == f"Chaebol going astray ({HOW})"
    assert transplant.going({("korea", "chaebol"): WRITTEN}, transplant.PACKAGES) == ""
    aside = f"the packages going astray ({HOW})"
    said = transplant.verdict(pd.DataFrame([SUMMARY]), "exports", aside)
    assert said == f"Exports, in 1 country, {aside}: nothing sure: Chaebol."


def test_pages_that_show_its_table_say_so():
    aside = f"the packages going astray ({HOW})"
    by_policy = pd.DataFrame([SUMMARY])
    about = {"version": "9", "parameters": "p", "code": "c"}
    page = committed.transplants(pd.DataFrame([MATRIX]), by_policy, 0.01, LEVEL, "x", about, aside=aside)
    assert f"- Exports, in 1 country, {aside}: " in page
    found = transplants.Transplants(None, 0.01, 2, (MATRIX,), (SUMMARY,), (), astray=aside)
    assert transplants.answer(found, "exports").startswith(f"Exports, {aside}: no package is surely good")


def test_the_note_under_the_factors_names_whose_policy():
    row = {"factor": "science", "outcome": "exports_growth", "value": 1.0, "low": 0.5, "high": 1.5, "settled": True}
    study = {"scenario": "india_it", "factors": {"science": "Science"}, "sides": {"policy": [row]}}
    assert factor_values.note([{**study, "astray": HOW}]).endswith(f"The policy goes astray in India IT ({HOW}).")
    assert "astray" not in factor_values.note([study])  # a file of an older version


def test_the_summary_of_a_run_begins_with_it():
    country = {"start_year": 1970}
    scenario = {"title": "Here", "country": country, "policy": POLICY, "demand_abroad": {}}
    outcomes = dict.fromkeys(("exports_growth", "real_gdp_growth", "real_wage_growth"), 1.0)
    outcomes |= {"exports_share": 10.0, "clusters": 1.0, "clusters_null": 0.5, "public_cost": 0.01}
    run = {
        "outcomes": outcomes,
        "scenario": "x",
        "seed": 1,
        "quarters": 4,
        "identities": {},
        "folder": "r",
        "seconds": 1.0,
    }
    text = run_summary(run, SimpleNamespace(scenarios={"x": scenario}))
    assert text.split("\n\n")[1].startswith("The policy isn't carried out as written: large firms at home get 30%")
