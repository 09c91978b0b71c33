"""Stage 7: who pays whom. Every payment is booked with its payer and its payee."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from model import demand, duty_relief, enterprises
from model.accounts import Holder
from model.govern import take_bill
from model.shares import share_out
from model.state import Floats, State

FIRMS, HOUSEHOLDS, NATIONAL, REGIONAL = Holder.FIRMS, Holder.HOUSEHOLDS, Holder.NATIONAL, Holder.REGIONAL
BANKS, FUNDS, GROUPS, WORLD, MARKET = Holder.BANKS, Holder.FUNDS, Holder.GROUPS, Holder.WORLD, Holder.MARKET


@dataclass
class Income:
    """What firms earned this quarter, (N,) money each."""

    home: Floats
    exports: Floats
    production_wages: Floats
    wages: Floats
    inputs: Floats
    interest: Floats
    interest_grant: Floats
    duty_relief: Floats

    @property
    def sales(self) -> Floats:
        """Revenue."""
        return self.home + self.exports

    @property
    def operating(self) -> Floats:
        """Profit before depreciation and tax."""
        return self.sales - self.wages - self.inputs - self.interest + self.interest_grant + self.duty_relief


def settle(state: State) -> None:
    """Sales and costs, investment, grants, taxes, repayments, dividends, households' income."""
    income = _earn(state)
    _book_sales(state, income)
    _book_investment(state)
    _book_grants(state, income)
    tax = _profit_tax(state, income)
    _service_debt(state)
    dividends = _dividends(state, income)
    _cover_shortfalls(state)
    _households(state, income, dividends)
    _remember(state, income, tax)


def _earn(state: State) -> Income:
    """Split each sector and cell's sales and costs by the firms' weights."""
    firms, plans, market, tech = state.firms, state.plans, state.market, state.tech
    assert plans is not None
    assert state.given is not None
    s = firms.sector
    amounts = np.stack([market.cost_base, market.home_sales, market.export_sales])
    base, home, exports = share_out(
        state.sector_cell(), plans.weight, firms.reach, state.given.weight.reshape(2, -1), amounts.reshape(3, 2, -1)
    )
    production = tech.wage_share[s] * base
    wage = market.wage[firms.cell]
    inputs = tech.input_share[s] * base / plans.input_price  # a firm spends on inputs what it has left of their price
    interest = state.p.interest * firms.debt
    grant = np.zeros(len(firms))
    if state.settings.active("credit_rate"):
        paid = state.settings.pay("credit_rate", state.by_class(interest))
        grant = state.at_firms(paid) * interest
    return Income(
        home=home,
        exports=exports,
        production_wages=production,
        wages=production + plans.fixed_labour * wage + plans.research,
        inputs=inputs,
        interest=interest,
        interest_grant=grant,
        duty_relief=duty_relief.given_back(state, inputs),
    )


def _book_sales(state: State, income: Income) -> None:
    firms, flows, market = state.firms, state.flows, state.market
    final = state.demand
    assert final is not None
    firms.cash += income.sales - income.wages - income.inputs
    firms.cash += income.duty_relief
    landed = float(demand.imports_before_duty(state).sum())
    duty = float(market.imports.sum()) - landed
    spent = final.households.sum(axis=0)
    state.cells.deposits -= spent
    state.money.national -= state.budget.services + float(income.duty_relief.sum()) - duty
    state.money.regional -= state.budget.regional_services
    _pay_for_works(state)
    state.money.world += landed - float(income.exports.sum())
    flows.pay("consumption", HOUSEHOLDS, MARKET, spent)
    flows.pay("services", NATIONAL, MARKET, state.budget.services)
    flows.pay("regional services", REGIONAL, MARKET, state.budget.regional_services)
    flows.pay("inputs", FIRMS, MARKET, income.inputs)
    flows.pay("home sales", MARKET, FIRMS, income.home)
    flows.pay("imports", MARKET, WORLD, landed)
    flows.pay("duties", MARKET, NATIONAL, duty)
    flows.pay("exports", WORLD, FIRMS, income.exports)
    flows.pay("wages", FIRMS, HOUSEHOLDS, income.wages)
    flows.pay("duty relief", NATIONAL, FIRMS, income.duty_relief)
    state.budget.duty = duty - float(income.duty_relief.sum())
    state.statistics.imports = landed
    _book_duty_given_up(state)


def _book_duty_given_up(state: State) -> None:
    """What trade agreements cost: the ordinary duty on what came in, as far as they waive it."""
    if state.settings.active("ordinary_duty"):
        landed = state.market.imports / (1.0 + demand.import_duty(state))
        state.settings.pay("ordinary_duty", float(state.scenario.country.nation.tariff) * landed)


def _pay_for_works(state: State) -> None:
    """Public works and programmes, as announced."""
    if state.works_bill is None:
        return
    national, regional = state.works_bill
    state.money.national -= national
    state.money.regional -= regional
    state.flows.pay("works", NATIONAL, MARKET, national)
    state.flows.pay("regional works", REGIONAL, MARKET, regional)


def _book_investment(state: State) -> None:
    """New equipment from the market, second-hand capital from the banks that seized it; capital grows."""
    firms, plans, money, p = state.firms, state.plans, state.money, state.p
    assert plans is not None
    new, used = plans.investment * (1.0 - plans.used), plans.investment * plans.used
    sold = state.by_sector(used)
    book = money.seized.sum(axis=0)
    share = np.clip(sold, 0.0, book) / np.maximum(book, 1e-300)
    units = share * money.seized_units.sum(axis=0)
    firms.cash -= new + used
    money.clearing += (money.seized * share).sum(axis=1)
    money.seized *= 1.0 - share
    money.seized_units *= 1.0 - share
    bought = units[firms.sector] * used / np.maximum(sold, 1e-300)[firms.sector]
    firms.capital *= 1.0 - p.depreciation
    firms.capital += new / state.cells.investment_price[firms.cell] + bought
    firms.investment[:] = plans.investment
    lost = p.depreciation * money.seized
    money.seized -= lost
    money.seized_units *= 1.0 - p.depreciation
    money.equity -= lost.sum(axis=1)
    state.flows.pay("equipment", FIRMS, MARKET, new)
    state.flows.pay("second-hand capital", FIRMS, BANKS, used)


def _book_grants(state: State, income: Income) -> None:
    """Grants reach the firms; the government that ordered them pays."""
    plans = state.plans
    assert plans is not None
    grants = plans.research_grant + plans.investment_grant + income.interest_grant
    state.firms.cash += grants
    national, regional = take_bill(state)
    state.money.national -= national
    state.money.regional -= regional
    state.flows.pay("grants", NATIONAL, FIRMS, national)
    state.flows.pay("regional grants", REGIONAL, FIRMS, regional)


def _profit_tax(state: State, income: Income) -> Floats:
    """Tax on profit after interest and depreciation; a holiday lowers it and is booked as forgone.

    Grants are income: what they pay for is in the costs, research at once, machines as they wear.
    """
    firms, plans, settings = state.firms, state.plans, state.settings
    assert plans is not None
    worn = state.p.depreciation * firms.capital * state.cells.investment_price[firms.cell]
    profit = income.operating - worn + plans.research_grant + plans.investment_grant
    taxable = np.maximum(profit, 0.0)
    full = float(state.scenario.country.nation.profit_tax) * taxable
    state.statistics.profits = state.by_class(taxable)
    tax = full
    if settings.active("profit_tax_factor"):
        tax = state.at_firms(settings.pay("profit_tax_factor", state.by_class(full))) * full
    firms.cash -= tax
    state.money.national += float(tax.sum())
    state.flows.pay("profit tax", FIRMS, NATIONAL, tax)
    state.budget.profit_tax = float(tax.sum())
    firms.profit[:] = profit - tax
    return np.asarray(tax)


def _service_debt(state: State) -> None:
    """Interest and repayment to the region's bank."""
    firms, money, p = state.firms, state.money, state.p
    interest = p.interest * firms.debt
    firms.cash -= interest
    repaid = np.minimum(p.repayment * firms.debt, np.maximum(firms.cash, 0.0))
    firms.cash -= repaid
    firms.debt -= repaid
    earned = state.by_region(interest)
    money.clearing += earned + state.by_region(repaid)
    money.equity += earned
    state.flows.pay("interest", FIRMS, BANKS, interest)
    state.flows.pay("repayment", FIRMS, BANKS, repaid)


def _dividends(state: State, income: Income) -> Floats:
    """Cash beyond the working buffer goes in part to the owners; returns what households get, (C,)."""
    firms, money, p, flows = state.firms, state.money, state.p, state.flows
    buffer = 2.0 * p.working_cash * (income.wages + income.inputs)
    paid = p.payout * np.maximum(firms.cash - buffer, 0.0)
    firms.cash -= paid
    foreign, group = state.is_foreign, state.is_group
    to_fund = np.where(foreign | group, 0.0, firms.fund_share * paid)
    abroad, inside = float(paid[foreign].sum()), paid[group]
    money.world += abroad
    money.funds += state.by_region(to_fund)
    if money.groups.size:
        money.groups += np.bincount(firms.group[group], weights=inside, minlength=money.groups.size)
    families = float(paid.sum()) - abroad - float(inside.sum()) - float(to_fund.sum())
    flows.pay("repatriated profits", FIRMS, WORLD, abroad)
    flows.pay("dividends to funds", FIRMS, FUNDS, to_fund)
    flows.pay("dividends to groups", FIRMS, GROUPS, inside)
    flows.pay("dividends", FIRMS, HOUSEHOLDS, families)
    return families * ownership(state)


def ownership(state: State) -> Floats:
    """Households own firms, banks and funds in proportion to what they earn by work, (C,) shares."""
    earned = state.cells.wage * np.maximum(state.cells.employment, 1e-12)
    return np.asarray(earned / earned.sum())


def _cover_shortfalls(state: State) -> None:
    """A firm out of cash overdraws its account; whether it survives is decided at exit."""
    firms, money = state.firms, state.money
    short = np.maximum(-firms.cash, 0.0)
    firms.cash += short
    firms.debt += short
    money.clearing -= state.by_region(short)
    state.flows.pay("overdrafts", BANKS, FIRMS, short)


def _households(state: State, income: Income, dividends: Floats) -> None:
    """Wages after tax, benefits, dividends, interest, lump sum: disposable income by cell."""
    cells, money, p, flows = state.cells, state.money, state.p, state.flows
    budget, nation = state.budget, state.scenario.country.nation
    wages = state.by_cell(income.wages)
    tax = float(nation.income_tax) * budget.tax_factor * wages
    cells.employment = demand.employment(state).sum(axis=0)
    idle = np.maximum(cells.labour_force - cells.employment, 0.0)
    benefits = p.benefit_replacement * cells.wage * idle
    interest = p.deposit_interest * np.maximum(cells.deposits, 0.0)
    lump = budget.lump_sum * cells.population / cells.population.sum()
    cells.income = wages - tax + benefits + dividends + interest + lump
    cells.deposits = cells.deposits + cells.income
    region = state.space.region
    held = float(nation.regional_revenue_share)
    to_regions = held * np.bincount(region, weights=tax, minlength=state.space.regions)
    money.national += float(tax.sum()) - float(to_regions.sum()) - float(benefits.sum()) - budget.lump_sum
    money.regional += to_regions
    paid = np.bincount(region, weights=interest, minlength=state.space.regions)
    money.clearing -= paid
    money.equity -= paid
    flows.pay("income tax", HOUSEHOLDS, NATIONAL, float(tax.sum()) - float(to_regions.sum()))
    flows.pay("regional income tax", HOUSEHOLDS, REGIONAL, to_regions)
    flows.pay("benefits", NATIONAL, HOUSEHOLDS, benefits)
    flows.pay("deposit interest", BANKS, HOUSEHOLDS, interest)
    flows.pay("lump sum", NATIONAL, HOUSEHOLDS, budget.lump_sum)
    budget.income_tax, budget.benefits = tax, float(benefits.sum())


def _remember(state: State, income: Income, tax: Floats) -> None:
    """Write the quarter's figures into the firms' columns."""
    firms, plans, p = state.firms, state.plans, state.p
    assert plans is not None
    firms.sales[:], firms.exports[:] = income.sales, income.exports
    firms.costs[:] = income.wages + income.inputs - income.duty_relief
    state.statistics.inputs = state.by_sector_cell(income.inputs - income.duty_relief)
    fresh = np.flatnonzero(firms.expected_sales <= 0.0)
    firms.expected_sales[:] = p.sales_memory * firms.expected_sales + (1.0 - p.sales_memory) * income.sales
    firms.expected_sales[fresh] = income.sales[fresh]
    wage = state.market.wage[firms.cell]
    firms.employment[:] = income.wages / wage
    firms.staff[:] = enterprises.together(firms, firms.employment)
    firms.rd[:] = plans.research
    firms.age += 1
    losing = plans.producing & (firms.profit < 0.0)
    firms.losses[:] = np.where(losing, firms.losses + 1, 0)
