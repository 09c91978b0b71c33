"""Where things are: land cells, regions, distances, ports, and sums over places that decay with distance."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from model.place_sums import PlaceSums
from scenarios.schema import Scenario

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

WITHIN = 0.67 / np.sqrt(np.pi)  # mean distance within a cell over its side (Head & Mayer 2010, 2/3 sqrt(area / pi))
NEAR = 40.0  # kilometres: a day's round trip by lorry, over which distance matters little (estimate)
DENSE_LIMIT = 700  # cells; above it sums over places go through the Fourier transform


class Kernel(Protocol):
    """Sums over places, weighted by a decreasing function of distance."""

    def apply(self, x: Floats) -> Floats:
        """(…, C) to (…, C)."""
        ...


class DenseKernel:
    """A kernel as a matrix: cheap on small maps."""

    def __init__(self, weights: Floats, shape: tuple[int, int]) -> None:
        self._sums = PlaceSums(weights[None], shape)

    def apply(self, x: Floats) -> Floats:
        """Sum over places in their order."""
        return self._sums.apply(x.reshape(-1, x.shape[-1])).reshape(x.shape)


class FourierKernel:
    """A kernel as a convolution on the grid: cells x log cells (a distance depends on displacement only)."""

    def __init__(self, stencil: Floats, rows: Ints, cols: Ints, shape: tuple[int, int]) -> None:
        from scipy import fft

        self._shape = shape
        self._rows, self._cols = rows, cols
        self._padded = tuple(fft.next_fast_len(2 * n - 1, real=True) for n in shape)
        wrapped = np.zeros(self._padded)
        wrapped[np.ix_(_wrap(shape[0], self._padded[0]), _wrap(shape[1], self._padded[1]))] = stencil
        self._transform = fft.rfft2(wrapped)

    def apply(self, x: Floats) -> Floats:
        """Sum over places by multiplication in the frequency domain."""
        from scipy import fft

        grid = np.zeros((*x.shape[:-1], *self._shape))
        grid[..., self._rows, self._cols] = x
        spectrum = fft.rfft2(grid, s=self._padded, axes=(-2, -1)) * self._transform
        full = fft.irfft2(spectrum, s=self._padded, axes=(-2, -1))
        # the transform leaves rounding noise of either sign where the true sum is next to nothing
        return np.maximum(full[..., self._rows, self._cols], 0.0)


def _wrap(n: int, padded: int) -> Ints:
    return np.arange(-(n - 1), n) % padded


class BorderKernel:
    """A kernel with a factor on what crosses a border, so each state adds one sum of its own."""

    def __init__(self, inside: Kernel, state: Ints, across: float) -> None:
        self._inside, self._across = inside, across
        self._homes = [state == s for s in np.unique(state)]

    def apply(self, x: Floats) -> Floats:
        """Sum over places."""
        out = self._across * self._inside.apply(x)
        for home in self._homes:
            out += (1.0 - self._across) * home * self._inside.apply(np.where(home, x, 0.0))
        return out


@dataclass(frozen=True)
class Space:
    """The map, seen by the economy.

    Attributes
    ----------
    rows, cols : (C,) grid coordinates of the land cells.
    region : (C,) index of the region of each cell.
    state : (C,) index of the state of each cell (all 0 in one country).
    port_cells : (P,) indices of the cells with a port.
    port_distance : (C,) distance to the best port in kilometres, its quality counted as nearness.
    cell_km : side of a cell.
    """

    shape: tuple[int, int]
    rows: Ints
    cols: Ints
    region: Ints
    state: Ints
    port_cells: Ints
    port_distance: Floats
    coast: Floats
    cell_km: float

    @property
    def size(self) -> int:
        """Return the number of land cells."""
        return int(self.rows.size)

    @cached_property
    def regions(self) -> int:
        """Return the number of regions."""
        return int(self.region.max()) + 1

    def distances(self, cells: Ints | slice = slice(None)) -> Floats:
        """Euclidean distances of places, all if not given, from all, (N, C) kilometres; within a cell the mean one."""
        return self._every_distance[cells] if self.size <= DENSE_LIMIT else self._measured(cells)

    @cached_property
    def _every_distance(self) -> Floats:
        """Distances of all places, kept on small maps: they are asked for every quarter."""
        d = self._measured(slice(None))
        d.flags.writeable = False
        return d

    def _measured(self, cells: Ints | slice) -> Floats:
        d = np.hypot(self.rows[cells, None] - self.rows[None, :], self.cols[cells, None] - self.cols[None, :])
        return self.cell_km * np.where(d > 0.0, d, WITHIN)

    def kernel(self, weight: Callable[[Floats], Floats], across: float = 1.0) -> Kernel:
        """Sums over places, weighted by a function of the distance in kilometres, times `across` between states."""
        if across < 1.0 and self.state.any():
            return BorderKernel(self.kernel(weight), self.state, across)
        if self.size <= DENSE_LIMIT:
            return DenseKernel(weight(self.distances()), self.shape)
        return FourierKernel(weight(self.stencil()), self.rows, self.cols, self.shape)

    def stencil(self) -> Floats:
        """Distances by displacement in kilometres, (2 rows - 1, 2 cols - 1)."""
        dr = np.arange(-(self.shape[0] - 1), self.shape[0])
        dc = np.arange(-(self.shape[1] - 1), self.shape[1])
        d = np.hypot(dr[:, None], dc[None, :])
        return self.cell_km * np.where(d > 0.0, d, WITHIN)

    def by_region(self, x: Floats) -> Floats:
        """(…, C) summed over the cells of each region: (…, R)."""
        order, first = self._by_region
        sums: Floats = np.add.reduceat(x[..., order], first, axis=-1)
        return sums

    @cached_property
    def _by_region(self) -> tuple[Ints, Ints]:
        """Cells ordered by region, and where each region begins; every region has a cell."""
        order = np.argsort(self.region, kind="stable")
        return order, np.searchsorted(self.region[order], np.arange(self.regions))


def build_space(scenario: Scenario) -> Space:
    """Read the map of a scenario's country."""
    country, grid = scenario.country, scenario.country.grid
    rows, cols = np.ascontiguousarray(grid.positions.T)
    region, ports = grid.region_of_cell, country.port_cells
    quality = np.array([float(port.quality) for port in country.ports])
    shape = (grid.rows, grid.cols)
    return Space(
        shape=shape,
        rows=rows,
        cols=cols,
        region=region,
        state=country.state_of_region[region],
        port_cells=ports,
        port_distance=_port_distance(rows, cols, ports, quality, shape, float(country.cell_km)),
        coast=_coast(grid.land, grid.sea)[rows, cols],
        cell_km=float(country.cell_km),
    )


def _port_distance(
    rows: Ints, cols: Ints, ports: Ints, quality: Floats, shape: tuple[int, int], cell_km: float
) -> Floats:
    """Kilometres to the best port; a country without one ships over its border, a map's length away."""
    if ports.size == 0:
        return np.full(rows.size, cell_km * float(sum(shape)))
    d = cell_km * np.hypot(rows[:, None] - rows[ports][None, :], cols[:, None] - cols[ports][None, :])
    return NEAR * (((1.0 + d / NEAR) / quality[None, :]).min(axis=1) - 1.0)


def _coast(land: NDArray[np.bool_], sea: NDArray[np.bool_]) -> Floats:
    """1 where a cell touches the sea, else 0; beyond the frame of the map nothing is known."""
    padded = np.pad(~sea, 1, constant_values=True)
    rows, cols = land.shape
    around = [padded[1 + dr : 1 + dr + rows, 1 + dc : 1 + dc + cols] for dr in (-1, 0, 1) for dc in (-1, 0, 1)]
    return (~np.logical_and.reduce(around) & land).astype(float)
