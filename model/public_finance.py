"""Stage 13: the states' books, next quarter's services and lump sum, public capital."""

from __future__ import annotations

import numpy as np

from model import generations
from model.accounts import Holder
from model.govern import bought
from model.state import Floats, State


def close(state: State) -> None:
    """Reimburse the regions' policy, set next quarter's budget, let public capital grow or decay."""
    _reimburse_regions(state)
    plan_budget(state)
    _public_capital(state)


def _reimburse_regions(state: State) -> None:
    """The nation (in a union: the union) pays for the policy that regions run."""
    money, bill = state.money, state.bill_of_regions
    money.national -= float(bill.sum())
    money.regional += bill
    state.flows.pay("transfers for policy", Holder.NATIONAL, Holder.REGIONAL, bill)


def plan_budget(state: State) -> None:
    """Services as a share of product; what taxes leave after that is handed back to households.

    The rule is the same with and without policy, so that every unit spent on policy is a unit not handed
    back: as a lump sum, or as a lower income tax, as the scenario says. Debt above its limit is brought down by a
    twentieth of the excess a year (European Union, Regulation 1177/2011); services give way by no more than the
    excess share.
    """
    budget, nation, money = state.budget, state.scenario.country.nation, state.money
    held = float(nation.regional_revenue_share)
    region = state.space.region
    own = held * np.bincount(region, weights=budget.income_tax, minlength=state.space.regions)
    budget.regional_services = np.maximum(np.minimum(own, own + 0.25 * money.regional), 0.0)
    revenue = float(budget.income_tax.sum()) * (1.0 - held) + budget.profit_tax + budget.duty
    interest = state.p.public_interest * max(-money.national, 0.0)
    wanted = max(float(nation.government_consumption) * state.gdp - float(own.sum()), 0.0)
    over = max(-money.national / max(4.0 * state.gdp, 1e-300) - state.p.debt_limit, 0.0)
    left = revenue - budget.benefits - interest - state.policy_bill - over * state.gdp / 20.0
    budget.services = max(wanted - min(max(wanted - left, 0.0), min(over, 0.5) * wanted), 0.0)
    _hand_back(state, max(left - budget.services, 0.0))


def _hand_back(state: State, surplus: float) -> None:
    budget = state.budget
    if state.scenario.policy.unspent == "lower_taxes":
        full = float(budget.income_tax.sum()) / max(budget.tax_factor, 1e-9)
        lower = min(surplus + (1.0 - budget.tax_factor) * full, full)
        budget.tax_factor = 1.0 - lower / max(full, 1e-300)
        budget.lump_sum = 0.0
    else:
        budget.lump_sum = surplus


def _public_capital(state: State) -> None:
    """Works add to infrastructure, research and schooling; wear takes the rest back to what services keep up.

    Schooling wears as people retire (`world`); where services fall short the young learn less.
    """
    p, cells, settings = state.p, state.cells, state.settings
    nation = state.scenario.country.nation
    normal = max(float(nation.government_consumption) * state.gdp, 1e-300)
    upkeep = min((state.budget.services + float(state.budget.regional_services.sum())) / normal, 1.0)
    start = state.at_start
    wear = p.public_depreciation
    cells.infrastructure += wear * (start.infrastructure * upkeep - cells.infrastructure)
    cells.research += wear * (start.research * upkeep - cells.research)
    cells.schooling -= generations.renewal(state) * (1.0 - upkeep) * start.schooling
    if settings.active("infrastructure"):
        cells.infrastructure += _per_head(state, bought(state, "infrastructure"), p.public_capital_output)
    if settings.active("research_capacity"):
        doubled = float(np.average(start.research, weights=cells.population))  # what `research_cost` adds everywhere
        cells.research += doubled * _per_head(state, bought(state, "research_capacity"), p.research_cost)
    if settings.active("skills"):
        cells.schooling *= 1.0 + _per_head(state, bought(state, "skills"), p.schooling_cost)


def _per_head(state: State, money: Floats, years: float) -> Floats:
    """What money adds, relative to a stock of the given years of output spread evenly over people."""
    people = state.cells.population / state.cells.population.sum()
    return np.asarray(money / (years * 4.0 * state.gdp * np.maximum(people, 1e-12)))
