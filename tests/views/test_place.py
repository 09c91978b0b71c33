"""The page of a place and the chronicle, without a browser."""

from __future__ import annotations

import numpy as np
import pytest

from model.economy import RegionalEconomy
from model.state import Event
from scenarios.load import catalogue, load_scenario
from scenarios.schema import Change
from views import theme
from views.play import chronicle, levers, place


def test_a_place_tells_its_sectors_firms_policies_and_history() -> None:
    economy = RegionalEconomy(load_scenario("chaebol", ["run.firms=4000", "run.burn_in=2", "run.quarters=8"]), 1)
    economy.run()
    ids, regions = economy.state.sectors.ids, list(economy.scenario.country.regions.values())
    found = place.of(economy, 0)
    assert found.name == regions[0].name
    assert "people" in found.facts
    rows = np.frombuffer(found.history, np.float32).reshape(-1, len(place.columns(ids)))
    assert rows[:, 0].tolist() == [1970 + q / 4 for q in range(8)]
    known = set(place.columns(ids))
    assert {line["column"] for chart in place.charts(ids) for line in chart["lines"]} <= known
    assert found.sectors.count("<tr>") > 2
    assert found.firms.count("<tr>") == place.FIRMS + 1
    assert "State laboratories" in found.policies


def test_people_are_told_without_false_precision() -> None:
    assert [place.people_text(x) for x in (2190.4, 674.2, 0.6)] == ["2.19 million", "674,000", "600"]


def test_letters_on_the_colour_of_a_sector_can_be_read() -> None:
    assert theme.luminance("#ffffff") == pytest.approx(1.0)
    assert theme.luminance("#777777") == pytest.approx(0.1845, abs=1e-3)  # ((119/255 + 0.055) / 1.055)^2.4
    for sector in theme.SECTORS:
        ground = theme.luminance(colour := theme.sector_colour(sector))
        contrast = 1.05 / (ground + 0.05) if theme.ink_on(colour) == "#fff" else (ground + 0.05) / 0.05
        assert contrast >= 4.5, sector


def test_a_cluster_beyond_the_region_says_so() -> None:
    """Its jobs may be more than the region has."""
    economy = RegionalEconomy(load_scenario("chaebol", ["run.firms=4000", "run.burn_in=2", "run.quarters=8"]), 1)
    economy.run()
    state, alive = economy.state, economy.recorder.clusters.alive
    assert alive, "the run has no cluster to tell of"
    for cluster in alive:
        touched = {int(state.space.region[cell]) for cell in cluster.cells}
        for region in touched:
            told = f"({place.people_text(cluster.jobs)} jobs{', other regions included' if len(touched) > 1 else ''})"
            assert told in place.of(economy, region).facts


def test_events_come_newest_first_and_lead_to_their_region() -> None:
    events = [
        Event(0, "policy", "", "", "1970: the whole country: policy loans begins"),
        Event(5, "cluster born", "busan", "shipbuilding", "1971: a cluster appears in Busan"),
        Event(6, "change", "", "", "1971: envelope from 0.01 to 0.02"),
    ]
    told = chronicle.entries(events, ["seoul", "busan"], 1970)
    assert [e["when"] for e in told] == ["1971 Q3", "1971 Q2", "1970 Q1"]
    assert [e["region"] for e in told] == [-1, 1, -1]
    assert [e["kind"] for e in told] == ["change", "cluster", "policy"]
    assert told[1]["text"] == "A cluster appears in Busan"


def test_figures_of_a_change_stand_in_the_unit_of_its_lever() -> None:
    scenario = load_scenario("chaebol")
    texts = (
        "1970: envelope from 0.01 to 0.025",
        "1971: policy loans: budget from 0.008 to 0.01",
        "1972: migration rate from 0.01 to 0.02",
        "1973: policy loans: end from none to 12",
        "1974: policy loans: regions from all to seoul, busan",
        "1975: unspent from lump sum to lower taxes",
    )
    events = [Event(n, "change", "", "", text) for n, text in enumerate(texts)]
    told = chronicle.entries(events, [], 1970, levers.units(scenario, scenario))
    migration = catalogue()["migration_rate"].unit
    assert [e["text"] for e in reversed(told)] == [
        "Envelope from 1 to 2.5 % of GDP a year",
        "Policy loans: budget from 0.8 to 1 % of GDP a year",
        f"Migration rate from 0.01 to 0.02 {migration}",
        "Policy loans: end from none to 12 years after the start",
        "Policy loans: regions from all to seoul, busan",
        "Unspent from lump sum to lower taxes",
    ]


def test_what_has_no_unit_is_told_without_one() -> None:
    scenario = load_scenario("chaebol")
    name = next(name for name, spec in catalogue().items() if spec.unit == "1")
    words = name.replace("_", " ")
    told = chronicle.entries(
        [Event(0, "change", "", "", f"1970: {words} from 1 to 2")], [], 1970, levers.units(scenario, scenario)
    )
    assert told[0]["text"] == f"{words.capitalize()} from 1 to 2"
    change = Change(quarter=0, path=f"parameters.{name}", value=2.0)
    assert levers.told(change, scenario, scenario) == f"{words} = 2"


def test_only_the_newest_events_are_sent() -> None:
    many = [Event(q, "policy", "", "", f"{q}: x{q}") for q in range(chronicle.SHOWN + 50)]
    told = chronicle.entries(many, [], 1970)
    assert len(told) == chronicle.SHOWN
    assert told[0]["text"] == f"X{chronicle.SHOWN + 49}"
