"""The article's claims, "region R specialises in sector S because of D", measured on recorded tables.

A place specialises in a sector at a look (the fourth quarter of a year) when its location quotient is at least 1.5 and
a cluster beyond chance lies there: the cluster and the place share at least half of the cells of the smaller one.
A claim of two sectors emerges when both do at the same look. Nothing here imports the simulator.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import comb
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from scenarios.claims import QUOTIENT, Claim, lies_in, members_of, read_claims

if TYPE_CHECKING:
    from results.store import Results

__all__ = ["Claim", "read_claims"]

BAR = 0.7  # share of seeds in which a claim must emerge
SURE = 0.05  # size of the one-sided test of a fall
LOOK = 3  # quarter of the year in which clusters are looked for
DECADE = 10  # looks
WANTED = 24  # claims that should emerge


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


@dataclass(frozen=True)
class Looks:
    """A run, once a year.

    Attributes
    ----------
    quarters : (Q,); jobs : (Q, S, R); clusters : cells of each by sector and quarter.
    """

    quarters: NDArray[np.int64]
    sectors: tuple[str, ...]
    regions: tuple[str, ...]
    jobs: NDArray[np.float64]
    clusters: Mapping[tuple[str, int], tuple[frozenset[str], ...]]

    def last(self) -> Looks:
        """The last look alone."""
        return replace(self, quarters=self.quarters[-1:], jobs=self.jobs[-1:])


def looks_of(regions: pd.DataFrame, clusters: pd.DataFrame) -> Looks:
    """Read what is recorded of a run: regions with quarter, region, sector, employment; clusters with places."""
    kept = regions[(regions["quarter"] % 4 == LOOK) & (regions["quarter"] >= -1)]
    wide = kept.pivot_table(index="quarter", columns=["sector", "region"], values="employment", aggfunc="sum")
    sectors, places = (tuple(wide.columns.unique(level)) for level in ("sector", "region"))
    wide = wide.reindex(columns=pd.MultiIndex.from_product([sectors, places])).fillna(0.0)
    found: dict[tuple[str, int], list[frozenset[str]]] = {}
    for sector, quarter, cells in clusters[["sector", "quarter", "places"]].itertuples(index=False):
        found.setdefault((sector, int(quarter)), []).append(frozenset(cells.split()))
    return Looks(
        wide.index.to_numpy(np.int64), sectors, places, wide.to_numpy().reshape(len(wide), len(sectors), len(places)),
        {key: tuple(one) for key, one in found.items()},
    )  # fmt: skip


def quotient(looks: Looks, inside: Iterable[str], sector: str) -> NDArray[np.float64]:
    """Location quotient of a sector in a group of regions, (Q,)."""
    here = np.isin(looks.regions, list(inside))
    number = looks.sectors.index(sector)
    part, whole = looks.jobs[:, :, here].sum(axis=2), looks.jobs.sum(axis=2)
    share = part[:, number] / np.maximum(part.sum(axis=1), 1e-12)
    return np.asarray(share / np.maximum(whole[:, number] / whole.sum(axis=1), 1e-12))


def history(looks: Looks, country: Mapping[str, Any], inside: frozenset[str], sector: str) -> pd.DataFrame:
    """Quotient, cluster and both, at every look of one run."""
    place = cells_of(country, inside)
    there = [
        any(lies_in(cells, place) for cells in looks.clusters.get((sector, int(quarter)), ()))
        for quarter in looks.quarters
    ]
    frame = pd.DataFrame({
        "quarter": looks.quarters, "quotient": quotient(looks, inside, sector), "cluster": there,
    })  # fmt: skip
    return frame.assign(emerged=(frame["quotient"] >= QUOTIENT) & frame["cluster"])


def measure(results: Results, claims: Sequence[Claim], off: Mapping[str, str], seeds: Collection[int]) -> pd.DataFrame:
    """Every claim in every run: a row a claim, place, sector and look; of other places only the last look.

    Parameters
    ----------
    off : what is switched off in each scenario, by its name; "" for none; seeds : others in the folder are left out.
    """
    parts = []
    for record in results.runs:
        mine = [c for c in claims if _plays(record["scenario"], c.system) and record["scenario"] in off]
        if record["status"] != "done" or record["seed"] not in seeds or not mine:
            continue
        country = results.scenarios[record["scenario"]]["country"]
        jobs = results.table("regions", [record["run"]], ["quarter", "region", "sector", "employment"])
        clusters = results.table("clusters", [record["run"]], ["quarter", "sector", "places"])
        key = {"seed": record["seed"], "off": off[record["scenario"]]}
        looks = looks_of(jobs, clusters)
        for claim in mine:
            parts += [f.assign(claim=claim.id, **key) for f in _of_claim(looks, country, claim)]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame()


def _plays(scenario: str, system: str) -> bool:
    """Whether a scenario is a system's own or one of its variants."""
    return scenario == system or scenario.startswith(f"{system}_no_")


def _of_claim(looks: Looks, country: Mapping[str, Any], claim: Claim) -> Iterable[pd.DataFrame]:
    named = members(country, claim.places)
    if not named:
        return
    for sector in claim.sectors:
        yield history(looks, country, named, sector).assign(place="", sector=sector)
    for place in others(country, claim.places):
        for sector in claim.sectors:
            name = " ".join(sorted(place))
            yield history(looks.last(), country, place, sector).assign(place=name, sector=sector)


def both(rows: pd.DataFrame) -> pd.DataFrame:
    """Whether all sectors of a claim emerge at the same look: one row a claim, off, seed, place and look."""
    keys = ["claim", "off", "seed", "place", "quarter"]
    return rows.groupby(keys, as_index=False)["emerged"].all()


def shares_by_year(rows: pd.DataFrame, start_year: Mapping[str, int]) -> pd.DataFrame:
    """Share of seeds that show each claim at each look, with and without policy: claim, off, year, share."""
    mine = both(rows[(rows["place"] == "") & rows["off"].isin(["", "policy"])])
    shares = mine.groupby(["claim", "off", "quarter"], as_index=False)["emerged"].mean()
    year = shares["claim"].map(start_year) + (shares["quarter"] // 4)
    return shares.assign(year=year, share=shares["emerged"])[["claim", "off", "year", "share"]]


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
    last = mine[mine["quarter"] == int(mine["quarter"].max())]
    named = last[last["place"] == ""].pivot(index="seed", columns="off", values="emerged").astype(float)
    single = rows[(rows["claim"] == claim.id) & (rows["place"] == "") & (rows["off"] == "")]
    at_end = single[single["quarter"] == single["quarter"].max()]
    each = at_end.groupby("sector")["emerged"].mean()
    quotient = at_end.groupby("sector")["quotient"].mean()
    path = mine[(mine["place"] == "") & (mine["off"] == "")].groupby("quarter")["emerged"].mean()
    freq, p_policy = float(named[""].mean()), _fell(named, "policy")
    pairs = len(named[["", "policy"]].dropna()) if "policy" in named else 0
    return {
        "id": claim.id, "region": claim.region, "sectors": " + ".join(claim.sectors), "credit": claim.credit,
        "seeds": len(named[""].dropna()), "frequency": freq,
        "each": ", ".join(f"{s} {each[s]:.0%}" for s in claim.sectors),
        "quotient": ", ".join(f"{s} {quotient[s]:.2f}" for s in claim.sectors),
        "at_start": float(path.iloc[0]),
        "shuffled": float(last[(last["place"] != "") & (last["off"] == "")]["emerged"].mean()),
        "without_policy": float(named["policy"].mean()) if "policy" in named else float("nan"),
        "p_policy": p_policy,
        "without_drivers": ", ".join(_driver(named, n) for n in claim.drivers if n in named.columns),
        "path": " ".join(f"{path.iloc[i]:.2f}" for i in range(0, len(path), DECADE)), "start_year": start,
        "year": _since(path, start), "happened": claim.happened,
        "verdict": verdict(freq, [float(x) for x in each]),
        "credit_holds": credit_holds(claim.credit, freq, p_policy, pairs),
    }  # fmt: skip


def _fell(named: pd.DataFrame, off: str) -> float:
    """p of a fall over the seeds that both have; nan where nothing was switched off."""
    if off not in named:
        return float("nan")
    pairs = named[["", off]].dropna()
    return falls((pairs[""] > 0).tolist(), (pairs[off] > 0).tolist())


def _driver(named: pd.DataFrame, off: str) -> str:
    """Share of seeds left without a driver, a star where the fall is sure."""
    share = named[off].dropna()
    return f"{off} {share.mean():.0%}{' *' if _fell(named, off) < SURE else ''}"


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


def credit_holds(credit: str, frequency: float, p_policy: float, pairs: int) -> str:
    """Whether what the article credits is what does it: policy must be missed, an endowment not need it.

    Parameters
    ----------
    pairs : seeds with and without policy. So few that all could fall and it wouldn't be sure tell nothing.
    """
    if frequency == 0.0:
        return "nothing to credit"
    if 0.5**pairs >= SURE:
        return "too few seeds to tell"
    fell = p_policy < SURE
    if credit == "policy":
        return "yes" if fell else "no: it doesn't fall without the policy"
    return "no: it falls without the policy" if fell else "yes"


@dataclass(frozen=True)
class Bar:
    """What the claims should show together."""

    text: str
    reached: int
    of: int
    wanted: int

    @property
    def met(self) -> bool:
        """Whether enough of them do."""
        return self.reached >= self.wanted


def bars(table: pd.DataFrame) -> list[Bar]:
    """Bars over all claims; those on credit count claims that emerge in the bar's share of seeds."""
    emerged = table[table["frequency"] >= BAR]
    policy, other = (emerged[(emerged["credit"] == "policy") == is_policy] for is_policy in (True, False))
    lost = [int((part["credit_holds"] == "yes").sum()) for part in (policy, other)]
    chance = int((table["shuffled"] < BAR / 2).sum())
    return [
        Bar(f"claims that emerge in at least {BAR:.0%} of seeds", len(emerged), len(table), min(WANTED, len(table))),
        Bar("of these, credited to policy, that fall without it", lost[0], len(policy), len(policy)),
        Bar("of these, credited to endowment or firms, that stay without it", lost[1], len(other), len(other)),
        Bar("claims that fail where the region's name is shuffled", chance, len(table), len(table)),
    ]
