"""What other countries answer to protection and subsidies: a duty on the goods of the industries that get them."""

from __future__ import annotations

import numpy as np

from model.state import Floats, State


def answer(state: State) -> Floats:
    """Duty abroad on the goods of each sector, (S,) share of the price, from what was done here a quarter ago.

    For each point of duty on imports a point on exports, as in a trade war (Fajgelbaum, Goldberg, Kennedy & Khandelwal
    2020, Quarterly Journal of Economics 135(1)); for each point of subsidy in sales a point, the most that a
    countervailing duty may be (Agreement on Subsidies and Countervailing Measures, article 19.4); times how much of it
    is answered.
    """
    share = state.scenario.policy.retaliation
    if share <= 0.0:
        return np.zeros(state.shape[0])
    people = state.cells.population / state.cells.population.sum()
    duty = state.settings.value("import_duty") @ people
    sales = state.statistics.output.sum(axis=1)
    subsidy = state.settings.subsidies() / np.maximum(sales, 1e-300)
    return np.asarray(share * (duty + np.where(sales > 0.0, subsidy, 0.0)))
