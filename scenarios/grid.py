"""The text map of a country as a grid of cells."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

SEA = "~"
"""The symbol of a cell of the sea."""

ABROAD = "."
"""The symbol of land beyond the border: nobody of the country lives there, and it makes no coast."""


@dataclass(frozen=True, eq=False)
class GridMap:
    """A rectangle of cells, some the country's land; every land cell belongs to one region.

    Parameters
    ----------
    rows, cols
        Size of the rectangle.
    land
        Whether a cell is land of the country, shape (rows, cols).
    sea
        Whether a cell is sea: neither the country's land nor a neighbour's, shape (rows, cols).
    region_of_cell
        Index of the region of each land cell in row-major order, shape (C,).
    """

    rows: int
    cols: int
    land: NDArray[np.bool_]
    sea: NDArray[np.bool_]
    region_of_cell: NDArray[np.int64]

    @property
    def cells(self) -> int:
        """Number of land cells, C."""
        return len(self.region_of_cell)

    @property
    def positions(self) -> NDArray[np.int64]:
        """Row and column of each land cell, shape (C, 2)."""
        return np.argwhere(self.land)

    def cell_at(self, row: int, col: int) -> int:
        """Index of the land cell at a row and a column."""
        if not self.is_land(row, col):
            raise ValueError(f"row {row}, column {col} is not on land")
        return int(self.land.ravel()[: row * self.cols + col].sum())

    def is_land(self, row: int, col: int) -> bool:
        """Whether a place is on the map and not in the sea."""
        return 0 <= row < self.rows and 0 <= col < self.cols and bool(self.land[row, col])


def map_rows(text: str) -> list[str]:
    """Rows of a text map, without blank lines around it."""
    return text.strip("\n").split("\n")


def parse_map(text: str, symbols: Sequence[str]) -> GridMap:
    """Turn a text map into a grid; the place of a symbol in `symbols` is its region's index."""
    rows = map_rows(text)
    index: Mapping[str, int] = {symbol: region for region, symbol in enumerate(symbols)}
    region_of_cell = [index[char] for row in rows for char in row if char not in (SEA, ABROAD)]
    sea = np.array([[char == SEA for char in row] for row in rows], dtype=np.bool_)
    land = ~sea & np.array([[char != ABROAD for char in row] for row in rows], dtype=np.bool_)
    sea.flags.writeable = land.flags.writeable = False
    regions = np.array(region_of_cell, dtype=np.int64)
    regions.flags.writeable = False
    return GridMap(rows=len(rows), cols=len(rows[0]), land=land, sea=sea, region_of_cell=regions)
