"""Records as Arrow tables: the names are a contract."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from agents.firm import OWNERS
from model.state import Event, Floats

Array = NDArray[np.generic]


def build(
    *,
    country: str,
    regions: Sequence[str],
    sectors: Sequence[str],
    totals: Sequence[Mapping[str, float]],
    grid: Sequence[Mapping[str, Floats]],
    ledger: Sequence[tuple[int, str, str, str, str, float, float]],
    firms: Sequence[Mapping[str, Array]],
    clusters: Sequence[Mapping[str, object]],
    events: Sequence[Event],
) -> dict[str, pa.Table]:
    """Build the six tables that every run has."""
    quarters = [int(row["quarter"]) for row in totals]
    return {
        "totals": _totals(country, totals),
        "regions": _regions(country, regions, sectors, quarters, grid),
        "clusters": _clusters(country, clusters),
        "events": _events(country, events),
        "policy_ledger": _ledger(ledger),
        "firms": stacked(firms, {"region": regions, "sector": sectors, "owner": OWNERS}),
    }


_WHOLE = ("quarter", "firms", "entries", "exits", "clusters", "iterations")


def _totals(country: str, rows: Sequence[Mapping[str, float]]) -> pa.Table:
    names = list(rows[0]) if rows else ["quarter"]
    columns: dict[str, pa.Array] = {
        "quarter": _column(rows, "quarter"),
        "country": _repeat(country, len(rows)),
    }
    columns |= {name: _column(rows, name) for name in names if name != "quarter"}
    return pa.table(columns)


def _column(rows: Sequence[Mapping[str, float]], name: str) -> pa.Array:
    kind = np.int64 if name in _WHOLE else np.float64
    return pa.array(np.array([row[name] for row in rows], kind))


def _repeat(value: str, n: int) -> pa.Array:
    return pa.DictionaryArray.from_arrays(pa.array(np.zeros(n, np.int32)), pa.array([value])).cast(pa.string())


def _names(index: Array, names: Iterable[str]) -> pa.Array:
    return pa.DictionaryArray.from_arrays(pa.array(index.astype(np.int32)), pa.array(list(names))).cast(pa.string())


def _regions(
    country: str,
    regions: Sequence[str],
    sectors: Sequence[str],
    quarters: Sequence[int],
    grid: Sequence[Mapping[str, Floats]],
) -> pa.Table:
    s, r, q = len(sectors), len(regions), len(quarters)
    columns: dict[str, pa.Array] = {
        "quarter": pa.array(np.repeat(np.array(quarters, np.int64), s * r)),
        "country": _repeat(country, q * s * r),
        "region": _names(np.tile(np.arange(r), q * s), regions),
        "sector": _names(np.tile(np.repeat(np.arange(s), r), q), sectors),
    }
    for name in grid[0] if grid else ():
        columns[name] = pa.array(np.concatenate([quarter[name].ravel() for quarter in grid]))
    return pa.table(columns)


CLUSTER_SCHEMA = {
    "quarter": pa.int64(), "cluster": pa.int64(), "country": pa.string(), "sector": pa.string(),
    "regions": pa.string(), "cells": pa.int64(), "firms": pa.int64(), "employment": pa.float64(),
    "location_quotient": pa.float64(), "born": pa.int64(), "places": pa.string(),
}  # fmt: skip


def _clusters(country: str, rows: Sequence[Mapping[str, object]]) -> pa.Table:
    return pa.table({
        name: _repeat(country, len(rows)) if name == "country" else pa.array([row[name] for row in rows], kind)
        for name, kind in CLUSTER_SCHEMA.items()
    })  # fmt: skip


def _events(country: str, events: Sequence[Event]) -> pa.Table:
    return pa.table(
        {
            "quarter": pa.array([e.quarter for e in events], pa.int64()),
            "kind": pa.array([e.kind for e in events], pa.string()),
            "country": pa.array([country] * len(events), pa.string()),
            "region": pa.array([e.region for e in events], pa.string()),
            "sector": pa.array([e.sector for e in events], pa.string()),
            "text": pa.array([e.text for e in events], pa.string()),
        }
    )


def _ledger(rows: Sequence[tuple[int, str, str, str, str, float, float]]) -> pa.Table:
    names = ("quarter", "instrument", "government", "region", "sector", "spent", "forgone")
    kinds = (pa.int64(), pa.string(), pa.string(), pa.string(), pa.string(), pa.float64(), pa.float64())
    columns = zip(*rows, strict=True) if rows else ([] for _ in names)
    return pa.table({name: pa.array(list(c), kind) for name, kind, c in zip(names, kinds, columns, strict=True)})


def stacked(parts: Sequence[Mapping[str, Array]], named: Mapping[str, Sequence[str]]) -> pa.Table:
    """Rows of several quarters as one table; indices of the columns in `named` become names."""
    whole = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]} if parts else {}
    return pa.table({name: _names(x, named[name]) if name in named else pa.array(x) for name, x in whole.items()})
