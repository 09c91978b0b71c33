"""Which path of a setting was meant is told by its first wrong part."""

import pytest

from problems import ProblemError
from scenarios.load import load_scenario


@pytest.mark.parametrize(
    ("path", "meant"),
    [
        ("country.regions.seoul.population", "country.regions.seoul_incheon.population"),
        ("country.regions.seoul_incheon.populaton", "country.regions.seoul_incheon.population"),
        ("country.nation.tarif", "country.nation.tariff"),
        ("parameter.migration_rate", "parameters.migration_rate"),
        ("polcy.instruments.policy_loan.budgt", "policy.instruments.policy_loans.budget"),
    ],
)
def test_the_nearest_path_differs_in_what_was_wrong(path, meant):
    with pytest.raises(ProblemError) as error:
        load_scenario("chaebol", [f"{path}=1"])
    assert error.value.problems[0].nearest == meant


def test_a_name_like_no_other_gets_the_names_there_are():
    with pytest.raises(ProblemError) as error:
        load_scenario("chaebol", ["country.regions.xqzw.population=1"])
    problem = error.value.problems[0]
    assert problem.nearest is None
    assert "busan" in problem.expected
    assert "seoul_incheon" in problem.expected
