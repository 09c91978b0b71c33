"""Duty on inputs that is given back is a lower price of inputs: firms make more, buyers abroad and investors see it."""

from dataclasses import replace

import numpy as np
import pytest
from conftest import tiny

from agents.firm import DOMESTIC, FOREIGN
from model import duty_relief, plans
from model.economy import RegionalEconomy
from model.prospects import mean_sales, read_prospects

FREE = {"kind": "duty_free_inputs", "relief": 0.5}


def relieved(relief=None, quarters=3, seed=1, **more):
    """Korea's tariff, with inputs free of half the duty from quarter 0 on for whom `more` says."""
    economy = RegionalEconomy(tiny("laissez_faire", "country=korea", "run.quarters=40"), seed)
    economy.run(until=0)
    if relief is not None:
        economy.change("policy.instruments.free", FREE | {"relief": relief} | more)
    economy.run(until=quarters)
    return economy


def exports(economy):
    return float(economy.state.statistics.exports.sum())


def test_a_lower_price_of_inputs_is_worth_as_much_as_productivity_that_saves_the_same():
    state = relieved(0.5).state
    left = duty_relief.price_left(state)
    duty = duty_relief.duty_on_inputs(state)
    assert left == pytest.approx(np.broadcast_to(1.0 - 0.5 * duty, left.shape))
    saved = state.tech.alpha_m[:, None] * -np.log(1.0 - 0.5 * duty)  # log of cost at the same wage and capital
    firms = state.firms
    before = plans.weights(state)
    firms.productivity += state.at_firms(saved)
    assert plans.weights(state) == pytest.approx(
        np.where(before > 0.0, before * np.exp(state.at_firms(duty_relief.lift(state, left))), 0.0)
    )


def test_firms_spend_on_inputs_what_they_have_left_of_the_price():
    state = relieved(0.5).state
    share = state.tech.input_share[:, None] * state.market.cost_base.sum(axis=0)
    left = duty_relief.price_left(state)[0]
    bought = share / left  # all firms have the relief: what they pay beyond their share is the duty given back
    back = 0.5 * duty_relief.duty_on_inputs(state) * bought
    assert state.last_flows.total("inputs", 8) == pytest.approx(bought.sum(), rel=2e-3)  # prices of a quarter ago
    assert -state.last_flows.total("duty relief", 2) == pytest.approx(back.sum(), rel=2e-3)
    assert state.statistics.inputs.sum() == pytest.approx(share.sum(), rel=1e-3)


def test_product_is_what_is_spent_where_duty_is_given_back():
    economy = relieved(1.0, quarters=8)
    assert economy.state.last_flows.total("duty relief", 2) < 0.0
    assert economy.identities["product_is_what_is_spent"] < 1e-9


def test_exports_rise_at_once_and_by_more_the_more_is_given_back():
    none, half, all_of_it = (exports(relieved(share)) for share in (None, 0.5, 1.0))
    assert none * 1.002 < half
    assert half * 1.001 < all_of_it


def test_investors_read_it_where_it_is_given():
    here = relieved(1.0, ownership=["foreign"], regions=["gyeonggi"]).state
    region = here.space.region == list(here.scenario.country.regions).index("gyeonggi")
    with_it, left = read_prospects(here), duty_relief.price_left(here)
    assert (left[2 * FOREIGN][:, region] < 1.0).all()
    assert (left[2 * DOMESTIC] == 1.0).all()
    here.settings = here.settings.neutral(*here.shape)
    without = read_prospects(here)
    assert (with_it.plant_return[:, region] > without.plant_return[:, region]).all()
    assert with_it.plant_return[:, ~region] == pytest.approx(without.plant_return[:, ~region])
    assert with_it.surplus == pytest.approx(without.surplus)


def test_founders_of_firms_that_all_have_it_read_no_more_than_what_those_sell():
    """All firms have the relief, so that the mean firm's weight holds it: a founder has it once and not twice."""
    state = relieved(1.0, quarters=2).state
    lift = duty_relief.lift(state, duty_relief.price_left(state))
    read = mean_sales(state, cheaper=lift)
    state.given = replace(state.given, bare=None)
    as_they_are = mean_sales(state)  # of the mean firm, relief and all
    twice = np.log(mean_sales(state, cheaper=lift) / as_they_are).mean()
    assert twice == pytest.approx(lift[0].mean())
    assert np.abs(np.log(read / as_they_are)).mean() < 0.3 * twice  # places differ in how much they import
