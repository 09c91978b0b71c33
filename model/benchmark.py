"""The benchmark year: what the start year's jobs say of tastes and of places, beyond what the model explains.

A country file says who makes what where. Resources, ports, schooling, research, cities, access to markets and an
industry's own pool of skills explain a part. The rest are two residuals, found with all firms of a sector alike (one
large firm is no advantage of its place) and constant from then on:

- of log productivity by sector and place, the value at which industries employ in their regions whom the file says,
  as in quantitative spatial economics (Redding & Rossi-Hansberg 2017, Annual Review of Economics 9, section 3). The
  file says nothing of a region's cells: its industries are spread as its people are, no cell better than another;
- of households' budgets by sector, towards the file's jobs by sector, as computable general equilibrium models are
  calibrated to a benchmark year (Shoven & Whalley 1984, Journal of Economic Literature 22).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from model import plans, prospects, start_structure, start_ups
from model.population import REGIONS_GAP, populate, sector_means
from model.rest import come_to_rest
from model.state import Floats, State
from scenarios.schema import RunSettings, Scenario

FIRMS = 48_000  # alike, and enough that every place has some of each industry that it should have
ROUNDS = 15
PASSES = 3
SPEED = 0.3  # share of a gap that a round closes
WIDEST = 2.5  # log: no sector's budget share is moved further than this (estimate)
KEENEST = 1.6  # appetite of the keenest founders of the start year; of the least keen 0.4 (estimate)
TRACE = 0.1  # of the mean place: mothers that are found everywhere (estimate)
KEPT = 64  # countries and sets of parameters


@dataclass(frozen=True)
class Benchmark:
    """What was found.

    Attributes
    ----------
    advantage : (S, C) log productivity; tastes : (S,) log, of budget shares; jobs : (S, C), wage : (C,) at rest.
    """

    advantage: Floats
    tastes: Floats
    jobs: Floats
    wage: Floats


_found: dict[str, Benchmark] = {}


def find(scenario: Scenario) -> Benchmark:
    """Find the residuals of a country under a set of parameters: the same for all seeds and policies, found once."""
    bare = scenario.without_policy().model_copy(update={"run": RunSettings(firms=FIRMS), "changes": ()})
    key = bare.fingerprint()
    if key not in _found:
        while len(_found) >= KEPT:
            _found.pop(next(iter(_found)))
        _found[key] = _find(bare)
    return _found[key]


def _find(scenario: Scenario) -> Benchmark:
    found: Benchmark | None = None
    for _ in range(PASSES):
        found = _look(scenario, found)
    assert found is not None
    return found


def _look(scenario: Scenario, before: Benchmark | None) -> Benchmark:
    """Come to rest with firms where the last look found jobs, learning the residuals on the way."""
    state = populate(scenario, 0, None if before is None else before.jobs)
    if before is not None:
        state.advantage, state.tastes = before.advantage, before.tastes
        state.cells.wage[:] = state.market.wage[:] = before.wage
    _make_alike(state, state.jobs_at_start if before is None else before.jobs)
    jobs = np.zeros(state.shape)

    def learn(state: State, employment: Floats) -> None:
        jobs[:] = employment
        _learn(state, employment)

    come_to_rest(state, ROUNDS, learn)
    return Benchmark(state.advantage, state.tastes, _spread(state, jobs), state.cells.wage.copy())


def profit_that_keeps(state: State) -> Floats:
    """Profit, relative to the sector's mean less 1, at which as many firms spring up in a place as it has, (S, C).

    Some start-ups come out of neighbours, related industries and people at large. Were all places equally good, they
    would thin every industry out; that the file has it where it is says that founders there are keener by as much.
    """
    mothers, springs = start_ups.mothers_of(state), start_ups.springs(state)
    if state.p.entry_slope <= 0.0 or not springs.any():
        return np.zeros(state.shape)
    springs *= mothers.sum(axis=1, keepdims=True) / np.maximum(springs.sum(axis=1, keepdims=True), 1e-300)
    trace = TRACE * mothers.mean(axis=1, keepdims=True)
    keen = np.clip((mothers + trace) / np.maximum(springs + trace, 1e-300), 2.0 - KEENEST, KEENEST)
    return np.asarray(np.log(keen / (2.0 - keen)) / state.p.entry_slope)


def _spread(state: State, jobs: Floats) -> Floats:
    """Jobs of each region over its cells as people live there, (S, C): of cells the file says no more."""
    by_region, region, file = state.space.by_region, state.space.region, state.jobs_at_start
    return np.asarray((by_region(jobs) / np.maximum(by_region(file), 1e-300))[:, region] * file)


def _make_alike(state: State, jobs: Floats) -> None:
    """Firms of a sector differ in nothing but the cost of exporting, and share out their region's jobs, (S, C).

    Not their cell's: where a region has fewer firms than cells, its jobs would go to nobody, and the residual make up
    for them. Where a firm has to earn more than elsewhere (`profit_that_keeps`) it does so with fewer customers.
    """
    firms, space = state.firms, state.space
    firms.luck[:] = 0.0
    firms.productivity[:] = state.practice_at_start[space.region[firms.cell]]
    number = np.maximum(space.by_region(state.by_sector_cell(np.ones(len(firms)))), 1.0)
    share = space.by_region(jobs) / number
    earned = 1.0 - plans.overhead(state) / state.mean_firm * state.tech.alpha_l * (state.tech.sigma - 1.0)
    sales = np.exp(-earned[:, None] * profit_that_keeps(state))  # profit is what overhead leaves of what is earned
    firms.customers[:] = share[firms.sector, space.region[firms.cell]] * sales[firms.sector, firms.cell]
    firms.customers /= sector_means(firms.customers, firms.sector)[firms.sector]


def _learn(state: State, jobs: Floats) -> None:
    tastes = state.tastes + SPEED * start_structure.missing_by_sector(state, jobs)
    state.tastes = np.clip(tastes, -WIDEST, WIDEST)
    step = SPEED * start_structure.missing_by_region(state, jobs) / (state.tech.sigma[:, None] - 1.0)
    weight = state.space.by_region(jobs)
    mean = (step * weight).sum(axis=1) / np.maximum(weight.sum(axis=1), 1e-300)
    step -= mean[:, None]  # nobody becomes better at everything
    step += SPEED * _better_regions(state, jobs)
    state.advantage = state.advantage + step[:, state.space.region] - SPEED * _better_cells(state)


def _better_regions(state: State, jobs: Floats) -> Floats:
    """What all industries of a region lack to pay the file's wages, (R,) log Omega; 0 where it doesn't tell incomes."""
    if state.scenario.country.log_income is None:
        return np.zeros(state.space.regions)
    lacking = REGIONS_GAP * start_structure.missing_wage(state, jobs)
    people = state.space.by_region(jobs).sum(axis=0)
    return np.asarray(lacking - (lacking * people).sum() / people.sum())


def _better_cells(state: State) -> Floats:
    """What makes firms of a sector sell more in one cell of their region than in another, (S, C) log Omega.

    Were it left, an industry would leave regions of one cell for the best cells of others, whose mean the file's jobs
    tell. What makes all sectors of a cell sell more stays: wages answer to it.
    """
    worth = np.log(np.maximum(prospects.mean_sales(state), 1e-300)) / state.tech.capability_power[:, None]
    people, space = state.cells.population, state.space
    better = worth - (space.by_region(worth * people) / space.by_region(people))[:, space.region]
    jobs = state.jobs_at_start
    return np.asarray(better - (better * jobs).sum(axis=0) / np.maximum(jobs.sum(axis=0), 1e-300))
