"""Stage 16: the identities of the quarter."""

from __future__ import annotations

import numpy as np

from model.accounts import Flows, Holder, Ledger
from model.state import Floats, State


def stocks(state: State) -> Floats:
    """Money of each holder, (H,); debts of governments and the world are negative."""
    money = state.money
    out = np.zeros(len(Holder))
    out[Holder.FIRMS] = state.firms.cash.sum()
    out[Holder.HOUSEHOLDS] = state.cells.deposits.sum()
    out[Holder.NATIONAL] = money.national
    out[Holder.REGIONAL] = money.regional.sum()
    out[Holder.BANKS] = money.clearing.sum()
    out[Holder.FUNDS] = money.funds.sum()
    out[Holder.GROUPS] = money.groups.sum()
    out[Holder.WORLD] = money.world
    return out


def open_ledger(state: State) -> Ledger:
    """Start checking from the opening balances."""
    return Ledger(stocks(state))


def check(state: State) -> None:
    """Compare stocks with flows, sales with spending, banks' equity with their balance sheets, jobs with people."""
    money, market = state.money, state.market
    assert state.demand is not None
    loans = state.by_region(state.firms.debt)
    final = float(state.demand.total.sum()) + float(market.export_sales.sum()) - state.statistics.imports
    sold = float(market.home_sales.sum() + market.imports.sum())
    spent = float(market.spending.sum())
    people = state.cells.labour_force
    jobs = np.maximum(state.statistics.employment.sum(axis=0) - people, 0.0)
    state.ledger.check(
        state.flows,
        stocks(state),
        gdp=state.gdp,
        goods={
            "product_is_what_is_spent": abs(state.statistics.gdp - final),
            "sales_equal_spending": abs(sold - spent),
            "sales_are_shared_out": abs(
                float(state.statistics.output.sum()) - float(market.home_sales.sum() + market.export_sales.sum())
            ),
        },
        equity=money.equity,
        balance_sheet=loans + money.seized.sum(axis=1) + money.clearing,
    )
    state.overemployment = max(state.overemployment, float(jobs.sum() / people.sum()))
    state.last_flows, state.flows = state.flows, Flows()
