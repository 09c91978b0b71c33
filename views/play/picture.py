"""From an economy to what its map shows: what stays as a table, a quarter as bytes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from model import measures
from views import theme

if TYPE_CHECKING:
    from model.economy import RegionalEconomy
    from model.state import State
    from scenarios.schema import Scenario

Floats = NDArray[np.float64]
Bytes = NDArray[np.uint8]

NONE = 255
QUOTIENT = 16.0  # a location quotient of 1 as a byte


@dataclass(frozen=True)
class Layer:
    """A figure of every place.

    Attributes
    ----------
    digits : decimals that a reader needs.
    """

    name: str
    title: str
    unit: str
    digits: int


LAYERS = (
    Layer("employment", "Jobs", "thousand", 0),
    Layer("wage", "Real wage", "nation = 100", 0),
    Layer("exports", "Exports", "% of the nation's", 1),
    Layer("foreign_share", "Foreign-owned firms", "% of jobs", 1),
    Layer("infrastructure", "Infrastructure", "start of the nation = 1", 2),
)


def layer_names(scenario: Scenario) -> list[str]:
    """Every layer that the map can show."""
    return ["leader", *(layer.name for layer in LAYERS), *(f"sector:{s}" for s in scenario.sectors.ids)]


def geography(scenario: Scenario) -> dict[str, Any]:
    """What the map needs once: the grid, regions, ports, sectors, layers."""
    country, grid = scenario.country, scenario.country.grid
    rows, cols = grid.positions.T
    regions = []
    for index, region in enumerate(country.regions.values()):
        inside = np.flatnonzero(grid.region_of_cell == index)
        middle = _middle(rows[inside], cols[inside])
        cell = int(np.flatnonzero((rows == middle[0]) & (cols == middle[1]))[0])
        regions.append({"name": region.name, "x": middle[1], "y": middle[0], "size": len(inside), "cell": cell})
    return {
        "title": country.title,
        "shape": [grid.rows, grid.cols],
        "rows": rows.tolist(),
        "cols": cols.tolist(),
        "region": grid.region_of_cell.tolist(),
        "regions": regions,
        "ports": country.port_cells.tolist(),
        "sectors": [
            {"id": s, "code": theme.sector_code(s), "title": theme.sector_name(s), "colour": theme.sector_colour(s)}
            for s in scenario.sectors.ids
        ],
        "layers": [layer.__dict__ for layer in LAYERS],
    }


def _middle(rows: NDArray[np.int64], cols: NDArray[np.int64]) -> tuple[int, int]:
    """The cell of a region nearest to its centre."""
    nearest = int(np.argmin(np.hypot(rows - rows.mean(), cols - cols.mean())))
    return int(rows[nearest]), int(cols[nearest])


def frame(economy: RegionalEconomy, number: int) -> bytes:
    """A quarter for the map: float32 header and layers, then a byte a cell for quotients, leader, clusters, seats."""
    state = economy.state
    jobs = state.statistics.jobs
    quotient = measures.location_quotient(jobs)
    leader = measures.leading_sector(jobs, quotient)
    last = economy.quarter - 1
    year = state.scenario.country.start_year + last / 4.0
    head = np.array([number, last, year, jobs.shape[1], len(LAYERS), jobs.shape[0]], np.float32)
    figures = np.array([_figures(state)[layer.name] for layer in LAYERS], np.float32)
    small = np.vstack([
        np.clip(np.rint(quotient * QUOTIENT), 0, 255).astype(np.uint8),
        np.where(leader < 0, NONE, leader).astype(np.uint8),
        _clusters(economy),
        _seats(state),
    ])  # fmt: skip
    return head.tobytes() + figures.tobytes() + small.tobytes()


def _figures(state: State) -> dict[str, Floats]:
    stats, cells = state.statistics, state.cells
    exports, jobs = stats.exports.sum(axis=0), stats.jobs.sum(axis=0)
    return {
        "employment": jobs,
        "wage": 100.0 * cells.wage / cells.consumer_price / state.real_wage(),
        "exports": 100.0 * exports / max(float(exports.sum()), 1e-12),
        "foreign_share": 100.0 * (stats.foreign * stats.jobs).sum(axis=0) / np.maximum(jobs, 1e-12),
        "infrastructure": cells.infrastructure,
    }


def _clusters(economy: RegionalEconomy) -> Bytes:
    """1 where a cell lies in a cluster of a sector, (S, C)."""
    at = np.zeros(economy.state.shape, np.uint8)
    for cluster in economy.recorder.clusters.alive:
        at[cluster.sector, sorted(cluster.cells)] = 1
    return at


def _seats(state: State) -> Bytes:
    """Number of conglomerates whose largest firm is at each cell."""
    firms, at = state.firms, np.zeros(state.space.size, np.int64)
    mine = np.flatnonzero(state.is_group)
    order = mine[np.argsort(firms.employment[mine], kind="stable")]
    seat = dict(zip(firms.group[order].tolist(), firms.cell[order].tolist(), strict=True))  # the largest comes last
    for cell in seat.values():
        at[cell] += 1
    return np.minimum(at, 254).astype(np.uint8)
