"""Studies that came with this version: the tables under docs/data that the commands made with --write-docs."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from views.factor_values import Study
from views.transplants import Transplants

DATA = Path(__file__).parent.parent / "docs" / "data"
Row = dict[str, Any]


def matrix(path: Path = DATA / "transplant.csv") -> Transplants | None:
    """The committed matrix of transplants; None without the table."""
    rows = _rows(path)
    if not rows:
        return None
    counts: dict[tuple[str, str], Row] = {}
    for row in rows:
        key = str(row["outcome"]), str(row["policy"])
        kept = counts.setdefault(key, {"outcome": key[0], "policy": key[1], "better": 0, "worse": 0, "open": 0})
        kept[row["verdict"]] += 1
    seeds = min(int(row["seeds"]) for row in rows)
    cost = float(rows[0]["cost_wanted"])
    return Transplants(path.parent, cost, seeds, tuple(rows), tuple(counts.values()), (), shipped=True)


def factors(titles: Mapping[str, str], path: Path = DATA / "attribution.csv") -> list[Study]:
    """The committed attributions, one a scenario.

    Parameters
    ----------
    titles : of the factors.
    """
    studies: dict[str, Study] = {}
    for row in _rows(path):
        name = str(row["scenario"])
        study = studies.setdefault(
            name, {"scenario": name, "seeds": int(row["seeds"]), "factors": dict(titles), "sides": {}}
        )
        study["sides"].setdefault(str(row["side"]), []).append(row)
    return list(studies.values())


def _rows(path: Path) -> list[Row]:
    """Rows of a table with its types; what isn't a number is None, as in the commands' JSON."""
    if not path.exists():
        return []
    import pandas as pd

    table = pd.read_csv(path).astype(object)
    return [{str(k): v for k, v in row.items()} for row in table.where(table.notna(), None).to_dict("records")]
