"""Flat indices of firms by what they are and where, in one pass over the firms."""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@njit(cache=True)  # type: ignore[untyped-decorator]
def places(sector: Ints, cell: Ints, cells: int) -> Ints:
    """Index of each firm in an array by sector and cell, (N,)."""
    out = np.empty(sector.size, np.int64)
    for i in range(sector.size):
        out[i] = sector[i] * cells + cell[i]
    return out


@njit(cache=True)  # type: ignore[untyped-decorator]
def classes(owner: NDArray[np.int8], staff: Floats, sector: Ints, cell: Ints, large: Floats, cells: int) -> Ints:
    """Index of each firm in an array by class, sector and cell, (N,).

    Parameters
    ----------
    large : (S,) people from which a firm of a sector counts as large.
    """
    out = np.empty(sector.size, np.int64)
    for i in range(sector.size):
        s = sector[i]
        size = 1 if staff[i] >= large[s] else 0
        out[i] = ((owner[i] * 2 + size) * large.size + s) * cells + cell[i]
    return out
