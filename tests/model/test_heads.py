"""People at work and the labour that they bring."""

import numpy as np
import pytest
from conftest import tiny
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from model import heads, population
from model.economy import RegionalEconomy
from model.space import build_space


def test_who_earns_twice_as_much_brings_twice_the_labour():
    found = heads.labour(np.array([[0.5, 0.5], [0.0, 0.0]]), np.array([2.0, 1.0]))
    assert found == pytest.approx(np.array([[2.0 / 3.0, 1.0 / 3.0], [0.0, 0.0]]))


def test_labour_and_people_add_up_to_the_same_in_each_place():
    labour = np.array([[2.0, 0.0], [1.0, 0.0]])  # sectors x cells; nobody in the second
    each = heads.per_labour(labour, np.array([2.0, 1.0]))
    assert each[:, 0] == pytest.approx([0.75, 1.5])
    assert (labour * each).sum(axis=0) == pytest.approx([3.0, 0.0])


@given(
    arrays(float, (3, 4), elements=st.floats(0.0, 1e6)), arrays(float, 4, elements=st.floats(0.1, 10.0)),
)  # fmt: skip
def test_there_and_back(people, pay):
    labour = heads.labour(people, pay).T
    assert labour.sum(axis=0) == pytest.approx(people.sum(axis=1), rel=1e-9, abs=1e-9)
    assert labour * heads.per_labour(labour, pay) == pytest.approx(people.T, rel=1e-9, abs=1e-6)


def test_tables_count_the_people_of_the_country_file_and_money_is_paid_for_labour():
    economy = RegionalEconomy(tiny("chaebol"), 1)
    economy.step()
    stats, pay = economy.state.statistics, economy.state.sectors.pay
    assert stats.jobs.sum(axis=0) == pytest.approx(stats.employment.sum(axis=0))
    cell = int(stats.jobs.sum(axis=0).argmax())
    there = np.flatnonzero(stats.jobs[:, cell] > 0.0)
    wage = (stats.wages / np.maximum(stats.jobs, 1e-300))[there, cell]
    assert wage / pay[there] == pytest.approx(np.full(there.size, wage[0] / pay[there[0]]))
    told = economy.recorder.by_sector("employment")[-1]
    assert told.sum() == pytest.approx(stats.employment.sum())
    rows = np.arange(len(economy.state.firms))
    of_firms = economy.state.jobs_of_firms(rows)
    by_place = economy.state.by_sector_cell(of_firms)  # without those that closed after the count
    assert (by_place <= stats.jobs + 1e-9).all()
    assert by_place.sum() > 0.99 * stats.jobs.sum()


def test_jobs_of_the_country_file_come_out_as_they_went_in():
    """Labour is what the economy begins with; as people it is the file's shares again, region by region."""
    scenario = tiny("chaebol")
    jobs = people_at_start(scenario)
    assert jobs / jobs.sum(axis=0) == pytest.approx(scenario.country.share_array(scenario.sectors.ids).T)
    ict = scenario.sectors.ids.index("ict")
    labour = population._cells(scenario, build_space(scenario)).skills
    assert labour[ict].sum() > 1.2 * jobs[ict].sum()


def people_at_start(scenario):
    space = build_space(scenario)
    labour = population._cells(scenario, space).skills
    return space.by_region(labour * heads.per_labour(labour, scenario.sectors.pay))
