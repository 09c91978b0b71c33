"""Flows between holders of money: every flow has a payer and a payee, and stocks change by flows alone."""

from __future__ import annotations

from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


class Holder(IntEnum):
    """Columns of the transaction-flow matrix; the market passes on what it takes and holds nothing."""

    FIRMS = 0
    HOUSEHOLDS = 1
    NATIONAL = 2
    REGIONAL = 3
    BANKS = 4
    FUNDS = 5
    GROUPS = 6
    WORLD = 7
    MARKET = 8


HOLDERS = len(Holder)


class Flows:
    """The transaction-flow matrix of one quarter."""

    def __init__(self) -> None:
        self._rows: dict[str, list[float]] = {}

    def pay(self, kind: str, payer: Holder, payee: Holder, amount: float | Floats) -> None:
        """Book a payment; an array is summed."""
        total = float(amount.sum()) if isinstance(amount, np.ndarray) else float(amount)
        row = self._rows.setdefault(kind, [0.0] * HOLDERS)
        row[payer] -= total
        row[payee] += total

    def total(self, kind: str, holder: Holder) -> float:
        """Net receipts of a holder from one kind of flow."""
        return self._rows[kind][holder] if kind in self._rows else 0.0

    def net(self) -> Floats:
        """Net receipts of each holder, (H,)."""
        return np.sum(list(self._rows.values()), axis=0) if self._rows else np.zeros(HOLDERS)

    def matrix(self) -> dict[str, dict[str, float]]:
        """The matrix with names, for reading."""
        return {kind: {h.name.lower(): row[h] for h in Holder} for kind, row in self._rows.items()}


class Ledger:
    """Compares what holders have with what flowed, quarter by quarter.

    Attributes
    ----------
    residuals : largest residual so far of each identity, relative to the quarter's product.
    """

    def __init__(self, opening: Floats) -> None:
        self._stocks = opening
        self.residuals: dict[str, float] = {}

    def check(
        self,
        flows: Flows,
        stocks: Floats,
        *,
        gdp: float,
        goods: dict[str, float],
        equity: Floats,
        balance_sheet: Floats,
    ) -> None:
        """Book the residuals of a quarter.

        Parameters
        ----------
        stocks : (H,) money of each holder at the end of the quarter.
        goods : residuals of the goods and labour markets, in money.
        equity, balance_sheet : (R,) banks' equity by profit and loss, and by assets less liabilities.
        """
        net = flows.net()
        found = {
            "stocks_follow_flows": float(np.abs(stocks - self._stocks - net).max()),
            "market_passes_on": abs(float(net[Holder.MARKET])),
            "money_is_conserved": abs(float(stocks.sum() - self._stocks.sum())),
            "bank_equity": float(np.abs(equity - balance_sheet).max()),
            **goods,
        }
        for name, value in found.items():
            self.residuals[name] = max(self.residuals.get(name, 0.0), value / gdp)
        self._stocks = stocks
