"""`run.py scenarios NAME` tells what a policy is before anything runs."""

from conftest import here

from commands import described
from scenarios.load import load_scenario


def test_an_instrument_tells_years_money_sectors_and_places():
    told = here("scenarios", "chaebol").stdout
    zones = "industrial_complexes (infrastructure), national, from year 0 to 15, at most 0.5 % of GDP a year, "
    assert zones + "for all sectors, in ulsan, pohang, south_gyeongsang, south_jeolla: Ulsan 1962" in told
    assert "from year 3 to 14, for shipbuilding, petrochemicals, machinery" in told
    regional = here("scenarios", "smart_specialisation").stdout
    assert "at most 0.05 % of the region's product a year" in regional
    assert "chosen by entrepreneurial_discovery" in regional


def test_an_instrument_without_a_source_says_so():
    first = load_scenario("chaebol").policy.instruments[0].model_copy(update={"source": ""})
    assert described.instrument(first, "korea").endswith(": no source")
