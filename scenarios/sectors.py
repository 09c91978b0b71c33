"""The sectors of the economy and how they hang together; the same in every country."""

from functools import cached_property
from typing import Annotated

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from scenarios.base import Frozen
from scenarios.country import Slug
from scenarios.figure import Figure

Unit = Annotated[Figure, Field(ge=0.0, le=1.0)]
Array = NDArray[np.float64]


class Sector(Frozen):
    """Figures of one sector."""

    name: str = ""
    title: str = ""
    note: str = ""
    sigma: Annotated[Figure, Field(gt=1.0, le=30.0)] = Field(description="elasticity of substitution")
    alpha_k: Unit = Field(description="share of capital in cost")
    alpha_l: Unit = Field(description="share of labour in cost")
    alpha_m: Unit = Field(description="share of intermediate inputs in cost")
    rd_intensity: Unit = Field(description="R&D as a share of sales")
    resource: Unit = Field(description="dependence on natural endowment")
    skill_intensity: Annotated[Figure, Field(ge=0.0)] = Field(description="relative to the mean sector")
    pay: Annotated[Figure, Field(gt=0.0, le=10.0)] = Field(
        default=Figure(1.0, "mean sector = 1"), description="of a worker, relative to the mean sector"
    )
    tradability: Unit = Field(description="0 = only at home, 1 = freely traded")
    armington: Annotated[Figure, Field(gt=1.0, le=30.0)] = Field(
        description="elasticity between home goods and imports"
    )
    openness: Unit = Field(description="exports over output of the industry in the world")
    complexity: Figure = Field(description="product complexity, standardised")
    world_growth: Annotated[Figure, Field(ge=-0.1, le=0.1)] = Field(description="of world demand, a quarter")
    household_share: Unit = Field(description="share of household spending")
    income_elasticity: Annotated[Figure, Field(ge=-2.0, le=2.0)] = Field(
        default=Figure(0.0), description="log points of that share a log point of income relative to the frontier"
    )
    investment_share: Unit = Field(description="share of investment spending")
    government_share: Unit = Field(description="share of government spending")


class SectorTable(Frozen):
    """All sectors, their inputs from each other, relatedness and local factors.

    The arrays run over sectors in the order of the file.
    """

    sectors: dict[Slug, Sector] = Field(min_length=1)
    inputs: dict[Slug, dict[Slug, float]] = Field(description="of a sector: share of each input")
    related: dict[Slug, dict[Slug, float]] = Field(description="relatedness of two sectors, 0 to 1")
    leanings: dict[Slug, dict[Slug, float]] = Field(description="elasticity of a sector to a local factor")

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """Sector ids in order."""
        return tuple(self.sectors)

    @cached_property
    def factor_names(self) -> tuple[str, ...]:
        """Names of the local factors in order."""
        return tuple(next(iter(self.leanings.values()), {}))

    @cached_property
    def io(self) -> Array:
        """Share of input i in the intermediate bundle of sector j, shape (S, S); columns sum to 1."""
        shares = [[self.inputs[using].get(given, 0.0) for using in self.ids] for given in self.ids]
        matrix = np.array(shares)
        return _frozen(matrix / matrix.sum(axis=0, keepdims=True))

    @cached_property
    def relatedness(self) -> Array:
        """Relatedness of two sectors, shape (S, S), from 0 to 1."""
        return _frozen(np.array([[self.related[a].get(b, 0.0) for b in self.ids] for a in self.ids]))

    @cached_property
    def factors(self) -> Array:
        """Elasticity of a sector to a local factor, shape (S, F)."""
        rows = [[self.leanings[s].get(factor, 0.0) for factor in self.factor_names] for s in self.ids]
        return _frozen(np.array(rows))

    def __getattr__(self, name: str) -> Array:
        """Any figure of the sectors as an array of shape (S,), kept once it has been read."""
        if name not in Sector.model_fields:
            raise AttributeError(f"SectorTable has no attribute {name!r}")
        array = _frozen(np.array([getattr(sector, name) for sector in self.sectors.values()]))
        self.__dict__[name] = array
        return array


def _frozen(array: Array) -> Array:
    array.flags.writeable = False
    return array
