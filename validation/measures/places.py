"""What density pays, how trade falls with distance, whether regions converge."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from validation.observed import figure, slope

if TYPE_CHECKING:
    from validation.observed import Observed

Floats = NDArray[np.float64]

ROUNDS = 200
CLOSE = 1e-10


def wage_density(run: Observed) -> float:
    """Elasticity of wages to the density of jobs over places, within states, last census.

    Studies compare places of one country, or take effects of countries out (Ciccone 2002).
    """
    cells = run.cells(run.census_years[-1])
    cells = cells[cells["employment"] > 0.0]
    state = cells["region"].map(run.states).to_numpy(np.int64)
    return _within(np.log(cells["wage"].to_numpy(float)), np.log(cells["employment"].to_numpy(float)), state)


def productivity_density(run: Observed) -> float:
    """Elasticity of total factor productivity in value added to the density of jobs, within states, last census.

    Productivity is the mean over a place's firms less that of their sectors. Studies measure on value added
    (Combes, Duranton, Gobillon, Puga & Roux 2012), so productivity of gross output is divided by the share of
    value added in it.
    """
    firms, cells = run.last_census, run.cells(run.census_years[-1])
    share = {name: 1.0 - float(figure(s["alpha_m"])) for name, s in run.sectors.items()}
    own = firms["total_factor_productivity"] / firms["sector"].map(share)
    own = own - own.groupby(firms["sector"]).transform("mean")
    place = own.groupby(firms["cell"]).mean()
    there = cells.set_index("cell").reindex(place.index)
    place, there = place[there["employment"] > 0.0], there[there["employment"] > 0.0]
    state = there["region"].map(run.states).to_numpy(np.int64)
    return _within(place.to_numpy(float), np.log(there["employment"].to_numpy(float)), state)


def _within(y: Floats, x: Floats, state: NDArray[np.int64]) -> float:
    """Slope of y on x within states, (n,) each."""
    return slope(without_effects(y, [state]), without_effects(x, [state]))


def gravity(run: Observed) -> float:
    """Elasticity of trade between regions to distance, effects of origin-sector and destination-sector taken out."""
    rows = run.trade[run.trade["quarter"] == run.trade["quarter"].max()]
    rows = rows[rows["sector"].isin(run.tradable) & (rows["origin"] != rows["destination"]) & (rows["flow"] > 0.0)]
    groups = [rows.groupby(["sector", side]).ngroup().to_numpy() for side in ("origin", "destination")]
    x, y = np.log(rows["distance"].to_numpy(float)), np.log(rows["flow"].to_numpy(float))
    return slope(without_effects(y, groups), without_effects(x, groups))


def without_effects(x: Floats, groups: list[NDArray[np.int64]]) -> Floats:
    """Residual after effects of several groupings, by alternating projections (Guimaraes & Portugal 2010)."""
    for _ in range(ROUNDS):
        before = x
        for group in groups:
            x = x - (np.bincount(group, x) / np.maximum(np.bincount(group), 1))[group]
        if np.abs(x - before).max() < CLOSE:
            break
    return x


def convergence(run: Observed) -> float:
    """Annual rate at which regions catch up in product a head.

    Beta of `growth = a - (1 - exp(-beta years)) / years x initial log` (Barro & Sala-i-Martin 1992): over decades the
    slope of mean growth alone is smaller, for who is near has little left to catch up.
    """
    first, last = run.census_years[0], run.census_years[-1]
    start, end = _per_head(run, first), _per_head(run, last)
    lives = (start > 0.0) & (end > 0.0)  # a region that emptied has no growth
    start, end = start[lives], end[lives]
    left = 1.0 + slope(np.log(end / start), np.log(start))  # of a lead, after so many years
    return float(-np.log(left) / (last - first)) if left > 0.0 else float("nan")


def _per_head(run: Observed, year: int) -> Floats:
    sums = run.cells(year).groupby("region")[["value_added", "population"]].sum().sort_index()
    return (sums["value_added"] / sums["population"]).to_numpy(float)
