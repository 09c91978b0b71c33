"""What policy meets: answers abroad, capture, races; and booms abroad that starve other exports."""

import numpy as np
import pytest
from conftest import tiny

from model import retaliation, world
from model.economy import RegionalEconomy
from model.settled import burn_in
from model.simulate import simulate
from problems import ProblemError

TARIFF = "policy.instruments.tariff"


def exports(economy):
    return economy.state.statistics.exports.sum(axis=1)


def grown(*settings, seed=1, quarters=12, name="chaebol"):
    economy = RegionalEconomy(tiny(name, "run.quarters=40", *settings), seed)
    economy.run(until=quarters)
    return economy


def protected(*settings, quarters=12, seed=1):
    economy = RegionalEconomy(tiny("laissez_faire", "country=korea", "run.quarters=40", *settings), seed)
    economy.run(until=0)
    economy.change("policy.instruments.wall", {"kind": "tariff", "rate": 0.3, "sectors": ["textiles"]})
    economy.run(until=quarters)
    return economy


def test_a_duty_is_answered_point_for_point():
    economy = protected("policy.retaliation=0.5")
    textiles = economy.state.sectors.ids.index("textiles")
    duty = retaliation.answer(economy.state)
    assert duty[textiles] == pytest.approx(0.15)
    assert np.delete(duty, textiles).max() == 0.0


def test_a_subsidy_is_answered_by_its_share_of_sales():
    economy = grown("policy.retaliation=1")
    state = economy.state
    paid = state.settings.subsidies()
    assert paid.sum() > 0.0
    answer = retaliation.answer(state)
    duty = state.settings.value("import_duty") @ (state.cells.population / state.cells.population.sum())
    sales = state.statistics.output.sum(axis=1)
    assert (answer * sales).sum() == pytest.approx(paid.sum() + (duty * sales).sum())


def test_demand_falls_by_the_elasticity_of_trade():
    economy = grown()
    state = economy.state
    before = world.demand(state)
    state.world.duty_abroad = np.full(before.size, 0.1)
    assert world.demand(state) == pytest.approx(before * 1.1**-state.p.macro_elasticity)


def test_who_builds_a_wall_sells_less_behind_another():
    textiles = protected().state.sectors.ids.index("textiles")
    alone, answered = (exports(protected(*s))[textiles] for s in ((), ("policy.retaliation=1",)))
    assert answered < 0.8 * alone


def test_without_policy_there_is_nothing_to_answer():
    scenario = tiny("chaebol", "policy.retaliation=1", "policy.capture=0.5", "policy.race=0.5").without_policy()
    assert scenario.fingerprint() == tiny("chaebol").without_policy().fingerprint()


def test_capture_draws_more_money_for_less():
    money = "policy.instruments.policy_loans.start=0"
    straight, bent = grown(money, quarters=24), grown(money, "policy.capture=0.8", quarters=24)
    cost = [e.tables()["policy_ledger"].to_pandas().spent.sum() for e in (straight, bent)]
    assert cost[1] > 1.2 * cost[0]


@pytest.mark.parametrize("name", ["chaebol", "latin_america_gvc", "africa_resources"])
def test_identities_hold_while_all_goes_astray(name):
    conduct = ("policy.capture=0.6", "policy.race=0.8", "policy.retaliation=1", "demand_abroad.energy=3")
    assert max(grown(*conduct, name=name, quarters=24).identities.values()) < 1e-9


def test_what_goes_astray_waits_for_quarter_0():
    straight = tiny("chaebol")
    bent = tiny("chaebol", "policy.capture=0.6", "policy.race=0.8", "policy.retaliation=1", "demand_abroad.energy=3")
    assert burn_in(straight) == burn_in(bent)
    early = [simulate(s, 2).tables["totals"].to_pandas().query("quarter < 0") for s in (straight, bent)]
    assert early[0].equals(early[1])


def test_a_figure_that_does_nothing_leaves_the_mark_of_a_scenario():
    assert tiny("chaebol", "policy.capture=0", "policy.race=0.0").fingerprint() == tiny("chaebol").fingerprint()
    assert tiny("chaebol", "policy.capture=0.1").fingerprint() != tiny("chaebol").fingerprint()
    assert tiny("chaebol", "demand_abroad.energy=2").fingerprint() != tiny("chaebol").fingerprint()


def test_demand_abroad_is_multiplied_from_quarter_0_on():
    economy = RegionalEconomy(tiny("laissez_faire", "demand_abroad.energy=3"), 1)
    plain = RegionalEconomy(tiny("laissez_faire"), 1)
    energy = economy.state.sectors.ids.index("energy")
    for quarter, factor in ((-1, 1.0), (0, 3.0)):
        for each in (economy, plain):
            each.state.quarter = quarter
        ratio = world.demand(economy.state) / world.demand(plain.state)
        assert ratio[energy] == pytest.approx(factor)
        assert np.delete(ratio, energy) == pytest.approx(1.0)


def test_a_boom_abroad_begins_when_it_is_said_to():
    economy = RegionalEconomy(tiny("laissez_faire", "run.quarters=12"), 1)
    economy.run(until=4)
    economy.change("demand_abroad.energy", 4.0)
    assert economy.planned.demand_abroad == {"energy": 4.0}
    economy.run()
    regions = economy.tables()["regions"].to_pandas().query("sector == 'energy'")
    energy = regions.groupby("quarter").exports.sum()
    assert energy[4] > 1.5 * energy[3]
    assert simulate(economy.scenario, 1).tables["totals"].equals(economy.tables()["totals"])
    assert any("demand abroad: energy from 1 to 4" in event.text for event in economy.events)


@pytest.mark.parametrize(("path", "value"), [
    ("demand_abroad.enrgy", 2.0), ("demand_abroad.energy", 0.0), ("demand_abroad.energy", "much"),
    ("policy.capture", 1.5), ("policy.race", 1.0), ("policy.retaliation", -0.1),
])  # fmt: skip
def test_a_change_that_does_not_fit_is_refused(path, value):
    economy = RegionalEconomy(tiny("chaebol"), 1)
    with pytest.raises(ProblemError):
        economy.change(path, value)
    assert not economy.scenario.changes


@pytest.mark.slow
def test_a_boom_in_resources_starves_other_exports():
    """What the boom pays raises wages for all who sell abroad (Corden & Neary 1982, Economic Journal 92)."""
    lost = []
    for seed in range(1, 5):
        settings = ("country=latin_america", "run.firms=800", "run.quarters=60", "run.burn_in=40")
        pair = [
            RegionalEconomy(tiny("laissez_faire", *settings, *boom), seed) for boom in ((), ("demand_abroad.energy=3",))
        ]
        for economy in pair:
            economy.run()
        energy = pair[0].state.sectors.ids.index("energy")
        rest = [np.delete(exports(economy), energy).sum() for economy in pair]
        assert exports(pair[1])[energy] > 2.0 * exports(pair[0])[energy]
        lost.append(np.log(rest[1] / rest[0]))
    error = np.std(lost, ddof=1) / np.sqrt(len(lost))
    assert np.mean(lost) < -0.03
    assert np.mean(lost) + 2.0 * error < 0.0
