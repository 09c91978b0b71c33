"""The sentence on what outcomes hang on says what its figures are of."""

import pandas as pd
import pytest

from results.compare import LEVEL
from views import sensitivity


@pytest.mark.parametrize(
    ("method", "named", "says"),
    [
        ("morris", ("mu_star", "mu", "sigma"), "hangs most on a (1.00 points over its range)."),
        ("sobol", ("total", "first"), "hangs most on a (100% of the variance)."),
    ],
)
def test_a_size_is_told_with_what_it_is_of(method, named, says):
    rows = [("parameters.a", index, 1.0, 0.5, 1.5) for index in named]
    table = pd.DataFrame(rows, columns=["parameter", "index", "value", "low", "high"])
    table = table.assign(outcome="exports_growth", blocks=2)
    study = sensitivity.study(table, method, {"parameters.a": "0 to 1"}, "Here", False, 2, LEVEL, "run.py")
    assert study.answer == f"Export growth {says}"
