"""Studies that came with this version: the tables under docs/data that the commands made with --write-docs."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from views.factor_values import Study
from views.transplant import PACKAGES, Subject
from views.transplants import Transplants

if TYPE_CHECKING:
    import pandas as pd

DATA = Path(__file__).parent.parent / "docs" / "data"
Row = dict[str, Any]


def matrix(subject: Subject = PACKAGES, root: Path = DATA) -> Transplants | None:
    """The committed matrix of packages, or of instruments alone; None without the table."""
    path = root / f"{subject.file}.csv"
    if not path.exists():
        return None
    import pandas as pd

    from results.transplant import summaries

    table = pd.read_csv(path)
    rows, policies, countries = (
        tuple(_rows(part)) for part in (table, summaries(table, "policy"), summaries(table, "country"))
    )
    cost, seeds = float(table["cost_wanted"].iloc[0]), int(table["seeds"].min())
    return Transplants(path.parent, cost, seeds, rows, policies, countries, shipped=True, subject=subject)


def evidence(path: Path = DATA / "instrument_evidence.csv") -> list[Row]:
    """What studies found of each instrument: kind, found, source."""
    if not path.exists():
        return []
    import pandas as pd

    return _rows(pd.read_csv(path))


def factors(titles: Mapping[str, str], path: Path = DATA / "attribution.csv") -> list[Study]:
    """The committed attributions, one a scenario.

    Parameters
    ----------
    titles : of the factors.
    """
    if not path.exists():
        return []
    import pandas as pd

    studies: dict[str, Study] = {}
    for row in _rows(pd.read_csv(path)):
        name = str(row["scenario"])
        study = studies.setdefault(
            name, {"scenario": name, "seeds": int(row["seeds"]), "factors": dict(titles), "sides": {}}
        )
        study["sides"].setdefault(str(row["side"]), []).append(row)
    return list(studies.values())


def _rows(table: pd.DataFrame) -> list[Row]:
    """Rows of a table with its types; what isn't a number is None, as in the commands' JSON."""
    values = table.astype(object)
    return [{str(k): v for k, v in row.items()} for row in values.where(values.notna(), None).to_dict("records")]
