"""What this country buys beyond what the leading country's budgets say: less as its incomes come near."""

from __future__ import annotations

import numpy as np

from model import incomes
from model.state import Floats, State

POOR = 0.2  # log distance above which tastes can come nearer to the leading country's (`incomes.behind`)


def shares(state: State, shares: Floats) -> Floats:
    """Budget shares, (S,), with the residual as far as incomes haven't come near those whose budgets are known."""
    start = incomes.behind_at_start(state)
    left = float(np.clip(incomes.behind(state) / start, 0.0, 1.0)) if start > POOR else 1.0
    moved = shares * np.exp(left * state.tastes)
    return np.asarray(moved / moved.sum())
