"""Stylised facts on the plain under laissez-faire: the measure of each row of docs/data/facts.csv, with its band."""

from __future__ import annotations

import csv
import itertools
import sys
from multiprocessing import Pool
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from model.economy import RegionalEconomy
from model.measures import herfindahl, location_quotient, relatedness_density
from model.state import State
from scenarios.load import load_scenario

Floats = NDArray[np.float64]
TABLE = Path(__file__).parent.parent / "docs" / "data" / "facts.csv"
TRADABLE = 0.5  # tradability from which a sector counts as tradable


def measure(seed: int) -> dict[str, float]:
    """All facts of one run."""
    economy = RegionalEconomy(load_scenario("laissez_faire"), seed)
    state, snapshots = economy.state, []
    gamma_at_start: Floats = np.zeros(0)
    gamma_later: Floats = np.zeros(0)
    yearly: dict[int, float] = {}
    head_at_start: Floats = np.zeros(0)
    quotients = []
    while not economy.finished:
        economy.step()
        if economy.quarter == 0:
            gamma_at_start, head_at_start = gammas(state), per_head(state)
        if economy.quarter == 80:
            gamma_later = gammas(state)
        if economy.quarter in (120, 124, 140):
            snapshots.append(snapshot(state))
        if economy.quarter > 156:
            for key, spent in zip(state.firms.lineage.tolist(), state.firms.investment.tolist(), strict=True):
                yearly[key] = yearly.get(key, 0.0) + spent
        if economy.quarter >= 0 and economy.quarter % 20 == 0:
            quotients.append(location_quotient(state.space.by_region(state.statistics.employment)))
    totals = {k: np.array([r[k] for r in economy.recorder._totals]) for k in economy.recorder._totals[0]}
    recorded = {k: v[totals["quarter"] >= 0] for k, v in totals.items()}
    slope = np.polyfit(np.log(head_at_start), np.log(per_head(state) / head_at_start) / 40.0, 1)[0]
    return {
        "S01": zipf(state),
        "S02a": subbotin(growth_rates(snapshots[0], snapshots[1])),
        "S04b": float(np.median(gammas(state)[tradable(state)])),
        "S04d": concentrated(state, seed),
        "S06": gravity(state),
        "S07a": density_elasticity(state),
        "S08c": 4.0 * float((recorded["entries"] / recorded["firms"]).mean()),
        "S09a": survival(snapshots),
        **exporters(state),
        "S13c": investment_rate(state, yearly),
        "S14a": dispersion(state),
        **cycle(recorded),
        "S17": -float(slope),
        "S19a": related_entry(state, quotients),
        "S20a": float(np.corrcoef(gamma_at_start[tradable(state)], gamma_later[tradable(state)])[0, 1]),
        "S23": float((recorded["wages"] / recorded["gdp"]).mean()),
    }


def tradable(state: State) -> NDArray[np.bool_]:
    """Sectors that count as tradable, (S,)."""
    return np.asarray(state.sectors.tradability >= TRADABLE)


def snapshot(state: State) -> dict[int, tuple[float, int]]:
    """Sales and age of each firm."""
    firms = state.firms
    return dict(zip(firms.lineage.tolist(), zip(firms.sales.tolist(), firms.age.tolist(), strict=True), strict=True))


def zipf(state: State) -> float:
    """Gabaix & Ibragimov (2011): log(rank - 1/2) on log size, top 5 % of firms."""
    size = np.sort(state.firms.employment)[::-1][: max(len(state.firms) // 20, 10)]
    return -float(np.polyfit(np.log(size), np.log(np.arange(size.size) + 0.5), 1)[0])


def growth_rates(first: dict[int, tuple[float, int]], last: dict[int, tuple[float, int]]) -> Floats:
    """Log growth of sales of the firms of both years."""
    both = [(first[k][0], last[k][0]) for k in first if k in last and first[k][0] > 0.0 and last[k][0] > 0.0]
    x = np.array(both)
    return np.asarray(np.log(x[:, 1] / x[:, 0]))


def subbotin(x: Floats) -> float:
    """Shape b from the ratio of the squared mean absolute deviation to the variance."""
    from scipy.optimize import brentq
    from scipy.special import gammaln

    x = x - np.median(x)
    ratio = float(np.abs(x).mean() ** 2 / (x**2).mean())

    def gap(b: float) -> float:
        return float(np.exp(2 * gammaln(2 / b) - gammaln(1 / b) - gammaln(3 / b))) - ratio

    return float(brentq(gap, 0.2, 5.0)) if gap(0.2) * gap(5.0) < 0 else float("nan")


def gammas(state: State) -> Floats:
    """Ellison & Glaeser's (1997) index of each sector over regions, (S,)."""
    jobs = state.space.by_region(state.statistics.employment)
    x = jobs.sum(axis=0) / jobs.sum()
    out = np.zeros(len(jobs))
    for s in range(len(jobs)):
        plants = herfindahl(state.firms.employment[state.firms.sector == s])
        spread = ((jobs[s] / jobs[s].sum() - x) ** 2).sum() / (1.0 - (x**2).sum())
        out[s] = (spread - plants) / (1.0 - plants)
    return out


def concentrated(state: State, seed: int) -> float:
    """Share of tradable sectors whose gamma is above the mean of their permutation null."""
    rng = np.random.default_rng(seed)
    jobs = state.space.by_region(state.statistics.employment)
    x = jobs.sum(axis=0) / jobs.sum()
    found = gammas(state)
    above = []
    for s in np.flatnonzero(tradable(state)):
        size = state.firms.employment[state.firms.sector == s]
        plants, null = herfindahl(size), []
        for _ in range(40):
            share = np.bincount(rng.choice(x.size, size.size, p=x), weights=size, minlength=x.size) / size.sum()
            null.append((((share - x) ** 2).sum() / (1.0 - (x**2).sum()) - plants) / (1.0 - plants))
        above.append(found[s] > np.mean(null))
    return float(np.mean(above))


def gravity(state: State) -> float:
    """Log flows between cells on log distance, origin and destination effects taken out; mean over tradable sectors."""
    d = state.space.distances()
    off = ~np.eye(len(d), dtype=bool)
    n = len(d)

    def within(z: Floats) -> Floats:
        z = np.where(off, z, 0.0)
        for _ in range(20):
            z = np.where(off, z - z.sum(axis=1, keepdims=True) / (n - 1), 0.0)
            z = np.where(off, z - z.sum(axis=0, keepdims=True) / (n - 1), 0.0)
        return z

    x = within(np.log(np.maximum(d, 1e-9)))
    y = within(np.log1p(d))
    slope = float((x * y).sum() / (x * x).sum())
    power = state.trade.exponent * (1.0 - state.sectors.sigma)
    sales = state.statistics.output.sum(axis=1)
    return float(slope * np.average(power[tradable(state)], weights=sales[tradable(state)]))


def density_elasticity(state: State) -> float:
    """Log wage on log density of jobs over cells."""
    jobs = state.statistics.employment.sum(axis=0)
    return float(np.polyfit(np.log(jobs), np.log(state.cells.wage), 1)[0])


def survival(snapshots: list[dict[int, tuple[float, int]]]) -> float:
    """Share of the entrants of a year (age below 4 quarters) that live five years later; 1 if the hazard rises with age."""
    first, last = snapshots[0], snapshots[2]
    young = [k for k, (_, age) in first.items() if age < 4]
    return float(np.mean([k in last for k in young]))


def exporters(state: State) -> dict[str, float]:
    """Participation, premia within sectors, concentration of exports."""
    firms = state.firms
    keep = tradable(state)[firms.sector] & (firms.sales > 0.0) & (firms.employment > 0.0)
    sector, exports = firms.sector[keep], firms.exporter[keep].astype(float)
    value = firms.sales - firms.costs + firms.employment * state.cells.wage[firms.cell]
    per_worker = np.log(np.maximum(value[keep], 1e-12) / firms.employment[keep])

    def premium(y: Floats) -> float:
        def centred(z: Floats) -> Floats:
            return np.asarray(z - (np.bincount(sector, z) / np.maximum(np.bincount(sector), 1))[sector])

        x = centred(exports)
        return float((x * centred(y)).sum() / (x * x).sum())

    sold = np.sort(firms.exports[firms.exports > 0.0])[::-1]
    return {
        "S10a": float(exports.mean()),
        "S10b": premium(np.log(firms.employment[keep])),
        "S10c": premium(per_worker),
        "S11b": float(sold[: max(sold.size // 10, 1)].sum() / sold.sum()),
    }


def investment_rate(state: State, yearly: dict[int, float]) -> float:
    """Mean over firms of a year's investment over capital."""
    firms = state.firms
    spent = np.array([yearly.get(k, 0.0) for k in firms.lineage.tolist()])
    old = (firms.age > 8) & (firms.capital > 0.0)
    value = firms.capital * state.cells.investment_price[firms.cell]
    return float((spent[old] / value[old]).mean())


def dispersion(state: State) -> float:
    """90-10 ratio of productivity within sectors, mean over sectors."""
    a, sector = state.firms.productivity, state.firms.sector
    ratios = [np.exp(np.subtract(*np.percentile(a[sector == s], [90, 10]))) for s in np.unique(sector)]
    return float(np.mean(ratios))


def hodrick_prescott(x: Floats, smoothing: float = 1600.0) -> Floats:
    """Cycle of a series."""
    n = x.size
    second = np.diff(np.eye(n), 2, axis=0)
    return np.asarray(x - np.linalg.solve(np.eye(n) + smoothing * second.T @ second, x))


def cycle(recorded: dict[str, Floats]) -> dict[str, float]:
    """Moments of the cycle of product, investment, consumption."""
    gdp, invest, consume = (
        hodrick_prescott(np.log(np.maximum(recorded[k], 1e-9)))
        for k in ("real_gdp", "real_investment", "real_consumption")
    )
    return {
        "S15a": 100.0 * float(gdp.std()),
        "S15b": float(invest.std() / gdp.std()),
        "S15c": float(consume.std() / gdp.std()),
        "S15d": float(np.corrcoef(gdp[1:], gdp[:-1])[0, 1]),
    }


def per_head(state: State) -> Floats:
    """Value added a head by region at national prices."""
    return np.asarray(
        state.space.by_region(state.statistics.value_added.sum(axis=0)) / state.space.by_region(state.cells.population)
    )


def related_entry(state: State, quotients: list[Floats]) -> float:
    """1 if entry of regions into sectors rises and exit falls with relatedness density, -1 if neither, 0 if one."""
    entered, stayed_out, left, stayed = [], [], [], []
    for before, after in itertools.pairwise(quotients):
        density = relatedness_density(before, state.sectors.relatedness)
        entered.append(density[(before < 1.0) & (after >= 1.0)])
        stayed_out.append(density[(before < 1.0) & (after < 1.0)])
        left.append(density[(before >= 1.0) & (after < 1.0)])
        stayed.append(density[(before >= 1.0) & (after >= 1.0)])
    entry = np.concatenate(entered).mean() - np.concatenate(stayed_out).mean()
    exit_ = np.concatenate(left).mean() - np.concatenate(stayed).mean()
    return float((np.sign(entry) - np.sign(exit_)) / 2.0)


def main(seeds: int) -> None:
    """Print the table: mean over seeds, band, distance."""
    with Pool() as pool:
        runs = pool.map(measure, range(1, seeds + 1), chunksize=1)
    inside = known = 0
    with TABLE.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["id"] not in runs[0]:
                print(f"| {row['id']} | {row['name']} | not measured | | |")
                continue
            value, spread = (float(f([r[row["id"]] for r in runs])) for f in (np.mean, np.std))
            known += 1
            if row["unit"] == "sign":
                ok, band, away = value > 0.0, "positive", 0.0
            else:
                low, high = float(row["low"]), float(row["high"])
                away = max(low - value, value - high, 0.0)
                ok, band = away == 0.0, f"{low:g} to {high:g}"
            inside += ok
            verdict = "in" if ok else f"off by {away:.3g}" if away else "off"
            print(
                f"| {row['id']} | {row['name']}: {row['quantity']} | {value:.3f} ({spread:.3f}) | {band} | {verdict} |"
            )
    print(f"\n{inside} of {known} in band, {seeds} seeds.")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 8)
