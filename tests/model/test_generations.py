"""How fast generations pass, and how far incomes are from those whose budgets are known."""

import numpy as np
import pytest

from model import generations, incomes
from model.economy import RegionalEconomy
from scenarios.load import load_scenario


def state_of(country: str, *sets: str):
    scenario = load_scenario("laissez_faire", [f"country={country}", "run.firms=300", "run.burn_in=0", *sets])
    return RegionalEconomy(scenario, 1).state


def test_more_are_new_where_more_come_than_go():
    """Cohorts that grow by g a quarter and work for 160 quarters: the youngest one's share of all."""
    state = state_of("korea")
    g = 0.022 / 4.0
    cohorts = np.exp(-g * (np.arange(160) + 0.5))
    assert generations.growth(state) == pytest.approx(g)
    assert generations.renewal(state) == pytest.approx(cohorts[0] / cohorts.sum(), rel=0.005)
    assert generations.renewal(state) == pytest.approx(0.0055 / (1.0 - np.exp(-0.88)))  # 3.8 % a year


def test_forty_years_pass_where_numbers_stand_still():
    state = state_of("plain", "parameters.population_growth=0")
    assert generations.renewal(state) == state.p.cohort_renewal == 0.00625
    state.quarter = -1
    growing = state_of("korea")
    growing.quarter = -1  # the start year is held
    assert generations.renewal(growing) == growing.p.cohort_renewal


def test_fewer_are_new_where_people_become_fewer():
    state = state_of("plain", "parameters.population_growth=-0.005")
    assert generations.renewal(state) == pytest.approx(0.005 / (np.exp(0.8) - 1.0))


def test_without_generations_nothing_passes():
    assert generations.renewal(state_of("korea", "parameters.cohort_renewal=0")) == 0.0


def test_incomes_are_behind_those_of_the_budgets():
    """Korea of 1970: 1.52 / 0.6 behind the United States of 1970, and these log(62,680 / 25,108) behind themselves."""
    state = state_of("korea")
    start = 1.52 / 0.6 + np.log(62_680 / 25_108)
    assert incomes.behind_at_start(state) == pytest.approx(start, abs=1e-4)
    assert incomes.behind(state) == pytest.approx(start, abs=0.02)
    state.real_wage_at_start /= 2.0
    assert incomes.behind(state) == pytest.approx(start - np.log(2.0), abs=0.02)


def test_incomes_count_from_the_start_year_whatever_the_burn_in_made_of_prices():
    scenario = load_scenario("laissez_faire", ["country=korea", "run.firms=300", "run.burn_in=6"])
    economy = RegionalEconomy(scenario, 1)
    economy.state.real_wage_at_start *= 0.5
    economy.run(until=0)
    assert incomes.behind(economy.state) == pytest.approx(incomes.behind_at_start(economy.state), abs=0.02)
