"""How investors compare places: with what their sector earns elsewhere, and with what is usual."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

LEAST_EARNED = 0.5  # of what is usual: below, places aren't told apart more sharply for it (estimate)

Floats = NDArray[np.float64]


def apart(gain: Floats, firms: Floats) -> tuple[Floats, Floats]:
    """Split a relative gain into its sector's mean over the firms there are, (S, 1), and what a place adds, (S, C).

    Each is held between -2 and 2.
    """
    mean = _over_firms(gain, firms)
    return np.clip(mean, -2.0, 2.0), np.clip(gain - mean, -2.0, 2.0)


def better_here(profit: Floats, usual: Floats, firms: Floats) -> Floats:
    """What a place adds to its sector's profit, (S, C), as a share of what the sector earns in the quarter.

    Where all earn twice as much as at the start, founders tell places apart as before. Held between -2 and 2.

    Parameters
    ----------
    profit : (S, C); usual : (S,) of the start year.
    """
    mean = _over_firms(profit, firms)
    return np.clip((profit - mean) / np.maximum(mean, LEAST_EARNED * usual[:, None]), -2.0, 2.0)


def _over_firms(x: Floats, firms: Floats) -> Floats:
    return np.asarray((x * firms).sum(axis=1, keepdims=True) / np.maximum(firms.sum(axis=1, keepdims=True), 1e-300))
