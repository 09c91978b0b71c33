"""Venture funds buy into young firms that have shown that something new works."""

import numpy as np
import pytest
from conftest import tiny

from model import technology, venture
from model.economy import RegionalEconomy


def young_firms(*overrides):
    """A state after a quarter in which three firms of region 0 qualify, each worth 100: 80 of capital, 30 of cash, 10 owed."""
    economy = RegionalEconomy(tiny("laissez_faire", *overrides), 1)
    economy.step()
    state = economy.state
    firms = state.firms
    firms.innovated[:] = False
    mine = np.flatnonzero((state.space.region[firms.cell] == 0) & (firms.owner == 0) & (firms.plants == 1))[:3]
    firms.age[mine] = 4
    firms.capital[mine] = 80.0 / state.cells.investment_price[firms.cell[mine]]
    firms.cash[mine], firms.debt[mine], firms.fund_share[mine] = 30.0, 10.0, 0.0
    firms.innovated[mine] = True
    return state, mine


def test_a_fund_buys_two_fifths_of_a_young_firm_that_innovated():
    state, mine = young_firms()
    state.money.funds[:] = 1000.0
    venture.invest(state)
    paid = 0.4 / 0.6 * 100.0
    assert state.firms.cash[mine] == pytest.approx(30.0 + paid)
    assert state.firms.fund_share[mine] == pytest.approx(0.4)
    assert state.money.funds[0] == pytest.approx(1000.0 - 3.0 * paid)
    assert state.money.funds[1:] == pytest.approx(1000.0)


@pytest.mark.parametrize(
    ("column", "value"),
    [("innovated", False), ("age", venture.YOUNG + 1), ("fund_share", 0.1), ("plants", 2), ("owner", 2)],
)
def test_others_get_nothing(column, value):
    state, mine = young_firms()
    state.money.funds[:] = 1000.0
    getattr(state.firms, column)[mine[0]] = value
    venture.invest(state)
    assert state.firms.cash[mine[0]] == pytest.approx(30.0)
    assert (state.firms.cash[mine[1:]] > 90.0).all()


def test_an_empty_fund_backs_nobody_and_a_small_one_goes_no_further_than_its_money():
    state, mine = young_firms()
    state.money.funds[:] = 0.0
    venture.invest(state)
    assert state.firms.cash[mine] == pytest.approx(30.0)
    for quarter in range(40):
        state.quarter, state.money.funds[:] = quarter, 70.0
        state.firms.cash[mine], state.firms.fund_share[mine] = 30.0, 0.0
        venture.invest(state)
        assert state.money.funds[0] >= -1e-9


def test_a_firm_is_marked_in_the_quarter_in_which_it_innovates():
    state, _ = young_firms("parameters.innovation_chance=5")
    before = state.firms.productivity.copy()
    schooled, behind = np.ones(len(state.firms)), np.zeros(len(state.firms))
    step = technology._innovation(state, schooled, behind)
    assert ((step > 0.0) == state.firms.innovated).all()
    assert 0 < state.firms.innovated.sum() < len(before)
