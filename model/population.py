"""From a scenario to people, firms and places before anything is bought or sold."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from agents.columns import ColumnTable
from agents.firm import FIRM_COLUMNS
from model import agglomeration, heads
from model.accounts import Flows, Holder, Ledger
from model.balances import Budget, Money
from model.draws import Draws, Process
from model.govern import geography
from model.market import Market, Technology
from model.nearness import to_investors
from model.places import Cells, PublicCapital, World
from model.quarter import Statistics
from model.space import NEAR, Kernel, Space, build_space
from model.state import Floats, State
from model.trade import build_trade_cost
from model.world import output, varieties
from policies.portfolio import Portfolio, Settings
from scenarios.parameters import Parameters
from scenarios.schema import Scenario

THOUSAND = 1000.0  # people are counted in thousands; country files count in millions
SAMPLED = 0.75  # power of a sector's jobs to which its firms are in proportion
FIRST_HURDLE = 0.3  # wages a quarter; the burn-in learns each sector's own (`model/start_year.py`)
REGIONS_GAP = (
    0.5  # a region's productivity in gross output moves its wages about twofold (measured; docs/decisions/0088)
)
GROSS_OUTPUT_GAP = 1.0 / 3.0  # productivity in gross output moves value added about threefold (share of inputs)


def populate(scenario: Scenario, seed: int, jobs: Floats | None = None) -> State:
    """Put people, firms and all that markets need in their places.

    Parameters
    ----------
    jobs : (S, C) in proportion to which firms are placed; those of the country file if not given.
    """
    space, draws = build_space(scenario), Draws(seed)
    sectors, p = scenario.sectors, scenario.parameters
    tech = Technology(sectors.sigma, sectors.alpha_k, sectors.alpha_l, sectors.alpha_m, sectors.io)
    cells = _cells(scenario, space)
    firms = _firms(scenario, space, cells.skills if jobs is None else jobs, draws)
    settings = Settings.neutral(len(sectors.ids), space.size)
    around = kernels(space, p, float(scenario.country.nation.border_migration))
    state = State(
        scenario=scenario,
        p=p,
        sectors=sectors,
        tech=tech,
        factors=agglomeration.local_factors(scenario, space, cells),
        space=space,
        nearness=to_investors(scenario.country.investors, space, cells.skills.sum(axis=0), p.foreign_distance),
        trade=build_trade_cost(scenario, space),
        near=around["near"],
        reach=around["reach"],
        migration_kernel=around["migration_kernel"],
        draws=draws,
        portfolio=Portfolio(scenario.policy.instruments, geography(scenario, space, seed), scenario.policy.conduct),
        quarter=-scenario.run.burn_in,
        firms=firms,
        cells=cells,
        world=_world(scenario, tech),
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
        mean_firm=_typical_size(cells, firms, len(sectors.ids)),
        mean_capital=1.0,
        hurdle=np.full(len(sectors.ids), FIRST_HURDLE),
        keenness=np.zeros((len(sectors.ids), space.regions)),
        founders=np.ones(len(sectors.ids)),
        log_productivity=np.zeros((len(sectors.ids), space.size)),
        advantage=np.zeros((len(sectors.ids), space.size)),
        tastes=np.zeros(len(sectors.ids)),
        jobs_at_start=cells.skills.copy(),
        talents=agglomeration.fitted(space.by_region(cells.skills)),
        wage_at_start=_wages(scenario, space),
        practice_at_start=_practice(scenario, space),
        at_start=PublicCapital(cells.infrastructure.copy(), cells.research.copy(), cells.schooling.copy()),
        firms_at_start=np.bincount(firms.sector, minlength=len(sectors.ids)).astype(float),
        labour_force_at_start=float(cells.labour_force.sum()),
        billed=np.zeros(space.regions + 1),
        bill_of_regions=np.zeros(space.regions),
        ledger=Ledger(np.zeros(len(Holder))),
    )
    state.varieties_at_start = varieties(state)
    state.firms.customers /= sector_means(state.firms.customers, state.firms.sector)[state.firms.sector]
    return state


def _wages(scenario: Scenario, space: Space) -> Floats:
    """Wages in proportion to product per head, (C,); 1 where the country file doesn't say."""
    income = scenario.country.log_income
    return np.ones(space.size) if income is None else np.exp(income)[space.region]


def _practice(scenario: Scenario, space: Space) -> Floats:
    """What firms of a region know, more than the nation's, (R,) log: at most the best practice of the world.

    Productivity that a region of unlike income lacks is know-how: laws are those of its nation, and schooling and
    capital, the rest of gaps between nations, are in the economy. Regions have caught up with each other by some 2 % a
    year (Barro & Sala-i-Martin 1992, Journal of Political Economy 100(2); Gennaioli, La Porta, Lopez de Silanes &
    Shleifer 2014, Journal of Economic Growth 19), as what can be learnt does and what is a place's own doesn't.
    """
    income = scenario.country.log_income
    if income is None:
        return np.zeros(space.regions)
    frontier = GROSS_OUTPUT_GAP * float(scenario.country.nation.income_gap)
    return np.asarray(np.minimum(REGIONS_GAP * income, max(frontier, 0.0)))


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
    shares = heads.labour(scenario.country.share_array(sectors), scenario.sectors.pay)
    labour = float(nation.participation) * population
    employment = shares[space.region].T * labour * (1.0 - scenario.parameters.target_unemployment)
    ones = np.ones(space.size)
    return Cells(
        population=population,
        homes=population.copy(),
        participation=float(nation.participation),
        deposits=np.zeros(space.size),
        income=np.zeros(space.size),
        wage=ones.copy(),
        consumer_price=ones.copy(),
        investment_price=ones.copy(),
        schooling=spread([float(r.schooling) * float(r.learning) for r in regions]),
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


def _firms(scenario: Scenario, space: Space, jobs: Floats, draws: Draws) -> ColumnTable:
    """Place firms in proportion to jobs by sector and cell."""
    p = scenario.parameters
    keys = np.arange(jobs.size, dtype=np.uint64)
    u = draws.uniform(Process.START_CELL, 0, keys).reshape(jobs.shape)
    number = _whole(_expected(jobs, scenario.run.firms), space.region, u).ravel()
    index = np.repeat(np.arange(number.size), number)
    order = np.arange(index.size) - np.repeat(np.cumsum(number) - number, number)
    start = draws.hash(Process.START_CELL, 1, (index * 1_000_003 + order).astype(np.uint64))
    luck = p.productivity_spread * draws.normal(Process.START_PRODUCTIVITY, 0, start)
    table = ColumnTable(FIRM_COLUMNS)
    table.append(
        index.size,
        lineage=start,
        enterprise=start,
        plants=1,
        cell=index % space.size,
        sector=index // space.size,
        group=np.full(index.size, -1, np.int32),
        age=(draws.uniform(Process.START_AGE, 0, start) * 60).astype(np.int32),
        productivity=luck,
        luck=luck,
        customers=_pareto(draws.uniform(Process.START_CUSTOMERS, 0, start), p.customer_tail),
        export_cost=p.export_cost_spread * draws.normal(Process.START_EXPORT_COST, 0, start),
    )
    return table


def _expected(jobs: Floats, firms: int) -> Floats:
    """Firms of each sector and cell, (S, C), before rounding: more for each job where the sector is small.

    A large sector is told by fewer, larger firms, so that the small ones are told by enough of them: sampling by a
    power of size (Bankier 1988, The American Statistician 42).
    """
    total = jobs.sum(axis=1, keepdims=True)
    share = total**SAMPLED
    return np.asarray(jobs / np.maximum(total, 1e-300) * share / share.sum() * firms)


def _whole(expected: Floats, region: NDArray[np.integer], u: Floats) -> NDArray[np.int64]:
    """Whole numbers of firms, (S, C): those of a sector in a region add up to what is expected, within one.

    Systematic sampling (Madow & Madow 1944, Annals of Mathematical Statistics 15), a region's cells in random order.
    """
    number = np.empty(expected.shape, np.int64)
    for s, of_sector in enumerate(expected):
        order = np.lexsort((u[s], region))
        upto = np.floor(np.cumsum(of_sector[order]) + u[s, 0])
        number[s, order] = np.diff(upto, prepend=0.0)
    return number


def _typical_size(cells: Cells, firms: ColumnTable, sectors: int) -> Floats:
    """People for each firm by sector, (S,), those looking for work included; the mean of all where it has none."""
    number = np.bincount(firms.sector, minlength=sectors)
    mean = float(cells.labour_force.sum()) / max(len(firms), 1)
    people = cells.skills.sum(axis=1) * float(cells.labour_force.sum()) / float(cells.skills.sum())
    return np.where((number > 0) & (people > 0.0), people / np.maximum(number, 1), mean)


def _pareto(u: Floats, tail: float) -> Floats:
    """Pareto with the given tail, cut at the thousandth to keep a start from hanging on one firm."""
    return np.maximum(1.0 - u, 1e-3) ** (-1.0 / tail)


def _world(scenario: Scenario, tech: Technology) -> World:
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
        output=output(sectors, tech.input_share),
        duty_abroad=np.zeros(s),
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
        employment=zeros(), per_labour=np.ones((sectors, cells)), firms=zeros(), output=zeros(),
        value_added=zeros(), exports=zeros(), wages=zeros(), productivity=zeros(), practice=zeros(),
        capital=zeros(), foreign=zeros(), entries=np.zeros((sectors, cells), np.int64),
        returns=np.ones((sectors, cells)), profits=classes(),
        research=classes(), investment=classes(), debt=classes(), input_duty=classes(), inputs=zeros(),
        start_ups=classes(),
    )  # fmt: skip
