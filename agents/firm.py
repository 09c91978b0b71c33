"""A firm: what is known of it, and how Mesa sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mesa.discrete_space import Cell, FixedAgent

from agents.columns import Column, ColumnSpec, ColumnTable

if TYPE_CHECKING:
    from agents.columnar_model import ColumnarModel

DOMESTIC, FOREIGN, GROUP = 0, 1, 2
OWNERS = ("domestic", "foreign", "group")

FIRM_COLUMNS: dict[str, ColumnSpec] = {
    "lineage": ColumnSpec("uint64", "", "key of the firm's random numbers; nobody else ever has it"),
    "parent": ColumnSpec("uint64", "", "lineage of the firm it sprang from, 0 if none"),
    "enterprise": ColumnSpec("uint64", "", "firm whose plant the row is: lineage of its first plant"),
    "plants": ColumnSpec("int32", "", "plants of its firm"),
    "cell": ColumnSpec("int64", "", "cell of the map"),
    "sector": ColumnSpec("int64", "", "sector, in the order of the sector table"),
    "owner": ColumnSpec("int8", "", "0 domestic, 1 foreign, 2 group"),
    "group": ColumnSpec("int32", "", "conglomerate it belongs to, -1 if none"),
    "exporter": ColumnSpec("bool", "", "sells to the world"),
    "reach": ColumnSpec("float64", "0 to 1", "share of the world's buyers that it serves"),
    "age": ColumnSpec("int32", "quarters", "quarters since it opened"),
    "productivity": ColumnSpec("float64", "log", "own productivity, relative to what its place and sector give"),
    "luck": ColumnSpec("float64", "log", "passing part of its productivity: nobody inherits or imitates it"),
    "capital": ColumnSpec("float64", "units", "machines and buildings"),
    "customers": ColumnSpec("float64", "relative", "how many buyers know the firm"),
    "cash": ColumnSpec("float64", "money", "bank balance"),
    "debt": ColumnSpec("float64", "money", "loan from the bank of its region"),
    "employment": ColumnSpec("float64", "thousand people", "workers, researchers and overhead included"),
    "staff": ColumnSpec("float64", "thousand people", "workers in all plants of its firm"),
    "sales": ColumnSpec("float64", "money a quarter", "sales at home and abroad"),
    "exports": ColumnSpec("float64", "money a quarter", "sales to the world"),
    "expected_sales": ColumnSpec("float64", "money a quarter", "what it plans for"),
    "costs": ColumnSpec("float64", "money a quarter", "wages, overhead and research among them, and inputs"),
    "profit": ColumnSpec("float64", "money a quarter", "after interest, wear of capital and tax"),
    "investment": ColumnSpec("float64", "money a quarter", "spending on capital"),
    "rd": ColumnSpec("float64", "money a quarter", "spending on research and development"),
    "innovated": ColumnSpec("bool", "", "found something new this quarter"),
    "losses": ColumnSpec("float64", "quarters", "quarters in a row without covering its costs"),
    "export_cost": ColumnSpec("float64", "log", "what entering the world market costs it, relative to the mean"),
    "fund_share": ColumnSpec("float64", "0 to 1", "share of its equity held by the region's venture fund"),
}


class Firm(FixedAgent):
    """A view of one row of `model.firms`.

    The view is found again by the firm's lineage, so it stays the same firm when other firms leave.

    Raises
    ------
    LookupError
        On reading a firm that has closed.
    """

    model: ColumnarModel
    lineage_key: int

    exporter = Column[bool]()
    reach = Column[float]()
    age = Column[int]()
    productivity = Column[float]()
    luck = Column[float]()
    capital = Column[float]()
    customers = Column[float]()
    cash = Column[float]()
    debt = Column[float]()
    employment = Column[float]()
    sales = Column[float]()
    exports = Column[float]()
    expected_sales = Column[float]()
    costs = Column[float]()
    profit = Column[float]()
    investment = Column[float]()
    rd = Column[float]()
    losses = Column[float]()
    group = Column[int]()
    parent = Column[int]()

    def __init__(self, model: ColumnarModel, lineage: int, cell: Cell) -> None:
        super().__init__(model)
        self.lineage_key = lineage
        self.cell = cell

    def remove(self) -> None:
        """Refuse: a firm closes by its own decision, with its debts and machines accounted for."""
        raise NotImplementedError("a firm closes through the model's exit stage, so that its money goes somewhere")

    def leave(self) -> None:
        """Take the view out of the model after the firm has closed."""
        super().remove()

    @property
    def table(self) -> ColumnTable:
        """The table that holds the firm's row."""
        return self.model.firms

    @property
    def row(self) -> int:
        """Where the firm is now in the table."""
        return self.model.row_of(self.lineage_key)

    @property
    def lineage(self) -> int:
        """Key of the firm's random numbers; stays the same in every run with the same seed."""
        return self.lineage_key

    @property
    def open(self) -> bool:
        """Whether the firm still exists."""
        return self.model.is_open(self.lineage_key)

    @property
    def sector(self) -> str:
        """Name of the sector."""
        return self.model.sector_names[int(self.table.sector[self.row])]

    @property
    def owner(self) -> str:
        """`domestic`, `foreign` or `group`."""
        return OWNERS[int(self.table.owner[self.row])]
