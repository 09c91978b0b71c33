"""Founders read what states pay of their capital and of its interest, where it is paid and nowhere else."""

from __future__ import annotations

import numpy as np
import pytest
from conftest import SMALL_FILE

from model import technology
from model.economy import RegionalEconomy
from model.prospects import read_prospects, user_cost
from scenarios.load import load_scenario

PACKAGE = """envelope = 0.05
[[instruments]]
id = "grant"
kind = "{kind}"
{figures}
budget = 0.04
sectors = ["machinery"]
regions = ["a1"]
source = "a test"
"""


def opened(folder, kind: str = "", figures: str = ""):
    """An economy two quarters old, with an instrument for one sector of one region."""
    head, run = SMALL_FILE.split("[run]")
    path = folder / f"{kind or 'none'}.toml"
    package = PACKAGE.format(kind=kind, figures=figures) if kind else ""
    path.write_text(head + package.split("[[")[0] + "[run]" + run.replace("burn_in = 2", "burn_in = 0")
                    + ("[[" + package.split("[[")[1] if kind else ""), encoding="utf-8")  # fmt: skip
    economy = RegionalEconomy(load_scenario(str(path)), 1)
    economy.step()
    state = economy.state
    state.quarter = 0
    return state


def place(state):
    """Whether it is the sector and the region of the instrument, (S, C)."""
    sector = np.arange(state.shape[0]) == state.sectors.ids.index("machinery")
    region = state.space.region == list(state.scenario.country.regions).index("a1")
    return sector[:, None] & region[None, :]


def test_a_grant_on_investment_lowers_the_stake_where_it_is_paid(tmp_path):
    state = opened(tmp_path, "investment_grant", "rate = 0.2")
    read = read_prospects(state)
    stake, full = read.stake, read.capital / (state.mean_firm[:, None] * state.cells.wage)
    here = place(state)
    assert stake[here] == pytest.approx(0.8 * full[here])
    assert stake[~here] == pytest.approx(full[~here])
    bare = opened(tmp_path)
    assert (read.capital[here] > read_prospects(bare).capital[here]).all()  # they plan for more of it
    assert (read.profit(0.04)[here] > read_prospects(bare).profit(0.04)[here]).all()


def test_cheap_credit_lowers_what_capital_costs_where_it_is_given(tmp_path):
    state = opened(tmp_path, "directed_credit", "interest = 0.5")
    p, here = state.p, place(state)
    cost = user_cost(state)
    assert cost[here] == pytest.approx(0.5 * p.interest + p.risk_premium + p.depreciation)
    assert cost[~here] == pytest.approx(p.interest + p.risk_premium + p.depreciation)


def test_nothing_is_taken_up_below_the_threshold_of_schooling_and_all_at_that_of_the_leaders(tmp_path):
    state = opened(tmp_path)
    assert state.scenario.country.start_year == 2000
    assert state.scenario.world.schooling_in(2000.0) == 10.6
    state.quarter = -1
    for years, share in ((1.0, 0.0), (1.8, 0.0), (6.2, 0.5), (10.6, 1.0), (15.0, 1.5)):
        state.cells.schooling[:] = years
        assert technology.absorption(state) == pytest.approx(np.full(len(state.firms), share))
    state.quarter = 40  # ten years on the leaders have 11.3 years, and 10.6 are no longer enough
    for years, share in ((1.8, 0.0), (11.3, 1.0), (10.6, 8.8 / 9.5)):
        state.cells.schooling[:] = years
        assert technology.absorption(state) == pytest.approx(np.full(len(state.firms), share))
