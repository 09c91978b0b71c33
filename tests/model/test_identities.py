"""The books close: every identity in every quarter of every scenario that is shipped, at its whole length."""

import numpy as np
import pytest

from benchmarks.identities import BAR, by_quarter, worst_quarters
from model import settlement
from model.accounts import Holder
from model.economy import RegionalEconomy
from scenarios.load import load_scenario
from scenarios.names import names_of

IDENTITIES = {
    "stocks_follow_flows", "market_passes_on", "money_is_conserved", "bank_equity", "sales_equal_spending",
    "sales_are_shared_out", "product_is_what_is_spent",
}  # fmt: skip
SHORT = ("run.firms=300", "run.burn_in=2", "run.quarters=4")


def test_the_catalogue_has_every_country_and_every_package():
    shipped = [load_scenario(name) for name in names_of("scenarios")]
    packages = {instrument.id for scenario in shipped for instrument in scenario.policy.instruments}
    assert {scenario.country.name for scenario in shipped} == set(names_of("countries"))
    for policy in names_of("policies"):
        alone = load_scenario("laissez_faire", [f"policy={policy}"]).policy.instruments
        assert {instrument.id for instrument in alone} <= packages


@pytest.mark.slow
@pytest.mark.parametrize("name", names_of("scenarios"))
def test_identities_hold_in_every_quarter_of_every_scenario(name):
    scenario = load_scenario(name, ["run.firms=400"])
    seen = 0
    for quarter, residuals in by_quarter(scenario, 2):
        assert set(residuals) == IDENTITIES
        assert all(value < BAR for value in residuals.values()), (quarter, residuals)
        seen += 1
    assert seen == scenario.run.burn_in + scenario.run.quarters >= 200


@pytest.mark.parametrize("quarter", [-1, 2])
def test_a_single_quarter_that_does_not_close_is_found(quarter, monkeypatch):
    """A millionth of the deposits comes from nowhere, once."""
    pay = settlement._households

    def generous(state, income, dividends):
        pay(state, income, dividends)
        if state.quarter == quarter:
            state.cells.deposits = state.cells.deposits * (1.0 + 1e-6)

    monkeypatch.setattr(settlement, "_households", generous)
    worst = worst_quarters(load_scenario("laissez_faire", SHORT), 1)
    assert [worst[name][1] for name in ("stocks_follow_flows", "money_is_conserved")] == [quarter, quarter]
    assert worst["money_is_conserved"][0] > BAR
    assert worst["bank_equity"][0] < BAR


def test_money_is_counted_again_by_hand():
    """The sum of what everybody holds and owes, taken from the balance sheets and not from the ledger."""
    economy = RegionalEconomy(load_scenario("chaebol", SHORT), 1)

    def everything():
        money, state = economy.state.money, economy.state
        parts = (state.firms.cash, state.cells.deposits, money.regional, money.clearing, money.funds, money.groups)
        return sum(float(np.sum(part)) for part in parts) + money.national + money.world

    begun = everything()
    economy.run()
    assert len(Holder) == 9  # a holder more is a part more
    assert everything() == pytest.approx(begun, abs=1e-9 * economy.state.gdp)
