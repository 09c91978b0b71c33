"""How a package goes astray, worked out by hand."""

from dataclasses import replace

import numpy as np
import pytest
from testland import GEOGRAPHY, MONEY, C, K, S, instrument, seen

from policies.conduct import AS_WRITTEN, CONNECTED, Conduct, captured, effort
from policies.portfolio import Portfolio

LINE = np.array([[0, 1, 0], [1, 0, 1], [0, 1, 0]], bool)  # three regions in a row
TOUCHING = replace(GEOGRAPHY, neighbours=np.array([[False, True], [True, False]]))
EVERYWHERE = np.ones(C, bool)


def announced(conduct, *instruments):
    return Portfolio(instruments, TOUCHING, conduct).announce(seen(), MONEY)


def test_connected_are_large_firms_at_home_and_conglomerates():
    assert CONNECTED.tolist() == [False, True, False, False, True, True]


def test_effort_halves_from_neighbour_to_neighbour():
    # 2 matches half of the mean of 1 and 3, 3 half of 2: 2 = (1 + 3) / 4, 3 = 2 / 2, so 2 = 2 / 7 and 3 = 1 / 7
    assert effort(np.array([True, False, False]), LINE, 0.5) == pytest.approx([1.0, 2 / 7, 1 / 7])


def test_nobody_follows_without_a_race_nor_where_nobody_begins():
    assert effort(np.array([True, False, False]), LINE, 0.0).tolist() == [1.0, 0.0, 0.0]
    assert effort(np.zeros(3, bool), LINE, 0.9).tolist() == [0.0, 0.0, 0.0]


def test_an_island_follows_nobody():
    apart = np.zeros((2, 2), bool)
    assert effort(np.array([True, False]), apart, 0.9).tolist() == [1.0, 0.0]


def test_a_grant_reaches_part_of_the_connected_beyond_its_aims():
    offered = np.zeros((K, S, C))
    offered[0, 0] = 0.4  # small firms of iron
    got = captured("investment_subsidy", offered, EVERYWHERE, 0.5)
    assert got[0, 0].tolist() == [0.4] * C
    assert got[CONNECTED].min() == got[CONNECTED].max() == 0.2
    assert not got[~CONNECTED][1:].any()
    assert not got[0, 1].any()


def test_a_holiday_is_a_factor_and_spreads_as_one():
    offered = np.ones((K, S, C))
    offered[0, 0] = 0.6
    got = captured("profit_tax_factor", offered, EVERYWHERE, 0.5)
    assert got[CONNECTED] == pytest.approx(0.8)
    assert got[0, 0] == pytest.approx(0.6)
    assert got[0, 1] == pytest.approx(1.0)


def test_works_stay_where_they_are_built_and_governments_pay_at_home():
    money = np.arange(C, dtype=float)
    assert captured("infrastructure", money, EVERYWHERE, 0.9) is money
    offered = np.zeros((K, S, C))
    offered[0] = 0.4
    north = np.array([True, True, False, False])
    got = captured("investment_subsidy", offered, north, 0.5)
    assert got[CONNECTED][:, :, :2].min() == 0.2
    assert not got[CONNECTED][:, :, 2:].any()


def test_captured_claims_share_the_budget():
    grant = instrument("investment_grant", rate=0.4, budget=0.001, sectors=("iron",), size="small")  # 0.1 a quarter
    claims = np.ones((K, S, C))
    straight = announced(AS_WRITTEN, grant).pay("investment_subsidy", claims)
    bent = announced(Conduct(capture=0.5), grant).pay("investment_subsidy", claims)
    assert straight.sum() == pytest.approx(0.1)
    assert bent.sum() == pytest.approx(0.1)
    # three classes of small firms in iron ask 0.4 at four places, less the small of groups, who are connected and in
    # aims; three connected classes ask 0.2 in the other industry, the two large ones in iron too
    asked = 3 * C * 0.4 + 3 * C * 0.2 + 2 * C * 0.2
    assert bent[0, 0].sum() == pytest.approx(0.1 * C * 0.4 / asked)
    assert bent[1, 1].sum() == pytest.approx(0.1 * C * 0.2 / asked)


def test_a_neighbour_bids_what_it_matches_and_pays_for_it():
    grant = instrument("investment_grant", rate=0.4, budget=0.01, government="regional", regions=("north",))
    alone, raced = announced(AS_WRITTEN, grant), announced(Conduct(race=0.5), grant)
    assert alone.value("investment_subsidy")[0, 0].tolist() == [0.4, 0.4, 0.0, 0.0]
    assert raced.value("investment_subsidy")[0, 0] == pytest.approx([0.4, 0.4, 0.2, 0.2])
    raced.pay("investment_subsidy", np.full((K, S, C), 1e-3))
    spent = raced.spent_by_government()
    assert set(spent) == {"north", "south"}
    assert spent["south"] == pytest.approx(0.5 * spent["north"])


def test_nations_and_roads_start_no_race():
    roads = instrument("infrastructure", budget=0.01, government="regional", regions=("north",))
    grant = instrument("investment_grant", rate=0.4, budget=0.01, regions=("north",))
    raced = announced(Conduct(race=0.9), roads, grant)
    assert not raced.works("infrastructure")[2:].any()
    assert not raced.value("investment_subsidy")[:, :, 2:].any()


def test_followers_bid_for_what_the_first_bid_for():
    grant = instrument(
        "investment_grant", rate=0.4, budget=0.01, government="regional", regions=("north",), sectors=("chips",)
    )
    offered = announced(Conduct(race=0.5), grant).value("investment_subsidy")
    assert not offered[:, 0].any()
    assert offered[0, 1] == pytest.approx([0.4, 0.4, 0.2, 0.2])


def test_a_change_of_conduct_leaves_choices_as_they_are():
    grant = instrument("investment_grant", rate=0.4, budget=0.01, government="regional", regions=("north",))
    portfolio = Portfolio([grant], TOUCHING)
    portfolio.announce(seen(), MONEY)
    portfolio.revise([grant], Conduct(race=0.5))
    assert portfolio.announce(seen(1), MONEY).value("investment_subsidy")[0, 0, 2] == pytest.approx(0.2)
