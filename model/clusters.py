"""Clusters: neighbouring cells specialised in a sector, with more of its firms than chance gives.

A block is a set of cells that touch (Moore neighbourhood), each with a location quotient of at least 1.5 in
the sector, by jobs. Its score is the log likelihood ratio of a scan statistic (Kulldorff 1997, Communications in
Statistics 26), s ln(s / p) + (1 - s) ln((1 - s) / (1 - p)), s its share of the sector's plants, p its share of those
of all sectors. Plants are counted, not their jobs: a cluster is firms beside each other, and with a heavy tail of sizes
one big plant in a small place would beat any of them. What is expected is counted alike (Duranton & Overman 2005,
Review of Economic Studies 72(4): a sector's plants on the sites of all plants): large cities have large firms in every
sector, and held against jobs every sector would look scarce there. A block counts if its score is beyond the 95th
percentile of the largest score that the sector reaches when the plants of all sectors are placed at random on the sites
that there are: a big plant of one sector makes all others look scarce by jobs where it stands, and plentiful elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import NDArray

from model.draws import Draws, Process, mix

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

PERCENTILE = 95.0
PLACED = 2000  # firms of a sector that chance places one by one, the largest first; the rest spread evenly
GUIDES = 16  # entries a cell of the table that tells where to look a draw up: with so many, most need no search
OUT_OF_SAMPLE = 33  # further permutations that tell how many blocks pass by chance


@dataclass(frozen=True)
class Block:
    """A cluster at one look."""

    sector: int
    cells: frozenset[int]
    score: float


def neighbours(rows: Ints, cols: Ints, shape: tuple[int, int]) -> Ints:
    """Index of the up to eight land cells around each cell, -1 where there is none: (C, 8)."""
    at = np.full((shape[0] + 2, shape[1] + 2), -1, np.int64)
    at[rows + 1, cols + 1] = np.arange(rows.size)
    steps = [(a, b) for a in (-1, 0, 1) for b in (-1, 0, 1) if (a, b) != (0, 0)]
    return np.stack([at[rows + 1 + a, cols + 1 + b] for a, b in steps], axis=1)


@njit(cache=True)  # type: ignore[untyped-decorator]
def _beyond(s: float, p: float) -> float:
    """How little chance explains a share s of the sector's firms where it expects p: log likelihood ratio."""
    if s <= p or p <= 0.0:
        return 0.0
    rest = (1.0 - s) * np.log((1.0 - s) / (1.0 - p)) if s < 1.0 else 0.0
    return s * np.log(s / p) + rest


@njit(cache=True)  # type: ignore[untyped-decorator]
def _blocks(
    jobs: Floats,
    firms: Floats,
    place: Floats,
    sites: Floats,
    around: Ints,
    quotient: float,
    label: Ints,
    score: Floats,
) -> int:
    """Label the blocks of one sector and score them: jobs and firms are its shares, place and sites those of all."""
    cells = jobs.size
    stack = np.empty(cells, np.int64)
    for c in range(cells):
        label[c] = -2 if jobs[c] > 0.0 and jobs[c] >= quotient * place[c] else -1
    found = 0
    for c in range(cells):
        if label[c] != -2:
            continue
        label[c] = found
        stack[0] = c
        size, s, p = 1, 0.0, 0.0
        while size > 0:
            size -= 1
            here = stack[size]
            s += firms[here]
            p += sites[here]
            for n in range(around.shape[1]):
                there = around[here, n]
                if there >= 0 and label[there] == -2:
                    label[there] = found
                    stack[size] = there
                    size += 1
        score[found] = _beyond(s, p)
        found += 1
    return found


@njit(cache=True)  # type: ignore[untyped-decorator]
def _scatter(
    sizes: Floats, sites: Floats, guide: Ints, upto: Floats, draw: np.uint64, jobs: Floats, firms: Floats
) -> np.uint64:
    """Place one sector's firms at random over cells; return where its stream of draws stands."""
    for i in range(sizes.size):
        draw += np.uint64(0x9E3779B97F4A7C15)
        u = np.float64(mix(draw) >> np.uint64(11)) * 2.0**-53
        c = guide[int(u * guide.size)]
        while upto[c] < u:
            c += 1
        jobs[c] += sizes[i]
        firms[c] += 1.0
    return draw


@njit(cache=True)  # type: ignore[untyped-decorator]
def _chance(
    sizes: Floats,
    start: Ints,
    rest: Floats,
    others: Floats,
    sites: Floats,
    guide: Ints,
    upto: Floats,
    around: Ints,
    quotient: float,
    draws: NDArray[np.uint64],
    best: Floats,
    scores: Floats,
) -> None:
    """Place the firms of all sectors at random, again and again; note each sector's best score and all scores."""
    cells, sectors = sites.size, rest.size
    label, score = np.empty(cells, np.int64), np.empty(cells)
    jobs, firms = np.empty((sectors, cells)), np.empty((sectors, cells))
    whole, every = np.empty(cells), np.empty(cells)
    for k in range(best.shape[1]):
        for s in range(sectors):
            jobs[s] = rest[s] * sites
            firms[s] = others[s] * sites
            mine = sizes[start[s] : start[s + 1]]
            draws[s] = _scatter(mine, sites, guide, upto, draws[s], jobs[s], firms[s])
        whole[:] = 0.0
        every[:] = 0.0
        for s in range(sectors):
            whole += jobs[s]
            every += firms[s]
        whole /= whole.sum()
        every /= every.sum()
        for s in range(sectors):
            total = jobs[s].sum()
            best[s, k] = 0.0
            if total <= 0.0:
                continue
            found = _blocks(jobs[s] / total, firms[s] / firms[s].sum(), whole, every, around, quotient, label, score)
            for b in range(found):
                scores[s, k, b] = score[b]
                best[s, k] = max(best[s, k], score[b])


def thresholds(
    sizes: Floats,
    sector: Ints,
    sites: Floats,
    around: Ints,
    draws: Draws,
    quarter: int,
    *,
    sectors: int,
    quotient: float,
    permutations: int,
) -> tuple[Floats, float]:
    """What chance gives: the score to beat in each sector, and how many blocks pass it by chance.

    Parameters
    ----------
    sizes, sector : (N,) jobs and sector of each firm.
    sites : (C,) plants of all sectors in each cell.

    Returns
    -------
    (S,) thresholds of the score, infinite where a sector has no jobs, and the mean number of blocks over all sectors
    that pass in further permutations.
    """
    shares = sites / sites.sum()
    upto = np.cumsum(shares)
    upto[-1] = 1.0
    steps = GUIDES * sites.size
    guide = np.searchsorted(upto, np.arange(steps) / steps)
    placed, start, rest, others = _largest_first(sizes, sector, sectors)
    times = permutations + OUT_OF_SAMPLE
    best, scores = np.empty((sectors, times)), np.zeros((sectors, times, sites.size))
    bases = draws.hash(Process.CLUSTERS, quarter, np.arange(sectors, dtype=np.uint64))
    _chance(placed, start, rest, others, shares, guide, upto, around, quotient, bases, best, scores)
    # the k-th of n draws is beaten by chance in n + 1 - k of n + 1 cases (Davison & Hinkley 1997, section 4.2)
    limit = np.percentile(best[:, :permutations], PERCENTILE, axis=1, method="higher")
    passing = float((scores[:, permutations:] > limit[:, None, None]).sum()) / OUT_OF_SAMPLE
    empty = np.bincount(sector, weights=sizes, minlength=sectors) <= 0.0
    return np.where(empty, np.inf, limit), passing


def _largest_first(sizes: Floats, sector: Ints, sectors: int) -> tuple[Floats, Ints, Floats, Floats]:
    """Firms to be placed one by one; where each sector begins, (S + 1,); jobs and number of a sector's others, (S,)."""
    placed, start, rest, others = [], np.zeros(sectors + 1, np.int64), np.zeros(sectors), np.zeros(sectors)
    for s in range(sectors):
        mine = np.sort(sizes[sector == s])[::-1]
        placed.append(mine[:PLACED])
        start[s + 1] = start[s] + placed[-1].size
        rest[s], others[s] = mine[PLACED:].sum(), mine[PLACED:].size
    return np.concatenate(placed), start, rest, others


def detect(jobs: Floats, firms: Floats, around: Ints, limit: Floats, *, quotient: float) -> list[Block]:
    """Find the clusters of all sectors.

    Parameters
    ----------
    jobs, firms : (S, C); limit : (S,) from `thresholds`.
    """
    place, sites = jobs.sum(axis=0), firms.sum(axis=0)
    shares, sites = place / place.sum(), sites / max(float(sites.sum()), 1.0)
    label, score = np.empty(place.size, np.int64), np.empty(place.size)
    found: list[Block] = []
    for s in range(len(jobs)):
        total = float(jobs[s].sum())
        if total <= 0.0:
            continue
        number = _blocks(
            jobs[s] / total, firms[s] / max(float(firms[s].sum()), 1.0), shares, sites, around, quotient, label, score
        )
        for b in range(number):
            if score[b] > limit[s]:
                found.append(Block(s, frozenset(np.flatnonzero(label == b).tolist()), float(score[b])))
    return found
