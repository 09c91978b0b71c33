"""Which cluster of today is which cluster of last year: birth, growth, splits, mergers, deaths."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from model.clusters import Block

Fate = Literal["found", "born", "grew", "split", "merged", "died"]
GROWTH = 2.0  # jobs since the last mention that make a line in the chronicle
FORGET = 2  # looks that a cluster may be missed before it counts as dead
CONFIRM = 3  # looks that see a cluster before it is told: at the edge of chance many show for a year


@dataclass
class Cluster:
    """A cluster with its history; parent: what it split from; seen: looks that saw it."""

    number: int
    sector: int
    cells: frozenset[int]
    born: int
    jobs: float
    jobs_told: float
    parent: Cluster | None = None
    missed: int = 0
    seen: int = 1

    @property
    def told(self) -> bool:
        """Whether it has been there for long enough to be told of."""
        return self.seen >= CONFIRM


@dataclass(frozen=True)
class Turn:
    """Something that happened to a cluster that lasted; it is told of from the third look that saw it."""

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

    @property
    def lasting(self) -> list[Cluster]:
        """Clusters that are there and were told of, missed by a look or two or not."""
        return [cluster for cluster in self._alive if cluster.told]

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
            self._alive.append(Cluster(self._next, block.sector, block.cells, quarter, jobs, jobs, parent))
            self._next += 1
            return []
        known.cells, known.jobs, known.missed, known.seen = block.cells, jobs, 0, known.seen + 1
        if known.seen == CONFIRM:
            known.jobs_told = jobs
            return [Turn("split", known, known.parent) if known.parent else Turn("born", known)]
        if known.told and jobs >= GROWTH * known.jobs_told:
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
            if not into and cluster.missed <= FORGET:
                continue
            self._alive.remove(cluster)
            if cluster.told:
                turns.append(Turn("merged", cluster, taken.get(into[0])) if into else Turn("died", cluster))
        return turns
