"""What the firms of a region know more than others of their trades, and what founders learn from these.

Productivity differs between regions of a country as much as between countries (Acemoglu & Dell 2010, American Economic
Journal: Macroeconomics 2(1), who tell know-how and local institutions apart as its causes; from memory). Founders
take along what their employers know, and learn the rest.
"""

from __future__ import annotations

import numpy as np

from model import sums, technology
from model.state import Floats, State

ROUNDS = 12  # of alternating means: effects of regions and sectors are nearly orthogonal


def learnt(state: State) -> Floats:
    """Part of what founders know that is the nation's and not their parent's, (C,): less where few went to school."""
    return np.asarray(state.p.founder_learning * np.minimum(technology.uptake(state), 1.0))


def lead(state: State) -> Floats:
    """What firms of a place know more than the mean firm of their sector, (S, C) log practice: its region knows it."""
    of_region, number = know_how(state)
    mean = (number * of_region).sum(axis=1, keepdims=True) / np.maximum(number.sum(axis=1, keepdims=True), 1.0)
    return np.asarray((of_region - mean)[:, state.space.region])


def know_how(state: State) -> tuple[Floats, Floats]:
    """Effects of regions on firms' log practice, (R,), those of sectors taken out; and the number of firms, (S, R).

    Two-way effects by alternating means, 0 for the mean firm.
    """
    firms, (sectors, _), regions = state.firms, state.shape, state.space.regions
    number, known = sums.by_sector_and_group_of_cell(
        state.space.region, firms.sector, firms.cell, state.practice, sectors, regions
    )
    in_sector, in_region = (np.maximum(number.sum(axis=axis), 1.0) for axis in (1, 0))
    of_region = np.zeros(regions)
    for _ in range(ROUNDS):
        of_sector = (known - number * of_region).sum(axis=1) / in_sector
        of_region = (known - number * of_sector[:, None]).sum(axis=0) / in_region
    return of_region - float((number * of_region).sum() / max(number.sum(), 1.0)), number
