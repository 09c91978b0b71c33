"""Readers are told what a unit of money is, and it is so."""

import re
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest
from conftest import here

from model.economy import RegionalEconomy
from scenarios.load import load_scenario
from views.money import UNIT, of_costs
from views.words import OUTCOMES

DOCS = Path(__file__).parent.parent.parent / "docs"


def test_a_report_says_what_costs_are_counted_in(tmp_path):
    small = ["--set=run.firms=200", "--set=run.burn_in=1", "--quarters=4", "--seeds=1-2"]
    ran = here("compare", "chaebol", *small, "--out", str(tmp_path / "out"))
    assert ran.returncode == 0, ran.stderr
    page = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert "quarterly wages a job" in page
    (paid,) = re.findall(r"In 1970 a mean job paid ([\d.]+) of it", page)
    assert 0.5 < float(paid) < 1.5


def test_the_wage_is_that_of_the_start_year():
    totals = pd.DataFrame(
        {"quarter": [-1, 0, 3, 4], "wages": [9.0, 2.0, 4.0, 90.0], "employment": [1.0, 2.0, 2.0, 1.0]}
    )
    results = SimpleNamespace(
        runs=[{"run": "a", "scenario": "s", "seed": 1}],
        scenarios={"s": {"country": {"start_year": 1970}}},
        table=lambda name, runs, columns: totals[columns],
    )
    assert "In 1970 a mean job paid 1.50 of it" in of_costs(results, "s", (1,))


@pytest.mark.parametrize("name", ["chaebol", "us_clusters"])
def test_a_thousand_people_earn_about_one_unit_when_the_economy_begins(name):
    economy = RegionalEconomy(load_scenario(name, ("run.firms=600",)), rng=1)
    economy.step()
    totals = economy.tables()["totals"].to_pandas()
    assert (totals["wages"] / totals["employment"]).iloc[0] == pytest.approx(1.0, abs=0.1)


def test_no_unit_of_an_outcome_is_bare_money():
    assert not [name for name, label in OUTCOMES.items() if "money" in label.unit]


def test_the_docs_say_so_too():
    assert UNIT.split(":")[0].removeprefix("One unit of money is") in (DOCS / "glossary.md").read_text()
    assert "quarterly wages (4 is a year's pay" in (DOCS / "user_guide.md").read_text()
