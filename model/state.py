"""Everything that one quarter hands to the next, and nothing that it can work out again."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from agents.columns import ColumnTable
from agents.firm import FOREIGN, GROUP
from model.accounts import Flows, Ledger
from model.draws import Draws, Keys
from model.market import Conditions, Market, Technology
from model.space import Kernel, Space
from model.trade import TradeCost
from policies.portfolio import Portfolio, Settings
from scenarios.parameters import Parameters
from scenarios.schema import Scenario
from scenarios.sectors import SectorTable

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

CLASSES = 6  # owner (3) x size (2)
LARGE = 5.0  # a firm is large from this many times the mean firm


@dataclass
class Cells:
    """Places and the people there, (C,) unless said otherwise.

    Attributes
    ----------
    population : thousand people; deposits : money of households; income : disposable, last quarter.
    wage : a quarter's pay of one thousand workers; consumer_price, investment_price : indices.
    schooling : years; infrastructure : relative to the mean at the start; research : 0 to 1 at the start.
    amenity : log; endowment : (S, C) 0 to 1; skills : (S, C) pool of workers with the sector's skills.
    """

    population: Floats
    participation: float
    deposits: Floats
    income: Floats
    wage: Floats
    consumer_price: Floats
    investment_price: Floats
    schooling: Floats
    infrastructure: Floats
    research: Floats
    amenity: Floats
    endowment: Floats
    skills: Floats
    employment: Floats

    @property
    def labour_force(self) -> Floats:
        """People who work or look for work, thousands."""
        return self.participation * self.population


@dataclass
class World:
    """The rest of the world: best practice and demand by sector, (S,); price level, the anchor of all money."""

    frontier: Floats
    demand: Floats
    demand_shock: Floats
    productivity_shock: Floats
    import_weight: Floats
    trend: Floats
    price: float = 1.0


@dataclass
class Money:
    """Who holds what; a negative balance of a government or the world is its debt.

    Attributes
    ----------
    national, world : balances; regional, clearing, funds : (R,); groups : (G,).
    loans, equity : (R,) of the regional banks; seized, seized_units : (R, S) capital taken over from failed
        firms, at book value and in units.
    """

    national: float
    world: float
    regional: Floats
    clearing: Floats
    funds: Floats
    groups: Floats
    equity: Floats
    seized: Floats
    seized_units: Floats
    fund_assets: Floats


@dataclass
class Budget:
    """The states' books of the last quarter, money a quarter.

    Attributes
    ----------
    income_tax : (C,) ; profit_tax, duty, benefits, lump_sum, services, policy : nation-wide sums.
    tax_factor : what is left of the income tax rate where unspent money lowers taxes.
    """

    income_tax: Floats
    profit_tax: float = 0.0
    duty: float = 0.0
    benefits: float = 0.0
    lump_sum: float = 0.0
    services: float = 0.0
    regional_services: Floats = field(default_factory=lambda: np.zeros(0))
    policy: Floats = field(default_factory=lambda: np.zeros(0))
    tax_factor: float = 1.0


@dataclass(frozen=True)
class PublicCapital:
    """Public capital at the start, (C,) each: what upkeep keeps up."""

    infrastructure: Floats
    research: Floats
    schooling: Floats


@dataclass(frozen=True)
class Event:
    """A line of the chronicle."""

    quarter: int
    kind: str
    region: str
    sector: str
    text: str


@dataclass
class Plans:
    """What firms decided for this quarter, (N,) each: money unless said otherwise.

    Attributes
    ----------
    producing : has capital to produce with; weight : z of the equilibrium.
    fixed_labour : people; research : spending on R&D; research_grant, investment_grant : the state's part.
    investment : spending on capital; used : share of it spent on second-hand capital; loan : new credit.
    transfer : money from the group's headquarters.
    """

    producing: Bools
    weight: Floats
    fixed_labour: Floats
    research: Floats
    research_grant: Floats
    investment: Floats
    investment_grant: Floats
    used: Floats
    loan: Floats
    transfer: Floats


@dataclass
class Demand:
    """Final demand of the quarter, (S, C) money each."""

    households: Floats
    investment: Floats
    government: Floats
    works: Floats

    @property
    def total(self) -> Floats:
        """Everything but inputs."""
        return self.households + self.investment + self.government + self.works


@dataclass
class Statistics:
    """What the statistical office knows of the last quarter, (S, C) each unless said otherwise."""

    employment: Floats
    firms: Floats
    output: Floats
    value_added: Floats
    exports: Floats
    wages: Floats
    productivity: Floats
    practice: Floats
    capital: Floats
    foreign: Floats
    entries: Ints
    returns: Floats
    profits: Floats
    research: Floats
    investment: Floats
    debt: Floats
    input_duty: Floats
    start_ups: Floats
    gdp: float = 0.0
    exits: int = 0
    entered: int = 0
    imports: float = 0.0
    policy_cost: float = 0.0


@dataclass
class State:
    """The economy at the end of a quarter."""

    scenario: Scenario
    p: Parameters
    sectors: SectorTable
    tech: Technology
    factors: Floats
    space: Space
    trade: TradeCost
    near: Kernel
    reach: Kernel
    migration_kernel: Kernel
    draws: Draws
    portfolio: Portfolio
    quarter: int
    firms: ColumnTable
    cells: Cells
    world: World
    money: Money
    budget: Budget
    market: Market
    statistics: Statistics
    settings: Settings
    flows: Flows
    mean_firm: Floats  # (S,) people of a typical firm of each sector in the start year, thousands
    mean_capital: float
    log_productivity: Floats
    advantage: Floats
    jobs_at_start: Floats
    wage_at_start: Floats
    tastes: Floats
    at_start: PublicCapital
    firms_at_start: Floats  # (S,)
    labour_force_at_start: float
    billed: Floats
    bill_of_regions: Floats
    ledger: Ledger
    policy_bill: float = 0.0
    overemployment: float = 0.0
    works_bill: tuple[float, Floats] | None = None
    outside_return: float = 0.0
    odds_abroad: float = 0.0
    foreign_held: float = 0.0
    foreign_turnover: float = 0.0  # set when owners are given
    hurdle: Floats = field(default_factory=lambda: np.zeros(1))  # (S,) profit that founders ask, wages a quarter
    founders: Floats = field(default_factory=lambda: np.ones(1))  # (S,) of each sector, relative to the parameters'
    profits: Floats = field(default_factory=lambda: np.zeros((1, 1)))  # (S, C) last read, wages a quarter
    varieties_at_start: Floats = field(default_factory=lambda: np.zeros(0))
    attachment: Floats = field(default_factory=lambda: np.zeros(1))  # log; above 0 it holds, below 0 it keeps out
    real_wage_at_start: float = 0.0
    last_flows: Flows = field(default_factory=Flows)
    plans: Plans | None = None
    demand: Demand | None = None
    given: Conditions | None = None
    events: list[Event] = field(default_factory=list)

    @property
    def shape(self) -> tuple[int, int]:
        """Sectors and cells."""
        return self.cells.skills.shape[0], self.space.size

    def tell(self, kind: str, region: str, sector: str, text: str) -> None:
        """Add a line to the chronicle, the year in front."""
        year = self.scenario.country.start_year + self.quarter // 4
        self.events.append(Event(self.quarter, kind, region, sector, f"{year}: {text}"))

    def real_wage(self) -> float:
        """Mean wage in consumer goods, weighted by jobs."""
        cells = self.cells
        return float((cells.wage / cells.consumer_price * cells.employment).sum() / cells.employment.sum())

    def income_gap(self) -> float:
        """Log distance of real wages to those at the frontier, from the gap at the start."""
        if self.real_wage_at_start <= 0.0:
            return float(self.scenario.country.nation.income_gap)
        caught_up = float(np.log(self.real_wage() / self.real_wage_at_start))
        frontier = 3.0 * self.p.frontier_growth * max(self.quarter, 0)
        return float(self.scenario.country.nation.income_gap) - caught_up + frontier

    @property
    def gdp(self) -> float:
        """Nominal product of the last quarter."""
        return self.statistics.gdp

    def sector_cell(self) -> Ints:
        """Flat index of each firm's sector and cell, (N,)."""
        index: Ints = self.firms.sector.astype(np.int64) * self.space.size + self.firms.cell
        return index

    def firm_class(self) -> Ints:
        """Owner x size class of each firm, (N,)."""
        large = self.firms.employment >= LARGE * self.mean_firm[self.firms.sector]
        index: Ints = self.firms.owner.astype(np.int64) * 2 + large
        return index

    def by_sector_cell(self, x: Floats | Bools, index: Ints | None = None) -> Floats:
        """Sum a column over the firms of each sector and cell: (S, C)."""
        rows = self.sector_cell() if index is None else index
        sums = np.bincount(rows, weights=x, minlength=self.shape[0] * self.shape[1])
        return sums.reshape(self.shape)

    def by_class(self, x: Floats) -> Floats:
        """Sum a column over the firms of each class, sector and cell: (K, S, C)."""
        sectors, cells = self.shape
        rows = self.firm_class() * (sectors * cells) + self.sector_cell()
        return np.bincount(rows, weights=x, minlength=CLASSES * sectors * cells).reshape(-1, sectors, cells)

    def by_region(self, x: Floats, where: Bools | None = None) -> Floats:
        """Sum a column over the firms of each region: (R,)."""
        region = self.space.region[self.firms.cell]
        if where is not None:
            region, x = region[where], x[where]
        return np.bincount(region, weights=x, minlength=self.space.regions)

    def at_firms(self, x: Floats) -> Floats:
        """Read a (K, S, C) or (S, C) array at each firm: (N,)."""
        if x.ndim == 2:
            return x.ravel()[self.sector_cell()]
        sectors, cells = self.shape
        return x.ravel()[self.firm_class() * (sectors * cells) + self.sector_cell()]

    def keys(self) -> Keys:
        """Lineages: the keys of the firms' random numbers."""
        keys: Keys = self.firms.lineage
        return keys

    @property
    def practice(self) -> Floats:
        """Lasting part of firms' log productivity, which others can learn and founders take along, (N,)."""
        return np.asarray(self.firms.productivity - self.firms.luck)

    @property
    def is_foreign(self) -> Bools:
        """Firms owned by a multinational."""
        return np.asarray(self.firms.owner == FOREIGN)

    @property
    def is_group(self) -> Bools:
        """Firms owned by a conglomerate."""
        return np.asarray(self.firms.owner == GROUP)
