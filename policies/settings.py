"""The channels of one quarter: what the economy reads, what it pays out, and the ledger of who got what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from policies.channels import CHANNELS, Channel, Floats
from policies.observation import Geography

# a rationed sum may round up by its last bits: budgets are met from below
JUST_BELOW = 1.0 - 1e-12


@dataclass(frozen=True)
class Acting:
    """An instrument in the quarter: what it writes into channels, and its money by government.

    Attributes
    ----------
    budget, trusted : (G,) money of each government, and the share of claims on it that firms expect to be paid.
    payer : (C,) which government pays in each cell.
    group : instruments of one group don't add up where factors are multiplied: the better of them holds.
    """

    name: str
    writes: dict[str, Floats]
    budget: Floats
    payer: NDArray[np.int64]
    capped: bool
    trusted: Floats
    group: str = ""

    def rations(self, channel: Channel) -> bool:
        """Whether claims are cut to the budget; a treaty's duty can't be."""
        return channel.kind == "grant" or (self.capped and channel.dims == "KSC" and channel.kind == "forgone")


class LedgerRow(NamedTuple):
    """What an instrument spent, or left unraised, at a region and sector in a quarter."""

    instrument: str
    government: str
    region: str
    sector: str
    spent: float
    forgone: float


class Settings:
    """Channels as the instruments of the quarter set them.

    Attributes
    ----------
    kept : of each instrument whose claims were cut or not so far, the share that was paid by government, (G,); not a
        number where none was made.
    """

    def __init__(
        self,
        sectors: int,
        cells: int,
        acting: tuple[Acting, ...] = (),
        geography: Geography | None = None,
        news: tuple[tuple[str, str, str], ...] = (),
    ) -> None:
        self._sectors, self._cells = sectors, cells
        self._acting, self._geography, self._news = acting, geography, news
        self._left = {a.name: a.budget.copy() for a in acting}
        self._spent: dict[str, Floats] = {}
        self._forgone: dict[str, Floats] = {}
        self._values: dict[str, Floats] = {}
        self.kept: dict[str, Floats] = {}
        self._commit_works()

    @classmethod
    def neutral(cls, sectors: int, cells: int) -> Settings:
        """Nothing acts."""
        return cls(sectors, cells)

    def active(self, channel: str) -> bool:
        """Whether an instrument writes into the channel."""
        return any(channel in a.writes for a in self._acting)

    def value(self, channel: str) -> Floats:
        """What firms count on, all instruments together: of a grant whose claims are cut, what was paid lately."""
        if channel not in self._values:
            rule = CHANNELS[channel]
            total = rule.silent(self._sectors, self._cells)
            for acting, extra in self._increments(rule):
                if acting.rations(rule):
                    extra = extra * acting.trusted[acting.payer]
                total = total - extra if rule.combine == "product" else total + extra
            self._values[channel] = total
        return self._values[channel]

    def works(self, channel: str) -> Floats:
        """Money spent at places this quarter."""
        return self.value(channel)

    def pay(self, channel: str, base: Floats) -> Floats:
        """Pay out a grant, or leave revenue unraised, on what firms claim.

        Parameters
        ----------
        base : money that the rates apply to, in the channel's shape: (K, S, C), or (S, C) for a duty given up.

        Returns
        -------
        Rates of that shape that hold after rationing; a factor for channels that are factors.
        """
        rule = CHANNELS[channel]
        total = rule.silent(self._sectors, self._cells)
        for acting, extra in self._increments(rule):
            claim = extra * base
            if acting.rations(rule):
                kept = self._ration(acting, claim)
                extra, claim = extra * kept, claim * kept
            book = self._spent if rule.kind == "grant" else self._forgone
            self._book(book, acting, claim.sum(axis=0) if rule.dims == "KSC" else claim)
            total = total - extra if rule.combine == "product" else total + extra
        return total

    def spent_by_government(self) -> dict[str, float]:
        """Money spent so far this quarter, by government."""
        out: dict[str, float] = {}
        for acting in self._acting:
            if acting.name in self._spent:
                for government, amount in self._by_government(acting, self._spent[acting.name]):
                    out[government] = out.get(government, 0.0) + amount
        return out

    def subsidies(self) -> Floats:
        """What firms got so far this quarter by sector, (S,) money: grants, and taxes and duties they were let off."""
        out = np.zeros(self._sectors)
        for acting in self._acting:
            if any(CHANNELS[name].dims == "KSC" for name in acting.writes):
                for book in (self._spent, self._forgone):
                    out += book[acting.name][:-1].sum(axis=1) if acting.name in book else 0.0
        return out

    def ledger(self) -> Iterator[LedgerRow]:
        """Who got what, by instrument, region and sector (sector "" where it has none)."""
        if self._geography is None:
            return
        nothing = np.zeros((self._sectors + 1, self._cells))
        for acting in self._acting:
            spent = self._spent.get(acting.name, nothing)
            forgone = self._forgone.get(acting.name, nothing)
            yield from self._rows(acting, self._geography.by_region(spent), self._geography.by_region(forgone))

    def choices(self) -> tuple[tuple[str, str, str], ...]:
        """What was chosen anew this quarter: (instrument, region, sector), "" meaning all."""
        return self._news

    def _increments(self, rule: Channel) -> Iterator[tuple[Acting, Floats]]:
        """What each instrument adds to those before it, in the order of their ids."""
        total = rule.silent(self._sectors, self._cells)
        held: dict[str, Floats] = {}
        for acting in self._acting:
            if rule.name not in acting.writes:
                continue
            value = acting.writes[rule.name]
            if rule.combine == "sum":
                extra = np.minimum(value, np.maximum(rule.most - total, 0.0))
                total = total + extra
            elif rule.combine == "max":
                extra = np.maximum(np.minimum(value, rule.most) - total, 0.0)
                total = total + extra
            else:
                so_far = held.get(acting.group or acting.name, rule.silent(self._sectors, self._cells))
                better = np.minimum(value, so_far)
                extra = total * (1.0 - better / np.maximum(so_far, 1e-300))
                held[acting.group or acting.name] = better
                total = total - extra
            yield acting, extra

    def _ration(self, acting: Acting, claim: Floats) -> Floats:
        """Share of claims that the budget left can pay, by cell (C,), and take the money."""
        left = self._left[acting.name]
        claims = np.bincount(acting.payer, weights=claim.sum(axis=(0, 1)), minlength=len(left))
        kept = np.minimum(JUST_BELOW * left, claims) / np.maximum(claims, 1e-300)
        self.kept[acting.name] = np.where(claims > 0.0, kept, np.nan)
        left -= kept * claims
        np.maximum(left, 0.0, out=left)
        return np.asarray(kept[acting.payer])

    def _commit_works(self) -> None:
        for acting in self._acting:
            for name, amount in acting.writes.items():
                if CHANNELS[name].kind == "works":
                    self._book(self._spent, acting, amount)

    def _book(self, book: dict[str, Floats], acting: Acting, amount: Floats) -> None:
        """Add to a book of (S + 1, C), the last row for what has no sector."""
        page = book.setdefault(acting.name, np.zeros((self._sectors + 1, self._cells)))
        if amount.ndim == 1:
            page[-1] += amount
        else:
            page[:-1] += amount

    def _by_government(self, acting: Acting, page: Floats) -> Iterator[tuple[str, float]]:
        assert self._geography is not None
        names = ("national", *self._geography.regions)
        sums = np.bincount(acting.payer, weights=page.sum(axis=0), minlength=len(names))
        for index in np.flatnonzero(sums):
            yield names[index], float(sums[index])

    def _rows(self, acting: Acting, spent: Floats, forgone: Floats) -> Iterator[LedgerRow]:
        assert self._geography is not None
        regions, sectors = self._geography.regions, (*self._geography.sectors, "")
        national = not acting.payer.any()
        for s, r in zip(*np.nonzero((spent != 0.0) | (forgone != 0.0)), strict=True):
            government = "national" if national else regions[r]
            yield LedgerRow(acting.name, government, regions[r], sectors[s], float(spent[s, r]), float(forgone[s, r]))
