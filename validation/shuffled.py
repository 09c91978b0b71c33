"""A null model that needs no runs: the same firms, wages and distances, but at places drawn by chance."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import pandas as pd

    from validation.observed import Observed


def geography_shuffled(run: Observed, seed: int) -> Observed:
    """Firms of each census at places drawn in proportion to jobs; wages, product a head, distances dealt out at random.

    Product goes with people: dealt out alone, what is left of it a head would last as long as people stay, and look
    like regions that converge slowly.
    """
    rng = np.random.default_rng(seed)
    firms = [_firms(run, year, rng) for year in run.census_years]
    places, trade, regions = run.places.copy(), run.trade.copy(), run.regions.copy()
    for _, rows in run.places.groupby("quarter"):
        places.loc[rows.index, "wage"] = rng.permutation(rows["wage"].to_numpy())
        lived = rows[rows["population"] > 0.0]
        per_head = (lived["value_added"] / lived["population"]).to_numpy(float)
        places.loc[lived.index, "value_added"] = rng.permutation(per_head) * lived["population"].to_numpy(float)
    trade["distance"] = rng.permutation(trade["distance"].to_numpy())
    regions["relatedness_density"] = rng.permutation(regions["relatedness_density"].to_numpy())
    return replace(run, firms=_joined(firms), places=places, trade=trade, regions=regions)


def _firms(run: Observed, year: int, rng: np.random.Generator) -> pd.DataFrame:
    cells, firms = run.cells(year), run.census(year).copy()
    jobs = cells["employment"].to_numpy(float)
    drawn = rng.choice(len(cells), len(firms), p=jobs / jobs.sum())
    firms["cell"] = cells["cell"].to_numpy()[drawn]
    firms["region"] = cells["region"].to_numpy()[drawn]
    return firms


def _joined(parts: list[pd.DataFrame]) -> pd.DataFrame:
    import pandas as pd

    return pd.concat(parts, ignore_index=True)
