"""A unit of money is a name: doubled everywhere, it changes nothing real.

Holds for laissez-faire on plain and korea; where a sector has no exporter (china, chaebol, zones) it does not yet.
"""

import numpy as np
import pytest
from conftest import tiny

from model import books
from model.economy import RegionalEconomy

NOMINAL = {
    "firms": ("cash", "debt", "sales", "exports", "expected_sales", "costs", "profit", "investment", "rd"),
    "cells": ("deposits", "income", "wage", "consumer_price", "investment_price"),
    "money": ("national", "world", "regional", "clearing", "funds", "groups", "equity", "seized", "fund_assets"),
    "budget": (
        "income_tax", "profit_tax", "duty", "benefits", "lump_sum", "services", "regional_services", "policy",
    ),
    "market": ("wage", "cost_base", "home_sales", "export_sales", "spending", "imports"),
    "statistics": (
        "output", "value_added", "exports", "wages", "profits", "research", "investment", "debt", "input_duty",
        "gdp", "imports", "policy_cost",
    ),
    "world": ("price",),
}  # fmt: skip


def double_money(state):
    """Everything that is counted in money, twice; the rest of the world's prices too."""
    for part, names in NOMINAL.items():
        for name in names:
            holder = getattr(state, part)
            setattr(holder, name, 2.0 * getattr(holder, name))
    market, sigma = state.market, state.tech.sigma[:, None]
    market.log_price = market.log_price + np.log(2.0)
    market.access, market.world_access = market.access * 2.0**sigma, market.world_access * 2.0**sigma
    state.ledger = books.open_ledger(state)


@pytest.mark.parametrize("country", ["plain", "korea"])
def test_a_unit_of_money_doubled_changes_nothing_real(country):
    scenario = tiny("laissez_faire", f"country={country}", "run.burn_in=0", "run.quarters=8")
    once, twice = RegionalEconomy(scenario, 3), RegionalEconomy(scenario, 3)
    double_money(twice.state)
    for _ in range(4):
        once.step()
        twice.step()
    a, b = once.state, twice.state
    assert np.array_equal(a.firms.lineage, b.firms.lineage)
    for column in ("employment", "capital", "productivity", "customers"):
        np.testing.assert_allclose(getattr(b.firms, column), getattr(a.firms, column), rtol=1e-6, atol=1e-9)
    np.testing.assert_allclose(b.cells.population, a.cells.population, rtol=1e-6)
    np.testing.assert_allclose(b.real_wage(), a.real_wage(), rtol=1e-6)
    np.testing.assert_allclose(b.gdp, 2.0 * a.gdp, rtol=1e-6)
    for part in ("firms", "cells"):
        for column in NOMINAL[part]:
            x, y = getattr(getattr(a, part), column), getattr(getattr(b, part), column)
            np.testing.assert_allclose(y, 2.0 * x, rtol=1e-6, atol=1e-6 * np.abs(x).mean(), err_msg=column)


def test_half_of_the_money_doubled_changes_much(small):
    """The test above can fail: prices of the world left where they were."""
    once, twice = RegionalEconomy(small, 3), RegionalEconomy(small, 3)
    double_money(twice.state)
    twice.state.world.price = 1.0
    for _ in range(2):
        once.step()
        twice.step()
    assert abs(twice.state.gdp / once.state.gdp - 2.0) > 1e-3
