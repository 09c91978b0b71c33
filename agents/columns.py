"""Named columns that grow and shrink together: where the state of many agents lives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numba import njit
from numpy.typing import ArrayLike, NDArray

if TYPE_CHECKING:
    from agents.firm import Firm


@dataclass(frozen=True)
class ColumnSpec:
    """Type, unit and meaning of a column."""

    dtype: str
    unit: str
    meaning: str


class ColumnTable:
    """Columns of equal length, rows 0 to n - 1 alive and contiguous.

    Reading a column (`table.cash`) gives a live view of it: writing into the view writes the table. A view is
    good until the next `append` or `remove`. Assigning (`table.cash = x`) copies into the column.

    Parameters
    ----------
    columns : mapping of name to ColumnSpec
    capacity : int
        Rows to make room for.
    """

    _store: dict[str, NDArray[Any]]
    _rows: int

    def __init__(self, columns: Mapping[str, ColumnSpec], capacity: int = 16) -> None:
        store = {name: np.zeros(max(capacity, 1), spec.dtype) for name, spec in columns.items()}
        self._keep(store, 0)

    def __len__(self) -> int:
        return self._rows

    def _keep(self, store: dict[str, NDArray[Any]], rows: int) -> None:
        """Take columns and number of rows; views of the rows alive become attributes, which are read all the time."""
        views = {name: column[:rows] for name, column in store.items()}
        self.__dict__.update(views, _store=store, _rows=rows)

    def __getattr__(self, name: str) -> NDArray[Any]:
        raise AttributeError(f"no column {name!r}; columns: {', '.join(self._store)}")

    def __setattr__(self, name: str, values: ArrayLike) -> None:
        column = getattr(self, name)
        if values is not column:  # `table.cash += x` has written the column already
            column[:] = values

    def __getstate__(self) -> dict[str, Any]:
        return {"store": {n: c[: self._rows].copy() for n, c in self._store.items()}, "rows": self._rows}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self._keep(state["store"], state["rows"])

    @property
    def names(self) -> tuple[str, ...]:
        """Columns in their order."""
        return tuple(self._store)

    def append(self, number: int, **values: ArrayLike) -> slice:
        """Add rows at the end; columns that are not given start at 0. Returns where they are."""
        unknown = set(values) - set(self._store)
        if unknown:
            raise AttributeError(f"no such column: {', '.join(sorted(unknown))}")
        start, end = self._rows, self._rows + number
        for name, column in self._store.items():
            if end > len(column):
                room = np.zeros(max(end, 2 * len(column)), column.dtype)
                room[:start] = column[:start]
                self._store[name] = column = room
            column[start:end] = values.get(name, 0)
        self._keep(self._store, end)
        return slice(start, end)

    def remove(self, gone: NDArray[np.bool_]) -> None:
        """Drop the rows that `gone` (n,) marks; the others keep their order."""
        keep = np.flatnonzero(~gone)
        if len(keep) == self._rows:
            return
        for column in self._store.values():
            if column.itemsize == 8:
                _close_gaps(column.view(np.int64), keep)
            else:
                column[: len(keep)] = column[keep]
        self._keep(self._store, len(keep))


@njit(cache=True)  # type: ignore[untyped-decorator]
def _close_gaps(column: NDArray[np.int64], keep: NDArray[np.int64]) -> None:
    """Move the rows to keep, in ascending order, to the front, in place: twice as fast as by a copy."""
    for i in range(keep.size):
        column[i] = column[keep[i]]


class Column[T]:
    """A column of the model's table as an attribute of one agent.

    The agent's class says where the table is (`agent.table`) and which row is its own (`agent.row`), so two
    models never share a value.
    """

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def __get__(self, agent: Firm | None, owner: type | None = None) -> T:
        if agent is None:
            return self  # type: ignore[return-value]
        value: T = getattr(agent.table, self.name)[agent.row].item()
        return value

    def __set__(self, agent: Firm, value: T) -> None:
        getattr(agent.table, self.name)[agent.row] = value
