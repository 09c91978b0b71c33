"""Sums of a column over the firms of each place, region or class, in the order of the rows, in one pass."""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@njit(cache=True)  # type: ignore[untyped-decorator]
def by_group(group: Ints, x: Floats, groups: int) -> Floats:
    """Sum over the firms of each group, (N,) to (G,)."""
    out = np.zeros(groups)
    for i in range(x.size):
        out[group[i]] += x[i]
    return out


@njit(cache=True)  # type: ignore[untyped-decorator]
def by_group_of_cell(group: Ints, cell: Ints, x: Floats, groups: int) -> Floats:
    """Sum over the firms of each group of cells, (N,) to (G,); group : (C,)."""
    out = np.zeros(groups)
    for i in range(x.size):
        out[group[cell[i]]] += x[i]
    return out


@njit(cache=True)  # type: ignore[untyped-decorator]
def by_sector_and_group_of_cell(
    group: Ints, sector: Ints, cell: Ints, x: Floats, sectors: int, groups: int
) -> tuple[Floats, Floats]:
    """Number of firms of each sector and group of cells, and sum over them, (N,) to (S, G); group : (C,)."""
    number, out = np.zeros((sectors, groups)), np.zeros((sectors, groups))
    for i in range(x.size):
        s, g = sector[i], group[cell[i]]
        number[s, g] += 1.0
        out[s, g] += x[i]
    return number, out


@njit(cache=True)  # type: ignore[untyped-decorator]
def of_ratio(sector: Ints, cell: Ints, x: Floats, price: Floats) -> Floats:
    """Sum over the firms of each sector of what x buys at the price of their sector and cell, (N,) to (S,)."""
    out = np.zeros(price.shape[0])
    for i in range(x.size):
        out[sector[i]] += x[i] / price[sector[i], cell[i]]
    return out
