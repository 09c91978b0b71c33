"""The table of facts in words."""

from __future__ import annotations

import pandas as pd
import pytest

from views.validation_page import write_page
from views.validation_table import figure, null_rows, rows_of, signed

ABOUT = {"seeds": 4, "version": "1.2.3", "parameters": "abc", "code": "def"}
FACT = {"name": "Trade", "source": "A. Author (2000)", "role": "test", "kind": "stylised", "error": 0.1, "spread": 0.2}


def table() -> pd.DataFrame:
    row = {
        "id": "S06",
        "quantity": "growth 1973-2013",
        "unit": "elasticity",
        "band": "-1.55 to -0.28",
        "low": -1.55,
        "high": -0.28,
    }
    return pd.DataFrame([
        FACT | row | {"economy": "plain", "value": -0.758, "passed": True},
        FACT | row | {"economy": "korea", "value": -0.0000402, "passed": False},
    ])  # fmt: skip


def test_figures_below_nothing_have_true_minus_signs() -> None:
    _, (row,) = rows_of(table())
    assert row["band"] == "−1.55 to −0.28"
    assert [cell["text"] for cell in row["cells"]] == ["−0.758 (0.2)", "−0.0000402 (0.2)"]
    null = pd.DataFrame(
        [{"id": "S06", "null": "policy off", "value": -0.5, "error": 0.1, "zero": True, "passed": True}]
    )
    assert null_rows(null)[1][0]["cells"][0]["text"] == "−0.5 (0.1)"


def test_the_page_has_no_hyphen_for_a_minus(tmp_path) -> None:
    write_page(table(), pd.DataFrame(columns=["id", "null"]), pd.DataFrame(), [], ABOUT, tmp_path)
    page = (tmp_path / "validation.html").read_text(encoding="utf-8").partition("<h2>Every fact</h2>")[2]
    assert "−1.55 to −0.28" in page
    assert "growth 1973-2013" in page  # from one year to another is no minus
    assert "-0.758" not in page


@pytest.mark.parametrize(("x", "text"), [(8.65, "8.65"), (0.0, "0"), (123456.0, "123456"), (-7.28e-5, "−0.0000728")])
def test_figures_are_written_out(x: float, text: str) -> None:
    assert figure(x) == text


def test_signs_within_words_stay() -> None:
    assert signed("Becker-Egger 90-10, -3 to 3 (-2)") == "Becker-Egger 90-10, −3 to 3 (−2)"
