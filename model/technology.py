"""Stage 9: firms innovate, imitate, learn from exports and foreign plants; customers come and go.

    d log A = d practice + d luck
    d practice = innovation + imitation + pull of the frontier - obsolescence
    d luck = shock - reversion luck
Practice is what a firm knows: founders take it along, neighbours imitate it (Luttmer 2007, Quarterly Journal of
Economics 122). Luck (its managers, its products' vogue) passes and stays with the firm (Hopenhayn 1992, Econometrica
60): the lucky grow and the unlucky close, which lifts the level of productivity and not its growth.
Innovation: chance 1 - exp(-a schooling sqrt(R&D)), exponential step, larger below the frontier. Imitation: towards
related practice nearby. Pull: new machines, export learning, own foreign parent, and foreign customers who teach their
suppliers (Javorcik 2004), not their rivals (Aitken & Harrison 1999).
"""

from __future__ import annotations

import numpy as np

from model.draws import Process
from model.govern import bought
from model.state import Floats, Ints, State

SMALLEST = 0.01  # thousand people: below it shocks grow no further (estimate)
THRESHOLD = 1.8  # years of schooling below which nothing is taken up (Benhabib & Spiegel 2005, for 1960)


def advance(state: State) -> None:
    """Move productivity and customers of every firm by a quarter."""
    firms, draws, q = state.firms, state.draws, state.quarter
    keys = firms.enterprise  # customers know the firm, not the plant
    gap = state.world.frontier[firms.sector] - state.practice
    behind = np.maximum(gap, 0.0)
    taken_up = absorption(state)
    step = _innovation(state, taken_up, behind) + taken_up * _imitation(state)
    if q >= 0:  # before the start year the frontier stands still, and so does the gap to it
        step += _pull(state) * taken_up * behind
    step -= state.p.obsolescence * np.maximum(-gap, 0.0)
    at_work = firms.capital > 0.0
    luck = np.where(at_work, _shock(state), 0.0)
    firms.luck += luck
    firms.productivity += np.where(at_work, step, 0.0) + luck
    p = state.p
    moved = np.flatnonzero(draws.uniform(Process.CUSTOMERS, q, keys) < p.customer_chance)
    scale = p.customer_shock * calm(state, moved)
    change = scale * draws.laplace(Process.CUSTOMERS_SIZE, q, keys[moved])
    firms.customers[moved] *= np.exp(change) * (1.0 - _lift(scale))


def _innovation(state: State, schooled: Floats, behind: Floats) -> Floats:
    firms, p, q = state.firms, state.p, state.quarter
    wage_bill = state.mean_firm[firms.sector] * state.market.wage[firms.cell]
    names = state.sectors.factor_names
    leaning = state.sectors.factors[:, names.index("research")][firms.sector]
    local = 1.0 + leaning * state.cells.research[firms.cell]
    odds = p.innovation_chance * schooled * np.sqrt(firms.rd / wage_bill) * local
    u = state.draws.uniform(Process.INNOVATION, q, firms.lineage)
    rows = np.flatnonzero(u < odds + 1e-12)  # 1 - exp(-x) is x at most: worked out for whom that would hit
    hit = rows[u[rows] < 1.0 - np.exp(-odds[rows])]
    firms.innovated[:] = False
    firms.innovated[hit] = True
    size = -np.log(state.draws.uniform(Process.INNOVATION_STEP, q, firms.lineage[hit]))
    step = np.zeros(len(firms))
    step[hit] = p.innovation_step * size * (1.0 + schooled[hit] * behind[hit])
    return step


def _imitation(state: State) -> Floats:
    """A firm learns towards the mean of related practice nearby, if that is better than its own."""
    firms, p, q = state.firms, state.p, state.quarter
    practice = state.at_firms(nearby_practice(state))
    chance = np.full(len(firms), p.imitation_chance)
    if state.settings.active("diffusion"):
        chance *= 1.0 + state.at_firms(_collaboration(state))
    hit = np.flatnonzero(state.draws.uniform(Process.IMITATION, q, firms.lineage) < chance)
    step = np.zeros(len(firms))
    step[hit] = p.imitation_share * np.maximum(practice[hit] - state.practice[hit], 0.0)
    return step


def nearby_practice(state: State) -> Floats:
    """Mean log practice by jobs, weighted by relatedness and nearness, (S, C).

    Weights are normalised, so that a dense place isn't more productive for being dense.
    """
    jobs = state.statistics.employment + 1e-12
    mean = state.statistics.practice
    related = state.sectors.relatedness
    weight = related @ state.reach.apply(jobs)
    value = related @ state.reach.apply(jobs * mean)
    spread = 0.5 * float(np.std(state.practice))
    return np.asarray(value / weight + spread)


def _collaboration(state: State) -> Floats:
    """Extra chance of imitation from money spent on collaboration, saturating, (S, C)."""
    money = bought(state, "diffusion")
    bill = state.statistics.wages + 1e-300
    per_cent = 100.0 * money / bill
    return np.asarray(state.p.diffusion_effect * np.log1p(per_cent))


def _pull(state: State) -> Floats:
    """Share of the gap to the frontier that a firm closes by what it does and whom it sells to, (N,)."""
    firms, p = state.firms, state.p
    exporting = firms.exporter.astype(float)
    pull = p.export_learning * exporting
    pull += p.group_learning * exporting * state.is_group
    pull += p.parent_transfer * state.is_foreign
    pull += p.embodied * renewed(state)
    taught = state.at_firms(foreign_customers(state))
    return np.asarray(pull + p.supplier_transfer * taught * ~state.is_foreign)


def renewed(state: State) -> Floats:
    """Share of a firm's capital that it bought new this quarter, (N,): it brings the state of the art with it.

    Techniques come in machines (Solow 1960; Arrow 1962, Review of Economic Studies 29): who builds more learns more.
    Second-hand machines bring what their first owners knew; founders begin with what they know themselves.
    """
    firms, plans = state.firms, state.plans
    assert plans is not None
    new = plans.investment * (1.0 - plans.used) / state.cells.investment_price[firms.cell]
    return np.where(plans.producing, np.minimum(new / np.maximum(firms.capital, 1e-300), 1.0), 0.0)


def absorption(state: State) -> Floats:
    """How fast a firm takes up what it is shown, (N,)."""
    return uptake(state)[state.firms.cell]


def uptake(state: State) -> Floats:
    """How fast what is shown is taken up in a place, (C,): in proportion to its schooling beyond a threshold.

    1 at the schooling of the leading countries of the year: what they make is made for people like theirs (Acemoglu &
    Zilibotti 2001, Quarterly Journal of Economics 116). Nelson & Phelps (1966), American Economic Review 56; below 1.8
    years countries didn't catch up at all: Benhabib & Spiegel (2005), Handbook of Economic Growth 1A, for 1960 (from
    memory).
    """
    year = state.scenario.country.start_year + max(state.quarter, 0) / 4.0
    leaders = state.scenario.world.schooling_in(year)
    reach = (state.cells.schooling - THRESHOLD) / (leaders - THRESHOLD)
    return np.asarray(np.maximum(reach, 0.0))


def foreign_customers(state: State) -> Floats:
    """Share of foreign plants among the nearby users of each sector's goods, (S, C): its own firms are rivals."""
    stats, tech = state.statistics, state.tech
    sold_to = tech.io - np.diag(np.diag(tech.io))
    use = state.near.apply(stats.output) * tech.input_share[:, None]
    foreign = state.near.apply(stats.foreign * stats.output) * tech.input_share[:, None]
    return np.asarray((sold_to @ foreign) / np.maximum(sold_to @ use, 1e-300))


def _shock(state: State) -> Floats:
    """What luck changes by, (N,): Laplace shocks with return to 0."""
    firms, p, q = state.firms, state.p, state.quarter
    step = -p.reversion * firms.luck
    hit = np.flatnonzero(state.draws.uniform(Process.SHOCK, q, firms.enterprise) < p.shock_chance)
    scale = p.productivity_shock * calm(state, hit)
    power = state.tech.capability_power[firms.sector[hit]]
    step[hit] += scale * state.draws.laplace(Process.SHOCK_SIZE, q, firms.enterprise[hit])
    step[hit] += np.log1p(-_lift(power * scale)) / power
    return np.asarray(step)


def _lift(scale: Floats) -> Floats:
    """What is taken off a Laplace step in logs, share, so that its mean is 1: growth is the same at any size (Gibrat).

    Its mean is 1 / (1 - scale^2), and none from a scale of 1 on.
    """
    return np.asarray(np.minimum(scale**2, 0.9))


def calm(state: State, rows: Ints | slice = slice(None)) -> Floats:
    """How much a firm's shocks are smaller, or larger, than those of one of a thousand people, (N,).

    The spread of growth falls with a power of size between 0.14 and 0.2, for a large firm is many units whose luck is
    their own (Stanley et al. 1996, Nature 379; Riccaboni et al. 2008, PNAS 105(50)). The same law makes an agent that
    stands for more people calmer.

    Parameters
    ----------
    rows : of the firms, all if not given.
    """
    return np.asarray(np.maximum(state.firms.staff[rows], SMALLEST) ** -state.p.shock_size)
