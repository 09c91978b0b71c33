"""The order of regions, sectors and local factors, over which the arrays of the economy run.

Results depend on it to the last bit and beyond, yet an object of JSON has none, and a manifest's keys are sorted: so a
scenario is written with its order beside it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from scenarios.country import Country
from scenarios.sectors import SectorTable


def order_of(country: Country, sectors: SectorTable) -> dict[str, list[str]]:
    """Names in the order of their files."""
    factors = list(next(iter(sectors.leanings.values()), {}))
    return {"regions": list(country.regions), "sectors": list(sectors.sectors), "factors": factors}


def in_order(content: Mapping[str, Any]) -> dict[str, Any]:
    """Put the content of a scenario in the order that is told beside it, and leave that out."""
    told = {key: value for key, value in content.items() if key != "order"}
    order = content.get("order")
    if not isinstance(order, Mapping):
        return told
    country, sectors = told["country"], told["sectors"]
    leanings = {name: _first(row, order["factors"]) for name, row in sectors["leanings"].items()}
    told["country"] = country | {"regions": _first(country["regions"], order["regions"])}
    told["sectors"] = sectors | {
        "sectors": _first(sectors["sectors"], order["sectors"]),
        "leanings": _first(leanings, order["sectors"]),
    }
    return told


def _first(table: Mapping[str, Any], names: list[str]) -> dict[str, Any]:
    """The entries of these names first."""
    return {name: table[name] for name in names if name in table} | dict(table)
