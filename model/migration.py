"""Stage 14: people move to opportunities: size^chi x logit of utility, less distance."""

from __future__ import annotations

import numpy as np

from model import generations, housing
from model.state import Floats, State

HARDLY = 0.3  # share of people at work below which a place counts as one without work (estimate)
SETTLING = 0.1  # share of people who reconsider in a quarter of the burn-in (estimate)


def utility(state: State) -> Floats:
    """Log real wage times the chance of a job, less crowding and want of homes, plus amenity, (C,).

    Where hardly anybody works nobody reckons with more than the region pays: the last wage of a firm that is gone, or
    that of a few, draws no crowd (expected income: Harris & Todaro 1970, American Economic Review 60).
    """
    cells = state.cells
    force = np.maximum(cells.labour_force, 1e-12)
    at_work = cells.employment / force
    job = np.clip(at_work, HARDLY, 1.0)
    wage = np.where(at_work < HARDLY, np.minimum(cells.wage, _usual_wage(state)), cells.wage)
    real_wage = np.log(wage / cells.consumer_price)
    return np.asarray(real_wage + np.log(job) - crowding(state) - housing.scarcity(state) + cells.amenity)


def _usual_wage(state: State) -> Floats:
    """What those at work in the region earn on average, (C,); without bound where nobody is."""
    cells, space = state.cells, state.space
    jobs = space.by_region(cells.employment)
    mean = space.by_region(cells.wage * cells.employment) / np.maximum(jobs, 1e-300)
    return np.where(jobs > 0.0, mean, np.inf)[space.region]


def crowding(state: State) -> Floats:
    """Log cost of living in a dense place, (C,): housing and commuting, rising faster the denser.

    Combes, Duranton & Gobillon (2019), Review of Economic Studies 86(4): elasticity of urban costs to population near
    0.03 in small cities and 0.08 in the largest.
    """
    people, p = state.cells.population, state.p
    density = np.log(np.maximum(people, 1e-9) / people.mean())
    return np.asarray(p.crowding * density + 0.5 * p.crowding_rise * np.maximum(density, 0.0) ** 2)


def attraction(state: State) -> Floats:
    """Log weight of each place in the choice, (C,), but for what else holds people there: size and utility."""
    p = state.p
    return np.asarray(p.migration_size * np.log(state.cells.population) + p.migration_slope * utility(state))


def reconsidering(state: State) -> float:
    """Share of people who reconsider where to live in a quarter: the country's, where nothing holds them back.

    Before the start year, when regions keep their people, those find their places within them: more at a time.
    """
    rate = state.p.migration_rate * float(state.scenario.country.nation.mobility)
    return max(rate, SETTLING) if state.quarter < 0 < rate else rate


def move(state: State) -> None:
    """Those who reconsider this quarter choose among all places; savings go with them.

    What holds people in poor places (home, land, kin) is theirs: they reconsider less often, and nobody comes for it.
    What keeps others out of rich ones (housing, permits) holds for all who would come.
    """
    cells = state.cells
    rate = reconsidering(state) * np.exp(-np.maximum(state.attachment, 0.0))
    pull = attraction(state) + np.minimum(state.attachment, 0.0)
    weight = np.exp(pull - pull.max())
    leaving = rate * cells.population
    choices = state.migration_kernel.apply(weight)
    per_choice = leaving / np.maximum(choices, 1e-300)
    arriving = weight * state.migration_kernel.apply(per_choice)
    arriving *= leaving.sum() / max(float(arriving.sum()), 1e-300)
    taken = rate * np.maximum(cells.deposits, 0.0)
    brought = weight * state.migration_kernel.apply(taken / np.maximum(choices, 1e-300))
    total = float(brought.sum())
    brought *= float(taken.sum()) / total if total > 0.0 else 0.0
    before = cells.population.copy()
    cells.population += arriving - leaving
    _share_public_capital(state, before / cells.population)
    cells.deposits += brought - taken
    _loosen(state)


def _loosen(state: State) -> None:
    """From the start year on ties to a place pass with the generation that has them; what keeps others out goes, too.

    Who moves is young (Molloy, Smith & Wozniak 2011, Journal of Economic Perspectives 25(3)), and those who grow up
    after the start have no such ties: they live beside their elders, so that it is the share of people who reconsider,
    exp(-ties), that rises to 1. Homes that a place lacked get built, plans and permits outlive them.
    """
    if state.quarter < 0:
        return
    passing, held = generations.renewal(state), state.attachment
    free = np.exp(-np.maximum(held, 0.0))
    ties = -np.log(free + passing * (1.0 - free))
    state.attachment = np.where(held > 0.0, ties, held * (1.0 - state.p.barrier_fading))


def _share_public_capital(state: State, stayers: Floats) -> None:
    """Who comes shares what works have added; what there was at the start is kept up for everybody.

    Parameters
    ----------
    stayers : (C,) people before over people after.
    """
    cells, start = state.cells, state.at_start
    share = np.minimum(stayers, 1.0)
    cells.infrastructure += (share - 1.0) * np.maximum(cells.infrastructure - start.infrastructure, 0.0)
    cells.research += (share - 1.0) * np.maximum(cells.research - start.research, 0.0)
