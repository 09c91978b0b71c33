"""A Mesa model whose firms live in columns; its agents are made when somebody asks for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import mesa
from mesa.discrete_space import Cell, OrthogonalMooreGrid

from agents.columns import ColumnTable
from agents.firm import Firm

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mesa.agentset import AbstractAgentSet


class ColumnarModel(mesa.Model):
    """What Mesa promises of a model (`agents`, `agents_by_type`, `grid`, …), kept by columns.

    Nothing is built until it is asked for: a batch that never looks at an agent never pays for one.
    """

    firms: ColumnTable
    sector_names: tuple[str, ...]

    @property
    def scenario(self) -> Any:
        """The scenario the model was built from (frozen; Mesa writes a back reference into its own)."""
        return self._scenario

    @scenario.setter
    def scenario(self, scenario: Any) -> None:
        self._scenario = scenario

    def adopt(
        self,
        firms: ColumnTable,
        sector_names: tuple[str, ...],
        grid_shape: tuple[int, int],
        coordinates: Sequence[tuple[int, int]],
    ) -> None:
        """Take the table whose rows are the firms.

        Parameters
        ----------
        grid_shape : rows and columns of the map, sea included.
        coordinates : row and column of each cell that the table's `cell` counts.
        """
        self.firms = firms
        self.sector_names = sector_names
        self._grid_shape, self._coordinates = grid_shape, coordinates
        self._grid: OrthogonalMooreGrid | None = None
        self._views: dict[int, Firm] = {}
        self._rows: dict[int, int] | None = None
        self._stale = True
        self._actors_made = False

    def firms_changed(self) -> None:
        """Say that rows were added or removed: views are brought up to date when next looked at."""
        self._stale, self._rows = True, None

    def make_actors(self) -> None:
        """Make the agents that are not firms (a subclass says which)."""

    def balance(self, holder: str, index: int) -> float:
        """Money of one of the agents that are not firms (a subclass knows)."""
        raise NotImplementedError

    def row_of(self, lineage: int) -> int:
        """Row of a firm by its lineage.

        Raises
        ------
        LookupError
            If the firm has closed.
        """
        if self._rows is None:
            self._rows = {key: row for row, key in enumerate(self.firms.lineage.tolist())}
        try:
            return self._rows[lineage]
        except KeyError:
            raise LookupError(f"firm {lineage} has closed") from None

    def is_open(self, lineage: int) -> bool:
        """Whether a firm of this lineage exists."""
        try:
            self.row_of(lineage)
        except LookupError:
            return False
        return True

    def space_cell(self, cell: int) -> Cell:
        """The Mesa cell of a land cell."""
        return self._mesa_grid()[self._coordinates[cell]]

    @property
    def grid(self) -> OrthogonalMooreGrid:
        """The map as a Mesa grid; `grid[row, column].agents` are the firms there."""
        self._refresh()
        return self._mesa_grid()

    @property
    def agents(self) -> AbstractAgentSet[Any]:
        """All agents: firms, governments, investors."""
        self._refresh()
        return self._all_agents

    @property
    def agents_by_type(self) -> dict[type, AbstractAgentSet[Any]]:
        """Agents by class."""
        self._refresh()
        return self._agents_by_type

    @property
    def agent_types(self) -> list[type]:
        """Classes of agents in the model."""
        return list(self.agents_by_type)

    def _mesa_grid(self) -> OrthogonalMooreGrid:
        if self._grid is None:
            self._grid = OrthogonalMooreGrid(self._grid_shape, torus=False, random=self.random)
        return self._grid

    def _refresh(self) -> None:
        """Make views of new firms, drop those of closed ones."""
        if not self._stale:
            return
        self._stale = False  # first: making an agent asks for the agents
        if not self._actors_made:
            self._actors_made = True
            self.make_actors()
        alive = self.firms.lineage.tolist()
        for lineage in self._views.keys() - set(alive):
            self._views.pop(lineage).leave()
        cells = self.firms.cell.tolist()
        for lineage, cell in zip(alive, cells, strict=True):
            if lineage not in self._views:
                self._views[lineage] = Firm(self, lineage, self.space_cell(cell))
