"""Stage 2: what a place adds to the productivity of the firms there, from last quarter's employment.

log Omega = sum over factors of elasticity x (log) factor + years of schooling beyond 8 x skill intensity
            + eta_loc log(0.2 + nearby pool / mean pool) - what labour lacks in talent - congestion
            - crowding of varieties + sector shock
"""

from __future__ import annotations

import numpy as np

from model import generations
from model.places import Cells
from model.space import NEAR, Space
from model.state import Floats, State
from model.world import more_varieties
from scenarios.schema import Scenario

SCHOOLED = 8.0  # years at which schooling neither adds nor takes away
TRACE = 0.1  # of the mean place: what is found everywhere, so that no place is a desert or a paradise (estimate)
INBORN = 0.25  # share of talents that are found everywhere alike (estimate)
CLOSE = 3.0  # power of relatedness: near relatives count, distant ones hardly (estimate)


def local_factors(scenario: Scenario, space: Space, cells: Cells) -> Floats:
    """Return what nature gives each sector and place, (S, C), that doesn't wear: coast, ports, amenity."""
    sectors = scenario.sectors
    nature = {
        "coast": space.coast,
        "port": 1.0 / (1.0 + space.port_distance / NEAR),
        "amenity": cells.amenity,
    }
    total = np.zeros((len(sectors.ids), space.size))
    for name, value in nature.items():
        total += _leaning(sectors.factor_names, sectors.factors, name)[:, None] * value
    return total


def resources(state: State) -> Floats:
    """Land, ore, oil and wind that firms of a region share, (S, C): a factor that can't be moved or made.

    With output A L^(1-r) E^r, productivity falls with elasticity r in the workers on a unit of the resource (the
    specific-factors model: Jones 1971, in Trade, Balance of Payments and Growth). The resource is relative to the mean
    place, workers to the mean place of the start year: land doesn't grow with the people on it. Up to about that number
    of workers it is plentiful.
    """
    leaning = _leaning(state.sectors.factor_names, state.sectors.factors, "resource")
    space, out = state.space, np.zeros(state.shape)
    area = space.by_region(np.ones(space.size))
    for s in np.flatnonzero(leaning):
        there = _relative(state.cells.endowment[s])
        workers = (space.by_region(state.cells.skills[s]) / area)[space.region]
        begun = max(float(state.jobs_at_start[s].mean()), 1e-300)
        out[s] = leaning[s] * (np.log(TRACE + there) - np.log(1.0 + workers / begun))
    return out


def lacking(state: State) -> Floats:
    """What workers lack where more of a region's people work in a sector than have a talent for it, (S, C), log Omega.

    People differ in what they are good at (Roy 1951, Oxford Economic Papers 3). With talents that follow Frechet's law
    of shape kappa a sector that employs the share pi of a region's workers, of whom T are fitted to it, pays
    (pi / T)^(1 / kappa) for a unit of effective labour, relative to the mean wage, and workers of all sectors earn the
    same on average (Galle, Rodriguez-Clare & Yi 2023, Review of Economic Studies 90).
    """
    share = _shares(state.space.by_region(state.cells.skills))
    trace = TRACE * state.talents.mean(axis=1, keepdims=True)
    log_price = np.log((share + trace) / (state.talents + trace)) / state.p.talent_shape
    return np.asarray(state.tech.alpha_l[:, None] * log_price[:, state.space.region])


def fitted(workers: Floats) -> Floats:
    """Shares of a region's people who are fitted to each sector, (S, R), by its workers: most learn what they see."""
    nation = workers.sum(axis=1, keepdims=True)
    return np.asarray(INBORN * _shares(nation) + (1.0 - INBORN) * _shares(workers))


def _shares(workers: Floats) -> Floats:
    return np.asarray(workers / np.maximum(workers.sum(axis=0), 1e-300))


def _relative(x: Floats) -> Floats:
    mean = float(x.mean())
    return x / mean if mean > 0.0 else np.ones_like(x)


def _leaning(names: tuple[str, ...], factors: Floats, name: str) -> Floats:
    return factors[:, names.index(name)] if name in names else np.zeros(factors.shape[0])


def cost_to_the_world(state: State) -> Floats:
    """Factor of policy on the cost of trade with the world, (S, C): a regime of exchange is lifted, borders open."""
    regime = float(state.scenario.country.nation.exchange_cost)
    return np.asarray(state.settings.value("world_trade_cost") * regime ** -state.settings.value("exchange_freed"))


def update(state: State) -> None:
    """Set log Omega of the quarter, (S, C), and trade cost as infrastructure and customs make it."""
    state.trade.set_infrastructure(state.cells.infrastructure, cost_to_the_world(state))
    sectors, cells, p = state.sectors, state.cells, state.p
    names, factors = sectors.factor_names, sectors.factors
    density = np.log(np.maximum(cells.population, 1e-9) / cells.population.mean())
    built = _leaning(names, factors, "research")[:, None] * cells.research
    built = built + _leaning(names, factors, "city")[:, None] * np.maximum(density, -3.0)
    schooling = cells.schooling - SCHOOLED  # linear in years (Mincer 1974)
    skill = p.schooling_return * sectors.skill_intensity[:, None] * schooling
    crowd = p.congestion * np.maximum(density - np.log(4.0), 0.0)
    state.log_productivity = (
        state.factors
        + resources(state)
        + state.advantage
        + built
        + skill
        - lacking(state)
        + p.localisation * np.log(0.2 + relative_pool(state))
        - crowd
        - crowding_of_varieties(state)[:, None]
        + state.world.productivity_shock[:, None]
    )


def crowding_of_varieties(state: State) -> Floats:
    """What more firms than at the start take from the worth of each, (S,): new varieties are near old ones.

    A price index of constant elasticity falls by 1 / (sigma - 1) for one more log of varieties; the love of variety
    that trade shows is a part of it (Ardelean 2006, Purdue CIBER Working Paper 46; form: Benassy 1996, Economics
    Letters 52).
    """
    return np.asarray((1.0 - state.p.love_of_variety) * np.log(more_varieties(state)) / (state.tech.sigma - 1.0))


def relative_pool(state: State) -> Floats:
    """Nearby pool of skills relative to the mean place, (S, C): relative, so it can't run away.

    Part of it are the workers of related sectors, whose skills serve in part (Neffke & Henning 2013, Strategic
    Management Journal 34(3)).
    """
    nearby = state.near.apply(state.cells.skills)
    mean = nearby.mean(axis=1, keepdims=True)
    own = nearby / np.where(mean > 0.0, mean, 1.0)
    return np.asarray((1.0 - state.p.related_pool) * own + state.p.related_pool * (relatives(state) @ own))


def relatives(state: State) -> Floats:
    """Weights of the other sectors by relatedness, (S, S): rows add up to 1."""
    others = state.sectors.relatedness**CLOSE
    others = others - np.diag(np.diag(others))
    return np.asarray(others / others.sum(axis=1, keepdims=True))


def follow_employment(state: State, employment: Floats) -> None:
    """Workers' skills follow their jobs slowly, and a place's talents follow them with its generations."""
    p, skills = state.p, state.cells.skills
    skills += p.skill_pool_speed * (employment - skills)
    state.talents += generations.renewal(state) * (fitted(state.space.by_region(skills)) - state.talents)
