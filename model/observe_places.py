"""What the records and the registers say of one region: nothing here moves the economy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from model import measures
from model.cluster_tracker import Cluster
from model.record import Recorder
from model.state import Floats, State

YEAR = 4  # quarters


@dataclass(frozen=True)
class SectorHere:
    """A sector in a region.

    Attributes
    ----------
    employment : thousand people; share : of the region's jobs; quotient : location quotient; exports : share of the
        region's exports; firms : number; foreign : share of jobs in foreign-owned firms.
    """

    sector: str
    employment: float
    share: float
    quotient: float
    exports: float
    firms: int
    foreign: float


@dataclass(frozen=True)
class FirmHere:
    """A firm: jobs in thousands, age in quarters, exports as a share of its sales, share of its sector's jobs here."""

    lineage: int
    sector: str
    owner: int
    employment: float
    exported: float
    age: int
    weight: float


@dataclass(frozen=True)
class PolicyHere:
    """Money of an instrument in a region: of the last year and of all years, as shares of the region's product of the
    last year; `at_work` if it may act here in the coming quarter.
    """

    instrument: str
    at_work: bool
    spent: float
    forgone: float
    spent_ever: float
    forgone_ever: float


def sectors(recorder: Recorder, ids: Sequence[str], region: int) -> list[SectorHere]:
    """Sectors of a region, those with most jobs first."""
    last = {name: recorder.by_sector(name)[-1][:, region] for name in ("employment", "exports", "firms")}
    quotient = recorder.by_sector("location_quotient")[-1][:, region]
    foreign = recorder.by_sector("foreign_share")[-1][:, region]
    jobs, exports = last["employment"], last["exports"]
    of_jobs, of_exports = (x / max(float(x.sum()), measures.NOTHING) for x in (jobs, exports))
    return [
        SectorHere(ids[s], float(jobs[s]), float(of_jobs[s]), float(quotient[s]), float(of_exports[s]),
                   round(float(last["firms"][s])), float(foreign[s]))
        for s in np.argsort(-jobs, kind="stable").tolist()
    ]  # fmt: skip


def largest_firms(state: State, region: int, count: int) -> list[FirmHere]:
    """Firms of a region with most jobs."""
    firms = state.firms
    here = np.flatnonzero(state.space.region[firms.cell] == region)
    jobs = state.jobs_of_firms(here)
    largest = np.argsort(-jobs, kind="stable")[:count]
    in_sector = np.bincount(firms.sector[here], weights=jobs, minlength=len(state.sectors.ids))
    return [
        FirmHere(int(firms.lineage[i]), state.sectors.ids[firms.sector[i]], int(firms.owner[i]),
                 float(job), float(firms.exports[i] / max(firms.sales[i], measures.NOTHING)),
                 int(firms.age[i]), float(job / max(in_sector[firms.sector[i]], measures.NOTHING)))
        for i, job in zip(here[largest].tolist(), jobs[largest].tolist(), strict=True)
    ]  # fmt: skip


def clusters(recorder: Recorder, state: State, region: int) -> list[Cluster]:
    """Clusters of the last look that lie in the region in part or whole, largest first."""
    inside = set(np.flatnonzero(state.space.region == region).tolist())
    return sorted((c for c in recorder.clusters.alive if c.cells & inside), key=lambda c: -c.jobs)


def policies(recorder: Recorder, state: State, region: int) -> list[PolicyHere]:
    """Instruments that have spent in the region or may act there, the costliest first."""
    names = tuple(state.scenario.country.regions)
    product = float(sum(grid[:, region].sum() for grid in recorder.by_sector("value_added")[-YEAR:]))
    money: dict[str, list[float]] = {}
    for quarter, instrument, _, place, _, spent, forgone in recorder.ledger:
        if place == names[region]:
            sums = money.setdefault(instrument, [0.0, 0.0, 0.0, 0.0])
            lately = quarter >= state.quarter - YEAR
            for at, paid in enumerate((spent * lately, forgone * lately, spent, forgone)):
                sums[at] += paid
    working = _at_work(state, names[region])
    rows = []
    for name in dict.fromkeys((*money, *working)):
        shares = np.array(money.get(name, [0.0] * 4)) / max(product, measures.NOTHING)
        rows.append(PolicyHere(name, name in working, *shares.tolist()))
    return sorted(rows, key=lambda row: (-row.spent - row.forgone, -row.spent_ever, row.instrument))


def _at_work(state: State, region: str) -> set[str]:
    year, country = state.quarter / YEAR, state.scenario.country.name
    found = set()
    for i in state.scenario.policy.instruments:
        zones = getattr(i.selection, "zones", {}).get(country, (region,))
        reached = (not i.regions or region in i.regions) and region in zones
        if reached and i.start <= year and (i.end is None or year < i.end):
            found.add(i.id)
    return found


def history(recorder: Recorder, region: int) -> dict[str, Floats]:
    """Quarters from 0 on: `quarter` (Q,), `employment` (Q, S) thousand, and of (Q,): `wage` and `product` (a job,
    nation = 100), `exports` (% of the nation's).
    """
    quarters = np.array([row["quarter"] for row in recorder.totals])
    keep = quarters >= 0
    jobs, wage, product, exports = (
        np.array(recorder.by_sector(name)) for name in ("employment", "wage", "value_added", "exports")
    )
    paid = (jobs * wage).sum(axis=1)
    of = {
        "employment": jobs[:, :, region],
        "wage": _relative(paid, jobs.sum(axis=1), region),
        "product": _relative(product.sum(axis=1), jobs.sum(axis=1), region),
        "exports": 100.0 * exports[:, :, region].sum(axis=1) / np.maximum(exports.sum(axis=(1, 2)), measures.NOTHING),
    }
    return {"quarter": quarters[keep]} | {name: x[keep] for name, x in of.items()}


def _relative(money: Floats, jobs: Floats, region: int) -> Floats:
    """Money a job here over money a job in the nation, as %; (Q, R) each to (Q,)."""
    here = money[:, region] / np.maximum(jobs[:, region], measures.NOTHING)
    return np.asarray(100.0 * here * jobs.sum(axis=1) / np.maximum(money.sum(axis=1), measures.NOTHING))
