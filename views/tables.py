"""A table as a page shows it: the rows that pass a filter, in an order, a page at a time; and as files."""

from __future__ import annotations

import io
import math
import re
import shlex
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from problems import Problem, ProblemError, nearest

ROWS = 25  # of a page
DIGITS = 6  # significant digits of a figure on screen; files have all
CONDITION = re.compile(r"(\w+)(>=|<=|!=|=|>|<)(.*)", re.DOTALL)
COMPARE = {
    "=": pc.equal, "!=": pc.not_equal, ">": pc.greater, ">=": pc.greater_equal, "<": pc.less, "<=": pc.less_equal,
}  # fmt: skip


@dataclass(frozen=True)
class View:
    """How a table is looked at.

    Attributes
    ----------
    wanted : filter. Words are looked for in every column of text; `column=value`, and !=, <, <=, >, >=, hold for one
        column. A row has to pass them all.
    sort : column that the rows are sorted by; empty leaves the order of the run.
    page : from 0.
    """

    wanted: str = ""
    sort: str = ""
    down: bool = False
    page: int = 0

    def turned(self, column: str) -> View:
        """After a click on a column's head: up, down, the order of the run."""
        if column != self.sort:
            return View(self.wanted, column)
        return View(self.wanted) if self.down else View(self.wanted, column, True)


@dataclass(frozen=True)
class Page:
    """Rows on screen.

    Attributes
    ----------
    cells : text of each cell, shape (rows, columns).
    first : number of the first row, from 1; 0 if there is none. last : of the last row.
    found : rows that pass the filter. page, pages : which of how many, from 0; there is always one.
    """

    cells: tuple[tuple[str, ...], ...]
    first: int
    last: int
    found: int
    page: int
    pages: int


def page_of(chosen: pa.Table, number: int, rows: int = ROWS) -> Page:
    """Cut a page out of a table; a number beyond the last page gives the last."""
    found = chosen.num_rows
    pages = max(math.ceil(found / rows), 1)
    page = min(max(number, 0), pages - 1)
    part = chosen.slice(page * rows, rows)
    columns = [[shown(value) for value in column.to_pylist()] for column in part.columns]
    cells = tuple(zip(*columns, strict=True))
    return Page(cells, page * rows + 1 if found else 0, page * rows + part.num_rows, found, page, pages)


def choose(table: pa.Table, view: View) -> pa.Table:
    """Rows that pass the filter, sorted; equal rows keep their order, empty and undefined values come last.

    Raises
    ------
    ProblemError
        If the filter or the sorting names a column that isn't there, or compares a number with a word.
    """
    for term in _terms(view.wanted):
        table = table.filter(_mask(table, term))
    if not view.sort:
        return table
    _known(table, view.sort)
    order = [(view.sort, "descending" if view.down else "ascending", "at_end")]
    return table.take(pc.sort_indices(table, sort_keys=order))


def is_text(table: pa.Table, column: str) -> bool:
    """Whether a column holds words."""
    return bool(pa.types.is_string(table.schema.field(column).type))


def shown(value: Any) -> str:
    """A cell as text."""
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return value
    text = f"{value:.{DIGITS}g}" if isinstance(value, float) else str(value)
    return text.replace("-", "−")


def csv_of(table: pa.Table) -> bytes:
    """The table as CSV (RFC 4180 with a head, UTF-8), figures with all their digits."""
    from pyarrow import csv

    sink = io.BytesIO()
    csv.write_csv(table, sink)
    return sink.getvalue()


def _terms(wanted: str) -> list[str]:
    try:
        return shlex.split(wanted)
    except ValueError:  # a quotation mark that isn't closed yet
        return wanted.replace('"', " ").split()


def _mask(table: pa.Table, term: str) -> Any:
    condition = CONDITION.fullmatch(term)
    if condition is None:
        return _word(table, term)
    column, sign, value = condition.groups()
    _known(table, column)
    compared = COMPARE[sign](table.column(column), _typed(table, column, value))
    return pc.fill_null(compared, False)


def _word(table: pa.Table, word: str) -> Any:
    mask = pa.chunked_array([pa.array([False] * table.num_rows, pa.bool_())], pa.bool_())  # of no rows too
    for column in filter(lambda name: is_text(table, name), table.column_names):
        hit = pc.match_substring(table.column(column), word, ignore_case=True)
        mask = pc.or_(mask, pc.fill_null(hit, False))
    return mask


def _typed(table: pa.Table, column: str, value: str) -> pa.Scalar:
    kind = table.schema.field(column).type
    if pa.types.is_string(kind):
        return pa.scalar(value)
    if pa.types.is_boolean(kind):
        known: float | None = {"yes": True, "true": True, "no": False, "false": False}.get(value.lower())
    else:
        known = _number(value)
    if known is None:
        expected = "yes or no" if pa.types.is_boolean(kind) else "a number"
        raise ProblemError([Problem("filter", None, column, value or "nothing", expected)])
    return pa.scalar(known)


def _number(value: str) -> float | None:
    try:
        return float(value.replace("−", "-"))
    except ValueError:
        return None


def _known(table: pa.Table, column: str) -> None:
    if column not in table.column_names:
        near = nearest(column, table.column_names)
        raise ProblemError([Problem("filter", None, column, None, "a column of this table", near)])
