"""The economy's first morning: people and firms in their places, markets at rest, books opened."""

from __future__ import annotations

import numpy as np

from model import benchmark, books, demand, owners, public_finance, sizes
from model.population import populate
from model.rest import come_to_rest
from model.state import Floats, State
from scenarios.schema import Scenario

SLOWEST = 0.01  # a quarter: a stock that adjusts more slowly, or never, opens as if it did so at this speed (estimate)
PROFIT_SHARE = 0.25  # of product, taxable: what the first budget expects (estimate)
ROUNDS = 15  # until capital, trade and wages rest


def build(scenario: Scenario, seed: int) -> State:
    """Build the state before the first quarter of the burn-in; the same scenario and seed give the same state."""
    found = benchmark.find(scenario)
    state = populate(scenario, seed, found.jobs)
    state.advantage, state.tastes = found.advantage.copy(), found.tastes.copy()
    state.wage_at_start = found.wage.copy()
    state.cells.wage[:] = state.market.wage[:] = found.wage
    sizes.settle(state, found.jobs)
    state.firms.productivity += state.practice_at_start[state.space.region[state.firms.cell]]
    product = come_to_rest(state, ROUNDS, sizes.match)
    nobody = state.cells.employment <= 0.0  # where no firm of the sample stands, wages are the benchmark year's
    state.cells.wage[nobody] = state.market.wage[nobody] = found.wage[nobody]
    owners.give(state)
    _open_books(state, product)
    return state


def resting_cash(state: State) -> Floats:
    """Cash at which a firm pays out what it earns, (N,): the buffer, and what is kept of the profit beyond it."""
    p, firms, tech = state.p, state.firms, state.tech
    costs = (tech.wage_share + tech.input_share)[firms.sector] * firms.sales
    return np.asarray(2.0 * p.working_cash * costs + (1.0 / max(p.payout, SLOWEST) - 1.0) * 0.2 * firms.sales)


def _open_books(state: State, product: float) -> None:
    """Opening balances: firms' cash and debt, households' deposits, public debt, banks' equity."""
    p, firms, cells, money = state.p, state.firms, state.cells, state.money
    nation = state.scenario.country.nation
    state.mean_capital = float(firms.capital.mean())
    state.statistics.gdp = product
    firms.cash[:] = resting_cash(state)
    owed = p.debt_finance * p.depreciation / max(p.repayment, SLOWEST)
    firms.debt[:] = owed * firms.capital * cells.investment_price[firms.cell]
    cells.income[:] = 0.75 * product * cells.wage * cells.employment / (cells.wage * cells.employment).sum()
    cells.deposits[:] = (1.0 - p.propensity_income) / max(p.propensity_wealth, SLOWEST) * cells.income
    money.national = -4.0 * float(nation.public_debt) * product
    loans = state.by_region(firms.debt)
    money.equity[:] = p.bank_target * loans
    money.clearing[:] = money.equity - loans
    state.real_wage_at_start = state.real_wage()
    budget = state.budget
    budget.income_tax[:] = float(nation.income_tax) * cells.wage * cells.employment
    budget.profit_tax = float(nation.profit_tax) * PROFIT_SHARE * product
    budget.duty = float(state.market.imports.sum()) - float(demand.imports_before_duty(state).sum())
    idle = np.maximum(cells.labour_force - cells.employment, 0.0)
    budget.benefits = float((p.benefit_replacement * cells.wage * idle).sum())
    public_finance.plan_budget(state)
    state.ledger = books.open_ledger(state)
