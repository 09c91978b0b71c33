"""Once a year the statistical office looks for clusters, follows them and tells the chronicle."""

from __future__ import annotations

import numpy as np

from model import clusters
from model.cluster_tracker import Cluster, ClusterTracker, Turn
from model.clusters import Block
from model.state import Floats, State

RENEW = 20  # quarters between renewals of what chance would give
PERMUTATIONS = 99


class ClusterWatch:
    """Detection and tracking over a run.

    Attributes
    ----------
    number : clusters alive; by_chance : expected when firms are placed at random; employment : jobs in them.
    rows : a row a cluster and look.
    """

    def __init__(self, state: State) -> None:
        self.number = 0
        self.by_chance = 0.0
        self.employment = 0.0
        self.rows: list[dict[str, object]] = []
        self._thresholds: Floats = np.zeros(0)
        self._renewed = -(10**9)
        self._telling = False
        self._tracker = ClusterTracker()
        self._regions = list(state.scenario.country.regions.values())
        space = state.space
        self._around = clusters.neighbours(space.rows, space.cols, space.shape)
        names = tuple(state.scenario.country.regions)
        self._region_of = [names[r] for r in space.region.tolist()]
        self._text = [f"{r},{c}" for r, c in zip(space.rows.tolist(), space.cols.tolist(), strict=True)]

    @property
    def alive(self) -> list[Cluster]:
        """Clusters of the last look."""
        return self._tracker.alive

    def look(self, state: State) -> None:
        """Find, follow, record and tell."""
        jobs, quotient = state.statistics.jobs, state.p.cluster_quotient
        if state.quarter - self._renewed >= RENEW:
            self._renew(state, quotient)
        firms = state.by_sector_cell((state.firms.employment > 0.0).astype(float))
        blocks = clusters.detect(jobs, firms, self._around, self._thresholds, quotient=quotient)
        turns = self._tracker.follow(state.quarter, blocks, lambda block: self._jobs(jobs, block))
        if state.quarter >= 0:  # the burn-in is no history: what lasted there is what the story begins with
            lasting = [Turn("found", cluster) for cluster in self._tracker.lasting]
            for turn in turns if self._telling else lasting:
                self._tell(state, turn)
            self._telling = True
        self._record(state, jobs)

    def _renew(self, state: State, quotient: float) -> None:
        self._renewed = state.quarter
        at_work = state.firms.employment > 0.0
        self._thresholds, self.by_chance = clusters.thresholds(
            state.jobs_of_firms(at_work),
            state.firms.sector[at_work],
            np.bincount(state.firms.cell[at_work], minlength=state.space.size).astype(float),
            self._around,
            state.draws,
            state.quarter,
            sectors=state.shape[0],
            quotient=quotient,
            permutations=PERMUTATIONS,
        )

    @staticmethod
    def _jobs(jobs: Floats, block: Block) -> float:
        return float(jobs[block.sector, sorted(block.cells)].sum())

    def _record(self, state: State, jobs: Floats) -> None:
        alive = self._tracker.alive
        ids = state.sectors.ids
        place, sector, total = jobs.sum(axis=0), jobs.sum(axis=1), float(jobs.sum())
        self.number = len(alive)
        member = np.zeros(jobs.shape, bool)
        for cluster in alive:
            inner = sorted(cluster.cells)
            cells = np.array(inner)
            member[cluster.sector, cells] = True
            inside = float(jobs[cluster.sector, cells].sum())
            expected = float(sector[cluster.sector]) * float(place[cells].sum()) / total
            regions = sorted({self._region_of[c] for c in inner})
            self.rows.append({
                "quarter": state.quarter, "cluster": cluster.number, "sector": ids[cluster.sector],
                "regions": " ".join(regions), "cells": len(inner),
                "firms": int(state.statistics.firms[cluster.sector, cells].sum()), "employment": inside,
                "location_quotient": inside / max(expected, 1e-12), "born": cluster.born,
                "places": " ".join(self._text[c] for c in inner),
            })  # fmt: skip
        self.employment = float(jobs[member].sum())

    def _tell(self, state: State, turn: Turn) -> None:
        cluster = turn.cluster
        sector = state.sectors.ids[cluster.sector]
        title = state.sectors.sectors[sector].title or sector.replace("_", " ")
        region = self._home(state, cluster)
        where, jobs = self._regions[region].name, _people(cluster.jobs)
        seen = state.quarter - 4 * cluster.missed  # it is looked for once a year
        age = "" if cluster.born < 0 else f" after {_years(seen - cluster.born)}"
        text = {
            "found": f"{where} begins with a cluster: {title}, {jobs} jobs",
            "born": f"a cluster has formed in {where}: {title}, {jobs} jobs",
            "grew": f"the {title} cluster of {where} has grown to {jobs} jobs",
            "split": f"the {title} cluster of {where} splits off, {jobs} jobs",
            "merged": f"the {title} cluster of {where} merges with its neighbour",
            "died": f"the {title} cluster of {where} is gone{age}; it last had {jobs} jobs",
        }[turn.fate]
        state.tell(f"cluster {turn.fate}", tuple(state.scenario.country.regions)[region], sector, text)

    @staticmethod
    def _home(state: State, cluster: Cluster) -> int:
        """The region with most of the cluster's jobs."""
        cells = np.array(sorted(cluster.cells))
        jobs = state.statistics.jobs[cluster.sector, cells]
        return int(np.argmax(np.bincount(state.space.region[cells], weights=jobs + 1e-12)))


def _years(quarters: int) -> str:
    """A span of time in words."""
    n = max(round(quarters / 4), 1)
    return "a year" if n == 1 else f"{n} years"


def _people(thousands: float) -> str:
    people = thousands * 1000.0
    return f"{people / 1e6:.1f} million" if people >= 1e6 else f"{round(people, -2):,.0f}"
