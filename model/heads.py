"""Heads and labour: what a job pays differs between sectors, what an hour of labour pays does not.

The economy counts labour by what it earns, relative to the mean worker of the place: one wage a place clears its
market. Country files and tables count people. Who works in an industry that pays twice the mean brings twice the
labour (human capital as in Hall & Jones 1999, Quarterly Journal of Economics 114), and the places' labour force is as
large in either measure.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def labour(people: Floats, pay: Floats) -> Floats:
    """Labour that people at work bring, by place (C, S) or (R, S) and sector, its sum by place that of the people.

    Parameters
    ----------
    people : (R, S) at work, or their shares; pay : (S,) of a worker relative to the mean sector.
    """
    earned = people * pay
    return _scaled(earned, people, axis=1)


def per_labour(labour: Floats, pay: Floats) -> Floats:
    """People at work for a unit of labour, (S, C), the sum by place being the same in either; labour : (S, C)."""
    each = 1.0 / pay[:, None]
    people = (labour * each).sum(axis=0)
    return np.asarray(each * np.where(people > 0.0, labour.sum(axis=0) / np.maximum(people, 1e-300), 1.0))


def _scaled(parts: Floats, like: Floats, axis: int) -> Floats:
    whole = parts.sum(axis=axis, keepdims=True)
    return np.asarray(
        parts * np.where(whole > 0.0, like.sum(axis=axis, keepdims=True) / np.maximum(whole, 1e-300), 1.0)
    )
