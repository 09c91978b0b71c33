"""From a scenario to the economy's first morning: people, firms, money, and markets at rest."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from agents.columns import ColumnTable
from agents.firm import FIRM_COLUMNS
from model import agglomeration, books, demand, owners, plans, public_finance
from model.accounts import Flows, Holder, Ledger
from model.draws import Draws, Process
from model.govern import geography
from model.market import Market, Technology
from model.space import NEAR, Kernel, Space, build_space
from model.state import Budget, Cells, Floats, Money, PublicCapital, State, Statistics, World
from model.trade import build_trade_cost
from model.world import varieties
from policies.portfolio import Portfolio, Settings
from scenarios.parameters import Parameters
from scenarios.schema import Scenario

THOUSAND = 1000.0  # people are counted in thousands; country files count in millions
SLOWEST = 0.01  # a quarter: a stock that adjusts more slowly, or never, opens as if it did so at this speed (estimate)
PROFIT_SHARE = 0.25  # of product, taxable: what the first budget expects (estimate)
GROSS_OUTPUT_GAP = 1.0 / 3.0  # productivity in gross output moves value added about threefold (share of inputs)


def build(scenario: Scenario, seed: int) -> State:
    """Build the state before the first quarter of the burn-in."""
    space, draws = build_space(scenario), Draws(seed)
    sectors, p = scenario.sectors, scenario.parameters
    tech = Technology(sectors.sigma, sectors.alpha_k, sectors.alpha_l, sectors.alpha_m, sectors.io)
    cells = _cells(scenario, space)
    firms = _firms(scenario, space, cells, draws)
    settings = Settings.neutral(len(sectors.ids), space.size)
    around = kernels(space, p, float(scenario.country.nation.border_migration))
    state = State(
        scenario=scenario,
        p=p,
        sectors=sectors,
        tech=tech,
        factors=agglomeration.local_factors(scenario, space, cells),
        space=space,
        trade=build_trade_cost(scenario, space),
        near=around["near"],
        reach=around["reach"],
        migration_kernel=around["migration_kernel"],
        draws=draws,
        portfolio=Portfolio(scenario.policy.instruments, geography(scenario, space, seed)),
        quarter=-scenario.run.burn_in,
        firms=firms,
        cells=cells,
        world=_world(scenario),
        money=_no_money(scenario, space),
        budget=Budget(
            income_tax=np.zeros(space.size),
            regional_services=np.zeros(space.regions),
            policy=np.zeros(space.regions),
        ),
        market=_first_market(len(sectors.ids), space.size),
        statistics=_no_statistics(len(sectors.ids), space.size),
        settings=settings,
        flows=Flows(),
        mean_firm=float(cells.labour_force.sum()) / len(firms),
        mean_capital=1.0,
        hurdle=p.interest + p.risk_premium,
        log_productivity=np.zeros((len(sectors.ids), space.size)),
        at_start=PublicCapital(cells.infrastructure.copy(), cells.research.copy(), cells.schooling.copy()),
        firms_at_start=len(firms),
        labour_force_at_start=float(cells.labour_force.sum()),
        billed=np.zeros(space.regions + 1),
        bill_of_regions=np.zeros(space.regions),
        ledger=Ledger(np.zeros(len(Holder))),
    )
    state.varieties_at_start = varieties(state)
    _settle_in(state)
    return state


def kernels(space: Space, p: Parameters, border: float) -> dict[str, Kernel]:
    """Sums over places by the state's name for them: localisation, knowledge, migration (times `border` across it)."""
    return {
        "near": space.kernel(lambda km: np.exp(-km / p.localisation_decay)),
        "reach": space.kernel(lambda km: np.exp(-km / p.knowledge_decay)),
        "migration_kernel": space.kernel(lambda km: (1.0 + km / NEAR) ** -p.migration_distance, border),
    }


def _cells(scenario: Scenario, space: Space) -> Cells:
    nation, regions = scenario.country.nation, list(scenario.country.regions.values())
    sectors = scenario.sectors.ids
    size = np.bincount(space.region, minlength=space.regions)

    def spread(values: list[float]) -> Floats:
        return np.asarray(values, float)[space.region]

    population = spread([float(r.population) * THOUSAND for r in regions]) / size[space.region]
    population *= _pull_of_ports(space)
    totals = np.bincount(space.region, weights=population)
    population *= spread([float(r.population) * THOUSAND for r in regions]) / totals[space.region]
    shares = scenario.country.share_array(sectors)
    labour = float(nation.participation) * population
    employment = shares[space.region].T * labour * (1.0 - scenario.parameters.target_unemployment)
    ones = np.ones(space.size)
    return Cells(
        population=population,
        participation=float(nation.participation),
        deposits=np.zeros(space.size),
        income=np.zeros(space.size),
        wage=ones.copy(),
        consumer_price=ones.copy(),
        investment_price=ones.copy(),
        schooling=spread([float(r.schooling) for r in regions]),
        infrastructure=spread([float(r.infrastructure) for r in regions]),
        research=spread([float(r.research) for r in regions]),
        amenity=spread([float(r.amenity) for r in regions]),
        endowment=scenario.country.endowment_array(sectors)[space.region].T.copy(),
        skills=employment.copy(),
        employment=employment.sum(axis=0),
    )


def _pull_of_ports(space: Space) -> Floats:
    """People inside a region live somewhat nearer to its port; evenly where there is none."""
    pull = np.ones(space.size)
    pull[space.port_cells] = 1.5
    return pull


def _firms(scenario: Scenario, space: Space, cells: Cells, draws: Draws) -> ColumnTable:
    """Place firms in proportion to employment by sector and cell, the remainder by the cell's own draw."""
    p, wanted = scenario.parameters, scenario.run.firms
    expected = cells.skills / cells.skills.sum() * wanted
    keys = np.arange(expected.size, dtype=np.uint64)
    u = draws.uniform(Process.START_CELL, 0, keys).reshape(expected.shape)
    number = np.floor(expected + u).astype(np.int64).ravel()
    index = np.repeat(np.arange(number.size), number)
    order = np.arange(index.size) - np.repeat(np.cumsum(number) - number, number)
    start = draws.hash(Process.START_CELL, 1, (index * 1_000_003 + order).astype(np.uint64))
    luck = p.productivity_spread * draws.normal(Process.START_PRODUCTIVITY, 0, start)
    table = ColumnTable(FIRM_COLUMNS)
    table.append(
        index.size,
        lineage=start,
        cell=(index % space.size).astype(np.int32),
        sector=(index // space.size).astype(np.int16),
        group=np.full(index.size, -1, np.int32),
        age=(draws.uniform(Process.START_AGE, 0, start) * 60).astype(np.int32),
        productivity=luck,
        luck=luck,
        customers=_pareto(draws.uniform(Process.START_CUSTOMERS, 0, start), p.customer_tail),
        export_cost=p.export_cost_spread * draws.normal(Process.START_EXPORT_COST, 0, start),
    )
    return table


def _pareto(u: Floats, tail: float) -> Floats:
    """Pareto with the given tail, cut at the thousandth to keep a start from hanging on one firm."""
    return np.maximum(1.0 - u, 1e-3) ** (-1.0 / tail)


def _world(scenario: Scenario) -> World:
    sectors, p, nation = scenario.sectors, scenario.parameters, scenario.country.nation
    lag = float(nation.income_gap) * GROSS_OUTPUT_GAP
    complexity = sectors.complexity - sectors.complexity.mean()
    spending = sectors.household_share + sectors.investment_share + sectors.government_share
    s = len(sectors.ids)
    return World(
        frontier=lag + p.gap_by_complexity * complexity * min(1.0, lag / 0.45),
        demand=spending / spending.sum(),
        demand_shock=np.zeros(s + 1),
        productivity_shock=np.zeros(s),
        import_weight=np.ones(s),
        trend=np.zeros(s),
    )


def sector_means(x: Floats, sector: NDArray[np.integer]) -> Floats:
    """Mean over the firms of each sector, (S,); 1 where there is none."""
    means: Floats = np.bincount(sector, weights=x) / np.maximum(np.bincount(sector), 1)
    return np.where(means > 0.0, means, 1.0)


def _first_market(sectors: int, cells: int) -> Market:
    shape = (sectors, cells)
    return Market(np.ones(cells), np.zeros(shape), np.ones(shape), np.ones(shape))


def _no_money(scenario: Scenario, space: Space) -> Money:
    regions, sectors = space.regions, len(scenario.sectors.ids)
    return Money(
        national=0.0,
        world=0.0,
        regional=np.zeros(regions),
        clearing=np.zeros(regions),
        funds=np.zeros(regions),
        groups=np.zeros(int(scenario.country.nation.groups)),
        equity=np.zeros(regions),
        seized=np.zeros((regions, sectors)),
        seized_units=np.zeros((regions, sectors)),
        fund_assets=np.zeros(regions),
    )


def _no_statistics(sectors: int, cells: int) -> Statistics:
    def zeros() -> Floats:
        return np.zeros((sectors, cells))

    def classes() -> Floats:
        return np.zeros((6, sectors, cells))

    return Statistics(
        employment=zeros(), firms=zeros(), output=zeros(), value_added=zeros(), exports=zeros(),
        wages=zeros(), productivity=zeros(), practice=zeros(), capital=zeros(), foreign=zeros(),
        entries=np.zeros((sectors, cells), np.int64), returns=np.ones((sectors, cells)), profits=classes(),
        research=classes(), investment=classes(), debt=classes(), input_duty=classes(), start_ups=classes(),
    )  # fmt: skip


def _settle_in(state: State) -> None:
    """Find capital, trade weights and money that go with each other at a mean wage of 1.

    World demand is scaled to the country's exports and the taste for imports to balanced trade; neither
    moves afterwards except by its own process.
    """
    firms, cells = state.firms, state.cells
    firms.customers /= sector_means(firms.customers, firms.sector)[firms.sector]
    product = float(cells.employment.sum()) / 0.6
    firms.sales[:] = 2.0 * product * firms.customers / firms.customers.sum()
    firms.capital[:] = plans.desired_capital(state, firms.sales)
    state.market.access *= product / np.prod(state.shape)
    state.market.world_access *= 1e-6
    for _ in range(15):
        product = _rest_once(state, product)
    owners.give(state)
    _open_books(state, product)


def _rest_once(state: State, product: float) -> float:
    """Solve once with firms as they are, then move capital, trade weights and money a step nearer to rest."""
    firms, cells = state.firms, state.cells
    agglomeration.update(state)
    state.plans = plans.status_quo(state)
    state.demand = demand.stationary(state, product)
    market = demand.clear(state, tolerance=1e-5)
    level = float((market.wage * cells.employment).sum() / cells.employment.sum())
    sales = state.plans.weight * market.unit_revenue.reshape(2, -1)[firms.exporter.astype(int), state.sector_cell()]
    firms.sales[:] = firms.expected_sales[:] = sales / level
    firms.capital[:] = np.sqrt(firms.capital * np.maximum(plans.desired_capital(state, firms.sales), 1e-12))
    goal = float(state.scenario.country.nation.export_share) * float(sales.sum())
    exports, imports = float(market.export_sales.sum()), demand.imports_before_duty(state)
    state.world.demand *= np.clip(goal / max(exports, 1e-12), 0.2, 5.0) ** 0.7 / level
    state.world.import_weight *= np.clip(goal / max(imports, 1e-12), 0.2, 5.0) ** 0.7
    market.wage /= level
    market.log_price -= np.log(level)
    cells.wage[:] = market.wage
    cells.employment[:] = demand.employment(state).sum(axis=0)
    demand.note_prices(state)
    return product / level


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
    budget.duty = float(state.market.imports.sum()) - demand.imports_before_duty(state)
    idle = np.maximum(cells.labour_force - cells.employment, 0.0)
    budget.benefits = float((p.benefit_replacement * cells.wage * idle).sum())
    public_finance.plan_budget(state)
    state.ledger = books.open_ledger(state)
