"""A unit of money is a name: all money doubled, or ten times doubled, nothing real changes.

Powers of 2 leave the digits of a number alone: what differs beyond rounding is an amount of money that somewhere stands
as a bare number. China, the chaebol and the zones begin with sectors that export nothing, and plants enter them.
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


CASES = (
    ("laissez_faire", "plain"),
    ("laissez_faire", "korea"),
    ("laissez_faire", "china"),
    ("chaebol", "korea"),
    ("free_economic_zones", "china"),
    ("smart_specialisation", "european_union"),
    ("latin_america_gvc", "latin_america"),
)


def rename_money(state, factor):
    """Everything that is counted in money, so many times; the rest of the world's prices too."""
    for part, names in NOMINAL.items():
        for name in names:
            holder = getattr(state, part)
            setattr(holder, name, factor * getattr(holder, name))
    market, sigma = state.market, state.tech.sigma[:, None]
    market.log_price = market.log_price + np.log(factor)
    market.access, market.world_access = market.access * factor**sigma, market.world_access * factor**sigma
    state.ledger = books.open_ledger(state)


@pytest.mark.parametrize("factor", [2.0, 1024.0])
@pytest.mark.parametrize(("name", "country"), CASES)
def test_a_unit_of_money_renamed_changes_nothing_real(name, country, factor):
    scenario = tiny(name, f"country={country}", "run.burn_in=2", "run.quarters=8")
    plain, renamed = RegionalEconomy(scenario, 3), RegionalEconomy(scenario, 3)
    rename_money(renamed.state, factor)
    for _ in range(6):
        plain.step()
        renamed.step()
    a, b = plain.state, renamed.state
    assert np.array_equal(a.firms.lineage, b.firms.lineage)
    for column in ("employment", "capital", "productivity", "customers"):
        np.testing.assert_allclose(getattr(b.firms, column), getattr(a.firms, column), rtol=1e-9, atol=1e-9)
    np.testing.assert_allclose(b.cells.population, a.cells.population, rtol=1e-9)
    np.testing.assert_allclose(b.real_wage(), a.real_wage(), rtol=1e-9)
    np.testing.assert_allclose(b.gdp, factor * a.gdp, rtol=1e-9)
    for part in ("firms", "cells", "money", "statistics"):
        for column in NOMINAL[part]:
            x, y = (np.asarray(getattr(getattr(state, part), column)) for state in (a, b))
            slack = 1e-9 * factor * np.abs(x).mean() + 1e-12 * b.gdp
            np.testing.assert_allclose(y, factor * x, rtol=1e-9, atol=slack, err_msg=column)


def test_half_of_the_money_renamed_changes_much(small):
    """The test above can fail: prices of the world left where they were."""
    plain, renamed = RegionalEconomy(small, 3), RegionalEconomy(small, 3)
    rename_money(renamed.state, 2.0)
    renamed.state.world.price = 1.0
    for _ in range(2):
        plain.step()
        renamed.step()
    assert abs(renamed.state.gdp / plain.state.gdp - 2.0) > 1e-3
