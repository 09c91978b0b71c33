"""Changes during a run: the same by hand, by file and after an undo."""

import pytest
from conftest import tiny

from model.changes import told
from model.economy import RegionalEconomy
from model.simulate import simulate
from problems import ProblemError
from scenarios.changes import with_change
from scenarios.schema import Change

SESSION = (
    (1, "policy.instruments.policy_loans.budget", 0.009),
    (1, "policy.instruments.policy_loans.start", 0.0),
    (3, "parameters.migration_rate", 0.05),
    (4, "parameters.distance_elasticity", 0.5),
    (5, "policy.instruments.industrial_complexes.regions", ["ulsan"]),
    (6, "policy.instruments.technical_schools", False),
    (8, "policy.instruments.technical_schools", True),
    (8, "policy.instruments.my_grant", {"kind": "rd_grant", "rate": 0.4, "budget": 0.0}),
    (9, "policy.unspent", "lower_taxes"),
)


def played(session=SESSION, quarters=12):
    economy = RegionalEconomy(tiny("chaebol"), 3)
    while economy.quarter < quarters:
        for quarter, path, value in session:
            if quarter == economy.quarter:
                economy.change(path, value)
        economy.step()
    return economy


def same(one, other):
    assert one.keys() == other.keys()
    for name, table in one.items():
        assert table.equals(other[name]), name


def test_a_session_replays_to_the_same_tables():
    economy = played()
    same(economy.tables(), simulate(economy.scenario, 3).tables)
    assert max(economy.identities.values()) < 1e-9


def test_a_change_does_something_and_only_from_its_quarter_on():
    plain, changed = played(()), played()
    before, after = plain.tables()["totals"].to_pandas(), changed.tables()["totals"].to_pandas()
    early = before.quarter < 1
    assert before[early].equals(after[early])
    assert not before[~early].real_gdp.equals(after[~early].real_gdp)


def test_a_change_stands_in_the_chronicle():
    changes = [event for event in played().events if event.kind == "change"]
    assert [event.quarter for event in changes] == [quarter for quarter, _, _ in SESSION]
    assert changes[0].text == "1970: policy loans: budget from 0.008 to 0.009"


def test_a_snapshot_goes_on_to_the_same_tables():
    economy = RegionalEconomy(tiny("chaebol"), 3)
    while economy.quarter < 4:
        economy.step()
    kept = economy.snapshot()
    economy.run()
    for _ in range(2):  # the snapshot survives its use
        again = RegionalEconomy.resume(kept, economy.scenario)
        assert again.quarter == 4
        again.run()
        same(economy.tables(), again.tables())


def test_undo_from_a_snapshot_is_the_run_without_the_change():
    economy = RegionalEconomy(tiny("chaebol"), 3)
    while economy.quarter < 3:
        economy.step()
    kept = economy.snapshot()
    economy.change("parameters.migration_rate", 0.09)
    economy.step()
    without = economy.scenario.model_copy(update={"changes": ()})
    undone = RegionalEconomy.resume(kept, without)
    undone.run()
    same(undone.tables(), simulate(without, 3).tables)


def test_no_instrument_left_is_no_policy():
    scenario = tiny("chaebol")
    for instrument in scenario.policy.instruments:
        scenario = with_change(scenario, Change(quarter=-4, path=f"policy.instruments.{instrument.id}", value=False))
    one, other = simulate(scenario, 2).tables["totals"], simulate(scenario.without_policy(), 2).tables["totals"]
    assert one.equals(other)


def test_the_last_of_two_changes_in_a_quarter_stands():
    economy = RegionalEconomy(tiny("chaebol"), 3)
    economy.change("policy.envelope", 0.03)
    economy.change("policy.envelope", 0.04)
    assert [change.value for change in economy.scenario.changes] == [0.04]
    assert economy.planned.policy.envelope == 0.04
    assert economy.state.scenario.policy.envelope == 0.022


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        ("parameters.migration_rat", 0.02, "migration_rate"),
        ("parameters.migration_rate", 3.0, "0 to 0.1 share a quarter"),
        ("parameters.migration_rate", True, "0 to 0.1"),
        ("parameters.customer_tail", 1.2, "only shapes the start"),
        ("policy.instruments.policy_loan.budget", 0.01, "policy_loans"),
        ("policy.instruments.policy_loans.budgt", 0.01, "budget"),
        ("policy.instruments.policy_loans.budget", 0.1, "policy.envelope = 0.022; expected at least 0.1"),
        ("policy.instruments.policy_loans.budget", -1, "0 to 0.2 share of GDP"),
        ("policy.instruments.policy_loans.sectors", ["shipbuildin"], "shipbuilding"),
        ("policy.instruments.policy_loans", 3, "a table"),
        ("policy.instruments.new", {"kind": "rd_gran"}, "rd_grant"),
        ("policy.unspent", "burn", "lump_sum"),
        ("policy.instruments", False, "a path"),
        ("country.nation.tariff", 0.1, "a path"),
    ],
)
def test_a_wrong_change_is_told_and_changes_nothing(path, value, said):
    economy = RegionalEconomy(tiny("chaebol"), 3)
    with pytest.raises(ProblemError) as raised:
        economy.change(path, value)
    assert said in str(raised.value)
    assert economy.scenario.changes == ()


def test_words_of_a_change():
    assert told("parameters.spin_off", 0.016, 0.02) == "spin off from 0.016 to 0.02"
    assert told("policy.instruments.loans", {"id": "loans"}, False) == "loans ends by a change of policy"
    assert told("policy.instruments.loans", False, {"id": "loans"}) == "loans begins by a change of policy"
    assert told("policy.instruments.loans.sectors", [], ["ict"]) == "loans: sectors from all to ict"
