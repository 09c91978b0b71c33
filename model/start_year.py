"""Before quarter 0: hold what the data of the start year fix, while the rest of the economy matures.

A country file says how many people live in each region, how far practice lies behind the frontier and how much is
exported; it doesn't say how old firms are, how large, or how people live within a region. The burn-in finds the
latter and leaves the former where the data put it. Whatever else holds people in their regions is learnt on the way
as a residual, as in quantitative spatial economics (Redding & Rossi-Hansberg 2017, Annual Review of Economics 9,
section 3).
"""

from __future__ import annotations

import numpy as np

from model import demand, owners, sizes
from model.state import State
from model.world import varieties

SPEED = 0.1  # share of a gap that is closed in a quarter of the burn-in


def hold(state: State) -> None:
    """Bring people by region, practice by sector and trade back to the start year's."""
    if state.quarter < 0:
        _people(state)
        sizes.match(state, state.statistics.employment, SPEED)
        _practice(state)
        _trade(state)
        owners.hold(state)
        _hurdle(state)
        state.varieties_at_start = varieties(state)


def _people(state: State) -> None:
    """Return those who would have left a region, and learn from their number what else holds people there."""
    regions = state.scenario.country.regions.values()
    wanted = 1000.0 * np.array([float(r.population) for r in regions])
    cells, space = state.cells, state.space
    missing = np.log(wanted / space.by_region(cells.population))
    cells.population *= np.exp(missing)[space.region]
    if state.p.migration_rate > 0.0:
        state.attachment = state.attachment + SPEED * (missing / state.p.migration_rate)[space.region]


def _practice(state: State) -> None:
    """Keep mean log practice by jobs where it began, 0 in every sector: the frontier is measured from there."""
    firms, sectors = state.firms, state.shape[0]
    jobs = np.bincount(firms.sector, weights=firms.employment, minlength=sectors)
    level = np.bincount(firms.sector, weights=firms.employment * state.practice, minlength=sectors)
    firms.productivity -= (level / np.maximum(jobs, 1e-300))[firms.sector]


def _trade(state: State) -> None:
    """Move world demand and the taste for imports towards the start year's exports and balanced trade."""
    market = state.market
    goal = float(state.scenario.country.nation.export_share) * float(state.statistics.output.sum())
    exports, imports = float(market.export_sales.sum()), demand.imports_before_duty(state)
    state.world.demand *= np.clip(goal / max(exports, 1e-12), 0.5, 2.0) ** SPEED
    state.world.import_weight *= np.clip(goal / max(imports, 1e-12), 0.5, 2.0) ** SPEED


def _hurdle(state: State) -> None:
    """Move the profit that founders ask for towards that at which as many firms open as close.

    It is what founding costs, by the quarter: forms and permits (Djankov et al. 2002, Quarterly Journal of Economics
    117), and the work that setting up takes.
    """
    grown = np.clip(np.log(len(state.firms) / state.firms_at_start), -1.0, 1.0)
    state.hurdle *= np.exp(3.0 * SPEED * float(grown))
