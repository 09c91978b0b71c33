"""Markets by hand: one cell, no trade, and how an economy answers."""

import numpy as np
import pytest
from conftest import tiny

from model import agglomeration, migration, plans
from model.accounts import Flows, Holder, Ledger
from model.draws import Draws, Process
from model.economy import RegionalEconomy
from model.leap import Leap
from model.rounds import spend
from model.simulate import simulate
from policies.instruments.exchange_reform import ExchangeReform
from policies.instruments.tariff import Tariff
from policies.instruments.trade_agreement import TradeAgreement


def test_flows_have_a_payer_and_a_payee():
    flows = Flows()
    flows.pay("wages", Holder.FIRMS, Holder.HOUSEHOLDS, np.array([1.0, 2.0]))
    flows.pay("consumption", Holder.HOUSEHOLDS, Holder.MARKET, 2.5)
    assert flows.net().tolist() == [-3.0, 0.5, 0, 0, 0, 0, 0, 0, 2.5]
    assert flows.net().sum() == 0.0
    assert flows.total("wages", Holder.HOUSEHOLDS) == 3.0


def test_the_ledger_sees_money_from_nowhere():
    ledger = Ledger(np.zeros(len(Holder)))
    stocks = np.zeros(len(Holder))
    stocks[Holder.FIRMS] = 5.0
    ledger.check(Flows(), stocks, gdp=100.0, goods={}, equity=np.zeros(1), balance_sheet=np.zeros(1))
    assert ledger.residuals["stocks_follow_flows"] == pytest.approx(0.05)
    assert ledger.residuals["money_is_conserved"] == pytest.approx(0.05)


def test_the_acceleration_solves_a_linear_problem_of_two_dimensions():
    """x = M x + b with two modes is found after three steps and one leap."""
    m, b = np.array([[0.8, 0.1], [0.2, 0.5]]), np.array([1.0, 2.0])
    exact = np.linalg.solve(np.eye(2) - m, b)
    x, leap = np.zeros(2), Leap()
    for _ in range(4):
        x = leap.next(x, m @ x + b)
    assert x == pytest.approx(exact, rel=1e-6)


def test_draws_depend_on_their_keys_only():
    draws = Draws(1)
    keys = np.arange(1000, dtype=np.uint64)
    u = draws.uniform(Process.SHOCK, 3, keys)
    assert np.array_equal(draws.uniform(Process.SHOCK, 3, keys[::-1]), u[::-1])
    assert not np.array_equal(draws.uniform(Process.SHOCK, 4, keys), u)
    assert not np.array_equal(Draws(2).uniform(Process.SHOCK, 3, keys), u)
    assert 0.45 < u.mean() < 0.55
    assert 0.0 < u.min() < u.max() < 1.0


def test_poisson_counts_rise_with_their_means():
    keys = np.arange(5000, dtype=np.uint64)
    low, high = (Draws(1).poisson(Process.START_UPS, 0, keys, np.full(5000, mean)) for mean in (0.7, 1.4))
    assert (high >= low).all()
    assert low.mean() == pytest.approx(0.7, abs=0.05)
    assert high.mean() == pytest.approx(1.4, abs=0.07)


@pytest.fixture(scope="module")
def settled(small):
    economy = RegionalEconomy(small, 1)
    for _ in range(10):
        economy.step()
    return economy


def test_what_firms_sell_is_what_is_bought(settled):
    market, sold = settled.state.market, settled.state.statistics.output.sum()
    assert sold == pytest.approx(market.home_sales.sum() + market.export_sales.sum(), rel=1e-9)
    assert market.home_sales.sum() + market.imports.sum() == pytest.approx(market.spending.sum(), rel=1e-9)


def test_only_exporters_export(settled):
    firms = settled.firms
    assert (firms.exports[~firms.exporter] == 0.0).all()
    assert (firms.exports[firms.exporter] > 0.0).any()


def test_product_is_value_added_and_duty(settled):
    stats = settled.state.statistics
    assert stats.value_added.sum() + settled.state.budget.duty == pytest.approx(stats.gdp, rel=1e-9)
    assert 0.4 < settled.recorder.latest["wages"] / stats.gdp < 0.9


def test_people_are_neither_made_nor_lost_by_moving(small):
    economy = RegionalEconomy(small, 2)
    economy.step()
    state = economy.state
    people, savings = state.cells.population.sum(), state.cells.deposits.sum()
    migration.move(state)
    assert state.cells.population.sum() == pytest.approx(people, rel=1e-12)
    assert state.cells.deposits.sum() == pytest.approx(savings, rel=1e-12)


def test_nobody_holds_a_job_twice(settled):
    """At the end of a quarter up to `migration_rate` of a place's people have left it."""
    cells = settled.state.cells
    assert (cells.employment <= cells.labour_force / (1.0 - settled.state.p.migration_rate) * 1.005).all()


def test_where_jobs_would_outrun_people_wages_rise_at_once():
    """However sticky wages are, and however wildly the world's demand swings; nobody moves, who would be missed."""
    shaken = ("parameters.wage_adjustment=0.05", "parameters.world_demand_shock=0.2", "parameters.migration_rate=0.0")
    economy = RegionalEconomy(tiny("laissez_faire", "run.quarters=16", *shaken), 1)
    while not economy.finished:
        economy.step()
        cells = economy.state.cells
        assert (cells.employment <= cells.labour_force * 1.0001).all()


def test_dear_imports_lose_less_where_nothing_else_will_do():
    """One place, home goods at a price of 1, imports at 2: shares and price index by hand, (eta - 1) = 1.5 and 0.6."""
    one, armington = np.ones((2, 1)), np.array([2.5, 1.6])
    pull = 2.0 ** (1.0 - armington[:, None])
    found = [np.empty((2, 1)) for _ in range(4)]
    spend(one, np.zeros((2, 2, 1)), one, np.zeros(2), np.eye(2), np.full(2, 5.0), armington, pull, *found)
    log_price, _, at_home, _ = found
    assert at_home.ravel() == pytest.approx([1 / (1 + 2**-1.5), 1 / (1 + 2**-0.6)])
    assert log_price.ravel() == pytest.approx([-np.log(1 + 2**-1.5) / 1.5, -np.log(1 + 2**-0.6) / 0.6])


def test_services_of_abroad_replace_those_of_home_less_than_goods_do(settled):
    state, sectors = settled.state, settled.state.sectors
    elasticity = dict(zip(sectors.ids, state.given.import_elasticity - 1.0, strict=True))
    assert elasticity["textiles"] / elasticity["logistics"] == pytest.approx(2.75 / 0.9)
    traded = sectors.openness * state.world.output
    assert np.average(state.given.import_elasticity, weights=traded) == pytest.approx(state.p.macro_elasticity)


def test_a_tariff_lowers_imports():
    tariff = Tariff(id="all", rate=0.3)
    free = tiny("laissez_faire", "run.quarters=24")
    closed = free.model_copy(update={"policy": free.policy.model_copy(update={"instruments": (tariff,)})})
    imports = [simulate(s, 1).tables["totals"]["imports"].to_numpy()[-4:].mean() for s in (free, closed)]
    assert imports[1] < 0.9 * imports[0]


def test_a_trade_agreement_raises_trade_both_ways_and_lowers_duty():
    agreement = TradeAgreement(id="pact", access=0.1, opening=0.8)
    alone = tiny("laissez_faire", "run.quarters=24", "country.nation.tariff=0.2")
    joined = alone.model_copy(update={"policy": alone.policy.model_copy(update={"instruments": (agreement,)})})
    trade = []
    for scenario in (alone, joined):
        economy = RegionalEconomy(scenario, 1)
        economy.run()
        trade.append(
            (economy.recorder.latest["imports"], economy.recorder.latest["exports"], economy.state.budget.duty)
        )
    assert trade[1][0] > 1.05 * trade[0][0]
    assert trade[1][1] > 1.02 * trade[0][1]
    assert trade[1][2] < 0.5 * trade[0][2]


@pytest.mark.parametrize(("regime", "factor"), [(1.44, 1.44**-0.5), (1.0, 1.0)])
def test_an_exchange_reform_takes_off_what_the_regime_added_and_nothing_elsewhere(regime, factor):
    """Half of it in logs: a cost of 1.44 times falls to 1.2 times; a country without a regime has nothing to lift."""
    reform = ExchangeReform(id="reform", freed=0.5)
    alone = tiny("laissez_faire", "run.quarters=8", f"country.nation.exchange_cost={regime}")
    reformed = alone.model_copy(update={"policy": alone.policy.model_copy(update={"instruments": (reform,)})})
    exports = []
    for scenario in (alone, reformed):
        economy = RegionalEconomy(scenario, 1)
        economy.run()
        exports.append(economy.recorder.latest["exports"])
    assert np.allclose(agglomeration.cost_to_the_world(economy.state), factor)
    assert exports[1] > 1.02 * exports[0] if regime > 1.0 else exports[1] == exports[0]


def test_research_grants_raise_research():
    base = tiny("smart_specialisation", "country=plain", "policy.instruments.priority_grants.start=0")
    with_, without = (simulate(s, 1).outcomes["research_share"] for s in (base, base.without_policy()))
    assert with_ > without


def test_who_is_far_behind_does_less_research():
    """Half a log point further behind, R&D over sales is lower by research_distance x 0.5."""
    state = RegionalEconomy(tiny("laissez_faire"), 1).state
    state.firms.expected_sales[:] = 1.0
    state.firms.cash[:] = 1e9
    found = []
    for gap in (0.5, 1.0, -1.0, -2.0):
        state.firms.productivity[:] = state.world.frontier[state.firms.sector] - gap + state.firms.luck
        found.append(plans._research(state)[0])
    assert found[1] == pytest.approx(found[0] * np.exp(-0.5 * state.p.research_distance))
    assert found[2] == pytest.approx(state.sectors.rd_intensity[state.firms.sector])
    assert found[3] == pytest.approx(found[2])  # a leader does what the sector does


def test_research_answers_grants_by_its_elasticity():
    little, much = (
        simulate(
            tiny(
                "smart_specialisation",
                "policy.instruments.priority_grants.start=0",
                f"parameters.research_elasticity={e}",
            ),
            1,
        )
        for e in (0.0, 1.0)
    )
    assert much.outcomes["research_share"] > 1.02 * little.outcomes["research_share"]


def test_unspent_money_lowers_taxes_or_goes_to_people():
    lump, taxes = (
        RegionalEconomy(tiny("laissez_faire", f"policy.unspent={how}"), 1) for how in ("lump_sum", "lower_taxes")
    )
    for economy in (lump, taxes):
        for _ in range(8):
            economy.step()
    assert lump.state.budget.lump_sum > 0.0
    assert lump.state.budget.tax_factor == 1.0
    assert taxes.state.budget.lump_sum == 0.0
    assert taxes.state.budget.tax_factor < 1.0
    assert max(taxes.identities.values()) < 1e-9


def test_policy_never_costs_more_than_its_envelope_but_for_what_it_forgoes():
    scenario = tiny("chaebol", "run.quarters=40")
    tables = simulate(scenario, 1).tables
    ledger, totals = tables["policy_ledger"].to_pandas(), tables["totals"].to_pandas().set_index("quarter")
    spent = ledger.groupby("quarter")["spent"].sum()
    before = totals["gdp"].shift(1)
    assert (spent <= scenario.policy.envelope * before.loc[spent.index] * (1 + 1e-9)).all()
    assert spent.max() > 0.0


def test_a_sector_without_firms_finds_customers_again():
    economy = RegionalEconomy(tiny("latin_america_gvc", "run.burn_in=0"), 3)
    economy.state.firms.remove(economy.state.firms.sector == 11)
    nobody = np.bincount(economy.state.firms.sector, minlength=16) == 0
    assert nobody[11]
    for _ in range(12):  # somebody founds a firm, buys machines, and sells
        economy.step()
    sold = economy.state.market.home_sales.sum(axis=(0, 2))
    assert (sold[nobody] > 0.0).all()
