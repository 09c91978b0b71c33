"""What households of this country buy beyond what the world's budgets say: less as they come near the frontier."""

from __future__ import annotations

import numpy as np

from model.state import Floats, State

POOR = 0.2  # log gap to the frontier above which a country's tastes can come nearer to the frontier's


def shares(state: State, shares: Floats) -> Floats:
    """Budget shares, (S,), with the residual as far as incomes haven't come near the frontier's."""
    start = float(state.scenario.country.nation.income_gap)
    left = float(np.clip(state.income_gap() / start, 0.0, 1.0)) if start > POOR else 1.0
    moved = shares * np.exp(left * state.tastes)
    return np.asarray(moved / moved.sum())
