"""Sums over places by a matrix of weights, one for each row or one for all; where rows of weights repeat, kept once.

A sum is as fast as its weights can be read: on a whole rectangle of land, where a weight is a function of displacement,
the row of each origin is a part of the row of its column's first and last, and all of them fit near the processor.
"""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

LINE = 64  # bytes


class PlaceSums:
    """Weights between places, read by origin.

    Parameters
    ----------
    weights : (K, C, C) by origin and destination; K is 1 where all rows of what is summed share them.
    shape : rows and columns of the map.
    """

    def __init__(self, weights: Floats, shape: tuple[int, int]) -> None:
        cells = weights.shape[1]
        self._ones = np.ones((1, cells))
        rows, begin = weights.reshape(len(weights), -1), np.arange(cells) * cells
        if cells == shape[0] * shape[1]:
            once, first = _kept_once(weights, shape)
            if np.array_equal(once[:, first[:, None] + np.arange(cells)], weights):
                rows, begin = once, first
        self._rows, self._begin = _aligned(rows), begin

    def apply(self, x: Floats, factor: Floats | None = None) -> Floats:
        """Compute out[k, d] = f[k, d] sum_o W[k, o, d] f[k, o] x[k, o], (K, C) to (K, C); f is 1 if not given.

        Places are added in their order, without BLAS, so that threads can't change a bit.
        """
        x = np.ascontiguousarray(x, np.float64)
        out = np.empty_like(x)
        _sums(self._rows, self._begin, self._ones if factor is None else factor, x, out)
        return out


def _aligned(x: Floats) -> Floats:
    """Return a copy that begins where a line of the processor's memory does: reads across lines take twice as long."""
    room = np.empty(x.nbytes + LINE, np.uint8)
    begin = -room.ctypes.data % LINE
    out = room[begin : begin + x.nbytes].view(np.float64).reshape(x.shape)
    out[:] = x
    return out


def _kept_once(weights: Floats, shape: tuple[int, int]) -> tuple[Floats, Ints]:
    """Weights by column of the origin and displacement, (K, L), and where the row of each origin begins, (C,)."""
    height, width = shape
    grid = weights.reshape(-1, height, width, height, width)
    rows = np.concatenate([grid[:, -1], grid[:, 0, :, 1:]], axis=2).reshape(len(weights), -1)
    row, column = np.divmod(np.arange(height * width), width)
    return rows, (column * (2 * height - 1) + height - 1 - row) * width


@njit(cache=True)  # type: ignore[untyped-decorator]
def _sums(weights: Floats, begin: Ints, factor: Floats, x: Floats, out: Floats) -> None:
    """Four origins at a time, one after the other for each destination: sums are read and written less often."""
    rows, cells = x.shape
    total, v = np.empty(cells), np.empty(cells)
    whole = cells - cells % 4
    for k in range(rows):
        w, f = weights[k if weights.shape[0] > 1 else 0], factor[k if factor.shape[0] > 1 else 0]
        for o in range(cells):
            total[o] = 0.0
            v[o] = f[o] * x[k, o]
        for o in range(0, whole, 4):
            v0, v1, v2, v3 = v[o], v[o + 1], v[o + 2], v[o + 3]
            w0, w1 = w[begin[o] : begin[o] + cells], w[begin[o + 1] : begin[o + 1] + cells]
            w2, w3 = w[begin[o + 2] : begin[o + 2] + cells], w[begin[o + 3] : begin[o + 3] + cells]
            for d in range(cells):
                total[d] = (((total[d] + w0[d] * v0) + w1[d] * v1) + w2[d] * v2) + w3[d] * v3
        for o in range(whole, cells):
            last = w[begin[o] : begin[o] + cells]
            for d in range(cells):
                total[d] += last[d] * v[o]
        for d in range(cells):
            out[k, d] = total[d] * f[d]
