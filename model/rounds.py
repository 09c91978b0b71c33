"""One round of the search for the markets' rest: firms sell, customers spend, wages move."""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@njit(cache=True, error_model="numpy")  # type: ignore[untyped-decorator]
def produce(
    log_wage: Floats,
    log_price: Floats,
    log_access: Floats,
    world_access: Floats,
    weight: Floats,
    log_productivity: Floats,
    alpha_l: Floats,
    alpha_m: Floats,
    io: Floats,
    log_markup: Floats,
    gamma: Floats,
    theta: Floats,
    sigma: Floats,
    demand_power: Floats,
    revenue: Floats,
    appeal: Floats,
) -> None:
    """Revenue (2, S, C) and sum of a p^(1 - sigma) (2, S, C), given wages, prices and demand.

    One function of all places after the other: a processor overlaps what doesn't wait for each other.
    """
    sectors, cells = log_price.shape
    common, home, both = np.empty(cells), np.empty(cells), np.empty(cells)
    for s in range(sectors):
        common[:] = 0.0
        for i in range(sectors):  # places inside: neighbours in memory
            for c in range(cells):
                common[c] += io[i, s] * log_price[i, c]
        slope, scale, labour, inputs, markup = (
            theta[s] * (1.0 - sigma[s]),
            gamma[s],
            alpha_l[s],
            alpha_m[s],
            log_markup[s],
        )
        for c in range(cells):
            cost = scale * (labour * log_wage[c] + inputs * common[c] - log_productivity[s, c])
            common[c] = slope * (markup + cost)
        for c in range(cells):
            home[c] = max(np.exp(log_access[s, c]), 1e-300)
        for c in range(cells):
            both[c] = home[c] + world_access[s, c]
        _sell(weight[0, s], common, demand_power[s], log_access[s], revenue[0, s])
        for c in range(cells):
            appeal[0, s, c] = revenue[0, s, c] / home[c]
            home[c] = np.log(both[c]) if weight[1, s, c] > 0.0 else 0.0
        _sell(weight[1, s], common, demand_power[s], home, revenue[1, s])
        for c in range(cells):
            appeal[1, s, c] = revenue[1, s, c] / both[c]


@njit(cache=True)  # type: ignore[untyped-decorator]
def _sell(weight: Floats, common: Floats, power: float, log_demand: Floats, revenue: Floats) -> None:
    """Revenue of a sector's firms by place, (C,); 0 where there are none."""
    for c in range(weight.size):
        revenue[c] = weight[c] * np.exp(common[c] + power * log_demand[c]) if weight[c] > 0.0 else 0.0


@njit(cache=True)  # type: ignore[untyped-decorator]
def spend(
    home_index: Floats,
    revenue: Floats,
    final_demand: Floats,
    input_share: Floats,
    io: Floats,
    sigma: Floats,
    armington: Floats,
    import_pull: Floats,
    log_price: Floats,
    spending: Floats,
    home_spending: Floats,
    pull: Floats,
) -> None:
    """Price index, spending, its home part, and home spending over the home index (the pull on origins).

    Parameters
    ----------
    revenue : (2, S, C), of which `input_share` is spent on inputs.
    """
    sectors, cells = final_demand.shape
    bought, home = np.empty((sectors, cells)), np.empty(cells)
    for u in range(sectors):
        share = input_share[u]
        for c in range(cells):
            bought[u, c] = share * (revenue[0, u, c] + revenue[1, u, c])
    for s in range(sectors):
        for c in range(cells):
            spending[s, c] = final_demand[s, c]
        for u in range(sectors):
            for c in range(cells):
                spending[s, c] += io[s, u] * bought[u, c]
        above = 1.0 - armington[s]
        power = above / (1.0 - sigma[s])
        for c in range(cells):
            home[c] = np.log(home_index[s, c]) if home_index[s, c] > 0.0 else 0.0
        for c in range(cells):
            home[c] = np.exp(power * home[c])
        for c in range(cells):
            foreign = import_pull[s, c]
            if home_index[s, c] > 0.0:
                home_spending[s, c] = spending[s, c] * home[c] / (home[c] + foreign)
                pull[s, c] = home_spending[s, c] / home_index[s, c]
            else:  # nobody sells yet: whoever comes first meets imports at a price like theirs
                home[c] = home_spending[s, c] = 0.0
                pull[s, c] = 0.5 * spending[s, c] / foreign ** (1.0 / power)
        for c in range(cells):
            log_price[s, c] = np.log(home[c] + import_pull[s, c]) / above


@njit(cache=True)  # type: ignore[untyped-decorator]
def move_wages(
    log_wage: Floats,
    last_wage: Floats,
    revenue: Floats,
    wage_share: Floats,
    fixed_labour: Floats,
    fixed_wages: Floats,
    labour_force: Floats,
    target_unemployment: float,
    adjustment: float,
    floor: float,
    damping: float,
) -> float:
    """Move wages towards their rule; returns the largest step that was still wanted (log)."""
    sectors, cells = revenue.shape[1:]
    worst = 0.0
    for c in range(cells):
        bill = fixed_wages[c]
        for s in range(sectors):
            bill += wage_share[s] * (revenue[0, s, c] + revenue[1, s, c])
        free = max(labour_force[c] - fixed_labour[c], 0.02 * labour_force[c])
        rest = max((1.0 - target_unemployment) * labour_force[c] - fixed_labour[c], 0.01 * labour_force[c])
        lowest = np.log(last_wage[c]) + np.log(1.0 - floor)
        bill = max(bill, 1e-300)
        target = np.log(bill / rest)
        clear = np.log(bill / free)
        sticky = np.log(last_wage[c]) + adjustment * (target - np.log(last_wage[c]))
        wanted = max(max(sticky, clear), lowest)
        step = wanted - log_wage[c]
        worst = max(worst, abs(step))
        log_wage[c] += damping * step
    return worst
