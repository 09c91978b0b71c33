"""What the laboratory tells its widgets, without a browser."""

from __future__ import annotations

from model.economy import RegionalEconomy
from scenarios.load import load_scenario
from scenarios.schema import Change
from views.pages.desk import Seen
from views.play import levers
from views.theme import sector_name

SMALL = ["run.firms=300", "run.burn_in=1", "run.quarters=4"]


def test_a_quarter_is_shown_once() -> None:
    economy, seen = RegionalEconomy(load_scenario("chaebol", SMALL), 1), Seen()
    economy.step()
    assert [seen.renew(economy), seen.renew(economy)] == [True, False]
    economy.change("policy.envelope", 0.05)  # waits for the next quarter
    assert not seen.renew(economy)
    economy.step()
    assert seen.renew(economy)
    again = RegionalEconomy.resume(economy.snapshot(), economy.scenario)  # an undo, back at the same quarter
    assert seen.renew(again)


def test_the_way_back_of_a_lever_leads_to_the_scenario() -> None:
    scenario = load_scenario("chaebol", SMALL)
    economy: RegionalEconomy = RegionalEconomy(scenario, 1)
    path = "policy.instruments.policy_loans.interest"
    before = {item["path"]: item for group in levers.policy(scenario, scenario) for item in group["items"]}
    economy.change(path, 0.3)
    assert levers.policy_values(economy.planned)[path] == 0.3
    after = {item["path"]: item for group in levers.policy(scenario, economy.planned) for item in group["items"]}
    assert before[path]["default"] != 0.3
    assert after == before


def test_values_of_policy_and_behaviour_are_told_apart() -> None:
    scenario = load_scenario("chaebol", SMALL)
    assert all(path.startswith("policy.") for path in levers.policy_values(scenario))
    behaviour = levers.parameter_values(scenario)
    assert {path.split(".")[0] for path in behaviour} == {"parameters", "demand_abroad"}


def test_every_lever_has_a_value_to_stand_at() -> None:
    scenario = load_scenario("latin_america_gvc", [*SMALL, "policy.capture=0.3", "demand_abroad.energy=2"])
    values = levers.policy_values(scenario) | levers.parameter_values(scenario)
    groups = [*levers.policy(scenario, scenario), *levers.parameters(scenario)]
    items = {item["path"]: item for group in groups for item in group["items"] if item["path"] != "add"}
    assert set(items) <= set(values)
    for path, default in (("policy.capture", 0.3), ("policy.race", 0.0), ("demand_abroad.energy", 2.0)):
        assert values[path] == items[path]["default"] == default
    assert items["policy.race"]["high"] == 0.95


def test_a_change_is_told_in_the_unit_of_its_lever() -> None:
    scenario = load_scenario("chaebol", SMALL)
    base = "policy.instruments.policy_loans"
    sector = scenario.sectors.ids[0]
    for path, value, told in (
        ("policy.envelope", 0.03, "envelope = 3 % of GDP a year"),
        ("policy.unspent", "lower_taxes", "unspent: lowers taxes"),
        ("policy.capture", 0.25, "capture = 0.25 share of firms"),
        ("demand_abroad.energy", 3.0, "demand abroad: energy = 3 times"),
        (f"{base}.budget", 0.0125, "policy loans: budget = 1.25 % of GDP a year"),
        (f"{base}.end", None, f"policy loans: end: {levers.NEVER}"),
        (f"{base}.sectors", [], "policy loans: sectors = []"),
        (base, False, "policy loans ends"),
        ("policy.instruments.tariff_9", {"kind": "tariff"}, "tariff 9 begins"),
        (f"{base}.selection.sectors", [sector], f"policy loans: selection: sectors = {sector_name(sector)}"),
        (f"{base}.regions", [], "policy loans: regions = all"),
    ):
        assert levers.told(Change(quarter=3, path=path, value=value), scenario, scenario) == told
