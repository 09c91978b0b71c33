"""Anderson's acceleration of a fixed-point iteration."""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

MOST_LEAP = 20.0  # larger combinations of steps are not trusted

Floats = NDArray[np.float64]


class Leap:
    """Depth two: the next point from the last three steps.

    Anderson (1965), Journal of the ACM 12; Walker & Ni (2011), SIAM Journal on Numerical Analysis 49. Sums run in
    one order, not in that of a linear-algebra library, so that threads can't change a bit.
    """

    def __init__(self) -> None:
        self._points: list[Floats] = []
        self._steps: list[Floats] = []

    def next(self, begun: Floats, arrived: Floats) -> Floats:
        """Where to go from a point whose image under the iteration is `arrived`; takes both as its own."""
        begun -= arrived
        self._points, self._steps = [*self._points[-2:], arrived], [*self._steps[-2:], begun]
        if len(self._steps) < 3:
            return arrived.copy()
        return _combine(*self._points, *self._steps)


@njit(cache=True)  # type: ignore[untyped-decorator]
def _combine(p0: Floats, p1: Floats, p2: Floats, back0: Floats, back1: Floats, back2: Floats) -> Floats:
    """Least squares over two differences of steps; `back` are steps with their sign turned."""
    a = b = c = f1 = f2 = 0.0
    for i in range(p2.size):
        d1, d2, last = back1[i] - back2[i], back0[i] - back1[i], -back2[i]
        a += d1 * d1
        b += d1 * d2
        c += d2 * d2
        f1 += d1 * last
        f2 += d2 * last
    out = p2.copy()
    determinant = a * c - b * b
    if determinant <= 1e-10 * a * c:
        return out
    g1, g2 = (f1 * c - f2 * b) / determinant, (f2 * a - f1 * b) / determinant
    if abs(g1) + abs(g2) > MOST_LEAP:
        return out
    for i in range(p2.size):
        out[i] -= g1 * (p2[i] - p1[i]) + g2 * (p1[i] - p0[i])
    return out
