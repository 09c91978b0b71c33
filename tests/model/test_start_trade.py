"""Who trades what in the start year, and that growth is the same at any size."""

import numpy as np
import pytest
from conftest import tiny

from model import population, start_trade, technology, world
from model.economy import RegionalEconomy
from scenarios.load import load_scenario


@pytest.fixture(scope="module")
def begun():
    economy = RegionalEconomy(load_scenario("laissez_faire", ("country=china", "run.quarters=4")), 2)
    while economy.quarter < 0:
        economy.step()
    return economy.state


def test_industries_export_as_theirs_do_in_the_world(begun):
    sold = begun.statistics.output.sum(axis=1)
    share = begun.market.export_sales.sum(axis=(0, 2)) / sold
    ratio = share / begun.sectors.openness
    ratio /= np.average(ratio, weights=sold)
    many = np.bincount(begun.firms.sector, minlength=ratio.size) > 100
    assert np.abs(np.log(ratio[many])).max() < 0.4
    total = float(begun.market.export_sales.sum() / sold.sum())
    assert total == pytest.approx(float(begun.scenario.country.nation.export_share), rel=0.1)


def test_the_burn_in_leaves_sectors_as_large_as_the_data_say(begun):
    jobs, wanted = begun.statistics.employment.sum(axis=1), begun.jobs_at_start.sum(axis=1)
    gap = np.abs(np.log(jobs / jobs.sum() / (wanted / wanted.sum())))
    assert np.average(gap, weights=wanted) < 0.15
    assert np.median(gap) < 0.2


def test_a_step_closes_its_share_of_the_gap_and_leaves_what_is_not_traded():
    step = start_trade._step(np.array([4.0, 0.0, 1.0]), np.array([1.0, 1.0, 0.0]), 0.5)
    assert step == pytest.approx([2.0, 1.0, 1.0])


def test_the_worlds_trade_is_openness_times_what_goes_into_final_uses():
    state = RegionalEconomy(tiny("laissez_faire"), 1).state
    sectors, tech = state.sectors, state.tech
    final = 0.6 * sectors.household_share + 0.24 * sectors.investment_share + 0.16 * sectors.government_share
    output, round_ = np.zeros(final.size), final
    for _ in range(200):
        output, round_ = output + round_, tech.io @ (tech.input_share * round_)
    traded = sectors.openness * output
    assert world.trade(state) == pytest.approx(traded / traded.sum())


def test_mean_growth_is_the_same_at_any_size():
    """Mean of exp(b L) is 1 / (1 - b^2) for a Laplace L: what is taken off makes it 1."""
    state = RegionalEconomy(tiny("laissez_faire"), 1).state
    state.firms.staff[:] = np.where(np.arange(len(state.firms)) % 2 == 0, 0.05, 50.0)
    small, large = technology.calm(state)[:2]
    assert small / large == pytest.approx(1000.0**state.p.shock_size)
    rng = np.random.default_rng(1)
    for b in (0.3 * small / large, 0.3):
        b = min(b, 0.6)
        assert np.mean(np.exp(b * rng.laplace(size=4_000_000)) * (1.0 - technology._lift(b))) == pytest.approx(
            1.0, abs=0.02
        )


def test_small_sectors_have_more_firms_for_their_jobs():
    jobs = np.array([[1600.0, 0.0], [4.0, 12.0]])
    firms = population._expected(jobs, 1000)
    assert firms.sum() == pytest.approx(1000.0)
    assert firms[0].sum() / firms[1].sum() == pytest.approx(100.0**0.75)
    assert firms[1, 1] == pytest.approx(3.0 * firms[1, 0])
