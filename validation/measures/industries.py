"""Which industries a country exports and how its industries gather, beside the record of a year."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from validation.measures.concentration import ellison_glaeser
from validation.observed import MANUFACTURING

if TYPE_CHECKING:
    import pandas as pd

CONCENTRATION = Path(__file__).parent.parent.parent / "docs" / "data" / "us_concentration.csv"
MANUFACTURES = (*MANUFACTURING, "renewables")
GOODS = (*MANUFACTURES, "agrifood", "mining", "energy")


def manufactures_share(regions: pd.DataFrame) -> dict[int, float]:
    """Share of manufactures in exports of goods, by seed.

    Parameters
    ----------
    regions : seed, sector, exports; of one year.
    """
    by = regions.groupby(["seed", "sector"])["exports"].sum().unstack("sector", fill_value=0.0)
    made = by[[name for name in MANUFACTURES if name in by]].sum(axis=1)
    goods = by[[name for name in GOODS if name in by]].sum(axis=1)
    return {int(seed): float(made[seed] / goods[seed]) for seed in by.index}


def concentration_rank(regions: pd.DataFrame, record: Mapping[str, float]) -> dict[int, float]:
    """Rank correlation over sectors of their Ellison-Glaeser index with the record's, by seed.

    Parameters
    ----------
    regions : seed, region, sector, employment, firms; of one quarter. Plants count as equal, as in the record.
    """
    from scipy.stats import spearmanr

    found = {}
    for seed, rows in regions.groupby("seed"):
        jobs = rows.pivot_table(index="region", columns="sector", values="employment", aggfunc="sum", fill_value=0.0)
        firms = rows.groupby("sector")["firms"].sum()
        place = (jobs.sum(axis=1) / jobs.to_numpy().sum()).to_numpy()
        here = [name for name in record if name in jobs and firms[name] > 1.0 and jobs[name].sum() > 0.0]
        gamma = [ellison_glaeser(jobs[name].to_numpy(), place, 1.0 / float(firms[name])) for name in here]
        found[int(seed)] = float(spearmanr(gamma, [record[name] for name in here]).statistic)
    return found


def us_concentration(path: Path = CONCENTRATION) -> dict[str, float]:
    """Ellison-Glaeser index of the United States in 2000 over states, by sector."""
    with path.open(encoding="utf-8", newline="") as file:
        return {row["sector"]: float(row["gamma"]) for row in csv.DictReader(file)}
