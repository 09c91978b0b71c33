"""Heads of the tables of page Data."""

from __future__ import annotations

import pyarrow as pa
import pytest
from conftest import SMALL_FILE

from agents.firm import FIRM_COLUMNS
from views.columns import OWN, head
from views.play.session import Session

NAMES = {"quarter", "country", "region", "sector", "regions", "kind", "text", "instrument", "government", "owner"}
"""Columns of words, and the clock."""


@pytest.fixture(scope="module")
def tables() -> dict[str, pa.Table]:
    session = Session("small", SMALL_FILE)
    session.player._take_up(-2, session.scenario)
    economy = session.player.economy
    assert economy is not None
    for _ in range(4):
        economy.step()
    return session.player.tables()


def test_every_column_of_figures_has_a_title_and_a_unit(tables: dict[str, pa.Table]) -> None:
    for name, table in tables.items():
        for column in table.column_names:
            title, unit = head(name, column)
            assert title[0].isupper(), column
            assert "_" not in title
            assert unit or column in NAMES, f"{name}.{column} has no unit"


def test_no_head_is_of_a_column_that_is_not_there(tables: dict[str, pa.Table]) -> None:
    sampled = set(tables["firms"].column_names)
    for name, heads in OWN.items():
        assert set(heads) <= (sampled if name == "firms" else set(tables[name].column_names)), name


def test_units_of_firms_are_those_of_the_simulator() -> None:
    assert head("firms", "debt") == ("Debt", FIRM_COLUMNS["debt"].unit)
    assert head("firms", "employment") == ("Jobs", "thousand people")


def test_a_column_that_nobody_named_shows_its_name_in_words() -> None:
    assert head("totals", "something_new") == ("Something new", "")
