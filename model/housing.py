"""Stage 15: homes. Where people come faster than homes are built, living costs more; homes outlast those who leave.

Building takes years, so a city that draws people grows as fast as it builds, and one that loses them stays cheap and
keeps some of them for it (Glaeser & Gyourko 2005, Journal of Political Economy 113(2); Glaeser, Gyourko & Saks 2006,
Journal of Economic Geography 6(1)).
"""

from __future__ import annotations

import numpy as np

from model.state import Floats, State


def scarcity(state: State) -> Floats:
    """Log cost of living for want of homes, (C,): 0 where there is one for everybody, less where some stand empty.

    Rent takes a share of spending and rises until people make do: share over price elasticity (Albouy, Ehrlich & Liu
    2016, NBER 22816).
    """
    return np.asarray(state.p.housing_cost * _wanted(state))


def build(state: State) -> None:
    """Close a part of the gap where homes are wanted; where they aren't, no more go than wear out.

    Before the start year there is one for everybody: the data say where people live.
    """
    p, cells = state.p, state.cells
    if state.quarter < 0:
        cells.homes[:] = cells.population
        return
    wanted = _wanted(state)
    cells.homes *= np.exp(np.where(wanted > 0.0, p.housing_supply * wanted, np.maximum(wanted, -p.housing_wear)))


def _wanted(state: State) -> Floats:
    """Log of people over those who have a home at the ordinary cost, (C,)."""
    return np.asarray(np.log(np.maximum(state.cells.population, 1e-9) / np.maximum(state.cells.homes, 1e-9)))
