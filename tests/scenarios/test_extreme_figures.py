"""Figures of a country at which no market finds its rest, or a state's books lose their last digits, are refused."""

import pytest

from model.economy import RegionalEconomy
from problems import ProblemError
from scenarios.country import Port
from scenarios.load import load_scenario

SMALL = ("country=plain", "run.firms=100", "run.burn_in=1", "run.quarters=2")
NATION, A1 = "country.nation", "country.regions.a1"
REFUSED = [
    (f"{NATION}.profit_tax", "1", "at most 0.99"),  # nothing is left: returns after tax are 0 / 0
    (f"{NATION}.participation", "0", "at least 0.01"),  # no jobs
    (f"{NATION}.groups", "0.5", "a whole number"),
    (f"{NATION}.groups", "1e12", "at most 10000"),
    (f"{NATION}.public_debt", "1e12", "at most 100"),
    (f"{NATION}.border_cost", "1e100", "at most 100"),
    (f"{NATION}.income_gap", "1e5", "at most 10"),
    (f"{A1}.population", "1e9", "at most 100000"),
    (f"{A1}.schooling", "1000", "at most 30"),
    (f"{A1}.learning", "10000", "at most 3"),
    (f"{A1}.infrastructure", "1e300", "at most 1000"),
    (f"{A1}.amenity", "1000", "at most 10"),
]


@pytest.mark.parametrize(("path", "value", "expected"), REFUSED)
def test_a_figure_that_no_economy_can_run_with_is_refused(path, value, expected):
    with pytest.raises(ProblemError) as error:
        load_scenario("laissez_faire", [*SMALL, f"{path}={value}"])
    [problem] = error.value.problems
    assert (problem.key, problem.expected) == (path, expected)


def test_a_port_too_good_is_refused():
    port = {"name": "P", "cell": (0, 0), "quality": {"value": 1000.0, "source": "estimate"}}
    with pytest.raises(ValueError, match="quality"):
        Port.model_validate(port)


@pytest.mark.parametrize("end", ["profit_tax=0.99", "participation=0.01", "groups=0", "public_debt=100"])
def test_the_ends_that_are_let_in_run(end):
    economy = RegionalEconomy(load_scenario("laissez_faire", [*SMALL, "policy=free_economic_zones", f"{NATION}.{end}"]))
    economy.run()
    assert max(economy.identities.values()) < 1e-9
