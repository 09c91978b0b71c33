"""Everything that one quarter hands to the next, and nothing that it can work out again."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from agents.columns import ColumnTable
from agents.firm import FOREIGN, GROUP
from model import flat, sums
from model.accounts import Flows, Ledger
from model.balances import Budget, Money
from model.draws import Draws, Keys
from model.market import Conditions, Market, Technology
from model.places import Cells, PublicCapital, World
from model.quarter import Demand, Plans, Statistics
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


@dataclass(frozen=True)
class Event:
    """A line of the chronicle."""

    quarter: int
    kind: str
    region: str
    sector: str
    text: str


@dataclass
class State:
    """The economy at the end of a quarter."""

    scenario: Scenario
    p: Parameters
    sectors: SectorTable
    tech: Technology
    factors: Floats
    space: Space
    nearness: Floats  # (C,) odds of a plant from abroad for where its owners are, relative to the mean
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
    advantage: Floats  # (S, C) log productivity that the start year's jobs tell
    jobs_at_start: Floats
    talents: Floats  # (S, R) shares of a region's people whose talents are fitted to each sector
    wage_at_start: Floats
    practice_at_start: Floats
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
    odds_kept: float = 1.0  # of a conglomerate's keeping its cash, relative to all places when none gains
    held: Floats = field(default_factory=lambda: np.zeros(3))  # share of jobs by owner
    turnover: Floats = field(default_factory=lambda: np.zeros(3))  # of an owner's jobs a quarter; set with the owners
    hurdle: Floats = field(default_factory=lambda: np.zeros(1))  # (S,) profit that founders ask, wages a quarter
    keenness: Floats = field(default_factory=lambda: np.zeros((1, 1)))  # (S, R) of founders, added to what places earn
    founders: Floats = field(default_factory=lambda: np.ones(1))  # (S,) of each sector, relative to the parameters'
    profits: Floats = field(default_factory=lambda: np.zeros((1, 1)))  # (S, C) last read, wages a quarter
    plants_per_firm: Floats = field(default_factory=lambda: np.ones(1))  # (S,) in the start year
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

    def jobs_of_firms(self, rows: Ints | Bools) -> Floats:
        """People at work in the firms of these rows, thousand."""
        firms = self.firms
        each = self.statistics.per_labour[firms.sector[rows], firms.cell[rows]]
        return np.asarray(firms.employment[rows] * each)

    def tell(self, kind: str, region: str, sector: str, text: str) -> None:
        """Add a line to the chronicle, the year in front."""
        year = self.scenario.country.start_year + self.quarter // 4
        self.events.append(Event(self.quarter, kind, region, sector, f"{year}: {text}"))

    def real_wage(self) -> float:
        """Mean wage in consumer goods, weighted by jobs."""
        cells = self.cells
        return float((cells.wage / cells.consumer_price * cells.employment).sum() / cells.employment.sum())

    @property
    def gdp(self) -> float:
        """Nominal product of the last quarter."""
        return self.statistics.gdp

    def sector_cell(self) -> Ints:
        """Flat index of each firm's sector and cell, (N,)."""
        index: Ints = flat.places(self.firms.sector, self.firms.cell, self.space.size)
        return index

    def class_sector_cell(self) -> Ints:
        """Flat index of each firm's class (owner x size), sector and cell, (N,)."""
        firms, large = self.firms, LARGE * self.mean_firm
        index: Ints = flat.classes(firms.owner, firms.staff, firms.sector, firms.cell, large, self.space.size)
        return index

    def by_cell(self, x: Floats) -> Floats:
        """Sum a column over the firms of each cell: (C,)."""
        return sums.by_group(self.firms.cell, x, self.space.size)

    def by_sector(self, x: Floats) -> Floats:
        """Sum a column over the firms of each sector: (S,)."""
        return sums.by_group(self.firms.sector, x, self.shape[0])

    def by_sector_cell(self, x: Floats | Bools, index: Ints | None = None) -> Floats:
        """Sum a column over the firms of each sector and cell: (S, C)."""
        sectors, cells = self.shape
        rows = self.sector_cell() if index is None else index
        return sums.by_group(rows, x.astype(np.float64, copy=False), sectors * cells).reshape(sectors, cells)

    def by_class(self, x: Floats, index: Ints | None = None) -> Floats:
        """Sum a column over the firms of each class, sector and cell: (K, S, C)."""
        sectors, cells = self.shape
        rows = self.class_sector_cell() if index is None else index
        return sums.by_group(rows, x, CLASSES * sectors * cells).reshape(-1, sectors, cells)

    def by_region(self, x: Floats) -> Floats:
        """Sum a column over the firms of each region: (R,)."""
        return sums.by_group_of_cell(self.space.region, self.firms.cell, x, self.space.regions)

    def at_firms(self, x: Floats) -> Floats:
        """Read a (K, S, C) or (S, C) array at each firm: (N,)."""
        if x.ndim == 2:
            return x.ravel()[self.sector_cell()]
        return x.ravel()[self.class_sector_cell()]

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
