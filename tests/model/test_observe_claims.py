"""A running economy is held against the claims as validation holds finished runs."""

from __future__ import annotations

import pytest

from model import observe_claims
from model.economy import RegionalEconomy
from scenarios.claims import claims_of, lies_in, members_of
from scenarios.load import load_scenario
from validation import claims as validated


@pytest.mark.parametrize("name", ["chaebol", "smart_specialisation"])
def test_claims_stand_live_as_they_stand_in_the_tables(name: str) -> None:
    scenario = load_scenario(name, ["run.firms=1500", "run.burn_in=4", "run.quarters=8"])
    economy = RegionalEconomy(scenario, 2)
    economy.run()
    tables = {key: table.to_pandas() for key, table in economy.tables().items() if key in ("regions", "clusters")}
    looks = validated.looks_of(tables["regions"], tables["clusters"])
    country = scenario.model_dump(mode="json")["country"]
    found = observe_claims.look(economy.state, economy.recorder, claims_of(scenario.country.name))
    assert found
    for now in found:
        inside = validated.members(country, now.claim.places)
        assert {list(scenario.country.regions)[r] for r in now.regions} == inside
        for sector in now.sectors:
            last = validated.history(looks, country, inside, sector.sector).iloc[-1]
            assert sector.quotient == pytest.approx(last["quotient"])
            assert sector.cluster == last["cluster"]
            assert sector.emerged == last["emerged"]


def test_claims_belong_to_the_country_whatever_the_policy() -> None:
    assert {c.system for c in claims_of("korea")} == {"chaebol"}
    assert claims_of("plain") == ()


def test_a_place_may_be_a_region_or_a_state() -> None:
    states = {"bavaria": "germany", "saxony": "germany", "alsace": "france", "ulsan": None}
    assert members_of(states, ["germany", "ulsan", "atlantis"]) == {"bavaria", "saxony", "ulsan"}


def test_a_cluster_lies_where_half_of_the_smaller_is_shared() -> None:
    assert lies_in(frozenset({1, 2, 3, 4}), frozenset({4, 9}))
    assert not lies_in(frozenset({1, 2, 3}), frozenset({3, 7, 8}))
    assert not lies_in(frozenset(), frozenset({1}))
