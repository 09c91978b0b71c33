"""A value told by its difference from another: what keeps a manifest of thousands of points short."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from typing import Any

Change = Sequence[Any]  # [path of keys, value]


def changes(base: Any, other: Any) -> list[Change]:
    """Changes that turn one JSON object into another of the same keys, as [path, value] pairs.

    Lists and objects with other keys are replaced whole.
    """
    return list(_changes(base, other, ()))


def _changes(base: Any, other: Any, path: tuple[str, ...]) -> Iterator[Change]:
    if isinstance(base, dict) and isinstance(other, dict) and base.keys() == other.keys():
        for key in base:
            yield from _changes(base[key], other[key], (*path, key))
    elif base != other or type(base) is not type(other):
        yield [list(path), other]


def changed(base: Any, differences: Sequence[Change]) -> Any:
    """Apply changes to a copy of an object."""
    out = copy.deepcopy(base)
    for path, value in differences:
        if not path:
            return copy.deepcopy(value)
        inside = out
        for key in path[:-1]:
            inside = inside[key]
        inside[path[-1]] = copy.deepcopy(value)
    return out
