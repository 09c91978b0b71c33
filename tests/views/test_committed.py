"""The committed pages of studies, by hand-made tables."""

import pandas as pd

from results.transplant import summaries
from views.committed import attributions, transplants

ABOUT = {"version": "1.2.3", "parameters": "abc", "code": "def"}


def gains() -> pd.DataFrame:
    """Two packages on two countries: one helps in one place, the other hurts in one."""
    rows = [
        ("korea", "chaebol", 12.0, 8.0, 16.0, "better"),
        ("plain", "chaebol", 1.0, -2.0, 4.0, "open"),
        ("korea", "india_it", 0.5, -1.0, 2.0, "open"),
        ("plain", "india_it", -3.0, -5.0, -1.0, "worse"),
    ]
    table = pd.DataFrame(rows, columns=["country", "policy", "gain", "low", "high", "verdict"])
    return table.assign(
        outcome="exports", relative=True, probability_better=0.5, cost=[0.01, 0.01, 0.004, 0.01], cost_low=0.009,
        cost_high=0.011, seeds=4, factor=2.0,
    )  # fmt: skip


def line(page: str, begins: str, part: int = 0) -> list[str]:
    """Cells of a line of a table of the page."""
    found = [text for text in page.splitlines() if text.startswith(f"| {begins} |")]
    return [cell.strip() for cell in found[part].strip("|").split("|")]


def test_the_matrix_has_a_row_a_policy_and_marks_what_is_sure() -> None:
    table = gains()
    page = transplants(table, summaries(table, "policy"), 0.01, 0.9, "uv run run.py transplant", ABOUT)
    assert "Made by `uv run run.py transplant`" in page
    assert "parameters `abc`; code `def`" in page
    assert line(page, "Chaebol") == ["Chaebol", "**+12.0** (+8.0 to +16.0)", "+1.0 (−2.0 to +4.0)"]
    assert line(page, "India IT") == ["India IT", "+0.5 (−1.0 to +2.0)", "**−3.0** ✕ (−5.0 to −1.0)"]
    assert "- Exports, in 2 countries: helps somewhere: Chaebol (1); hurts somewhere: India IT (worse in 1)." in page


def test_costs_off_the_target_are_told() -> None:
    table = gains()
    page = transplants(table, summaries(table, "policy"), 0.01, 0.9, "x", ABOUT)
    assert line(page, "India IT", 1)[1:] == ["0.40 (off) (0.90 to 1.10) × 2.00", "1.00 (0.90 to 1.10) × 2.00"]


def test_a_policy_that_gains_here_and_loses_there_is_told_with_both() -> None:
    table = gains()
    table["policy"] = "chaebol"
    table["country"] = ["korea", "china", "india", "japan"]
    page = transplants(table, summaries(table, "policy"), 0.01, 0.9, "x", ABOUT)
    assert "- Exports, in 4 countries: hurts somewhere: Chaebol (better in 1, worse in 1)." in page


def test_factors_stand_side_by_side_for_every_system() -> None:
    titles = {"a": "Research", "b": "Trade"}
    rows = [
        {"scenario": s, "side": "policy", "outcome": "exports_growth", "factor": f, "value": v, "low": low, "high": high,
         "settled": low > 0, "seeds": 4, "command": f"uv run run.py attribute {s}", **ABOUT}
        for s in ("chaebol", "us_clusters")
        for f, v, low, high in (("a", 2.0, 1.0, 3.0), ("b", 0.0, 0.0, 0.0), ("total", 2.0, 1.0, 3.0))
    ]  # fmt: skip
    page = attributions(pd.DataFrame(rows), titles, 0.9)
    assert line(page, "US clusters") == ["US clusters", "**+2.00** (+1.00 to +3.00)", "–", "**+2.00** (+1.00 to +3.00)"]
    assert "- US clusters: `uv run run.py attribute us_clusters`." in page


def test_a_side_that_is_made_anew_leaves_the_other_side_as_it_was(tmp_path, monkeypatch) -> None:
    from commands import attribution

    (tmp_path / "data").mkdir()
    monkeypatch.setattr(attribution, "DOCS", tmp_path)
    for side, value in (("policy", 1.0), ("mechanism", 2.0), ("policy", 3.0)):
        rows = [
            {"outcome": "exports_growth", "factor": factor, "value": value, "low": 0.5, "high": 4.0, "settled": True,
             "seeds": 4}
            for factor in ("a", "total")
        ]  # fmt: skip
        about = {**ABOUT, "command": f"uv run run.py attribute chaebol --side {side}"}
        attribution._write_docs({side: pd.DataFrame(rows)}, "chaebol", about, {"a": "Research"})
    table = pd.read_csv(tmp_path / "data" / "attribution.csv")
    table = table[table["factor"] == "a"]
    assert dict(zip(table["side"], table["value"], strict=True)) == {"mechanism": 2.0, "policy": 3.0}
    page = (tmp_path / "attribution.md").read_text(encoding="utf-8")
    assert page.count("- Chaebol: `uv run run.py attribute chaebol --side") == 2
