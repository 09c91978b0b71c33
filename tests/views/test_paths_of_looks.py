"""Paths by year: what is counted each quarter and what is looked for once a year."""

from types import SimpleNamespace

import pandas as pd
import pytest

from views.figures.fans import COLUMNS, paths


def test_clusters_of_a_year_are_those_of_its_look():
    """Two years; rows until a look still tell of the one before, in whatever order they are read."""
    quarters = [7, 0, 1, 2, 3, 4, 5, 6]
    looks = {0: 1.0, 1: 1.0, 2: 1.0, 3: 3.0, 4: 3.0, 5: 3.0, 6: 3.0, 7: 9.0}
    rows = [dict.fromkeys({*COLUMNS, "gdp"}, 1.0) | {
        "seed": 1, "quarter": q, "clusters": looks[q], "employment": float(q),
    } for q in quarters]  # fmt: skip
    results = SimpleNamespace(
        runs=[{"run": "r", "scenario": "s", "seed": 1}], scenarios={"s": {"country": {"start_year": 2000}}},
        table=lambda name, runs, columns: pd.DataFrame(rows)[columns],
    )  # fmt: skip
    found = paths(results, "s", (1,))
    assert found["clusters"][1].to_dict() == {2000: 3.0, 2001: 9.0}
    change = found["employment"][1].loc[2001] / found["employment"][1].loc[2000]
    assert change == pytest.approx(5.5 / 1.5)
