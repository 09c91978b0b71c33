"""Founders read what states pay of their capital and of its interest, where it is paid and nowhere else."""

from __future__ import annotations

import numpy as np
import pytest
from conftest import SMALL_FILE

from agents.firm import DOMESTIC
from model import plans, settlement, start_ups, technology
from model.economy import QUARTER, RegionalEconomy
from model.prospects import WORKING, read_prospects, user_cost
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


def test_founders_and_firms_read_what_a_tax_holiday_leaves_them(tmp_path):
    """A quarter of profit goes in tax: without it four thirds are left, of what interest and wear leave of surplus."""
    state = opened(tmp_path, "tax_holiday", "relief = 1.0")
    here, p = place(state), state.p
    read = read_prospects(state)
    profit, bare = start_ups._profit(state, read), read.profit(user_cost(state))
    taxed = np.maximum(bare + p.risk_premium * read.stake, 0.0)
    assert profit[here] == pytest.approx((bare + taxed / 3.0)[here])
    assert profit[~here] == pytest.approx(bare[~here])
    assert (taxed[here] > 0.0).any()
    kept = state.at_firms(plans.left_of_profit(state))
    sales = np.ones(len(state.firms))
    more = plans.desired_capital(state, sales, kept=kept) / plans.desired_capital(state, sales)
    cost = p.interest + p.depreciation
    inside = here[state.firms.sector, state.firms.cell]
    assert more[inside] == pytest.approx((cost + p.risk_premium) / (cost + 0.75 * p.risk_premium))
    assert more[~inside] == pytest.approx(1.0)


def test_the_state_puts_up_its_part_of_a_start_up_and_founders_the_rest(tmp_path):
    state = opened(tmp_path, "venture_coinvestment", "rate = 0.6")
    here = place(state)
    read = read_prospects(state)
    state.profits = start_ups._profit(state, read)
    number = np.zeros(state.shape, np.int64)
    sector, cell = np.argwhere(here)[0]
    number[sector, cell] = 2
    state.cells.deposits[:] = 1e9
    savings, purse, before = state.cells.deposits.sum(), state.money.national, len(state.firms)
    start_ups._found(state, read, number.ravel())
    needed = WORKING * state.p.entrant_customers * read.capital[sector, cell]
    assert state.firms.cash[before:] == pytest.approx([needed, needed])
    assert purse - state.money.national == pytest.approx(0.6 * 2 * needed)
    assert savings - state.cells.deposits.sum() == pytest.approx(0.4 * 2 * needed)


def test_a_grant_doubles_the_first_plant_of_who_brought_half_of_its_price(tmp_path):
    state = opened(tmp_path, "investment_grant", "rate = 0.5")
    firms, here = state.firms, place(state)
    inside = here[firms.sector, firms.cell] & (firms.owner == DOMESTIC)
    new = np.flatnonzero(inside)[0]
    firms.capital[new], firms.debt[new], firms.cash[new] = 0.0, 0.0, 1.0
    plans.make(state)
    assert state.plans.investment[new] == pytest.approx(0.8 / 0.5)
    assert state.plans.investment_grant[new] == pytest.approx(0.5 * 0.8 / 0.5)


def test_grants_are_income_that_is_taxed(tmp_path, monkeypatch):
    """What they pay for is in the costs; without them who wins one would book a loss."""
    state = opened(tmp_path, "rd_grant", "rate = 0.5")
    state.quarter, told = 1, {}
    tax_of = settlement._profit_tax

    def watched(state, income):
        tax = tax_of(state, income)
        worn = state.p.depreciation * state.firms.capital * state.cells.investment_price[state.firms.cell]
        told["grant"] = state.plans.research_grant.copy()
        told["gap"] = state.firms.profit - (income.operating - worn - tax)
        return tax

    monkeypatch.setattr(settlement, "_profit_tax", watched)
    for _, stage in QUARTER:
        stage(state)
    assert told["grant"].max() > 0.0
    assert told["gap"] == pytest.approx(told["grant"])
