"""Firms of several plants: a row of the firms' table is a plant, and the plants of one firm share its customers' fate.

Large firms are large by having many plants: establishments have a thinner tail than firms (Rossi-Hansberg & Wright
2007, American Economic Review 97(5)), and firms grow by opening more of them (Cao, Hyatt, Mukoyama & Sager 2022,
"Firm growth through new establishments"; both from memory).
"""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

from agents.columns import ColumnTable

Floats = NDArray[np.float64]
Rows = NDArray[np.int64]
Names = NDArray[np.uint64]
Counts = NDArray[np.int32]

_latest: tuple[Names, Rows] = (np.empty(0, np.uint64), np.empty(0, np.int64))  # names sorted last: they change rarely


def together(firms: ColumnTable, x: Floats) -> Floats:
    """Sum a column over the plants of each firm and give every plant its firm's sum, (N,) to (N,)."""
    whole = np.array(x, float)
    rows, firm = _several(firms)
    whole[rows] = np.bincount(firm, weights=whole[rows])[firm]
    return whole


def count(firms: ColumnTable) -> None:
    """Bring the number of plants of each firm up to date after plants were opened with more than one."""
    rows, firm = _several(firms)
    firms.plants[rows] = np.bincount(firm)[firm]


def count_closed(firms: ColumnTable, closed: Names) -> None:
    """Bring the number of plants up to date of the firms whose plants were closed, a few of all.

    Parameters
    ----------
    closed : firm of each plant that was closed.
    """
    names = np.sort(closed)
    rows = np.flatnonzero(firms.plants > 1)
    at = np.minimum(np.searchsorted(names, firms.enterprise[rows]), names.size - 1)
    rows = rows[names[at] == firms.enterprise[rows]]
    firm = np.unique(firms.enterprise[rows], return_inverse=True)[1]
    firms.plants[rows] = np.bincount(firm)[firm]


def _several(firms: ColumnTable) -> tuple[Rows, Rows]:
    """Rows of plants that are not their firm's only one as far as it was counted, and the firm of each, from 0 on."""
    global _latest
    rows = np.flatnonzero(firms.plants > 1)
    names, (known, firm) = firms.enterprise[rows], _latest
    if not np.array_equal(names, known):
        firm = np.unique(names, return_inverse=True)[1]
        _latest = (names, firm)
    return rows, firm


def by_sector(firms: ColumnTable, sectors: int) -> Floats:
    """Firms of each sector, (S,), each with all its plants counted once."""
    return np.asarray(_parts(firms.sector, firms.plants, sectors))


@njit(cache=True)  # type: ignore[untyped-decorator]
def _parts(sector: Rows, plants: Counts, sectors: int) -> Floats:
    """Sum over the plants of each sector of the part that each is of its firm, (N,) to (S,)."""
    out = np.zeros(sectors)
    for i in range(sector.size):
        out[sector[i]] += 1.0 / plants[i]
    return out


def by_firm(firms: ColumnTable, x: Floats) -> Floats:
    """Sum of a column over the plants of each firm, one a firm, in no particular order."""
    rows, firm = _several(firms)
    return np.concatenate([x[firms.plants == 1], np.bincount(firm, weights=x[rows])])
