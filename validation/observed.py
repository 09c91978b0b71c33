"""What a run left behind, as measures see it: tables and nothing else."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import pandas as pd

    from results.store import Results

TRADABLE = 0.5  # tradability from which a sector counts as tradable
MANUFACTURING = (
    "textiles", "petrochemicals", "shipbuilding", "automotive", "machinery", "electronics", "biopharma", "aerospace",
)  # fmt: skip


@dataclass
class Observed:
    """Tables of one run.

    Attributes
    ----------
    totals, regions, firms, places, trade, ledger : data frames as recorded, quarters from 0 on.
    scenario : the resolved scenario: sectors, country, policy, run.
    """

    totals: pd.DataFrame
    regions: pd.DataFrame
    firms: pd.DataFrame
    places: pd.DataFrame
    trade: pd.DataFrame
    ledger: pd.DataFrame
    scenario: Mapping[str, Any]

    @cached_property
    def sectors(self) -> dict[str, Mapping[str, Any]]:
        """Figures of each sector."""
        return dict(self.scenario["sectors"]["sectors"])

    @cached_property
    def states(self) -> dict[str, int]:
        """Number of the state that each region belongs to."""
        from scenarios.country import Country

        country = Country.model_validate(self.scenario["country"])
        return dict(zip(country.regions, country.state_of_region.tolist(), strict=True))

    @cached_property
    def tradable(self) -> list[str]:
        """Sectors whose goods travel."""
        return [name for name, sector in self.sectors.items() if float(figure(sector["tradability"])) >= TRADABLE]

    @cached_property
    def purchases(self) -> pd.DataFrame:
        """What industries buy from each other as a share of the buyer's sales: supplier x buyer."""
        import pandas as pd

        inputs = self.scenario["sectors"]["inputs"]
        share = {name: float(figure(s["alpha_m"])) for name, s in self.sectors.items()}
        columns = {buyer: {seller: share[buyer] * x for seller, x in row.items()} for buyer, row in inputs.items()}
        return pd.DataFrame(columns).reindex(list(self.sectors)).fillna(0.0)

    @cached_property
    def census_years(self) -> tuple[int, ...]:
        """Years in which every firm was counted."""
        return tuple(sorted((self.places["quarter"].unique() // 4).tolist())) if len(self.places) else ()

    def census(self, year: int) -> pd.DataFrame:
        """Every plant of a census year."""
        return self.firms[self.firms["quarter"] == 4 * year + 3]

    @cached_property
    def last_enterprises(self) -> pd.DataFrame:
        """Every firm of the last census with all its plants."""
        return whole(self.last_census)

    @cached_property
    def last_census(self) -> pd.DataFrame:
        """Every plant of the last census."""
        return self.census(self.census_years[-1])

    def cells(self, year: int) -> pd.DataFrame:
        """Every place of a census year."""
        return self.places[self.places["quarter"] == 4 * year + 3]

    def steps(self, years: int) -> list[tuple[pd.DataFrame, pd.DataFrame]]:
        """Pairs of censuses that lie so many years apart."""
        have = self.census_years
        return [(self.census(y), self.census(y + years)) for y in have if y + years in have]


def whole(plants: pd.DataFrame) -> pd.DataFrame:
    """Sums over the plants of each firm, its sector and name."""
    summed = plants.groupby(["enterprise", "sector"], observed=True, as_index=False)[
        ["employment", "sales", "exports", "value_added"]
    ].sum()
    return summed.assign(firm=summed["enterprise"])


def figure(value: Any) -> Any:
    """The number of a figure that carries its unit and source."""
    return value["value"] if isinstance(value, Mapping) else value


TABLES = ("totals", "regions", "firms", "places", "trade", "ledger")


def observe(results: Results, run: str, scenario: str, tables: Collection[str] = TABLES) -> Observed:
    """Read tables of a run, quarters from 0 on; the others stay empty."""
    import pandas as pd

    content = results.scenarios[scenario]
    counted = bool(content["run"]["census"])

    def read(name: str) -> pd.DataFrame:
        if name not in tables or (name in ("places", "trade") and not counted):
            return pd.DataFrame()
        frame = results.table({"ledger": "policy_ledger"}.get(name, name), [run])
        return frame[frame["quarter"] >= 0] if len(frame) else frame

    return Observed(**{name: read(name) for name in TABLES}, scenario=content)


def slope(y: NDArray[np.float64], x: NDArray[np.float64]) -> float:
    """Coefficient of a regression of y on x and a constant, (n,) each; nan without variation."""
    centred = x - x.mean()
    variation = float((centred**2).sum())
    return float((centred * (y - y.mean())).sum() / variation) if variation > 0.0 else float("nan")
