"""A country: its map, its figures at the start, its regions and ports."""

from functools import cached_property
from typing import Annotated

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from scenarios.base import Frozen
from scenarios.figure import Figure
from scenarios.grid import GridMap, parse_map

Share = Annotated[Figure, Field(ge=0.0, le=1.0)]
Positive = Annotated[Figure, Field(gt=0.0)]
Relative = Annotated[Figure, Field(ge=0.001, le=1000.0)]
RECORD = "a record for the reader: the economy doesn't read it"
NotNegative = Annotated[Figure, Field(ge=0.0)]
Slug = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]
Text = Annotated[str, Field(max_length=4000)]


class Nation(Frozen):
    """Figures of the whole country at the first recorded quarter."""

    population: Positive = Field(description=f"people, million; {RECORD}, but the regions' figures")
    income_gap: Annotated[Figure, Field(ge=-5.0, le=10.0)] = Field(
        description="log distance of productivity to the world frontier"
    )
    export_share: Share = Field(description="exports as a share of gross output")
    participation: Annotated[Figure, Field(ge=0.01, le=1.0)] = Field(
        description="labour force as a share of the population"
    )
    income_tax: Share = Field(description="tax on labour income, share")
    profit_tax: Annotated[Figure, Field(ge=0.0, le=0.99)] = Field(
        description="tax on profits, share; something has to be left, or nobody founds a firm"
    )
    tariff: Annotated[Figure, Field(ge=0.0, le=3.0)] = Field(description="duty on imports, share of value")
    government_consumption: Share = Field(description="share of GDP")
    regional_revenue_share: Share = Field(description="share of tax revenue that regions hold")
    foreign_share: Share = Field(description="share of employment in foreign-owned firms")
    foreign_law: Annotated[Figure, Field(ge=0.01, le=1.0)] = Field(
        default=Figure(1.0, "share", "estimate", "open"),
        description="foreign plants that the law lets in, of those that would come",
    )
    exchange_cost: Annotated[Figure, Field(ge=1.0, le=3.0)] = Field(
        default=Figure(1.0, "factor", "estimate", "no regime of exchange that costs trade"),
        description="factor on the cost of trade with the world that the regime of exchange adds, 1 = none",
    )
    public_efficiency: Annotated[Figure, Field(ge=0.05, le=1.0)] = Field(
        default=Figure(0.73, "share", "estimate", "mean of 134 countries: IMF (2015)"),
        description="what money for public works, offices and schools buys, 1 = as much as in the best run country",
    )
    group_share: Share = Field(description="share of employment in conglomerates")
    groups: Annotated[Figure, Field(ge=0.0, le=10_000.0)] = Field(description="number of conglomerates")
    border_cost: Annotated[Figure, Field(ge=1.0, le=100.0)] = Field(
        description="factor on trade cost between regions that are states of their own, 1 = none"
    )
    mobility: Annotated[Figure, Field(ge=0.01, le=2.0)] = Field(
        default=Figure(1.0, "factor", "estimate", "as in the United States"),
        description="people who reconsider where to live, 1 = as many as in the United States",
    )
    border_migration: Share = Field(
        default=Figure(1.0, "factor", "estimate", "as within a state"),
        description="factor on the chance to move between states, 1 = as within one",
    )
    schooling: NotNegative = Field(description=f"mean years of schooling; {RECORD}, but the regions' figures")
    unemployment: Share = Field(description=f"share of the labour force; {RECORD}, joblessness comes of the start")
    world_size: Positive = Field(description=f"world demand relative to the country's output; {RECORD}")
    public_debt: Annotated[Figure, Field(ge=0.0, le=100.0)] = Field(description="share of GDP")
    labour_force_growth: Annotated[Figure, Field(ge=-0.1, le=0.1)] | None = Field(
        default=None, description="growth of the labour force, log a year; without it the catalogue's"
    )
    schooling_growth: Annotated[Figure, Field(ge=-0.1, le=0.1)] | None = Field(
        default=None, description="growth of mean years of schooling, log a year; without it none"
    )


class Region(Frozen):
    """Figures of one region at the first recorded quarter."""

    name: Text
    symbol: Annotated[str, Field(min_length=1, max_length=1)]
    state: Slug | None = Field(default=None, description="state that it is a part of, where the map has several")
    population: Annotated[Figure, Field(gt=0.0, le=100_000.0)] = Field(description="people, million")
    schooling: Annotated[Figure, Field(ge=0.0, le=30.0)] = Field(description="mean years of schooling")
    learning: Annotated[Figure, Field(gt=0.0, le=3.0)] = Field(
        default=Figure(1.0, "factor", "estimate", "as in the United States"),
        description="what pupils learn in a year of schooling, 1 = as in the United States",
    )
    income: Relative | None = Field(
        default=None, description="product per head, 1 = national mean; without it what the model makes of the rest"
    )
    research: Share = Field(description="research capacity relative to the best, 0 to 1")
    infrastructure: Relative = Field(description="relative, 1 = national mean")
    amenity: Annotated[Figure, Field(ge=-10.0, le=10.0)] = Field(description="log, 0 = national mean")
    shares: dict[Slug, Annotated[float, Field(ge=0.0, le=1.0)]] = Field(description="employment by sector")
    shares_source: str
    endowment: dict[Slug, Annotated[float, Field(ge=0.0, le=1.0)]] = Field(
        default_factory=dict, description="natural endowment by resource sector, 0 to 1"
    )
    endowment_source: str = "estimate"
    note: Text = ""


class Port(Frozen):
    """A sea port: where goods leave for the world."""

    name: Text
    cell: tuple[int, int] = Field(description="row and column on the map, from 0")
    quality: Annotated[Figure, Field(ge=0.001, le=100.0)] = Field(description="relative, 1 = an ordinary port")


class Investor(Frozen):
    """A part of the world from which much of the investment comes and which is nearer to some places than to others."""

    name: Text
    place: tuple[float, float] = Field(description="row and column on the map, from 0; it may lie beyond its edge")
    share: Share = Field(description="share of investment from abroad")


class Country(Frozen):
    """Geography, endowments and starting structure."""

    name: Slug
    title: Text
    start_year: Annotated[int, Field(ge=1800, le=2200)]
    cell_km: Annotated[float, Field(gt=0.0, le=1000.0)]
    map: str
    summary: Text = ""
    sources: dict[str, Text] = Field(default_factory=dict)
    nation: Nation
    regions: dict[Slug, Region] = Field(min_length=1)
    ports: tuple[Port, ...] = ()
    investors: tuple[Investor, ...] = ()

    @cached_property
    def grid(self) -> GridMap:
        """The map as a grid of cells; regions are numbered in the order of the file."""
        return parse_map(self.map, [region.symbol for region in self.regions.values()])

    @cached_property
    def states(self) -> dict[str, tuple[str, ...]]:
        """Regions of each state; empty where no region names one."""
        named = {name: region.state for name, region in self.regions.items()}
        found = dict.fromkeys(state for state in named.values() if state)
        return {state: tuple(name for name, of in named.items() if of == state) for state in found}

    @cached_property
    def state_of_region(self) -> NDArray[np.int64]:
        """Number of the state of each region, (R,): 0 throughout in one state; a region without one is its own."""
        if self.nation.border_cost <= 1.0 and not self.states:
            return np.zeros(len(self.regions), np.int64)
        names = [region.state or f" {name}" for name, region in self.regions.items()]
        order = {name: number for number, name in enumerate(dict.fromkeys(names))}
        return np.array([order[name] for name in names], np.int64)

    @cached_property
    def port_cells(self) -> NDArray[np.int64]:
        """Index of the land cell of each port."""
        return np.array([self.grid.cell_at(*port.cell) for port in self.ports], dtype=np.int64)

    def share_array(self, sectors: tuple[str, ...]) -> NDArray[np.float64]:
        """Employment shares, shape (R, S), each row summing to 1."""
        shares = self._by_region("shares", sectors)
        return shares / shares.sum(axis=1, keepdims=True)

    @cached_property
    def log_income(self) -> NDArray[np.float64] | None:
        """Log product per head of each region over the mean by people, (R,); None where the file doesn't say."""
        incomes = [region.income for region in self.regions.values()]
        if any(income is None for income in incomes):
            return None
        people = np.array([float(region.population) for region in self.regions.values()])
        income = np.array(incomes, float)
        return np.asarray(np.log(income / np.average(income, weights=people)))

    def endowment_array(self, sectors: tuple[str, ...]) -> NDArray[np.float64]:
        """Natural endowment from 0 to 1, shape (R, S); 0 where the file says nothing."""
        return self._by_region("endowment", sectors)

    def _by_region(self, field: str, sectors: tuple[str, ...]) -> NDArray[np.float64]:
        tables = [getattr(region, field) for region in self.regions.values()]
        return np.array([[table.get(sector, 0.0) for sector in sectors] for table in tables])
