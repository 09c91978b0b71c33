"""The article's claims, "region R specialises in sector S because of D", as docs/data/claims.csv has them."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent.parent / "docs" / "data" / "claims.csv"
QUOTIENT = 1.5  # location quotient from which a place is specialised


@dataclass(frozen=True)
class Claim:
    """One claim; `credit` is what the article credits: policy, endowment or firms."""

    id: str
    system: str
    country: str
    region: str
    sectors: tuple[str, ...]
    driver: str
    places: tuple[str, ...]
    credit: str
    drivers: tuple[str, ...]
    happened: int


def read_claims(path: Path = FILE) -> list[Claim]:
    """Claims in the order of the file."""
    with path.open(encoding="utf-8", newline="") as file:
        return [_claim(row) for row in csv.DictReader(file)]


def _claim(row: Mapping[str, str]) -> Claim:
    slug = "".join(c if c.isalnum() else "_" for c in row["region"].lower())
    return Claim(
        row["id"], row["system"], row["country"], row["region"], tuple(row["sectors"].split()), row["driver"],
        tuple(row["places"].split()) or (slug,), row["credit"], tuple(row["drivers"].split()), int(row["happened"]),
    )  # fmt: skip


@cache
def claims_of(country: str) -> tuple[Claim, ...]:
    """Claims of the systems that are played in a country's file."""
    return tuple(claim for claim in read_claims() if _country_of(claim.system) == country)


@cache
def _country_of(system: str) -> str:
    path = Path(__file__).parent / f"{system}.toml"
    return str(tomllib.loads(path.read_text(encoding="utf-8"))["country"]) if path.exists() else ""


def members_of(state_of: Mapping[str, str | None], places: Iterable[str]) -> frozenset[str]:
    """Regions meant by the names of regions or states; those that the map lacks are left out."""
    named = frozenset(places)
    return frozenset(region for region, state in state_of.items() if region in named or state in named)


def lies_in[Cell: Hashable](cluster: frozenset[Cell], place: frozenset[Cell]) -> bool:
    """Whether cluster and place share half of the cells of the smaller."""
    return 2 * len(cluster & place) >= min(len(cluster), len(place)) > 0
