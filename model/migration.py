"""Stage 12: people move to opportunities: size^chi x logit of utility, less distance."""

from __future__ import annotations

import numpy as np

from model.state import Floats, State


def utility(state: State) -> Floats:
    """Log real wage times the chance of a job, less crowding, plus amenity, (C,)."""
    cells = state.cells
    force = np.maximum(cells.labour_force, 1e-12)
    job = np.clip(cells.employment / force, 0.3, 1.0)
    density = np.log(np.maximum(cells.population, 1e-9) / cells.population.mean())
    real_wage = np.log(cells.wage / cells.consumer_price)
    return np.asarray(real_wage + np.log(job) - state.p.housing_share * density + cells.amenity)


def move(state: State) -> None:
    """Those who reconsider this quarter choose among all places; savings go with them."""
    p, cells = state.p, state.cells
    u = utility(state)
    weight = cells.population**p.migration_size * np.exp(p.migration_slope * (u - u.max()))
    leaving = p.migration_rate * cells.population
    choices = state.migration_kernel.apply(weight)
    per_choice = leaving / np.maximum(choices, 1e-300)
    arriving = weight * state.migration_kernel.apply(per_choice)
    arriving *= leaving.sum() / arriving.sum()
    taken = p.migration_rate * np.maximum(cells.deposits, 0.0)
    brought = weight * state.migration_kernel.apply(taken / np.maximum(choices, 1e-300))
    total = float(brought.sum())
    brought *= float(taken.sum()) / total if total > 0.0 else 0.0
    cells.population += arriving - leaving
    cells.deposits += brought - taken
