"""Stage 4: firms plan overhead, R&D, export status, investment and loans, and commit the money."""

from __future__ import annotations

import numpy as np

from agents import firm_decisions as decide
from model import duty_relief, enterprises
from model.accounts import Holder
from model.finance import lending_room
from model.quarter import Plans
from model.state import Bools, Floats, Ints, State


def weights(state: State, cheaper: Floats | None = None) -> Floats:
    """Weight z of each firm in the equilibrium, (N,): capability and customers; 0 without capital.

    Parameters
    ----------
    cheaper : (K, S, C) log of what inputs at a lower price add to it (`duty_relief.lift`).
    """
    firms, tech = state.firms, state.tech
    s = firms.sector
    capability = firms.productivity + tech.alpha_k[s] * np.log(np.maximum(firms.capital, 1e-300))
    log_z = tech.capability_power[s] * capability
    log_z += tech.demand_power[s] * np.log(firms.customers)
    if cheaper is not None:
        log_z += state.at_firms(cheaper)
    z: Floats = np.where(firms.capital > 0.0, np.exp(log_z), 0.0)
    return z


def desired_capital(
    state: State,
    sales: Floats,
    subsidy: Floats | float = 0.0,
    interest_paid: Floats | float = 0.0,
    kept: Floats | float = 1.0,
) -> Floats:
    """Capital at which its marginal revenue product pays for its use, alpha_K / mu x sales / user cost.

    Interest and wear come off profit before it is taxed, what owners ask beyond them doesn't: where less of profit is
    taxed, capital has to earn less for them (Hall & Jorgenson 1967, American Economic Review 57(3)).

    Parameters
    ----------
    kept : what is left of profit after tax, relative to what the ordinary tax leaves.
    """
    p, tech, firms = state.p, state.tech, state.firms
    user_cost = p.interest * (1.0 - interest_paid) + p.depreciation + p.risk_premium / kept
    share = (tech.alpha_k / tech.markup)[firms.sector]
    price = state.cells.investment_price[firms.cell]
    wanted: Floats = share * sales / (user_cost * price * (1.0 - subsidy))
    return wanted


def status_quo(state: State, choose_exports: bool = True) -> Plans:
    """Plans of an economy at rest: produce, export if it pays, replace what wears out.

    Parameters
    ----------
    choose_exports : if not, who exports goes on to do so.
    """
    n = len(state.firms)
    producing = np.asarray(state.firms.capital > 0.0)
    if choose_exports:
        _choose_exports(state, producing)
    zeros = np.zeros(n)
    return Plans(
        producing, weights(state), np.ones(n), _fixed_labour(state, producing, state.firms.exporter), zeros, zeros,
        zeros, zeros, zeros, zeros, zeros,
    )  # fmt: skip


def make(state: State) -> None:
    """Decide, ask the states for grants and the banks for loans, then commit the money."""
    firms, p = state.firms, state.p
    producing = np.asarray(firms.capital > 0.0)
    incumbent = firms.exporter.copy()
    _choose_exports(state, producing)
    fixed = _fixed_labour(state, producing, incumbent)
    research, research_grant = _research(state)
    buffer = p.working_cash * firms.costs
    left = duty_relief.price_left(state)
    plan = Plans(
        producing=producing,
        weight=weights(state, duty_relief.lift(state, left)),
        input_price=np.ones(len(firms)) if left is None else state.at_firms(left),
        fixed_labour=fixed,
        research=research,
        research_grant=research_grant,
        investment=np.zeros(len(firms)),
        investment_grant=np.zeros(len(firms)),
        used=np.zeros(len(firms)),
        loan=np.zeros(len(firms)),
        transfer=np.zeros(len(firms)),
    )
    _invest(state, plan, buffer)
    state.plans = plan
    _commit(state, plan)


def _choose_exports(state: State, producing: Bools) -> None:
    """Export when the first buyers of all plants bring more than they cost, and up to where the next would not.

    A firm that serves the whole world gains `worth` times what the first buyers cost, in proportion to the share it
    serves; the more it serves the more costs the next (Arkolakis 2010, Journal of Political Economy 118(6)). It gets
    there by and by (Ruhl & Willis 2017, International Economic Review 58(3)).
    Who exports has sunk a part of the cost (Roberts & Tybout 1997).
    """
    firms, market, tech, p = state.firms, state.market, state.tech, state.p
    index = state.sector_cell()
    size = market.world_access / np.maximum(market.access, 1e-300)
    gain = ((1.0 + size) ** tech.demand_power[:, None] - 1.0).ravel()[index]
    extra = producing * gain * firms.expected_sales / (1.0 + firms.reach * gain) * tech.surplus_share[firms.sector]
    cost = export_labour(state) * state.cells.wage[firms.cell]
    cost = np.where(firms.exporter, p.export_cost_continuing * cost, cost)
    worth = enterprises.together(firms, extra) / np.maximum(enterprises.together(firms, cost), 1e-300)
    firms.exporter[:] = producing & (worth > 1.0)
    rows = np.flatnonzero(firms.exporter)
    reach = firms.reach[rows]
    firms.reach[:] = 0.0
    firms.reach[rows] = reach + p.export_speed * (served(worth[rows], p.export_saturation) - reach)


def served(worth: Floats, saturation: float) -> Floats:
    """Share of the world's buyers that a firm serves, (N,): the next would cost what they bring (Arkolakis 2010)."""
    return np.asarray(1.0 - np.maximum(worth, 1.0) ** (-1.0 / saturation))


def effort(reach: Floats, saturation: float) -> Floats:
    """Cost of serving a share of the world's buyers, (N,), in that of the first ones at their rate (Arkolakis 2010)."""
    return np.asarray((1.0 - (1.0 - reach) ** (1.0 - saturation)) / (1.0 - saturation))


def export_labour(state: State, rows: Ints | slice = slice(None)) -> Floats:
    """People that a newcomer to exporting needs for its first buyers, (N,), at their rate for the whole world.

    A firm needs them once, and its plants share them.

    Parameters
    ----------
    rows : of the firms, all if not given.
    """
    firms = state.firms
    usual = state.p.export_cost * state.mean_firm[firms.sector[rows]]
    return np.asarray(usual * np.exp(firms.export_cost[rows]) / firms.plants[rows])


def overhead(state: State) -> Floats:
    """People that a firm of each sector needs whatever it makes, (S,): more where more is earned on each worker.

    Where entry is free, what firms earn beyond cost pays for what is fixed (Melitz 2003, Econometrica 71).
    """
    earned = 1.0 / (state.tech.alpha_l * (state.tech.sigma - 1.0))  # profit over wages, at the markup's price
    return np.asarray(state.p.overhead * state.mean_firm * earned / earned.mean())


def _fixed_labour(state: State, producing: Bools, incumbent: Bools) -> Floats:
    """People that each firm needs whatever it makes, (N,): overhead, and what selling to its buyers abroad takes."""
    firms, p = state.firms, state.p
    labour = overhead(state)[firms.sector]
    rows = np.flatnonzero(firms.reach > 0.0)
    selling = np.where(incumbent[rows], p.export_cost_continuing, 1.0) * export_labour(state, rows)
    labour[rows] += selling * effort(firms.reach[rows], p.export_saturation)
    return np.asarray(producing * labour)


def _research(state: State) -> tuple[Floats, Floats]:
    """Spending on R&D and the state's part of it.

    Who is far behind adopts what others have made and does less of it (Acemoglu, Aghion & Zilibotti 2006, Journal of
    the European Economic Association 4(1)).
    """
    firms, settings = state.firms, state.settings
    behind = np.maximum(state.world.frontier[firms.sector] - state.practice, 0.0)
    intensity = state.sectors.rd_intensity[firms.sector] * np.exp(-state.p.research_distance * behind)
    if not settings.active("rd_grant"):
        return decide.research(intensity, firms.expected_sales, firms.cash, 0.0, 1.0), np.zeros(len(firms))
    announced = state.at_firms(settings.value("rd_grant"))
    spending = decide.research(intensity, firms.expected_sales, firms.cash, announced, state.p.research_elasticity)
    paid = state.at_firms(settings.pay("rd_grant", state.by_class(spending)))
    return spending, paid * spending


def _invest(state: State, plan: Plans, buffer: Floats) -> None:
    """Fill the plan's investment, its grant, the loan and what headquarters add."""
    firms, p, settings = state.firms, state.p, state.settings
    subsidy, cheap = _rate(state, "investment_subsidy"), _rate(state, "credit_rate")
    price = state.cells.investment_price[firms.cell]
    own = np.maximum(firms.cash - buffer - (plan.research - plan.research_grant), 0.0)
    idle = np.flatnonzero(~plan.producing)
    own[idle] = 0.8 * np.maximum(firms.cash[idle], 0.0)
    wanted = decide.investment(
        firms.capital,
        desired_capital(state, firms.expected_sales, subsidy, cheap, _kept(state)),
        price,
        adjustment=p.capital_adjustment,
        depreciation=p.depreciation,
    )
    wanted[idle] = (own / (1.0 - subsidy))[idle]  # who founds brings what states don't pay
    credit = _credit_line(state, price)
    credit[idle] = 0.0
    need = wanted * (1.0 - subsidy)
    lent = p.debt_finance + (1.0 - p.debt_finance) * cheap  # a loan that costs nothing is taken in full
    plan.loan[:] = _ration(state, np.minimum(np.maximum(need - own, lent * need), credit))
    plan.transfer[:] = _from_headquarters(state, np.maximum(need - own - plan.loan, 0.0))
    net = np.minimum(need, own + plan.loan + plan.transfer)
    plan.investment[:] = net / (1.0 - subsidy)
    if settings.active("investment_subsidy"):
        paid = settings.pay("investment_subsidy", state.by_class(plan.investment))
        plan.investment_grant[:] = state.at_firms(paid) * plan.investment


def _kept(state: State) -> Floats | float:
    """What is left of each firm's profit after tax, relative to what the ordinary tax leaves, (N,)."""
    return state.at_firms(left_of_profit(state)) if state.settings.active("profit_tax_factor") else 1.0


def left_of_profit(state: State) -> Floats:
    """What holidays leave of profit after tax, relative to what the ordinary tax leaves, (K, S, C)."""
    tax = float(state.scenario.country.nation.profit_tax)
    return np.asarray((1.0 - tax * state.settings.value("profit_tax_factor")) / (1.0 - tax))


def _rate(state: State, channel: str) -> Floats | float:
    return state.at_firms(state.settings.value(channel)) if state.settings.active(channel) else 0.0


def _credit_line(state: State, price: Floats) -> Floats:
    """Room below the debt ceiling, money; directed credit raises it."""
    firms = state.firms
    ceiling = state.p.leverage + _rate(state, "credit_ceiling")
    exported = firms.exports / np.maximum(firms.sales, 1e-300)
    ceiling = ceiling + _rate(state, "export_credit") * exported
    room: Floats = np.maximum(ceiling * price * firms.capital - firms.debt, 0.0)
    return room


def _ration(state: State, loan: Floats) -> Floats:
    """Banks lend up to what their equity carries; short of it every borrower gets the same share."""
    asked = state.by_region(loan)
    share = np.clip(lending_room(state), 0.0, asked) / np.maximum(asked, 1e-300)
    granted: Floats = loan * share[state.space.region[state.firms.cell]]
    return granted


def _from_headquarters(state: State, need: Floats) -> Floats:
    """Conglomerates move cash among their firms: half of it at most, in proportion to unmet needs."""
    group, cash = state.firms.group, state.money.groups
    if cash.size == 0:
        return np.zeros(len(group))
    member = np.flatnonzero(state.is_group)
    asked = np.bincount(group[member], weights=need[member], minlength=cash.size)
    share = np.clip(0.5 * cash, 0.0, asked) / np.maximum(asked, 1e-300)
    given = np.zeros(len(group))
    given[member] = need[member] * share[group[member]]
    return given


def _commit(state: State, plan: Plans) -> None:
    """Loans and headquarters' money arrive, second-hand capital is picked."""
    firms, money, flows = state.firms, state.money, state.flows
    firms.cash += plan.loan + plan.transfer
    firms.debt += plan.loan
    money.clearing -= state.by_region(plan.loan)
    flows.pay("loans", Holder.BANKS, Holder.FIRMS, plan.loan)
    if money.groups.size:
        member = np.flatnonzero(state.is_group)
        money.groups -= np.bincount(firms.group[member], weights=plan.transfer[member], minlength=money.groups.size)
    flows.pay("headquarters", Holder.GROUPS, Holder.FIRMS, plan.transfer)
    plan.used[:] = _second_hand_share(state, plan)


def _second_hand_share(state: State, plan: Plans) -> Floats:
    """Share of each firm's investment that goes to capital of failed firms of its sector; half at most."""
    sector = state.firms.sector
    asked = state.by_sector(plan.investment)
    share: Floats = (
        np.clip(state.money.seized.sum(axis=0), 0.0, 0.5 * asked)[sector] / np.maximum(asked, 1e-300)[sector]
    )
    return share
