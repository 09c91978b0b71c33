"""What a state may know when it decides: the map, and last quarter's statistics."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Geography:
    """What doesn't change: names of places and sectors, ports, relatedness.

    Attributes
    ----------
    region_of_cell : (C,) index into `regions`; port_cells : (P,) indices of cells.
    relatedness : (S, S) 0 to 1; inputs : (S_in, S_using) cost of each input in output; complexity, world_growth : (S,).
    seed : of the run, for draws by lottery.
    neighbours : (R, R) regions that touch; (0, 0) where nobody asks.
    """

    country: str
    sectors: tuple[str, ...]
    regions: tuple[str, ...]
    region_of_cell: Ints
    port_cells: Ints
    relatedness: Floats
    inputs: Floats
    complexity: Floats
    world_growth: Floats
    seed: int = 0
    neighbours: NDArray[np.bool_] = field(default_factory=lambda: np.zeros((0, 0), bool))

    def by_region(self, x: Floats) -> Floats:
        """(…, C) summed over the cells of each region: (…, R)."""
        out = np.zeros((*x.shape[:-1], len(self.regions)))
        np.add.at(np.moveaxis(out, -1, 0), self.region_of_cell, np.moveaxis(x, -1, 0))
        return out


@dataclass(frozen=True)
class Observation:
    """Statistics of the last quarter; money in the economy's unit.

    Attributes
    ----------
    gdp : a year; gdp_by_region : (R,) a year.
    employment, output, exports, returns, export_share : (S, C).
    profits, rd, investment, debt, entries, import_duty_on_inputs : (K, S, C) by class of firm.
    startup_equity : money that one start-up needs; population : (C,).
    location_quotient, relatedness_density : (S, R).
    """

    quarter: int
    gdp: float
    gdp_by_region: Floats
    employment: Floats
    output: Floats
    exports: Floats
    profits: Floats
    rd: Floats
    investment: Floats
    debt: Floats
    entries: Floats
    startup_equity: float
    import_duty_on_inputs: Floats
    population: Floats
    returns: Floats
    location_quotient: Floats
    relatedness_density: Floats
    export_share: Floats
