"""Keyed random numbers: a draw is a function of (seed, process, quarter, key), of nothing else.

Two runs that differ in policy share every draw that policy does not touch, and neither the order of
firms nor the number of workers can change a result. The mixer is the finaliser of SplitMix64
(Steele, Lea & Flood 2014, OOPSLA).
"""

from __future__ import annotations

from enum import IntEnum

import numpy as np
from numba import njit
from numpy.typing import NDArray

Keys = NDArray[np.uint64]
Floats = NDArray[np.float64]

_MASK = (1 << 64) - 1


class Process(IntEnum):
    """What a draw is for; a number, once given, is never given to another purpose."""

    WORLD_COMMON = 1
    WORLD_SECTOR = 2
    SECTOR_PRODUCTIVITY = 3
    INNOVATION = 10
    INNOVATION_STEP = 11
    IMITATION = 12
    SHOCK = 13
    SHOCK_SIZE = 14
    CUSTOMERS = 15
    CUSTOMERS_SIZE = 16
    EXIT = 20
    SPIN_OFFS = 30
    START_UPS = 31
    FOREIGN = 32
    # 33 was the place of a foreign plant, which its count by place now tells
    GROUP = 34
    GROUP_PLACE = 35
    BRANCH = 36
    BRANCH_PLACE = 37
    ENTRANT_PRODUCTIVITY = 40
    ENTRANT_CUSTOMERS = 41
    ENTRANT_EXPORT_COST = 42
    ENTRANT_PARENT = 43
    # 44 was the fund of an entrant: funds look at young firms now
    ENTRANT_SECTOR = 45
    VENTURE = 46
    START_CELL = 50
    START_PRODUCTIVITY = 51
    START_CUSTOMERS = 52
    START_EXPORT_COST = 53
    START_OWNER = 54
    START_AGE = 55
    START_PLANT = 56
    CLUSTERS = 60
    SAMPLE = 61


@njit(inline="always")  # type: ignore[untyped-decorator]
def mix(x: np.uint64) -> np.uint64:
    """64 bits to 64 bits, one to one."""
    x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return x ^ (x >> np.uint64(31))


@njit(cache=True)  # type: ignore[untyped-decorator]
def _mixed(seed: np.uint64, process: int, quarter: int) -> np.uint64:
    x = seed
    for part in (process, quarter):
        x = mix(x + np.uint64(part + 1) * np.uint64(0x9E3779B97F4A7C15))
    return x


@njit(cache=True)  # type: ignore[untyped-decorator]
def _hash(seed: np.uint64, process: int, quarter: int, keys: Keys, out: Keys) -> None:
    base = _mixed(seed, process, quarter)
    for i in range(keys.size):
        out[i] = mix(base ^ mix(keys[i] + np.uint64(0x9E3779B97F4A7C15)))


@njit(cache=True)  # type: ignore[untyped-decorator]
def _uniform(seed: np.uint64, process: int, quarter: int, keys: Keys, out: Floats) -> None:
    base = _mixed(seed, process, quarter)
    for i in range(keys.size):
        x = mix(base ^ mix(keys[i] + np.uint64(0x9E3779B97F4A7C15)))
        out[i] = (np.float64(x >> np.uint64(11)) + 0.5) * 2.0**-53


@njit(cache=True)  # type: ignore[untyped-decorator]
def _poisson(mean: Floats, uniform: Floats, out: NDArray[np.int64]) -> None:
    for i in range(mean.size):
        term = np.exp(-mean[i])
        total = term
        n = 0
        while uniform[i] > total and n < 1000:
            n += 1
            term *= mean[i] / n
            total += term
        out[i] = n


class Draws:
    """Random numbers of one run.

    Parameters
    ----------
    seed : int
        The only thing that makes two runs of one scenario differ.
    """

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self._start = np.uint64(seed & _MASK)

    def hash(self, process: Process, quarter: int, keys: Keys) -> Keys:
        """64 mixed bits for each key: new lineages, for one."""
        out = np.empty(keys.size, np.uint64)
        _hash(self._start, int(process), quarter, np.ascontiguousarray(keys), out)
        return out

    def uniform(self, process: Process, quarter: int, keys: Keys) -> Floats:
        """One number in (0, 1) for each key."""
        out = np.empty(keys.size)
        _uniform(self._start, int(process), quarter, np.ascontiguousarray(keys), out)
        return out

    def normal(self, process: Process, quarter: int, keys: Keys) -> Floats:
        """Return standard normal numbers, by inverting the distribution on the key's own uniform."""
        from scipy.special import ndtri

        normal: Floats = ndtri(self.uniform(process, quarter, keys))
        return normal

    def laplace(self, process: Process, quarter: int, keys: Keys) -> Floats:
        """Return Laplace numbers of scale 1 (variance 2)."""
        u = self.uniform(process, quarter, keys) - 0.5
        return -np.sign(u) * np.log1p(-2.0 * np.abs(u))

    def poisson(self, process: Process, quarter: int, keys: Keys, mean: Floats) -> NDArray[np.int64]:
        """Counts with the given means, by inversion: a higher mean never gives fewer."""
        out = np.empty(keys.size, np.int64)
        _poisson(np.ascontiguousarray(mean), self.uniform(process, quarter, keys), out)
        return out
