"""What public money buys: by hand, for one quarter of one instrument."""

import numpy as np
import pytest
from conftest import SMALL, tiny

from model import public_finance, technology, world
from model.economy import RegionalEconomy
from model.state import State
from scenarios.transplant import alone

NEW = 0.0015 / (1.0 - np.exp(-0.0015 / 0.00625))  # of those of working age, in a quarter: the plain's grow by 0.15 %


def under(kind: str, *settings: str) -> State:
    """State some quarters after a national programme began."""
    economy = RegionalEconomy(alone("plain", kind, (*SMALL, *settings)), 1)
    while economy.quarter < 3:
        economy.step()
    return economy.state


@pytest.mark.parametrize("efficiency", [1.0, 0.5])
@pytest.mark.parametrize(("kind", "channel", "stock", "years"), [
    ("infrastructure", "infrastructure", "infrastructure", 0.6),
    ("research_centre", "research_capacity", "research", 0.1),
    ("skills_programme", "skills", "schooling", 2.0),
])  # fmt: skip
def test_money_becomes_capital_at_the_efficiency_of_the_state(
    kind: str, channel: str, stock: str, years: float, efficiency: float
) -> None:
    """Stock kept after wear, and money over so many years' product a head.

    Of schooling relative to what there is, of research to what the nation begins with, so that its cost doubles it.
    """
    state = under(kind, f"country.nation.public_efficiency={efficiency}")
    before, start = getattr(state.cells, stock).copy(), getattr(state.at_start, stock)
    money = state.settings.works(channel)
    assert money.sum() == pytest.approx(0.01 * state.gdp, rel=0.1)
    public_finance._public_capital(state)
    normal = float(state.scenario.country.nation.government_consumption) * state.gdp
    upkeep = min((state.budget.services + state.budget.regional_services.sum()) / normal, 1.0)
    assert upkeep == pytest.approx(1.0, abs=0.01)
    kept = before + 0.0125 * (start * upkeep - before)  # roads last twenty years
    a_head = state.cells.population / state.cells.population.sum()
    share = efficiency * money / (years * 4.0 * state.gdp * a_head)
    if stock == "research":
        assert (start == 0.5).all()
        share *= 0.5
    if stock == "schooling":  # people retire in another stage
        kept = (before - NEW * (1.0 - upkeep) * start) * (1.0 + share)
        share = 0.0
    assert getattr(state.cells, stock) == pytest.approx(kept + share, rel=1e-9)


@pytest.mark.parametrize("reached", ["all places", "one region"])
def test_what_a_programme_taught_goes_with_those_who_learnt_it(reached: str) -> None:
    """With each generation, whether the young of the state go to other schools than they or not."""
    economy = RegionalEconomy(tiny("laissez_faire"), 1)
    while economy.quarter < 1:
        economy.step()
    state = economy.state
    taught = np.ones(state.space.size) if reached == "all places" else (state.space.region == 0).astype(float)
    state.cells.schooling += taught
    for _ in range(8):
        world._grow_up(state)
        public_finance._public_capital(state)
    gained = state.cells.schooling - state.at_start.schooling
    assert gained == pytest.approx(taught * (1.0 - NEW) ** 8, abs=1e-3)


def test_half_of_the_money_for_collaboration_is_lost_where_half_is() -> None:
    """0.5 x log(1 + per cent of the wage bill that it buys)."""
    state = under("cluster_organisation", "country.nation.public_efficiency=0.5")
    bill = state.statistics.wages
    at_work = bill > 0.0
    per_cent = 100.0 * 0.5 * state.settings.works("diffusion")[at_work] / bill[at_work]
    assert per_cent.max() > 0.0
    assert technology._collaboration(state)[at_work] == pytest.approx(0.5 * np.log(1.0 + per_cent))
