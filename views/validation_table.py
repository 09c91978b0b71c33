"""The table of facts in words: what the world shows, what the model gives."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

WIDTH = 46


def table_text(rows: pd.DataFrame) -> str:
    """A line a fact: band, then each economy's value with its spread, `*` where it misses."""
    economies = list(dict.fromkeys(rows["economy"]))
    head = f"{'':5} {'fact':{WIDTH}} {'band':>16} " + " ".join(f"{e.replace('_', ' ')[:14]:>17}" for e in economies)
    lines = [head]
    for fact, group in rows.groupby("id", sort=False):
        first, by = group.iloc[0], group.set_index("economy")
        name = f"{first['name']}: {first['quantity']}"[:WIDTH]
        cells = [_cell(by.loc[e]) if e in by.index else "" for e in economies]
        lines.append(f"{fact:5} {name:{WIDTH}} {first['band']:>16} " + " ".join(f"{c:>17}" for c in cells))
    lines.append("* outside the band; (standard deviation over seeds)")
    return "\n".join(lines)


def _cell(row: Any) -> str:
    if math.isnan(row["value"]):
        return "not measured *"
    spread = "" if math.isnan(row["spread"]) else f" ({row['spread']:.2g})"
    return f"{row['value']:.3g}{spread} {' ' if row['passed'] else '*'}"
