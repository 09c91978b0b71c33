"""Filter, order, pages and files of a table, without a browser."""

from __future__ import annotations

import io

import pyarrow as pa
import pytest
from pyarrow import csv

from problems import ProblemError
from views.tables import View, choose, csv_of, page_of, shown


@pytest.fixture
def table() -> pa.Table:
    return pa.table(
        {
            "quarter": [0, 1, 2, 3],
            "region": ["Seoul", "Busan", None, "seoul, north"],
            "wage": [2.0, float("nan"), -1.5, 2.0],
            "exporter": [True, False, True, False],
        }
    )


@pytest.mark.parametrize(
    ("wanted", "quarters"),
    [
        ("", [0, 1, 2, 3]),
        ("SEOUL", [0, 3]),
        ("seoul quarter>0", [3]),
        ("quarter>=1 quarter<3", [1, 2]),
        ("wage=2", [0, 3]),
        ("wage<-1", [2]),
        ("region=Busan", [1]),
        ("region!=Busan", [0, 3]),
        ('region="seoul, north"', [3]),
        ('"seoul, n', [3]),
        ("exporter=yes", [0, 2]),
        ("nowhere", []),
        ("(", []),
        ("nowhere to be found", []),
        ("nowhere quarter>1 exporter=yes", []),
        ("exporter>no", [0, 2]),
        ("quarter>=1e999", []),
    ],
)
def test_filter(table: pa.Table, wanted: str, quarters: list[int]) -> None:
    assert choose(table, View(wanted)).column("quarter").to_pylist() == quarters


@pytest.mark.parametrize(
    ("wanted", "told"),
    [("wages>1", "wage"), ("wage>high", "a number"), ("wage>", "a number"), ("exporter=2", "yes or no")],
)
def test_a_filter_that_makes_no_sense_is_told(table: pa.Table, wanted: str, told: str) -> None:
    with pytest.raises(ProblemError, match=told):
        choose(table, View(wanted))


def test_sorting_keeps_equal_rows_in_order_and_undefined_ones_last(table: pa.Table) -> None:
    assert choose(table, View(sort="wage")).column("quarter").to_pylist() == [2, 0, 3, 1]
    assert choose(table, View(sort="wage", down=True)).column("quarter").to_pylist() == [0, 3, 2, 1]
    assert choose(table, View(sort="region")).column("quarter").to_pylist()[-1] == 2


def test_a_head_turns_up_down_and_back() -> None:
    up = View("seoul", page=3).turned("wage")
    assert up == View("seoul", "wage")
    assert up.turned("wage") == View("seoul", "wage", down=True)
    assert up.turned("wage").turned("wage") == View("seoul")


def test_pages_hold_every_row_once() -> None:
    table = pa.table({"n": list(range(53))})
    pages = [page_of(table, number, rows=25) for number in range(3)]
    assert [cell for page in pages for (cell,) in page.cells] == [str(n) for n in range(53)]
    assert (pages[2].first, pages[2].last, pages[2].found, pages[2].pages) == (51, 53, 53, 3)
    assert page_of(table, 99, rows=25) == pages[2]
    assert page_of(table, -1, rows=25) == pages[0]


def test_an_empty_table_has_one_empty_page(table: pa.Table) -> None:
    page = page_of(table.slice(0, 0), 0)
    assert (page.cells, page.first, page.last, page.found, page.pages) == ((), 0, 0, 0, 1)


def test_cells() -> None:
    cells = [shown(value) for value in (None, float("nan"), -3, 1234567.891, 0.1 + 0.2, True, "a-b")]
    assert cells == ["–", "–", "−3", "1.23457e+06", "0.3", "yes", "a-b"]


def test_csv_holds_all_digits_and_quotes(table: pa.Table) -> None:
    table = table.set_column(2, "wage", pa.array([0.1 + 0.2, 1e-17, -1.5, 2.0]))
    back = csv.read_csv(io.BytesIO(csv_of(table)), convert_options=csv.ConvertOptions(strings_can_be_null=True))
    assert back.column("wage").to_pylist() == table.column("wage").to_pylist()
    assert back.column("region").to_pylist() == table.column("region").to_pylist()


@pytest.mark.parametrize("wanted", ["seoul", "no where", "quarter>1", "exporter=no"])
def test_a_table_without_rows_can_be_filtered(table: pa.Table, wanted: str) -> None:
    assert choose(table.slice(0, 0), View(wanted, "wage")).num_rows == 0
