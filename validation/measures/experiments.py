"""The natural experiments: each estimates, inside a run, what the study estimated in the world.

Treatment comes from the run's ledger of policy, never from the scenario: who was paid is who was treated. Each
takes the treated units as an argument so that the same estimator can be tried on a run without policy.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from validation.measures import treatment as t
from validation.measures.estimators import NOTHING, Effect, discontinuity, within_effects
from validation.observed import MANUFACTURING

if TYPE_CHECKING:
    import pandas as pd

    from validation.observed import Observed

Treated = set[object]
Floats = NDArray[np.float64]

LARGE_TENTH = 0.9
FOREIGN_STEP = 0.04  # one standard deviation of foreign presence downstream (Javorcik 2004)
SMALL = 5.0  # a firm is small, all its plants counted, below five mean plants of its sector
YOUNG = 12  # quarters
PLANTS_YEARS = (4, 15)  # before the first of the plants, and after eleven years of them
ZONE_YEARS = 5.0  # from the last quarter of year 9, before the zones open, to that of year 14
ELIGIBLE = list(MANUFACTURING)  # industries in the drives' lottery: comparing with others finds what isn't there
PAIR = ["sector", "region"]


def zone_foreign_capital(run: Observed, treated: Treated) -> Effect:
    """Foreign capital a head in zones five years on, percent (Wang 2013)."""

    def per_head(year: int) -> pd.Series:
        firms = run.census(year)
        foreign = firms[firms["owner"] == "foreign"]
        capital = (foreign["capital"] * foreign["capital_price"]).groupby(foreign["region"]).sum()
        return capital / run.cells(year).groupby("region")["population"].sum()

    return t.log_change(per_head(9), per_head(14), treated).percent


def zone_productivity(run: Observed, treated: Treated) -> Effect:
    """Growth of productivity in zones, percentage points a year over five years."""
    before, after = (t.mean_productivity(run, year, "region") for year in (9, 14))
    return t.change(before, after, treated).times(100.0 / ZONE_YEARS)


def zone_real_wages(run: Observed, treated: Treated) -> Effect:
    """Log wages less log consumer prices in zones, five years on."""

    def real(year: int) -> pd.Series:
        cells = run.cells(year)
        value = np.log(cells["wage"] / cells["consumer_price"]) * cells["employment"]
        return value.groupby(cells["region"]).sum() / cells.groupby("region")["employment"].sum()

    return t.change(real(9), real(14), treated)


def zone_domestic_capital(run: Observed, treated: Treated) -> Effect:
    """Log capital of domestic firms in zones, five years on."""

    def capital(year: int) -> pd.Series:
        firms = run.census(year)
        return firms[firms["owner"] != "foreign"].groupby("region")["capital"].sum()

    return t.log_change(capital(9), capital(14), treated)


def grant_jobs(run: Observed, treated: Treated) -> Effect:
    """Manufacturing jobs where the grant rose by ten points, five years on, percent (Criscuolo et al. 2019)."""
    return t.log_change(t.manufacturing_jobs(run, 9), t.manufacturing_jobs(run, 15), treated).percent


def grant_large_firms(run: Observed, treated: Treated) -> Effect:
    """The same, jobs of plants that live on, of firms that were among the largest tenth, percent."""
    both = _manufacturers(t.incumbents(run, 9, 15))
    first = run.census(9)
    staff = first[first["sector"].isin(MANUFACTURING)].groupby("enterprise")["employment"].sum()
    largest = staff.index[staff >= staff.quantile(LARGE_TENTH)]
    both = both[both["enterprise_before"].isin(largest)].set_index("firm")
    inside = set(both.index[both["region_before"].isin(treated)])
    return t.log_change(both["employment_before"], both["employment_after"], inside).percent


def grant_productivity(run: Observed, treated: Treated) -> Effect:
    """The same, total factor productivity of manufacturers that live on, logs."""
    both = _manufacturers(t.incumbents(run, 9, 15)).set_index("firm")
    inside = set(both.index[both["region_before"].isin(treated)])
    before, after = both["total_factor_productivity_before"], both["total_factor_productivity_after"]
    return t.change(before, after, inside)


def _manufacturers(both: pd.DataFrame) -> pd.DataFrame:
    return both[both["sector_before"].isin(MANUFACTURING)]


def drive_output(run: Observed, treated: Treated) -> Effect:
    """Output of targeted over other eligible industries, 15 years after the drive began, logs (Lane 2025)."""
    first, last = (t.year_sum(run, year, "output", "sector", ELIGIBLE) for year in (4, 20))
    return t.log_change(first, last, treated)


def drive_advantage(run: Observed, treated: Treated) -> Effect:
    """Export share of targeted over other eligible industries, 15 years on, logs (the world has the same shares)."""
    first, last = (t.year_sum(run, year, "exports", "sector", ELIGIBLE) for year in (4, 20))
    return t.log_change(first / first.sum(), last / last.sum(), treated)


def drive_industry_regions(run: Observed, treated: Treated) -> Effect:
    """Output of targeted over other eligible industry-regions while the money flows, logs (Kim, Lee & Shin 2021)."""
    first, last = (t.year_sum(run, year, "output", PAIR, ELIGIBLE) for year in (4, 11))
    return t.log_change(first, last, _pairs(first, treated))


def drive_productivity(run: Observed, treated: Treated) -> Effect:
    """Minus the growth of mean productivity of targeted over other industries while the money flows, logs."""
    first, last = (t.mean_productivity(run, year, "sector", _eligible) for year in (4, 11))
    return t.change(first, last, treated).times(-1.0)


def drive_dispersion(run: Observed, treated: Treated) -> Effect:
    """Rise of the spread of returns to capital within targeted over other industries while the money flows, logs."""

    def spread(year: int) -> pd.Series:
        firms = run.census(year)
        firms = firms[_eligible(firms) & (firms["capital"] > 0.0) & (firms["value_added"] > 0.0)]
        product = np.log(firms["value_added"] / (firms["capital"] * firms["capital_price"]))
        return product.groupby(firms["sector"]).std()

    return t.log_change(spread(4), spread(11), treated)


def _eligible(firms: pd.DataFrame) -> pd.Series:
    return firms["sector"].isin(ELIGIBLE)


def _pairs(units: pd.Series, sectors: Treated) -> Treated:
    return {pair for pair in units.index if pair[0] in sectors}


def backward_spillover(run: Observed, treated: Treated) -> Effect:
    """Log productivity of domestic firms on the share of their nearby customers' industries that were drawn.

    Change of firms that live on, from before the plants came; effects of sectors and regions taken out. Where
    multinationals settle by themselves is no accident, so the draw takes the place of foreign presence (Javorcik 2004
    had none).
    """
    y, _, z, groups = _suppliers(run, treated)
    return within_effects(y, z, groups)


def backward_spillover_size(run: Observed, treated: Treated) -> Effect:
    """Percent of suppliers' productivity for one standard deviation of foreign presence: the draw as instrument."""
    y, x, z, groups = _suppliers(run, treated)
    reduced, first = within_effects(y, z, groups), within_effects(x, z, groups)
    if not abs(first.value) > 2.0 * first.error:
        return NOTHING  # too few plants came where they were promoted
    return Effect(reduced.value / first.value, reduced.error / abs(first.value)).times(FOREIGN_STEP).percent


def _suppliers(run: Observed, treated: Treated) -> tuple[Floats, Floats, Floats, list[NDArray[np.int64]]]:
    """Domestic firms of both censuses: change of productivity, of foreign presence, exposure to the draw, groups."""
    both = t.incumbents(run, *PLANTS_YEARS)
    both = both[both["owner_before"] == "domestic"]
    before, after = PLANTS_YEARS
    foreign = foreign_share(run, after) - foreign_share(run, before)
    drawn = foreign.copy()
    drawn.loc[:, :] = [[float((s, r) in treated) for r in drawn.columns] for s in drawn.index]
    at = list(zip(both["sector_before"], both["region_before"], strict=True))
    x, z = (backward(run, table).stack().reindex(at).to_numpy(float) for table in (foreign, drawn))
    y = (both["total_factor_productivity_after"] - both["total_factor_productivity_before"]).to_numpy(float)
    keep = np.isfinite(x) & np.isfinite(y) & np.isfinite(z)
    codes = [both[name].astype("category").cat.codes.to_numpy(np.int64) for name in ("sector_before", "region_before")]
    return y[keep], x[keep], z[keep], [code[keep] for code in codes]


def foreign_share(run: Observed, year: int) -> pd.DataFrame:
    """Share of foreign firms in sales: sector x region."""
    firms = run.census(year)
    sales = firms.groupby(PAIR)["sales"].sum()
    foreign = firms[firms["owner"] == "foreign"].groupby(PAIR)["sales"].sum()
    share = (foreign.reindex(sales.index, fill_value=0.0) / sales).unstack()
    return share.reindex(index=list(run.sectors)).fillna(0.0)


def backward(run: Observed, table: pd.DataFrame) -> pd.DataFrame:
    """A figure of the industries that a sector supplies, weighted by what they buy of it: sector x region.

    A sector's own industry is left out, as in the study.
    """
    sales = run.last_census.groupby("sector")["sales"].sum().reindex(table.index).fillna(0.0)
    weight = (
        run.purchases.reindex(index=table.index, columns=table.index).fillna(0.0).to_numpy(float) * sales.to_numpy()
    )
    np.fill_diagonal(weight, 0.0)
    weight /= np.maximum(weight.sum(axis=1, keepdims=True), 1e-12)
    return table.__class__(weight @ table.to_numpy(float), index=table.index, columns=table.columns)


def grant_venture_chance(run: Observed, treated: Treated) -> Effect:
    """Young firms with a venture fund among owners, treated pairs over others (Howell 2017), ratio."""
    firms = run.census(12)
    firms = firms[(firms["age"] <= YOUNG) & _is_small(firms)]
    inside = _in_pairs(firms, treated)
    funded = (firms["fund_share"] > 0.0).to_numpy(bool)
    a, b = funded[inside], funded[~inside]
    if not a.any() or not b.any():
        return NOTHING
    ratio = a.mean() / b.mean()
    error = ratio * np.sqrt((1.0 - a.mean()) / a.sum() + (1.0 - b.mean()) / b.sum())
    return Effect(float(ratio), float(error))


def grant_research_small(run: Observed, treated: Treated) -> Effect:
    """Spending on R&D by small firms for each unit of grant (Bronzini & Iachini 2014)."""
    return _research_per_grant(run, treated, "grants_small", small=True)


def grant_research_large(run: Observed, treated: Treated) -> Effect:
    """The same for large firms."""
    return _research_per_grant(run, treated, "grants_large", small=False)


def _research_per_grant(run: Observed, treated: Treated, instrument: str, *, small: bool) -> Effect:
    """Effect on log research per pair, times what it was without grants, over the grants of the quarter."""

    def research(year: int) -> pd.Series:
        firms = run.census(year)
        return firms[_is_small(firms) == small].groupby(PAIR)["research"].sum()

    before, after = research(9), research(12)
    effect = t.log_change(before, after, treated)
    paid = run.ledger[(run.ledger["instrument"] == instrument) & (run.ledger["quarter"] == 4 * 12 + 3)]["spent"].sum()
    if not paid:
        return NOTHING
    inside = float(after[[pair in treated for pair in after.index]].sum())
    left = float(np.exp(-effect.value))  # share of treated spending that would have been there without the grant
    return Effect(inside * (1.0 - left) / float(paid), inside * left * effect.error / float(paid))


def _is_small(plants: pd.DataFrame) -> pd.Series:
    """Whether a plant's firm is small to policies, which count all its people."""
    staff = plants.groupby("enterprise")["employment"].transform("sum")
    return staff < SMALL * plants.groupby("sector")["employment"].transform("mean")


def _in_pairs(firms: pd.DataFrame, treated: Treated) -> np.ndarray:
    return np.array([pair in treated for pair in zip(firms["sector"], firms["region"], strict=True)], bool)


def funds_growth(run: Observed, treated: Treated) -> Effect:
    """Jump in growth of product a head at the threshold, percentage points a year (Becker et al. 2010)."""

    def per_head(year: int) -> pd.Series:
        sums = run.cells(year).groupby("region")[["value_added", "population"]].sum()
        return np.log(sums["value_added"] / sums["population"])

    start, end = per_head(4), per_head(15)
    inside = np.array([region in treated for region in start.index], bool)
    growth = 100.0 * (end - start).to_numpy(float) / 11.0
    return discontinuity(growth, start.to_numpy(float), inside)


def authority_jobs(run: Observed, treated: Treated) -> Effect:
    """Manufacturing jobs ten years after the works ended, logs (Kline & Moretti 2014)."""
    return t.log_change(t.manufacturing_jobs(run, 4), t.manufacturing_jobs(run, 25), treated)


@dataclass(frozen=True)
class Trial:
    """A measure of an experiment: which scenario it needs, whom its instruments reach."""

    scenario: str
    unit: str | list[str]
    instruments: str
    estimate: Callable[[Observed, Treated], Effect]

    def treated(self, run: Observed) -> Treated:
        """Units that the ledger of a run names."""
        return t.treated_units(run, self.unit, self.instruments)


def _trials(scenario: str, unit: str | list[str], instruments: str, *estimates: Callable[..., Effect]) -> list[Trial]:
    return [Trial(scenario, unit, instruments, estimate) for estimate in estimates]


EXPERIMENTS: dict[str, Trial] = {
    trial.estimate.__name__: trial
    for trial in (
        *_trials("zones", "region", "zones", zone_foreign_capital, zone_productivity, zone_real_wages,
                 zone_domestic_capital),
        *_trials("investment_grants", "region", "grants", grant_jobs, grant_large_firms, grant_productivity),
        *_trials("heavy_industry", "sector", "drive", drive_output, drive_advantage, drive_industry_regions,
                 drive_productivity, drive_dispersion),
        *_trials("foreign_plants", PAIR, "plants", backward_spillover, backward_spillover_size),
        *_trials("prototype_grants", PAIR, "prototypes", grant_venture_chance),
        *_trials("research_grants", PAIR, "grants_small", grant_research_small),
        *_trials("research_grants", PAIR, "grants_large", grant_research_large),
        *_trials("structural_funds", "region", "funds", funds_growth),
        *_trials("valley_authority", "region", "authority", authority_jobs),
    )
}  # fmt: skip
"""Experiments by the name of their measure."""
