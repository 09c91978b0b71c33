"""How far a country's incomes are from those whose budgets are known."""

from __future__ import annotations

import numpy as np

from model.state import State

BUDGETS_OF = 2021  # year of the leading country's budgets (`scenarios/sectors.toml`)
PRODUCTIVITY = 0.6  # part of gaps in income that is productivity (Caselli 2005), as country files take it


def behind(state: State) -> float:
    """Log of income a head in the leading country in `BUDGETS_OF` over one's own: less as real wages grow."""
    start = behind_at_start(state)
    if state.real_wage_at_start <= 0.0:
        return start
    return start - float(np.log(state.real_wage() / state.real_wage_at_start))


def behind_at_start(state: State) -> float:
    """The same in the start year: the country behind the leading one, and that one behind itself of `BUDGETS_OF`."""
    country, world = state.scenario.country, state.scenario.world
    since = np.log(world.income_in(BUDGETS_OF) / world.income_in(country.start_year))
    return float(country.nation.income_gap) / PRODUCTIVITY + float(since)
