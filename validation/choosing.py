"""Rows of a table by their ids, as a user lists them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar

from problems import Problem, ProblemError, nearest


class Named(Protocol):
    """What has an id."""

    @property
    def id(self) -> str:
        """As the table has it."""
        ...


Row = TypeVar("Row", bound=Named)


def chosen(rows: Sequence[Row], only: str | None, expected: str) -> tuple[Row, ...]:
    """Rows whose ids are listed ("S01,E08a"); a prefix takes all that begin with it ("S15").

    Parameters
    ----------
    expected : what the user is told where nothing is called so.

    Raises
    ------
    ProblemError
        If nothing is called so.
    """
    if only is None:
        return tuple(rows)
    wanted = [part.strip() for part in only.split(",") if part.strip()]
    ids = [row.id for row in rows]
    unknown = [name for name in wanted if not any(i.startswith(name) for i in ids)]
    if unknown or not wanted:
        raise ProblemError([Problem("--only", None, None, n, expected, nearest(n, ids)) for n in unknown or [only]])
    return tuple(row for row in rows if any(row.id.startswith(name) for name in wanted))
