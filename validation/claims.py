"""The article's claims, "region R specialises in sector S because of D", measured on recorded tables.

A place specialises in a sector at a look (the fourth quarter of a year) when its location quotient is at least 1.5 and
a cluster beyond chance lies there: the cluster and the place share at least half of the cells of the smaller one.
A claim of two sectors emerges when both do at the same look. Nothing here imports the simulator.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import comb
from typing import TYPE_CHECKING, Any

import pandas as pd

from scenarios.claims import QUOTIENT, Claim, lies_in, members_of, read_claims

if TYPE_CHECKING:
    from results.store import Results

__all__ = ["Claim", "read_claims"]

BAR = 0.7  # share of seeds in which a claim must emerge
SURE = 0.05  # size of the one-sided test of a fall
LOOK = 3  # quarter of the year in which clusters are looked for


def members(country: Mapping[str, Any], places: Iterable[str]) -> frozenset[str]:
    """Regions meant by the names of regions or states; those that the map lacks are left out."""
    return members_of({r: region.get("state") for r, region in country["regions"].items()}, places)


def others(country: Mapping[str, Any], places: Iterable[str]) -> list[frozenset[str]]:
    """All other places of the same level: states for a state, regions for a region."""
    regions, named = country["regions"], members(country, places)
    states = {region.get("state") for region in regions.values()} - {None}
    if states & set(places):
        return [members(country, (s,)) for s in sorted(states - set(places))]
    return [frozenset((r,)) for r in regions if r not in named]


def cells_of(country: Mapping[str, Any], regions: Iterable[str]) -> frozenset[str]:
    """Cells of regions as the cluster table writes them, "row,column"."""
    symbols = {country["regions"][r]["symbol"] for r in regions}
    rows = country["map"].strip("\n").split("\n")
    return frozenset(f"{r},{c}" for r, row in enumerate(rows) for c, char in enumerate(row) if char in symbols)


def quotients(regions: pd.DataFrame, inside: Iterable[str]) -> pd.DataFrame:
    """Location quotient of a group of regions, quarters x sectors."""
    here = regions["region"].isin(list(inside))
    jobs = regions.pivot_table(index="quarter", columns="sector", values="employment", aggfunc="sum")
    part = regions[here].pivot_table(index="quarter", columns="sector", values="employment", aggfunc="sum")
    share = part.div(part.sum(axis=1).clip(lower=1e-12), axis=0)
    return share / jobs.div(jobs.sum(axis=1), axis=0).clip(lower=1e-12)


def lies_there(cluster: str, place: frozenset[str]) -> bool:
    """Whether cluster and place share half of the cells of the smaller."""
    return lies_in(frozenset(cluster.split()), place)


def history(
    regions: pd.DataFrame, clusters: pd.DataFrame, country: Mapping[str, Any], inside: frozenset[str], sector: str
) -> pd.DataFrame:
    """Quotient, cluster and both, at every look of one run."""
    looks = regions[(regions["quarter"] % 4 == LOOK) & (regions["quarter"] >= -1)]
    quotient = quotients(looks, inside)[sector]
    place = cells_of(country, inside)
    own = clusters[clusters["sector"] == sector]
    seen = set(own.loc[[lies_there(cells, place) for cells in own["places"]], "quarter"]) if len(own) else set()
    frame = pd.DataFrame({"quotient": quotient, "cluster": [q in seen for q in quotient.index]})
    return frame.assign(emerged=(frame["quotient"] >= QUOTIENT) & frame["cluster"]).reset_index()


def measure(results: Results, claims: Sequence[Claim], off: Mapping[str, str]) -> pd.DataFrame:
    """Every claim in every run: a row a claim, place, sector and look; of other places only the last look.

    Parameters
    ----------
    off : what is switched off in each scenario, by its name; "" for none.
    """
    parts = []
    for record in results.runs:
        mine = [c for c in claims if record["scenario"].startswith(c.system) and record["scenario"] in off]
        if record["status"] != "done" or not mine:
            continue
        country = results.scenarios[record["scenario"]]["country"]
        jobs = results.table("regions", [record["run"]], ["quarter", "region", "sector", "employment"])
        clusters = results.table("clusters", [record["run"]], ["quarter", "sector", "places"])
        key = {"seed": record["seed"], "off": off[record["scenario"]]}
        for claim in mine:
            parts += [f.assign(claim=claim.id, **key) for f in _of_claim(jobs, clusters, country, claim)]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame()


def _of_claim(
    jobs: pd.DataFrame, clusters: pd.DataFrame, country: Mapping[str, Any], claim: Claim
) -> Iterable[pd.DataFrame]:
    named = members(country, claim.places)
    if not named:
        return
    for sector in claim.sectors:
        yield history(jobs, clusters, country, named, sector).assign(place="", sector=sector)
    last = jobs[jobs["quarter"] == jobs["quarter"].max()]
    for place in others(country, claim.places):
        for sector in claim.sectors:
            name = " ".join(sorted(place))
            yield history(last, clusters, country, place, sector).assign(place=name, sector=sector)


def both(rows: pd.DataFrame) -> pd.DataFrame:
    """Whether all sectors of a claim emerge at the same look: one row a claim, off, seed, place and look."""
    keys = ["claim", "off", "seed", "place", "quarter"]
    return rows.groupby(keys, as_index=False)["emerged"].all()


def falls(with_: Sequence[bool], without: Sequence[bool]) -> float:
    """One-sided p that the claim doesn't fall: exact test on the pairs that differ (McNemar 1947)."""
    lost = sum(a and not b for a, b in zip(with_, without, strict=True))
    gained = sum(b and not a for a, b in zip(with_, without, strict=True))
    n = lost + gained
    return sum(comb(n, k) for k in range(lost, n + 1)) / 2.0**n


def table(rows: pd.DataFrame, claims: Sequence[Claim], start_year: Mapping[str, int]) -> pd.DataFrame:
    """One row a claim: frequencies, tests, verdict. Frequencies are shares of seeds at the last look."""
    everything = both(rows)
    return pd.DataFrame([_row(rows, everything, c, start_year[c.id]) for c in claims if (rows["claim"] == c.id).any()])


def _row(rows: pd.DataFrame, everything: pd.DataFrame, claim: Claim, start: int) -> dict[str, Any]:
    mine = everything[everything["claim"] == claim.id]
    end = int(mine["quarter"].max())
    last = mine[mine["quarter"] == end]
    named = last[last["place"] == ""].pivot(index="seed", columns="off", values="emerged").astype(float)
    single = rows[(rows["claim"] == claim.id) & (rows["place"] == "") & (rows["off"] == "")]
    at_end = single[single["quarter"] == end]
    each = at_end.groupby("sector")["emerged"].mean()
    with_ = named[""]
    fell = {name: falls(with_ > 0, named[name] > 0) for name in named.columns if name}
    shuffled = last[(last["place"] != "") & (last["off"] == "")]["emerged"].mean()
    path = mine[(mine["place"] == "") & (mine["off"] == "")].groupby("quarter")["emerged"].mean()
    freq = float(with_.mean())
    return {
        "id": claim.id, "region": claim.region, "sectors": " + ".join(claim.sectors), "credit": claim.credit,
        "seeds": len(with_), "frequency": freq,
        "each": ", ".join(f"{s} {each[s]:.0%}" for s in claim.sectors),
        "quotient": ", ".join(
            f"{s} {at_end.loc[at_end['sector'] == s, 'quotient'].mean():.2f}" for s in claim.sectors
        ),
        "at_start": float(path.iloc[0]), "shuffled": float(shuffled),
        "without_policy": float(named["policy"].mean()) if "policy" in named else float("nan"),
        "p_policy": fell.get("policy", float("nan")),
        "without_drivers": ", ".join(f"{n} {named[n].mean():.0%}" for n in named.columns if n not in ("", "policy")),
        "year": _since(path, start), "happened": claim.happened,
        "verdict": verdict(freq, [float(x) for x in each]),
        "credit_holds": credit_holds(claim.credit, freq, fell.get("policy", float("nan"))),
    }  # fmt: skip


def _since(path: pd.Series, start: int) -> float:
    """Year from which on the claim holds in the bar's share of seeds until the end; nan if it doesn't."""
    short = path.index[path < BAR]
    later = path.index if not len(short) else path.index[path.index > short.max()]
    return float(start + int(later.min()) // 4) if len(later) else float("nan")


def verdict(frequency: float, each: Sequence[float]) -> str:
    """Pass at the bar; partial when one of two sectors passes, or half of the bar is met; else fail."""
    if frequency >= BAR:
        return "pass"
    return "partial" if frequency >= BAR / 2 or max(each) >= BAR else "fail"


def credit_holds(credit: str, frequency: float, p_policy: float) -> str:
    """Whether what the article credits is what does it: policy must be missed, an endowment not need it."""
    if frequency == 0.0:
        return "nothing to credit"
    fell = p_policy < SURE
    if credit == "policy":
        return "yes" if fell else "no: it doesn't fall without the policy"
    return "no: it falls without the policy" if fell else "yes"
