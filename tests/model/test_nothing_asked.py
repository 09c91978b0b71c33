"""Where nothing is asked for, or nothing sold abroad, there is no share and no growth: no division by nothing."""

import numpy as np

from model.economy import RegionalEconomy
from model.outcomes import growth
from scenarios.load import load_scenario

SMALL = ("country=plain", "policy=chaebol", "run.firms=200", "run.burn_in=3", "run.quarters=4")


def test_banks_that_need_no_equity_can_be_asked_for_nothing():
    economy = RegionalEconomy(load_scenario("laissez_faire", [*SMALL, "parameters.bank_capital=0"]), 1)
    economy.run()
    assert max(economy.identities.values()) < 1e-9


def test_nothing_has_no_growth():
    nothing, something = np.zeros(4), np.ones(4)
    assert growth(np.r_[something, nothing]) is None
    assert growth(np.r_[nothing, something]) is None
    assert growth(nothing, something) is None
    assert growth(something, nothing) is None
