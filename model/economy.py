"""The regional economy as a Mesa model: a quarter is a list of named stages."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from agents.columnar_model import ColumnarModel
from agents.government import NATIONAL, Government
from agents.investor import Bank, Conglomerate, Multinational, VentureFund
from model import (
    agglomeration,
    books,
    demand,
    entry,
    exits,
    finance,
    govern,
    housing,
    migration,
    opening,
    plans,
    public_finance,
    settlement,
    start_year,
    statistics,
    technology,
    world,
)
from model.changes import adopt, take_effect
from model.record import Recorder
from model.snapshot import Snapshot
from model.state import Event, State
from scenarios.changes import Timeline, with_change
from scenarios.schema import Change, Scenario

if TYPE_CHECKING:
    import pyarrow as pa

Stage = Callable[[State], object]

QUARTER: tuple[tuple[str, Stage], ...] = (
    ("the world moves on", world.move),
    ("places give their advantages", agglomeration.update),
    ("governments set instruments", govern.decide),
    ("firms plan and commit money", plans.make),
    ("final demand is budgeted", demand.budget),
    ("goods and labour markets clear", demand.clear),
    ("who owes whom is settled", settlement.settle),
    ("the statistical office counts", statistics.count),
    ("firms learn, customers move", technology.advance),
    ("firms leave", exits.close),
    ("firms enter", entry.open_firms),
    ("banks, funds and groups close", finance.close),
    ("the states close their books", public_finance.close),
    ("people move", migration.move),
    ("homes are built", housing.build),
    ("identities are checked", books.check),
    ("the start year is held", start_year.hold),
)


class RegionalEconomy(ColumnarModel):
    """Firms, investors and governments on a regional grid.

    Parameters
    ----------
    scenario : Scenario
        Country, policy, parameters, length.
    seed : int
        Key of all random numbers: the same seed gives the same run, bit for bit.
    rng : int, optional
        Mesa's name for the seed.
    """

    def __init__(self, scenario: Scenario, seed: int = 0, *, rng: int | None = None) -> None:
        key = seed if rng is None else int(rng)
        super().__init__(rng=key)
        self.scenario = scenario
        self.seed = key
        self._timeline = Timeline(scenario)
        self.state = opening.build(self._timeline.now, key)
        self._open_map()
        self.recorder = Recorder(self.state)

    def _open_map(self) -> None:
        space = self.state.space
        coordinates = list(zip(space.rows.tolist(), space.cols.tolist(), strict=True))
        self.adopt(self.state.firms, self.state.sectors.ids, space.shape, coordinates)

    @property
    def quarter(self) -> int:
        """Quarter that has been reached; negative during burn-in."""
        return self.state.quarter

    @property
    def finished(self) -> bool:
        """Whether the scenario's last quarter is over."""
        return self.quarter >= self.scenario.run.quarters

    def step(self) -> None:
        """Run one quarter."""
        with np.errstate(over="raise", invalid="raise", divide="raise"):
            take_effect(self.state, self._timeline, self._due)
            for _, stage in QUARTER:
                stage(self.state)
        self.recorder.write(self.state)
        self.state.quarter += 1
        self.firms_changed()

    def change(self, path: str, value: Any) -> Change:
        """Change a parameter or the policy from the next quarter on; `scenario` then replays the run with it.

        Parameters
        ----------
        path : as for `--set`: parameters.<name>, policy.envelope, policy.instruments.<id>.<key>, …

        Raises
        ------
        ProblemError
            If there is no such thing, or the value doesn't fit; nothing has changed then.
        """
        change = Change(quarter=self.quarter, path=path, value=value)
        changed = with_change(self.scenario, change)
        trial = self._timeline.copy()
        for due in changed.changes:
            if due.quarter == self.quarter:
                trial.apply(due)
        self.scenario = changed
        return change

    @property
    def planned(self) -> Scenario:
        """The scenario that rules the next quarter: what is in force, and the changes that are due."""
        trial = self._timeline.copy()
        for due in self._due:
            trial.apply(due)
        return trial.now

    @property
    def _due(self) -> tuple[Change, ...]:
        return tuple(change for change in self.scenario.changes if change.quarter == self.quarter)

    def run(self, on_quarter: Callable[[RegionalEconomy], None] | None = None, until: int | None = None) -> None:
        """Step to the last quarter, or until a quarter is reached."""
        while not self.finished and (until is None or self.quarter < until):
            self.step()
            if on_quarter is not None:
                on_quarter(self)

    def make_actors(self) -> None:
        """Make governments, banks, funds, conglomerates and the multinationals."""
        names = tuple(self.scenario.country.regions)
        Government(self, NATIONAL, 0)
        for index, name in enumerate(names):
            Government(self, name, index, regional=True)
            Bank(self, name, index)
            VentureFund(self, name, index)
        for index in range(len(self.state.money.groups)):
            Conglomerate(self, f"group {index + 1}", index)
        Multinational(self, "multinationals", 0)

    def balance(self, holder: str, index: int) -> float:
        """Money of a government, an investor or the rest of the world; below 0 it owes."""
        return float(np.atleast_1d(getattr(self.state.money, holder))[index])

    def snapshot(self) -> Snapshot:
        """Everything that the run depends on from here, as a copy."""
        return Snapshot.of(self)

    @classmethod
    def resume(cls, snapshot: Snapshot, scenario: Scenario) -> RegionalEconomy:
        """Go on from a snapshot, under a scenario that is the same up to there.

        At quarter 0 that is any scenario of the same burn-in (model/settled.py); later its changes before must be.
        """
        economy = cls.__new__(cls)
        super(RegionalEconomy, economy).__init__(rng=snapshot.seed)
        economy.scenario, economy.seed = scenario, snapshot.seed
        economy._timeline = Timeline(scenario)
        for change in sorted(scenario.changes, key=lambda change: change.quarter):
            if change.quarter < snapshot.quarter:
                economy._timeline.apply(change)
        economy.state, economy.recorder = snapshot.copies()
        adopt(economy.state, economy._timeline.now)
        economy._open_map()
        return economy

    @property
    def identities(self) -> dict[str, float]:
        """Largest residual so far of each accounting identity, relative to the quarter's product."""
        return dict(self.state.ledger.residuals)

    @property
    def events(self) -> list[Event]:
        """The chronicle so far."""
        return self.state.events

    def tables(self) -> dict[str, pa.Table]:
        """Everything recorded, one table a name of the contract."""
        return self.recorder.tables()

    def outcomes(self) -> dict[str, float | None]:
        """Figures of the whole recorded window."""
        return self.recorder.outcomes()
