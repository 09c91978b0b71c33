"""When a quarter is over it becomes rows: copies, never references."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from model import census, enterprises, measures, observe_clusters, world
from model.accounts import Holder
from model.state import Floats, State

if TYPE_CHECKING:
    import pyarrow as pa

GROUPS_COUNTED = 6  # largest owners whose share of sales is reported
SAMPLE = 200  # firms in the sample, about


class Recorder:
    """Collects rows quarter by quarter and hands them out as tables.

    Parameters
    ----------
    state : State
        The economy at the start: names of country, regions and sectors are read once.
        In census years of the scenario every firm is recorded, else a sample.
    """

    def __init__(self, state: State) -> None:
        self._country = state.scenario.country.name
        self._regions = tuple(state.scenario.country.regions)
        self._sectors = state.sectors.ids
        self._census = census.Census(state.scenario.run.census)
        self._totals: list[dict[str, float]] = []
        self._grid: list[dict[str, Floats]] = []
        self._ledger: list[tuple[int, str, str, str, str, float, float]] = []
        self._firms: list[dict[str, np.ndarray[tuple[int, ...], np.dtype[np.generic]]]] = []
        self._state = state
        self.clusters = observe_clusters.ClusterWatch(state)

    def rows_written(self) -> list[object]:
        """Everything recorded so far; written once and never changed."""
        return [*self._totals, *self._grid, *self._ledger, *self._firms, *self.clusters.rows]

    @property
    def totals(self) -> list[dict[str, float]]:
        """Totals of every quarter so far."""
        return self._totals

    def by_sector(self, name: str) -> list[Floats]:
        """A figure of sectors and regions, (S, R) a quarter."""
        return [quarter[name] for quarter in self._grid]

    @property
    def ledger(self) -> list[tuple[int, str, str, str, str, float, float]]:
        """Public money so far: quarter, instrument, government, region, sector, spent, forgone."""
        return self._ledger

    @property
    def latest(self) -> dict[str, float]:
        """Totals of the last recorded quarter."""
        return dict(self._totals[-1]) if self._totals else {}

    def write(self, state: State) -> None:
        """Record the quarter that has just ended."""
        if (state.quarter + 1) % 4 == 0 or not self._totals:
            self.clusters.look(state)
            self._write_firms(state)
        if self._census.due(state.quarter):
            self._census.write(state)
        grid = _by_region(state)
        self._grid.append(grid)
        self._totals.append(self._total(state, grid))
        rows = state.settings.ledger() if state.portfolio.instruments else ()
        self._ledger.extend((state.quarter, *row) for row in rows)

    def _total(self, state: State, grid: dict[str, Floats]) -> dict[str, float]:
        stats, cells = state.statistics, state.cells
        people = stats.jobs
        jobs = float(people.sum())
        force = float(cells.labour_force.sum())
        exports = stats.exports.sum(axis=1)
        product = grid["value_added"].sum(axis=0)
        residents = state.space.by_region(cells.population)
        consumed = state.demand.households.sum(axis=0) if state.demand is not None else np.zeros(1)
        return {
            "quarter": state.quarter,
            "real_gdp": _real_gdp(state),
            "exports": float(exports.sum()),
            "imports": stats.imports,
            "employment": jobs,
            "unemployment_rate": max(1.0 - jobs / force, 0.0),
            "real_wage": state.real_wage(),
            "population": float(cells.population.sum()),
            "firms": float(stats.firms.sum()),
            "entries": float(stats.entered),
            "exits": float(stats.exits),
            "foreign_share": float((stats.foreign * people).sum() / jobs),
            "clusters": float(self.clusters.number),
            "clusters_null": self.clusters.by_chance,
            "cluster_employment_share": self.clusters.employment / jobs,
            "region_gini": measures.gini(product / residents, residents),
            "export_hhi": measures.herfindahl(exports),
            "public_cost": state.policy_bill + _forgone(state),
            "gdp": stats.gdp,
            "real_consumption": float((consumed / cells.consumer_price).sum()),
            "investment": float(state.firms.investment.sum()),
            "real_investment": float((state.firms.investment / cells.investment_price[state.firms.cell]).sum()),
            "research": float(state.firms.rd.sum()),
            "wages": float(stats.wages.sum()),
            "output": float(stats.output.sum()),
            "productivity": float((stats.productivity * people).sum() / jobs),
            "foreign_investment": -state.last_flows.total("foreign investment", Holder.WORLD),
            "public_debt": max(-state.money.national, 0.0),
            "foreign_assets": -state.money.world,
            "lump_sum": state.budget.lump_sum,
            "top_groups_share": _top_owners(state),
            "groups_share": float(state.firms.sales[state.is_group].sum() / state.firms.sales.sum()),
            "mean_return": float((stats.returns * stats.firms).sum() / max(float(stats.firms.sum()), 1.0)),
            "exporters": float(np.count_nonzero(state.firms.exporter) / len(state.firms)),
            "iterations": float(state.market.iterations),
        }

    def _write_firms(self, state: State) -> None:
        from model.draws import Process

        firms = state.firms
        chosen = np.ones(len(firms), np.bool_)
        if not self._census.due(state.quarter):
            u = state.draws.uniform(Process.SAMPLE, 0, firms.lineage)
            chosen = u < SAMPLE / max(state.firms_at_start.sum(), 1)
        columns = {
            "quarter": np.full(int(chosen.sum()), state.quarter),
            "firm": firms.lineage[chosen].copy(),
            "enterprise": firms.enterprise[chosen].copy(),
            "cell": firms.cell[chosen].astype(np.int32),
            "region": state.space.region[firms.cell[chosen]],
            "sector": firms.sector[chosen].copy(),
            "age": firms.age[chosen].copy(),
            "owner": firms.owner[chosen].copy(),
            "employment": state.jobs_of_firms(chosen),
            "sales": firms.sales[chosen].copy(),
            "exports": firms.exports[chosen].copy(),
            "productivity": firms.productivity[chosen].copy(),
            "capital": firms.capital[chosen].copy(),
            "debt": firms.debt[chosen].copy(),
        }
        if self._census.any:
            columns |= {name: x[chosen] for name, x in census.firm_columns(state).items()}
        self._firms.append(columns)

    def tables(self) -> dict[str, pa.Table]:
        """The contract's tables, without the leading run, scenario and seed."""
        from model import tables

        return census.tables(self._census, self._regions, self._sectors) | tables.build(
            country=self._country,
            regions=self._regions,
            sectors=self._sectors,
            totals=self._totals,
            grid=self._grid,
            ledger=self._ledger,
            firms=self._firms,
            clusters=self.clusters.rows,
            events=self._state.events,
        )

    def outcomes(self) -> dict[str, float | None]:
        """Figures of the recorded window."""
        from model import outcomes

        begun = [row for row in self._totals if -4 <= row["quarter"] < 0]
        return outcomes.summarise([row for row in self._totals if row["quarter"] >= 0], begun)


def _real_gdp(state: State) -> float:
    """Product of each place in its own consumer goods."""
    return float((state.statistics.value_added.sum(axis=0) / state.cells.consumer_price).sum())


def _forgone(state: State) -> float:
    if not state.portfolio.instruments:
        return 0.0
    return float(sum(row[-1] for row in state.settings.ledger()))


def _top_owners(state: State) -> float:
    """Share of the largest owners in sales; a conglomerate is one owner, every other firm its own."""
    firms = state.firms
    group = state.is_group
    together = np.bincount(firms.group[group], weights=firms.sales[group], minlength=1)
    single = enterprises.by_firm(firms, np.where(group, 0.0, firms.sales))
    owners = np.concatenate([together, single])
    if owners.size > GROUPS_COUNTED:
        owners = np.partition(owners, -GROUPS_COUNTED)[-GROUPS_COUNTED:]
    return float(owners.sum() / max(float(firms.sales.sum()), 1e-300))  # nobody sells in an economy that fell apart


def _by_region(state: State) -> dict[str, Floats]:
    """Sums and means by sector and region, (S, R) each."""
    stats, by = state.statistics, state.space.by_region
    people = stats.jobs
    jobs = by(people)
    safe = np.maximum(jobs, 1e-12)
    quotient = measures.location_quotient(jobs)
    exports = by(stats.exports)
    traded = world.trade(state)
    return {
        "employment": jobs,
        "firms": by(stats.firms),
        "output": by(stats.output),
        "value_added": by(stats.value_added),
        "exports": exports,
        "wage": by(stats.wages) / safe,
        "productivity": by(stats.productivity * people) / safe,
        "capital": by(stats.capital),
        "foreign_share": by(stats.foreign * people) / safe,
        "location_quotient": quotient,
        "revealed_comparative_advantage": measures.revealed_comparative_advantage(exports, traded),
        "relatedness_density": measures.relatedness_density(quotient, state.sectors.relatedness),
        "entries": by(state.by_sector_cell(state.firms.age == 0)),
    }
