"""Claims on tables small enough to work out by hand."""

from __future__ import annotations

import pandas as pd
import pytest

from commands.claims import plan
from problems import ProblemError
from scenarios.claims import lies_in
from scenarios.load import load_scenario
from validation import claims, switches

COUNTRY = {
    "map": "AAB\n~BB\n",
    "regions": {
        "a": {"symbol": "A", "state": "north"},
        "b": {"symbol": "B", "state": None},
    },
}


def jobs(a: tuple[float, float], b: tuple[float, float]) -> pd.DataFrame:
    rows = [(3, r, s, x) for r, pair in (("a", a), ("b", b)) for s, x in zip(("cars", "food"), pair, strict=True)]
    return pd.DataFrame(rows, columns=["quarter", "region", "sector", "employment"])


def clusters(places: str) -> pd.DataFrame:
    return pd.DataFrame({"quarter": [3], "sector": ["cars"], "places": [places]})


def test_location_quotient_by_hand():
    # a: 6 of 10 jobs in cars; all: 8 of 40; 0.6 / 0.2 = 3
    looks = claims.looks_of(jobs((6, 4), (2, 28)), clusters(""))
    assert claims.quotient(looks, {"a"}, "cars").tolist() == pytest.approx([3.0])


@pytest.mark.parametrize(
    ("places", "there"),
    [("0,0 0,1", True), ("0,0", True), ("0,1 0,2 1,1 1,2", True), ("0,2 1,1", False), ("", False)],
)
def test_cluster_and_place_share_half_of_the_smaller(places, there):
    assert lies_in(frozenset(places.split()), frozenset({"0,0", "0,1"})) is there


def test_needs_both_quotient_and_cluster():
    inside, table = frozenset({"a"}), jobs((6, 4), (2, 28))

    def emerged(table, places):
        return claims.history(claims.looks_of(table, clusters(places)), COUNTRY, inside, "cars")["emerged"].tolist()

    assert emerged(table, "0,0") == [True]
    assert emerged(table, "1,2") == [False]
    assert emerged(jobs((2, 8), (6, 24)), "0,0") == [False]


def test_a_state_is_its_regions():
    assert claims.members(COUNTRY, ("north",)) == {"a"}
    assert claims.members(COUNTRY, ("nowhere",)) == frozenset()
    assert claims.cells_of(COUNTRY, ("b",)) == {"0,2", "1,1", "1,2"}


def test_fall_is_an_exact_paired_test():
    # five seeds lost, none gained: 2^-5; one each way: 3/4
    assert claims.falls([True] * 5 + [False], [False] * 6) == pytest.approx(1 / 32)
    assert claims.falls([True, False], [False, True]) == pytest.approx(0.75)
    assert claims.falls([True], [True]) == 1.0


def test_two_sectors_count_together():
    keys = {"claim": "X", "off": "", "place": "", "quarter": 3}
    rows = pd.DataFrame([{**keys, "seed": s, "emerged": e} for s, e in ((1, True), (1, False), (2, True), (2, True))])
    assert claims.both(rows)["emerged"].tolist() == [False, True]


def test_verdicts():
    assert claims.verdict(0.7, [0.7]) == "pass"
    assert claims.verdict(0.1, [0.9, 0.1]) == "partial"
    assert claims.verdict(0.35, [0.4, 0.4]) == "partial"
    assert claims.verdict(0.3, [0.3]) == "fail"
    assert claims.credit_holds("policy", 0.9, 0.5, 32).startswith("no")
    assert claims.credit_holds("policy", 0.9, 0.01, 32) == "yes"
    assert claims.credit_holds("endowment", 0.9, 0.01, 32).startswith("no")


def test_claims_name_drivers_and_known_sectors():
    scenario = load_scenario("laissez_faire")
    drivers = switches.read_drivers()
    found = claims.read_claims()
    assert len(found) == 27
    assert all(set(c.drivers) <= set(drivers) and set(c.sectors) <= set(scenario.sectors.ids) for c in found)


@pytest.mark.parametrize("driver", sorted(switches.read_drivers()))
def test_every_driver_can_be_switched_off(driver):
    scenario = load_scenario("africa_resources")
    off = switches.without(scenario, switches.read_drivers()[driver])
    assert type(off).from_json(off.to_json()).fingerprint() == off.fingerprint()


def test_an_endowment_off_is_the_same_everywhere():
    off = switches.without(load_scenario("africa_resources"), ("endowment:energy",))
    assert len({region.endowment["energy"] for region in off.country.regions.values()}) == 1


def test_an_unknown_switch_is_told():
    with pytest.raises(ProblemError):
        switches.without(load_scenario("laissez_faire"), ("endowmnt:energy",))


def looked(off, seed, emerged, place="", quarter=3):
    return {
        "claim": "KR3", "off": off, "seed": seed, "place": place, "quarter": quarter, "sector": "shipbuilding",
        "emerged": emerged, "quotient": 2.0, "cluster": emerged,
    }  # fmt: skip


def test_a_driver_is_held_against_the_seeds_that_ran_without_it():
    """Eight seeds show the claim with the policy; six ran without credit and lost it: p = 2^-6."""
    rows = [looked("", s, True) for s in range(8)] + [looked("credit", s, False) for s in range(6)]
    rows += [looked("policy", s, s < 4) for s in range(8)] + [looked("", s, s == 0, place="seoul") for s in range(8)]
    claim = next(c for c in claims.read_claims() if c.id == "KR3")
    found = claims.table(pd.DataFrame(rows), [claim], {"KR3": 1970}).iloc[0]
    assert (found["frequency"], found["without_policy"], found["shuffled"]) == (1.0, 0.5, 0.125)
    assert found["p_policy"] == pytest.approx(1 / 16)
    assert found["without_drivers"] == "credit 0% *"
    assert found["credit_holds"] == "no: it doesn't fall without the policy"
    assert found["path"] == "1.00"


def test_bars_by_hand():
    columns = ["frequency", "credit", "credit_holds", "shuffled"]
    rows = [(0.9, "policy", "yes", 0.0), (0.8, "policy", "no: it stays", 0.4), (0.7, "endowment", "yes", 0.1),
            (0.6, "policy", "yes", 0.1)]  # fmt: skip
    found = claims.bars(pd.DataFrame(rows, columns=columns))
    assert [(b.reached, b.of, b.met) for b in found] == [(3, 4, False), (1, 2, False), (1, 1, True), (3, 4, False)]
    many = claims.bars(pd.DataFrame(rows[:3] * 9, columns=columns))[0]
    assert (many.reached, many.of, many.wanted, many.met) == (27, 27, claims.WANTED, True)  # 24 of 27 are enough


def test_shares_by_year_are_of_the_calendar():
    rows = [looked("", 1, False, quarter=3), looked("", 2, True, quarter=3), looked("", 1, True, quarter=7)]
    found = claims.shares_by_year(pd.DataFrame(rows), {"KR3": 1970})
    assert found[["year", "share"]].to_numpy().tolist() == [[1970, 0.5], [1971, 1.0]]


def test_claims_are_played_with_20_000_firms_unless_settings_say_otherwise():
    """With fewer a region has too few plants of a sector for the test of a cluster."""
    every = claims.read_claims()
    assert {s.run.firms for s in plan(every, (), drivers=True)[0]} == {20_000}
    assert {s.run.firms for s in plan(every, ("run.firms=300",), drivers=False)[0]} == {300}
