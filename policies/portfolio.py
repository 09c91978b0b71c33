"""A package of instruments at work: what is announced each quarter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from policies.channels import OWNERS, SIZES, Floats
from policies.conduct import AS_WRITTEN, Conduct, captured, effort
from policies.instrument import Instrument, Reach
from policies.observation import Geography, Observation
from policies.selections.rule import Choice
from policies.settings import Acting, Settings

__all__ = ["Portfolio", "Settings"]

Bools = NDArray[np.bool_]

LEARNING = 0.25  # weight of the last quarter in what firms expect to be paid of a claim: a year's memory (estimate)


class Portfolio:
    """Instruments in the order of their ids, so that the order they were written in can't matter.

    Raises
    ------
    ValueError
        If two instruments share an id.
    """

    def __init__(self, instruments: Sequence[Instrument], geography: Geography, conduct: Conduct = AS_WRITTEN) -> None:
        self.geography = geography
        self._choices: dict[str, Choice] = {}
        self._trusted: dict[str, Floats] = {}
        self._last: Settings | None = None
        self.instruments: tuple[Instrument, ...] = ()
        self.revise(instruments, conduct)

    def revise(self, instruments: Sequence[Instrument], conduct: Conduct = AS_WRITTEN) -> None:
        """Take another set of instruments; a choice made before stands while the aims are the same."""
        self.conduct = conduct
        before = {i.id: _aims(i) for i in self.instruments}
        self.instruments = tuple(sorted(instruments, key=lambda i: i.id))
        if len({i.id for i in self.instruments}) < len(self.instruments):
            raise ValueError("two instruments have the same id")
        same = {i.id for i in self.instruments if before.get(i.id) == _aims(i)}
        self._choices = {name: choice for name, choice in self._choices.items() if name in same}

    def announce(self, seen: Observation, money: Mapping[str, float]) -> Settings:
        """Set the channels of a quarter.

        Parameters
        ----------
        money : what each government ("national", or a region's name) may spend this quarter. Instruments whose
            budgets come to more are cut in proportion.
        """
        sectors, cells = len(self.geography.sectors), len(self.geography.region_of_cell)
        running = [i for i in self.instruments if i.runs(seen.quarter)]
        news = [line for i in running for line in self._choose(i, seen)]
        self._learn()
        budgets = self._budgets(running, seen, money)
        acting = [self._set_in_motion(i, budgets[i.id], seen) for i in running]
        self._last = Settings(sectors, cells, tuple(acting), self.geography, tuple(news))
        return self._last

    def _learn(self) -> None:
        """Firms expect of a grant what was paid of it: where claims are cut year after year, nobody counts on all."""
        if self._last is None:
            return
        for name, kept in self._last.kept.items():
            before = self._trusted.get(name, np.ones_like(kept))
            self._trusted[name] = before + LEARNING * np.where(np.isnan(kept), 0.0, kept - before)

    def _budgets(
        self, running: Sequence[Instrument], seen: Observation, money: Mapping[str, float]
    ) -> dict[str, Floats]:
        """Money of each instrument this quarter by government, (1 + R,)."""
        names = ("national", *self.geography.regions)
        have = np.array([max(money.get(name, 0.0), 0.0) for name in names])
        product = np.array([seen.gdp, *seen.gdp_by_region]) / 4.0
        wanted = {i.id: (i.budget or 0.0) * product * self._pays(i) for i in running}
        total = np.sum(list(wanted.values()), axis=0) if wanted else np.zeros(len(names))
        # money of regions comes out of the nation's: both together stay within it
        regional = float(np.minimum(total[1:], have[1:]).sum())
        cut = np.minimum(have, total) / np.maximum(total, 1e-300)
        both = float(min(total[0], have[0])) + regional
        if both > have[0]:
            cut *= have[0] / both
        return {name: budget * cut for name, budget in wanted.items()}

    def _pays(self, instrument: Instrument) -> Floats:
        """1 for the governments that pay for an instrument, (1 + R,): of regions, those that it was chosen for."""
        if instrument.government == "national":
            return np.array([1.0, *np.zeros(len(self.geography.regions))])
        return np.array([0.0, *self._effort(instrument)])

    def _effort(self, instrument: Instrument) -> Floats:
        """How far each region goes with an instrument that regions run, (R,): firms are bid for, places aren't."""
        first = self._choices[instrument.id].chosen.any(axis=0)
        return effort(first, self.geography.neighbours, self.conduct.race if instrument.by_firm else 0.0)

    def _regions(self, instrument: Instrument) -> Bools:
        names = self.geography.regions
        return np.array([not instrument.regions or name in instrument.regions for name in names], bool)

    def _may(self, instrument: Instrument) -> Bools:
        names = self.geography.sectors
        sectors = np.array([not instrument.sectors or name in instrument.sectors for name in names], bool)
        return np.asarray(sectors[:, None] & self._regions(instrument)[None, :])

    def _choose(self, instrument: Instrument, seen: Observation) -> list[tuple[str, str, str]]:
        """Choose anew where due; return what came in, as lines (instrument, region, sector)."""
        last, rule = self._choices.get(instrument.id), instrument.selection
        if last is not None and (rule is None or not rule.due(last, seen.quarter)):
            return []
        may = self._may(instrument)
        chosen = may if rule is None else rule.choose(seen, self.geography, may, last)
        jobs = self.geography.by_region(seen.employment)
        self._choices[instrument.id] = Choice(chosen, seen.quarter, jobs)
        before = np.zeros_like(chosen) if last is None else last.chosen
        return self._lines(instrument.id, chosen & ~before)

    def _lines(self, name: str, new: Bools) -> list[tuple[str, str, str]]:
        """Shorten: no region where a sector is new everywhere, no sector where a region is new as a whole."""
        regions, sectors = self.geography.regions, self.geography.sectors
        if new.all():
            return [(name, "", "")]
        everywhere = new.all(axis=1)
        lines = [(name, "", sectors[s]) for s in np.flatnonzero(everywhere)]
        rest = new & ~everywhere[:, None]
        for r in np.flatnonzero(rest.any(axis=0)):
            if new[:, r].all():
                lines.append((name, regions[r], ""))
            else:
                lines += [(name, regions[r], sectors[s]) for s in np.flatnonzero(rest[:, r])]
        return lines

    def _set_in_motion(self, instrument: Instrument, budget: Floats, seen: Observation) -> Acting:
        region = self.geography.region_of_cell
        national = instrument.government == "national"
        chosen = self._choices[instrument.id].chosen
        far = np.ones(chosen.shape[1]) if national else self._effort(instrument)
        if not national:  # who follows bids for what the first ones bid for
            chosen = chosen | (chosen.any(axis=1)[:, None] & ~chosen.any(axis=0) & (far > 0.0))
        places = chosen[:, region]
        reach = Reach(
            classes=_classes(instrument),
            places=places,
            cells=places.any(axis=0),
            money=budget,
            payer=np.zeros_like(region) if national else region + 1,
            seen=seen,
            geography=self.geography,
            far=far[region],
        )
        with_a_say = (far > 0.0)[region]
        writes = {
            name: captured(name, offered, with_a_say, self.conduct.capture)
            for name, offered in instrument.act(reach).items()
        }
        trusted = self._trusted.get(instrument.id, np.ones_like(budget))
        group = type(instrument).__name__ if instrument.regime else instrument.id
        return Acting(instrument.id, writes, budget, reach.payer, instrument.budget is not None, trusted, group)


def _aims(instrument: Instrument) -> tuple[object, ...]:
    """What a choice of sectors and regions depends on."""
    return type(instrument), instrument.selection, instrument.sectors, instrument.regions


def _classes(instrument: Instrument) -> Bools:
    """Firm classes that an instrument reaches, (K,)."""
    rule = instrument.selection
    executors = rule.owners() if rule is not None else ()

    def reached(owner: str, size: str) -> bool:
        return (
            (not instrument.ownership or owner in instrument.ownership)
            and (not executors or owner in executors)
            and instrument.size in ("all", size)
        )

    return np.array([reached(owner, size) for owner in OWNERS for size in SIZES])
