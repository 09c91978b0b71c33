"""What is said of a region agrees with the tables of the run."""

from __future__ import annotations

import numpy as np
import pytest

from model import observe_places
from model.economy import RegionalEconomy
from scenarios.load import load_scenario

SETTINGS = ["run.firms=800", "run.burn_in=2", "run.quarters=24"]


@pytest.fixture(scope="module")
def economy() -> RegionalEconomy:
    made = RegionalEconomy(load_scenario("chaebol", SETTINGS), 1)
    made.run()
    return made


def test_sectors_of_a_region_are_the_rows_of_the_table(economy: RegionalEconomy) -> None:
    table = economy.tables()["regions"].to_pandas()
    names = list(economy.scenario.country.regions)
    for region in (0, 5):
        rows = observe_places.sectors(economy.recorder, economy.state.sectors.ids, region)
        last = table[(table["quarter"] == table["quarter"].max()) & (table["region"] == names[region])]
        by_sector = last.set_index("sector")
        assert [r.employment for r in rows] == sorted(by_sector["employment"], reverse=True)
        assert sum(r.share for r in rows) == pytest.approx(1.0)
        for r in rows:
            assert r.quotient == by_sector.loc[r.sector, "location_quotient"]
            assert r.firms == by_sector.loc[r.sector, "firms"]


def test_largest_firms_lie_in_the_region_and_none_is_larger(economy: RegionalEconomy) -> None:
    state = economy.state
    here = np.flatnonzero(state.space.region[state.firms.cell] == 3)
    rows = observe_places.largest_firms(state, 3, 5)
    jobs = np.sort(state.jobs_of_firms(here))[::-1][:5]
    assert [r.employment for r in rows] == jobs.tolist()
    assert all(0.0 < r.weight <= 1.0 for r in rows)
    assert {r.lineage for r in rows} <= set(state.firms.lineage[here].tolist())


def test_money_of_regions_sums_to_the_ledger(economy: RegionalEconomy) -> None:
    ledger = economy.tables()["policy_ledger"].to_pandas()
    names = list(economy.scenario.country.regions)
    grid = economy.recorder.by_sector("value_added")
    found = 0.0
    for region in range(len(names)):
        product = sum(quarter[:, region].sum() for quarter in grid[-4:])
        found += product * sum(
            row.spent_ever for row in observe_places.policies(economy.recorder, economy.state, region)
        )
    assert found == pytest.approx(ledger[ledger["region"] != ""]["spent"].sum())
    assert found > 0.0


def test_an_instrument_of_zones_is_at_work_in_its_zones_alone(economy: RegionalEconomy) -> None:
    names = list(economy.scenario.country.regions)
    zoned = next(i for i in economy.scenario.policy.instruments if hasattr(i.selection, "zones"))
    zones = zoned.selection.zones["korea"]
    at_work = {
        name for r, name in enumerate(names)
        for row in observe_places.policies(economy.recorder, economy.state, r) if row.instrument == zoned.id and row.at_work
    }  # fmt: skip
    assert at_work == set(zones)


def test_history_starts_at_quarter_0_and_weighs_to_the_nation(economy: RegionalEconomy) -> None:
    regions = range(len(economy.scenario.country.regions))
    past = [observe_places.history(economy.recorder, r) for r in regions]
    assert past[0]["quarter"].tolist() == list(range(24))
    jobs = np.array([p["employment"].sum(axis=1) for p in past])
    for name in ("wage", "product"):
        assert (np.array([p[name] for p in past]) * jobs).sum(axis=0) / jobs.sum(axis=0) == pytest.approx(100.0)
    assert np.array([p["exports"] for p in past]).sum(axis=0) == pytest.approx(100.0)
