import numpy as np

from results.compare import difference
from views.summary import advice, verdict
from views.words import HEADLINES, OUTCOMES, shown, unit_of_difference


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
    assert len(lines) <= 1 + len(HEADLINES)
