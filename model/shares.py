"""What a sector earns in a place is shared out among its firms there by their weights in the equilibrium."""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

NOTHING = 1e-300


@njit(cache=True)  # type: ignore[untyped-decorator]
def share_out(place: Ints, weight: Floats, reach: Floats, all_weights: Floats, amounts: Floats) -> Floats:
    """Give each firm its part of what its place earned, in one pass over the firms.

    Parameters
    ----------
    place : (N,) flat index of each firm's sector and cell; weight : (N,) z of the equilibrium.
    reach : (N,) share of the weight that sells to the world too.
    all_weights : (2, S * C) sum of the weights, of what sells at home only and of what sells to the world as well.
    amounts : (K, 2, S * C) money.

    Returns
    -------
    (K, N) money.
    """
    out = np.empty((amounts.shape[0], place.size))
    for i in range(place.size):
        at = place[i]
        home = (1.0 - reach[i]) * weight[i] / max(all_weights[0, at], NOTHING)
        abroad = reach[i] * weight[i] / max(all_weights[1, at], NOTHING)
        for k in range(amounts.shape[0]):
            out[k, i] = home * amounts[k, 0, at] + abroad * amounts[k, 1, at]
    return out
