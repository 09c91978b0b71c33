"""How fast one generation of working people makes room for the next."""

from __future__ import annotations

import math

from model.state import State


def growth(state: State) -> float:
    """Growth of people of working age, log a quarter: the country's, or the catalogue's where its file says nothing."""
    own = state.scenario.country.nation.labour_force_growth
    return state.p.population_growth if own is None else float(own) / 4.0


def renewal(state: State) -> float:
    """Share of people of working age who are new to it, a quarter: those who replace the old, and those who are more.

    In a stable population that grows by g and works for L years it is g / (1 - exp(-g L)) (Lotka 1939, Theorie
    analytique des associations biologiques 2; any textbook of demography): with forty years of work 2.5 % a year where
    numbers stand still, 4 % where they grow by 2.7. Before the start year they stand still; a `cohort_renewal` of 0
    switches generations off.
    """
    replaced = state.p.cohort_renewal
    more = growth(state) if state.quarter >= 0 else 0.0
    if replaced <= 0.0 or more == 0.0:
        return replaced
    return more / -math.expm1(-more / replaced)
