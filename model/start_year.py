"""Before quarter 0: hold what the data of the start year fix, while the rest of the economy matures.

A country file says how many people live in each region, how far practice lies behind the frontier and how much is
exported; it doesn't say how old firms are, how large, or how people live within a region. The burn-in finds the
latter and leaves the former where the data put it. Whatever else holds people in their regions is learnt on the way
as a residual, as in quantitative spatial economics (Redding & Rossi-Hansberg 2017, Annual Review of Economics 9,
section 3).
"""

from __future__ import annotations

import numpy as np

from model import benchmark, owners, sizes, start_structure, start_trade, start_ups
from model.know_how import know_how
from model.migration import reconsidering
from model.state import Floats, State
from model.world import varieties

SPEED = 0.1  # share of a gap that is closed in a quarter of the burn-in
LEAST = 0.02  # wages a quarter: no founder asks less (estimate)
KEENEST = 1.0  # founders of a region are keener, or less keen, by as much of their sector's profit at most (estimate)
TRACE = 0.1  # of the mean region's share of a sector, so that empty ones say nothing (estimate)


def hold(state: State) -> None:
    """Bring people by region, practice by sector and trade back to the start year's."""
    if state.quarter < 0:
        _people(state)
        sizes.match(state, state.statistics.employment, SPEED)
        _practice(state)
        start_trade.balance(state, state.statistics.output.sum(axis=1), SPEED)
        owners.hold(state)
        _founding(state)
        _tastes(state)
        state.varieties_at_start = varieties(state)
        state.real_wage_at_start = state.real_wage()


def _people(state: State) -> None:
    """Return those who would have left a region, and learn from their number what else holds people there."""
    regions = state.scenario.country.regions.values()
    wanted = 1000.0 * np.array([float(r.population) for r in regions])
    cells, space = state.cells, state.space
    missing = np.log(wanted / space.by_region(cells.population))
    cells.population *= np.exp(missing)[space.region]
    if (rate := reconsidering(state)) > 0.0:
        state.attachment = state.attachment + SPEED * (missing / rate)[space.region]


def _practice(state: State) -> None:
    """Keep mean log practice by jobs where it began: a region's beyond its sectors', and 0 in every sector.

    The frontier is measured from there.
    """
    firms, region = state.firms, state.space.region
    gained = know_how(state)[0] - state.practice_at_start
    firms.productivity -= gained[region[firms.cell]]
    jobs = state.by_sector(firms.employment)
    level = state.by_sector(firms.employment * state.practice)
    firms.productivity -= (level / np.maximum(jobs, 1e-300))[firms.sector]


def _founding(state: State) -> None:
    """Learn what founders of each sector ask, and how many there are: as many firms open as close.

    They ask what the sector's firms earn where they are: what founding costs and what its founders could earn
    elsewhere, by the quarter. How many there are differs by industry as turnover does (Dunne, Roberts & Samuelson
    1988, RAND Journal of Economics 19).
    """
    number = state.statistics.firms
    earned = (state.profits * number).sum(axis=1) / np.maximum(number.sum(axis=1), 1e-300)
    state.hurdle += SPEED * (np.maximum(earned, LEAST) - state.hurdle)
    grown = np.log(np.maximum(varieties(state) * state.plants_per_firm, 0.5) / np.maximum(state.firms_at_start, 0.5))
    state.founders *= np.exp(-SPEED * np.clip(grown, -1.0, 1.0))
    _keenness(state, number)


def _keenness(state: State, number: Floats) -> None:
    """Learn by how much founders of a region are keener than profits tell: it keeps its share of a sector's firms.

    What the start year's structure says beyond profits, as of people (`_people`): who founds knows less than the firms
    that are there, and where firms know much founders would be too few to replace those that close.
    """
    if (slope := state.p.entry_slope) <= 0.0:
        return
    by_region, trace = state.space.by_region, TRACE / state.space.regions
    opened, there = _shares(by_region(start_ups.wanted(state))), _shares(by_region(number))
    lacking = np.log((there + trace) / (opened + trace)) / (0.5 * slope)  # the logit's slope where founding just pays
    state.keenness = np.clip(state.keenness + SPEED * lacking, -KEENEST, KEENEST)


def _shares(x: Floats) -> Floats:
    return np.asarray(x / np.maximum(x.sum(axis=1, keepdims=True), 1e-300))


def _tastes(state: State) -> None:
    """Go on learning what is bought here beyond the world's budgets: the benchmark year's firms were all alike."""
    missing = start_structure.missing_by_sector(state, state.statistics.employment)
    state.tastes = np.clip(state.tastes + SPEED * missing, -benchmark.WIDEST, benchmark.WIDEST)
