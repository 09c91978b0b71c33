"""The table of facts in words: what the world shows, what the model gives."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from views.theme import MINUS

if TYPE_CHECKING:
    import pandas as pd

WIDTH = 46
SIGNS = ("sign", "not negative")
NULLS = (
    "What should matter is switched off: the model must fail where it should. *Policy off* puts the experiments' "
    "estimators on runs without policy: ✕ where they find an effect, as one in twenty does by chance."
)
Cell = dict[str, str]
SIGNED = re.compile(r"(?<![\w.)])-(?=\d)")  # a hyphen before a figure that stands for itself


def rows_of(table: pd.DataFrame) -> tuple[list[str], list[dict[str, Any]]]:
    """Names of the economies, and a row a fact: id, name, band, source, role, a cell an economy."""
    economies = list(dict.fromkeys(table["economy"]))
    rows = []
    for fact, group in table.groupby("id", sort=False):
        first, by = group.iloc[0], group.set_index("economy")
        rows.append({
            "id": str(fact), "name": f"{first['name']}: {first['quantity']}", "band": signed(first["band"]),
            "source": first["source"], "role": first["role"], "kind": first["kind"],
            "cells": [_cell(by.loc[e]) if e in by.index else {"text": "", "mark": ""} for e in economies],
        })  # fmt: skip
    return [e.replace("_", " ").replace("trial", "experiment") for e in economies], rows


def signed(text: str) -> str:
    """Words with figures, their minus signs true ones."""
    return SIGNED.sub(MINUS, text)


def figure(x: float) -> str:
    """A figure with three digits that count, and no power of ten."""
    digits = max(2 - math.floor(math.log10(abs(x))), 0) if x and math.isfinite(x) else 0
    return signed(f"{x:.3g}" if "e" not in f"{x:.3g}" else f"{x:.{digits}f}")


def _cell(row: Any) -> Cell:
    if math.isnan(row["value"]):
        return {"text": "not measured", "mark": "miss"}
    spread = row["error"] if row["unit"] in SIGNS else row["spread"]
    text = figure(row["value"]) + (f" ({spread:.2g})" if spread > 0.0 else "")  # a fan has one figure for all seeds
    return {"text": text, "mark": "hit" if row["passed"] else "miss"}


def null_rows(null: pd.DataFrame) -> tuple[list[str], list[dict[str, Any]]]:
    """Names of the null models, and a row a fact with a cell a null model."""
    names = list(dict.fromkeys(null["null"]))
    rows = []
    for fact, group in null.groupby("id", sort=False):
        by = group.set_index("null")
        rows.append({"id": str(fact), "cells": [_null_cell(by.loc[n], n) if n in by.index else {"text": "", "mark": ""}
                                                for n in names]})  # fmt: skip
    return names, rows


def _null_cell(row: Any, name: str) -> Cell:
    good = row["zero"] if name == "policy off" else row["passed"]
    error = f" ({row['error']:.2g})" if name == "policy off" else ""
    return {"text": f"{figure(row['value'])}{error}", "mark": "hit" if good else "miss"}


def table_text(table: pd.DataFrame) -> str:
    """A line a fact: band, then each economy's value with its spread, `*` where it misses."""
    economies, rows = rows_of(table)
    lines = []
    for kind in dict.fromkeys(row["kind"] for row in rows):
        group = [row for row in rows if row["kind"] == kind]
        used = [n for n in range(len(economies)) if any(row["cells"][n]["text"] for row in group)]
        head = " ".join(f"{economies[n][:16]:>18}" for n in used)
        lines.append(f"{'':5} {kind:{WIDTH}} {'band':>16} {head}")
        for row in group:
            cells = " ".join(f"{_marked(row['cells'][n]):>18}" for n in used)
            lines.append(f"{row['id']:5} {row['name'][:WIDTH]:{WIDTH}} {row['band']:>16} {cells}")
    lines.append(
        "* outside the band, or the sign isn't clear; (standard deviation over seeds; of signs, standard error)"
    )
    return "\n".join(lines)


def _marked(cell: Cell) -> str:
    return f"{cell['text']} {'*' if cell['mark'] == 'miss' else ' '}"


def bars_text(bars: Sequence[Any]) -> str:
    """A line a bar."""
    return "\n".join(f"{bar.text}: {bar.shown}, {'reached' if bar.reached else 'not reached'}" for bar in bars)


def document(table: pd.DataFrame, null: pd.DataFrame, bars: Sequence[Any], about: Mapping[str, Any]) -> str:
    """docs/validation.md."""
    economies, rows = rows_of(table)
    nulls, null_table = null_rows(null)
    lines = [
        "# What the model gets right and wrong",
        "",
        "Made by `run.py validate --write-docs`, not by hand. "
        f"{about['seeds']} seeds; model version {about['version']}; parameters `{about['parameters']}`; "
        f"code `{about['code']}`. Bands, measures and sources: `docs/data/facts.csv`.",
        "",
        *(f"- {line}" for line in bars_text(bars).splitlines()),
        "",
    ]
    for kind, title in (("stylised", "Stylised facts"), ("experiment", "Natural experiments"), ("path", "Paths")):
        lines += _section(title, economies, [row for row in rows if row["kind"] == kind])
    lines += [
        "Mean over seeds (standard deviation; for signs the standard error). **✕**: outside the band, or the sign "
        "isn't clear. c: the fact may be used for calibration; the others are kept for testing.",
        "",
    ]
    if null_table:
        lines += ["## Null models", "", NULLS, ""]
        lines += _markdown(["fact", *nulls], [[r["id"], *(_md(c) for c in r["cells"])] for r in null_table])
    return "\n".join(lines).rstrip() + "\n"


def _section(title: str, economies: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> list[str]:
    if not rows:
        return []
    used = [n for n in range(len(economies)) if any(row["cells"][n]["text"] for row in rows)]
    body = [
        [f"{row['id']}{' c' if row['role'] == 'calibration' else ''}", row["name"], row["band"],
         *(_md(row["cells"][n]) for n in used)]
        for row in rows
    ]  # fmt: skip
    return [f"## {title}", "", *_markdown(["id", "fact", "band", *(economies[n] for n in used)], body)]


def _md(cell: Cell) -> str:
    return f"{cell['text']} **✕**" if cell["mark"] == "miss" else cell["text"]


def _markdown(head: Sequence[str], body: Sequence[Sequence[str]]) -> list[str]:
    rule = ["---"] * len(head)
    return [*("| " + " | ".join(row) + " |" for row in (head, rule, *body)), ""]
