"""The committed table of facts as a page shows it: what holds, what doesn't, and who found it in the world.

On a phone a row is a block of its own, so the roles of a table are written out: a table laid out otherwise loses them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from views.validated import Bar, Validated
from views.validation_table import SIGNS, figure, rows_of, signed

if TYPE_CHECKING:
    import pandas as pd

MARKS = {"hit": ("✓", "in band"), "miss": ("✕", "out of band")}
KINDS = {"stylised": "figures of firms and places", "experiment": "of experiments", "path": "of paths"}
STATE = {True: ("hit", "✓", "reached"), False: ("miss", "✕", "not reached")}
NOTE = (
    "Figures are means over {seeds} seeds, in brackets their standard deviation (for signs the standard error). "
    "✓: in the band; ✕ and shaded: outside it, or the sign isn't clear. “Calibration” marks facts that parameters may "
    "be fitted to; the others are kept for testing."
)
COUNTED = "share of years"  # of a fan: no record tells it
NOTHING = '<span class="soft">–</span>'
Row = dict[str, Any]


def verdict(found: Validated) -> str:
    """How much holds, in two sentences."""
    reached = sum(bar.reached for bar in found.bars)
    table = found.table
    parts = []
    for kind, name in KINDS.items():
        passed = table.loc[table["kind"] == kind, "passed"]
        if len(passed):
            parts.append(f"{int(passed.sum())} of {len(passed)} {name}")
    return f"{reached} of {len(found.bars)} bars are reached. In band: {', '.join(parts)}."


def summary(table: pd.DataFrame) -> str:
    """Which facts of several economies hold in every one, and which are missed."""
    shares = table.groupby("id", sort=False)["passed"].mean()
    told = f"{int((shares == 1.0).sum())} of {len(shares)} facts hold in every economy."
    for where, which in (("every one", shares == 0.0), ("some", (shares > 0.0) & (shares < 1.0))):
        if which.any():
            told += f" Wrong in {where}: {'; '.join(_names(table, shares[which].index))}."
    return told


def _names(table: pd.DataFrame, ids: Iterable[str]) -> list[str]:
    """What the facts are about, each once, with their ids."""
    words, terms = _first(table, "words"), _first(table, "name")
    names = {fact: words[fact] or terms[fact] for fact in terms}
    by: dict[str, list[str]] = {}
    for fact in ids:
        by.setdefault(names[fact], []).append(fact)
    return [f"{name}, {', '.join(facts)}" for name, facts in by.items()]


def bars(found: Sequence[Bar]) -> str:
    """What is asked of the model, how much of it there is, and whether that will do."""
    rows = []
    for bar in found:
        mark, sign, word = STATE[bar.reached]
        state = f'<span class="mark" aria-hidden="true">{sign}</span>{word}'
        reached = f"<b>{escape(bar.shown.replace('%', ' %'))}</b> {state}"
        rows.append([_head(_capital(bar.text)), _cell("Wanted", escape(bar.wanted)), _cell("Marshall", reached, mark)])
    return _table("Bars", ("Bar", "Wanted", "Marshall"), rows)


def by_economy(table: pd.DataFrame) -> str:
    """Facts that are measured in several economies, one column each."""
    economies, rows = rows_of(table)
    units, words = _first(table, "unit"), _first(table, "words")
    body = [
        [_named(row, words[row["id"]]), _cell("In the world", _world(row, units[row["id"]])),
         *(_found(_place(e), cell) for e, cell in zip(economies, row["cells"], strict=True))]
        for row in rows
    ]  # fmt: skip
    return _table("Facts by economy", ("Fact", "In the world", *(_place(e) for e in economies)), body)


def by_study(table: pd.DataFrame, known: str) -> str:
    """Facts that are measured in one economy: what is known of the world, its band, what the model gives.

    Parameters
    ----------
    known : head of the column with what is known.
    """
    _, rows = rows_of(table)
    units, points, words = (_first(table, column) for column in ("unit", "point", "words"))
    body = []
    for row in rows:
        unit, point = units[row["id"]], points[row["id"]]
        cell = next(cell for cell in row["cells"] if cell["text"])
        told = escape(row["band"]) if unit in SIGNS else NOTHING if unit == COUNTED else _unit(figure(point), unit)
        band = NOTHING if unit in SIGNS else _unit(row["band"], unit if unit == COUNTED else "")
        body.append([_named(row, words[row["id"]]), _cell(known, told), _cell("Band", band), _found("Marshall", cell)])
    return _table(known, ("Fact", known, "Band", "Marshall"), body)


def _first(table: pd.DataFrame, column: str) -> dict[str, Any]:
    return dict(table.drop_duplicates("id").set_index("id")[column])


def _world(row: Row, unit: str) -> str:
    return _unit(row["band"], "" if unit in SIGNS else unit)


def _unit(text: str, unit: str) -> str:
    return f"<span>{escape(text)}</span>" + (f" <br><small>{escape(unit)}</small>" if unit else "")


def _named(row: Row, words: str) -> str:
    """A fact in words, by its terms, and with its source."""
    name, _, quantity = row["name"].partition(": ")
    role = "calibration · " if row["role"] == "calibration" else ""
    title, second = (words, row["name"]) if words else (name, _capital(quantity))
    return _head(title, second, f"{row['id']} · {role}{row['source']}")


def _found(head: str, cell: dict[str, str]) -> str:
    if not cell["text"]:
        return _cell(head, NOTHING)
    sign, word = MARKS[cell["mark"]]
    value, _, spread = cell["text"].partition(" (")
    beside = f" <small>({escape(spread)}</small>" if spread else ""
    mark = f'<span class="mark" aria-hidden="true">{sign}</span><span class="unseen">{word}</span>'
    return _cell(head, f"<span><b>{escape(value)}</b>{beside}</span> {mark}", cell["mark"])


def _head(title: str, second: str = "", small: str = "") -> str:
    more = (f"<br>{escape(signed(second))}" if second else "") + (
        f"<br><small>{escape(small)}</small>" if small else ""
    )
    title = f"<b>{escape(title)}</b>" if second else escape(title)
    return f'<th scope="row" role="rowheader" class="text">{title}{more}</th>'


def _cell(head: str, inner: str, mark: str = "") -> str:
    return f'<td role="cell" class="{mark}" data-head="{escape(head)}"><div>{inner}</div></td>'


def _table(label: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    first, *others = heads
    head = f'<th scope="col" role="columnheader" class="text">{escape(first)}</th>' + "".join(
        f'<th scope="col" role="columnheader">{escape(h)}</th>' for h in others
    )
    body = "".join(f'<tr role="row">{"".join(row)}</tr>' for row in rows)
    return (f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(label)}">'
            f'<table class="rows facts" role="table"><thead role="rowgroup"><tr role="row">{head}</tr></thead>'
            f'<tbody role="rowgroup">{body}</tbody></table></div>')  # fmt: skip


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _place(name: str) -> str:
    return " ".join(word.capitalize() for word in name.split())
