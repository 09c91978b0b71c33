"""Which cluster of today is which cluster of last year: birth, growth, splits, mergers, deaths."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from model.clusters import Block

Fate = Literal["born", "grew", "split", "merged", "died"]
GROWTH = 2.0  # jobs since the last mention that make a line in the chronicle
FORGET = 2  # looks that a cluster may be missed before it counts as dead


@dataclass
class Cluster:
    """A cluster with its history."""

    number: int
    sector: int
    cells: frozenset[int]
    born: int
    jobs: float
    jobs_told: float
    missed: int = 0


@dataclass(frozen=True)
class Turn:
    """Something that happened to a cluster."""

    fate: Fate
    cluster: Cluster
    other: Cluster | None = None


class ClusterTracker:
    """Follows clusters from look to look by the cells they share; the larger overlap keeps the name."""

    def __init__(self) -> None:
        self._alive: list[Cluster] = []
        self._next = 1

    @property
    def alive(self) -> list[Cluster]:
        """Clusters seen at the last look."""
        return [cluster for cluster in self._alive if cluster.missed == 0]

    def follow(self, quarter: int, blocks: Sequence[Block], jobs: Callable[[Block], float]) -> list[Turn]:
        """Match the blocks of a look with the clusters known so far."""
        pairs = sorted(
            (
                (len(block.cells & cluster.cells), -cluster.number, b, cluster)
                for b, block in enumerate(blocks)
                for cluster in self._alive
                if cluster.sector == block.sector and block.cells & cluster.cells
            ),
            key=lambda pair: pair[:3],
            reverse=True,
        )
        taken: dict[int, Cluster] = {}
        named: set[int] = set()
        for _, _, b, cluster in pairs:
            if b not in taken and cluster.number not in named:
                taken[b] = cluster
                named.add(cluster.number)
        parents = {b: cluster for _, _, b, cluster in reversed(pairs)}
        turns = self._lost(blocks, taken, named)
        for b, block in enumerate(blocks):
            turns += self._seen(quarter, block, jobs(block), taken.get(b), parents.get(b))
        return turns

    def _seen(
        self, quarter: int, block: Block, jobs: float, known: Cluster | None, parent: Cluster | None
    ) -> list[Turn]:
        if known is None:
            cluster = Cluster(self._next, block.sector, block.cells, quarter, jobs, jobs)
            self._next += 1
            self._alive.append(cluster)
            return [Turn("split", cluster, parent) if parent else Turn("born", cluster)]
        known.cells, known.jobs, known.missed = block.cells, jobs, 0
        if jobs >= GROWTH * known.jobs_told:
            known.jobs_told = jobs
            return [Turn("grew", known)]
        return []

    def _lost(self, blocks: Sequence[Block], taken: dict[int, Cluster], named: set[int]) -> list[Turn]:
        turns: list[Turn] = []
        for cluster in [c for c in self._alive if c.number not in named]:
            into = [
                b for b, block in enumerate(blocks) if block.sector == cluster.sector and block.cells & cluster.cells
            ]
            cluster.missed += 1
            if into:
                turns.append(Turn("merged", cluster, taken.get(into[0])))
            elif cluster.missed > FORGET:
                turns.append(Turn("died", cluster))
            else:
                continue
            self._alive.remove(cluster)
        return turns
