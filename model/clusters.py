"""Clusters: neighbouring cells specialised in a sector, beyond what chance gives to lumpy firms.

A block is a set of cells that touch (Moore neighbourhood), each with a location quotient of at least 1.5 in
the sector. Its score is z = (s - t - p) / sqrt(p (1 - p)), s its share of the sector's jobs, t that of its
largest firm, p its share of all jobs: with firms placed in proportion to jobs the standard deviation of s is
proportional to sqrt(p (1 - p)), the factor being the same for all blocks of a sector (Ellison & Glaeser 1997,
Journal of Political Economy 105). The largest firm is left out because a cluster is firms beside each other:
with a heavy tail of sizes one big plant in a small place would beat any of them. As in a scan statistic
(Kulldorff 1997, Communications in Statistics 26), a block counts if z is beyond the 95th percentile of the
largest z that the sector reaches when its firms are placed at random.
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
def _blocks(jobs: Floats, top: Floats, place: Floats, around: Ints, quotient: float, label: Ints, score: Floats) -> int:
    """Label the blocks of one sector and score them; jobs, top (largest firm) and place are shares."""
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
        size, s, p, largest = 1, 0.0, 0.0, 0.0
        while size > 0:
            size -= 1
            here = stack[size]
            s += jobs[here]
            p += place[here]
            largest = max(largest, top[here])
            for n in range(around.shape[1]):
                there = around[here, n]
                if there >= 0 and label[there] == -2:
                    label[there] = found
                    stack[size] = there
                    size += 1
        score[found] = (s - largest - p) / np.sqrt(max(p * (1.0 - p), 1e-12))
        found += 1
    return found


@njit(cache=True)  # type: ignore[untyped-decorator]
def _chance(
    sizes: Floats,
    rest: float,
    place: Floats,
    guide: Ints,
    upto: Floats,
    around: Ints,
    quotient: float,
    base: np.uint64,
    best: Floats,
    scores: Floats,
    counts: Ints,
) -> None:
    """Place one sector's firms at random, again and again; note the best score and all scores of each time."""
    cells = place.size
    label, score, jobs = np.empty(cells, np.int64), np.empty(cells), np.empty(cells)
    top = np.empty(cells)
    draw = base
    for k in range(best.size):
        for c in range(cells):
            jobs[c] = rest * place[c]
            top[c] = 0.0
        for i in range(sizes.size):
            draw += np.uint64(0x9E3779B97F4A7C15)
            u = np.float64(mix(draw) >> np.uint64(11)) * 2.0**-53
            c = guide[int(u * guide.size)]
            while upto[c] < u:
                c += 1
            jobs[c] += sizes[i]
            top[c] = max(top[c], sizes[i])
        found = _blocks(jobs, top, place, around, quotient, label, score)
        counts[k] = found
        best[k] = 0.0
        for b in range(found):
            scores[k, b] = score[b]
            best[k] = max(best[k], score[b])


def thresholds(
    sizes: Floats,
    sector: Ints,
    place: Floats,
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
    place : (C,) jobs in each cell.

    Returns
    -------
    (S,) thresholds of z, and the mean number of blocks over all sectors that pass in further permutations.
    """
    shares = place / place.sum()
    upto = np.cumsum(shares)
    upto[-1] = 1.0
    guide = np.searchsorted(upto, np.arange(4 * place.size) / (4 * place.size))
    bases = draws.hash(Process.CLUSTERS, quarter, np.arange(sectors, dtype=np.uint64))
    limit, passing = np.full(sectors, np.inf), 0.0
    for s in range(sectors):
        mine = np.sort(sizes[sector == s])[::-1]
        total = float(mine.sum())
        if total <= 0.0:
            continue
        times = permutations + OUT_OF_SAMPLE
        best, counts = np.empty(times), np.empty(times, np.int64)
        scores = np.zeros((times, place.size))
        largest = np.ascontiguousarray(mine[:PLACED] / total)
        rest = max(1.0 - float(largest.sum()), 0.0)
        _chance(largest, rest, shares, guide, upto, around, quotient, bases[s], best, scores, counts)
        limit[s] = np.percentile(best[:permutations], PERCENTILE)
        passing += float((scores[permutations:] > limit[s]).sum()) / OUT_OF_SAMPLE
    return limit, passing


def detect(jobs: Floats, largest: Floats, around: Ints, limit: Floats, *, quotient: float) -> list[Block]:
    """Find the clusters of all sectors.

    Parameters
    ----------
    jobs : (S, C); largest : (S, C) jobs of the largest firm; limit : (S,) from `thresholds`.
    """
    place = jobs.sum(axis=0)
    shares = place / place.sum()
    label, score = np.empty(place.size, np.int64), np.empty(place.size)
    found: list[Block] = []
    for s in range(len(jobs)):
        total = float(jobs[s].sum())
        if total <= 0.0:
            continue
        number = _blocks(jobs[s] / total, largest[s] / total, shares, around, quotient, label, score)
        for b in range(number):
            if score[b] > limit[s]:
                found.append(Block(s, frozenset(np.flatnonzero(label == b).tolist()), float(score[b])))
    return found
