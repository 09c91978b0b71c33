"""Stages 5 and 6: final demand is budgeted in money, then goods and labour markets find their rest."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from model import equilibrium, incomes, tastes, world
from model.market import Conditions, Market
from model.quarter import Demand
from model.state import Floats, State

FOOD_AT_MOST = 0.6  # share of household spending, the poorest countries (FAO food balance; estimate)
MIDDLE = 2.22  # log: how far the country is behind that the budget shares describe (`incomes.behind`)


def budget(state: State) -> None:
    """Final demand of the quarter from last quarter's income, plans and public budgets."""
    plans = state.plans
    assert plans is not None
    cells, sectors = state.cells, state.sectors
    spending = np.minimum(
        state.p.propensity_income * np.maximum(cells.income, 0.0) + state.p.propensity_wealth * cells.deposits,
        np.maximum(cells.deposits + 0.5 * cells.income, 0.0),
    )
    new_capital = state.by_cell(plans.investment * (1.0 - plans.used))
    state.demand = Demand(
        households=household_shares(state)[:, None] * np.maximum(spending, 0.0),
        investment=tastes.shares(state, sectors.investment_share)[:, None] * new_capital,
        government=tastes.shares(state, sectors.government_share)[:, None] * _services(state),
        works=_works(state),
    )


def stationary(state: State, product: float) -> Demand:
    """Final demand of an economy at rest with a given product, spread by people and capital."""
    nation, cells, sectors = state.scenario.country.nation, state.cells, state.sectors
    people = cells.employment / cells.employment.sum()
    public = float(nation.government_consumption) * product * people
    worn = state.by_cell(state.firms.capital)
    worn = np.minimum(state.p.depreciation * worn, 0.3 * product * worn / worn.sum())
    private = np.maximum(product - public.sum() - worn.sum(), 0.3 * product) * people
    return Demand(
        households=household_shares(state)[:, None] * private,
        investment=tastes.shares(state, sectors.investment_share)[:, None] * worn,
        government=tastes.shares(state, sectors.government_share)[:, None] * public,
        works=np.zeros(state.shape),
    )


def household_shares(state: State) -> Floats:
    """Budget shares of households, (S,): the poorer the country, the more goes to food (Engel), the less to services.

    Poor or rich against the country and year that the budgets are of (`model/incomes.py`).
    """
    sectors = state.sectors
    food = sectors.ids.index("agrifood")
    shares = sectors.household_share * np.exp(sectors.income_elasticity * (MIDDLE - incomes.behind(state)))
    wanted = min(float(shares[food]), FOOD_AT_MOST)
    shares[food] = 0.0
    shares *= (1.0 - wanted) / shares.sum()
    shares[food] = wanted
    return tastes.shares(state, shares)


def _services(state: State) -> Floats:
    """Public services by cell, money: the nation's by people everywhere, a region's by its own people."""
    people, region = state.cells.population, state.space.region
    national = state.budget.services * people / people.sum()
    own = people / np.bincount(region, weights=people)[region]
    services: Floats = national + state.budget.regional_services[region] * own
    return services


def _works(state: State) -> Floats:
    """What policy buys: works from investment-goods sectors, programmes from those that serve the state."""
    settings, sectors = state.settings, state.sectors
    out = np.zeros(state.shape)
    if settings.active("infrastructure"):
        out += sectors.investment_share[:, None] * settings.works("infrastructure")
    programmes = np.zeros(state.space.size)
    for channel in ("research_capacity", "skills"):
        if settings.active(channel):
            programmes += settings.works(channel)
    for channel in ("diffusion", "foreign_promotion"):
        if settings.active(channel):
            programmes += settings.works(channel).sum(axis=0)
    out += sectors.government_share[:, None] * programmes
    if settings.active("public_demand"):
        out += settings.works("public_demand")
    return out


def import_duty(state: State) -> Floats:
    """Duty on imports by sector and cell, share of the landed price."""
    tariff = float(state.scenario.country.nation.tariff)
    return np.asarray(tariff * state.settings.value("ordinary_duty") + state.settings.value("import_duty"))


def conditions(state: State) -> Conditions:
    """Gather what the quarter takes as given."""
    plans, final, p = state.plans, state.demand, state.p
    assert plans is not None
    assert final is not None
    abroad = plans.weight * state.firms.reach
    home = plans.weight - abroad
    weight = np.stack([state.by_sector_cell(home), state.by_sector_cell(abroad)])
    return Conditions(
        weight=weight,
        purchases=_purchases(state, home, abroad, weight),
        bare=_bare(state),
        log_productivity=state.log_productivity,
        final_demand=final.total,
        fixed_labour=state.by_cell(plans.fixed_labour),
        fixed_wages=state.by_cell(plans.research),
        labour_force=state.cells.labour_force,
        last_wage=state.market.wage,
        world_demand=world.demand(state),
        import_price=state.world.price * state.trade.world_price * (1.0 + import_duty(state)),
        import_weight=state.world.import_weight,
        import_elasticity=world.import_elasticity(state),
        macro_elasticity=p.macro_elasticity,
        target_unemployment=p.target_unemployment,
        wage_adjustment=p.wage_adjustment,
        wage_floor=p.wage_floor,
        world_price=state.world.price,
    )


def _purchases(state: State, home: Floats, abroad: Floats, weight: Floats) -> Floats | None:
    """Inputs bought for a unit of their cost to the firms, (2, S, C); None where no duty on them is given back.

    Parameters
    ----------
    home, abroad : (N,) weight of each firm that sells at home only, and to the world too; weight : (2, S, C) sums.
    """
    assert state.plans is not None
    if not state.settings.active("input_duty_relief"):
        return None
    price = state.plans.input_price
    bought = np.stack([state.by_sector_cell(home / price), state.by_sector_cell(abroad / price)])
    return np.where(weight > 0.0, bought / np.where(weight > 0.0, weight, 1.0), 1.0)


def _bare(state: State) -> Floats | None:
    """What weight firms would have without the duty that they get back, over that with it, (S,); 1 without firms."""
    plans, tech = state.plans, state.tech
    assert plans is not None
    if not state.settings.active("input_duty_relief"):
        return None
    power = (tech.capability_power * tech.alpha_m)[state.firms.sector]
    weight, bare = state.by_sector(plans.weight), state.by_sector(plans.weight * plans.input_price**power)
    return np.where(weight > 0.0, bare / np.where(weight > 0.0, weight, 1.0), 1.0)


def clear(state: State, tolerance: float = 1e-5, sticky: bool = True) -> Market:
    """Solve for prices, wages and sales, and note the price indices that people and investors face.

    Parameters
    ----------
    sticky : whether wages move as slowly as they do in a quarter, or at once to where they rest.
    """
    given = conditions(state)
    state.given = given if sticky else replace(given, wage_adjustment=1.0, wage_floor=0.99)
    state.market = equilibrium.solve(state.tech, state.trade, state.given, state.market, tolerance=tolerance)
    note_prices(state)
    return state.market


def note_prices(state: State) -> None:
    """Wages and price indices by cell: what households and investors pay for their bundles."""
    sectors, cells, log_price = state.sectors, state.cells, state.market.log_price
    cells.wage[:] = state.market.wage
    cells.consumer_price[:] = np.exp(sectors.household_share @ log_price)
    cells.investment_price[:] = np.exp(sectors.investment_share @ log_price)


def employment(state: State) -> Floats:
    """Jobs by sector and cell, thousands, (S, C): production at the going wage plus fixed labour and research."""
    plans, wage = state.plans, state.market.wage
    assert plans is not None
    production = state.tech.wage_share[:, None] * state.market.cost_base.sum(axis=0) / wage
    fixed = plans.fixed_labour + plans.research / wage[state.firms.cell]
    return np.asarray(production + state.by_sector_cell(fixed))


def imports_before_duty(state: State) -> Floats:
    """What the world receives for imports of each sector's goods, money a quarter, (S,)."""
    return np.asarray((state.market.imports / (1.0 + import_duty(state))).sum(axis=1))
