from types import SimpleNamespace

import numpy as np

from results.compare import difference
from views.study import interval
from views.summary import advice, legend, run_summary, verdict
from views.words import HEADLINES, OUTCOMES, effect, shown, unit_of_difference


def found(**shift):
    noise = np.array([0.0, 0.01, -0.01, 0.02])
    return {
        n: difference(np.full(4, 0.05) + noise + shift.get(n, 0.0), np.full(4, 0.05) + noise[::-1]) for n in OUTCOMES
    }


def test_figures_in_their_units():
    assert shown("unemployment_rate", 0.0512) == "5.12"
    assert shown("unemployment_rate", -0.0012, sign=True) == "−0.12"
    assert shown("clusters", float("nan")) == "–"
    assert unit_of_difference("exports_share") == "points"
    assert unit_of_difference("region_gini") == "Gini"


def test_verdict_names_what_is_sure_and_what_is_not():
    text = verdict(found(exports_growth=1.0, real_gdp_growth=-1.0), 0.9)
    assert "raises export growth (+1.00 points)" in text
    assert "lowers growth of real GDP (−1.00 points)" in text
    assert "Not settled: growth of real wages" in text


def test_verdict_says_when_nothing_is_sure():
    assert verdict(found(), 0.9).startswith("Nothing among the headline outcomes is sure")


def test_advice_tells_how_many_seeds():
    lines = advice(found(real_wage_growth=0.012))
    assert any("Growth of real wages: about" in line for line in lines)
    assert len(lines) <= len(HEADLINES)


def test_a_star_is_said_to_come_by_chance_as_well():
    assert legend(found(), 0.9).startswith(
        "* the interval leaves zero; if nothing had changed, one row in 10 would do so by chance. "
    )
    assert "one row in 20 would do so by chance" in legend(found(), 0.95)


def test_an_interval_that_leaves_zero_leaves_it_in_print():
    assert effect("foreign_investment", -0.00011, -0.0002, -0.00001) == ("−0.011", "−0.020", "−0.001")
    assert effect("exports_growth", 0.35, 0.1, 0.59) == ("+0.35", "+0.10", "+0.59")
    assert effect("foreign_investment", 0.00001, -0.0004, 0.0004) == ("0.00", "−0.04", "+0.04")  # it holds zero
    assert effect("foreign_investment", 1e-6, -2e-5, 2e-5) == ("0.000", "−0.002", "+0.002")  # a width all the same
    assert effect("clusters", 0.0, 0.0, 0.0) == ("0.0", "0.0", "0.0")
    assert effect("clusters", 1e-9, 1e-9, 1e-9) == ("0.00000", "0.00000", "0.00000")  # no finer than that
    assert effect("research_share", 2e-4, 1.6e-4, 2.4e-4) == ("+0.020", "+0.016", "+0.024")  # not +0.02 to +0.02
    assert effect("region_gini", 0.1, 0.1, 0.1) == ("+0.100", "+0.100", "+0.100")  # the same in every seed
    assert effect("clusters", 1.0, float("nan"), float("nan")) == ("+1.0", "–", "–")


def test_one_seed_is_said_to_tell_nothing():
    one = {n: difference(np.array([0.06]), np.array([0.05])) for n in OUTCOMES}
    assert verdict(one, 0.9).startswith("One seed can't tell chance from effect: take eight or more (--seeds 8).")
    assert legend(one, 0.9) == "One seed has no interval."
    assert advice(one) == []
    assert interval(*effect("clusters", 1.0, float("nan"), float("nan"))[1:]) == "–"


def test_a_run_names_its_scenario_as_it_was_given():
    outcomes = dict.fromkeys(OUTCOMES, 0.1)
    run = {
        "scenario": "mine",
        "seed": 1,
        "quarters": 8,
        "outcomes": outcomes,
        "identities": {},
        "folder": "r",
        "seconds": 1.0,
    }
    country = {"title": "Mine", "country": {"start_year": 1970}, "policy": {"instruments": [1]}}
    results = SimpleNamespace(scenarios={"mine": country})
    assert "run.py compare 'my files/mine.toml')" in run_summary(run, results, "my files/mine.toml")
