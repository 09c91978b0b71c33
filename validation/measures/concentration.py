"""How sectors concentrate in regions: Ellison & Glaeser's index and what moves it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import pandas as pd

    from validation.observed import Observed

Floats = NDArray[np.float64]

YEARS_APART = 20
STEP = 5  # years over which a region enters a sector, or leaves it


def median_gamma(run: Observed) -> float:
    """Median of the index over tradable sectors, last census."""
    return float(gammas(run, run.census_years[-1]).median())


def concentrated_share(run: Observed) -> float:
    """Share of tradable sectors more concentrated than their plants thrown at random.

    With plants at random the expected index is 0 (Ellison & Glaeser 1997, proposition 1): no draws are needed.
    """
    return float((gammas(run, run.census_years[-1]) > 0.0).mean())


def persistence(run: Observed) -> float:
    """Correlation of the index twenty years apart, over tradable sectors that there are in both."""
    first = run.census_years[0]
    if first + YEARS_APART not in run.census_years:
        return float("nan")
    return float(gammas(run, first).corr(gammas(run, first + YEARS_APART)))


def gammas(run: Observed, year: int) -> pd.Series:
    """The index of each tradable sector over the country's regions in a census year, by sector."""
    import pandas as pd

    firms = run.census(year)
    firms = firms[firms["sector"].isin(run.tradable)]
    jobs = firms.pivot_table(index="sector", columns="region", values="employment", aggfunc="sum", fill_value=0.0)
    place = jobs.sum(axis=0).to_numpy(float) / float(jobs.to_numpy().sum())
    plants = firms.groupby("sector")["employment"].apply(_herfindahl)
    return pd.Series(
        {
            s: ellison_glaeser(jobs.loc[s].to_numpy(float), place, float(plants[s]))
            for s in run.tradable
            if s in jobs.index
        }
    )


def ellison_glaeser(jobs: Floats, place: Floats, herfindahl: float) -> float:
    """Concentration of a sector beyond that of its plants.

    Parameters
    ----------
    jobs : (R,) of the sector; place : (R,) shares of all; herfindahl : of the sector's plants.
    """
    spread = float(((jobs / jobs.sum() - place) ** 2).sum()) / (1.0 - float((place**2).sum()))
    return (spread - herfindahl) / (1.0 - herfindahl)


def _herfindahl(size: pd.Series) -> float:
    return float(((size / size.sum()) ** 2).sum())


def related_entry(run: Observed) -> float:
    """Relatedness density of sectors that a region enters within five years, over those it stays out of."""
    density, before, after = _transitions(run)
    return _contrast(density[before < 1.0], after[before < 1.0] >= 1.0)


def related_stay(run: Observed) -> float:
    """Relatedness density of sectors that a region keeps over five years, over those it leaves."""
    density, before, after = _transitions(run)
    return _contrast(density[before >= 1.0], after[before >= 1.0] >= 1.0)


def _transitions(run: Observed) -> tuple[Floats, Floats, Floats]:
    """Density, quotient before and quotient five years later of every region, sector and step.

    Density counts from the means of its region and of its sector in that year, as with fixed effects of both: the mean
    over a region's sectors says how many specialities it has, not how near one sector is to them (Boschma, Balland &
    Kogler 2015, Industrial and Corporate Change 24(1), whose regressions hold both fixed).
    """
    columns = ["quarter", "region", "sector", "location_quotient", "relatedness_density"]
    frame = run.regions.loc[run.regions["quarter"] % (4 * STEP) == 0, columns]
    frame = frame.assign(relatedness_density=_within(frame))
    later = frame[["quarter", "region", "sector", "location_quotient"]].copy()
    later["quarter"] -= 4 * STEP
    both = frame.merge(later, on=["quarter", "region", "sector"], suffixes=("", "_after"))
    density, before, after = (
        both[c].to_numpy(float) for c in ("relatedness_density", "location_quotient", "location_quotient_after")
    )
    return density, before, after


def _within(frame: pd.DataFrame) -> pd.Series:
    """Density less the means of its region and of its sector in the quarter, plus the mean of all."""
    density = frame["relatedness_density"]
    means = [density.groupby([frame["quarter"], frame[of]]).transform("mean") for of in ("region", "sector")]
    return density - means[0] - means[1] + density.groupby(frame["quarter"]).transform("mean")


def _contrast(x: Floats, yes: NDArray[np.bool_]) -> float:
    """Difference of means in standard deviations."""
    if yes.all() or not yes.any() or x.std() == 0.0:
        return float("nan")
    return float((x[yes].mean() - x[~yes].mean()) / x.std())
