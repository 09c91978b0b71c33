"""The page Transplant, without a browser: from the command's files to tables."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from problems import ProblemError
from views import factor_values, transplants
from views.transplant import gain as gain_of


def gain(country: str, policy: str, verdict: str, value: float) -> dict[str, Any]:
    return {"country": country, "policy": policy, "outcome": "exports", "relative": True, "gain": value,
            "low": value - 1.0, "high": value + 1.0, "verdict": verdict, "cost": 0.01}  # fmt: skip


MATRIX = [gain("korea", "chaebol", "better", 4.0), gain("plain", "chaebol", "worse", -3.0),
          gain("korea", "zones", "open", 0.2), gain("plain", "zones", "open", 0.1)]  # fmt: skip
POLICIES = [{"policy": "chaebol", "outcome": "exports", "better": 1, "worse": 1},
            {"policy": "zones", "outcome": "exports", "better": 0, "worse": 0}]  # fmt: skip


def written(root: Path, name: str, cost: float) -> Path:
    path = root / name / transplants.TABLE
    path.parent.mkdir(parents=True)
    told = {"cost": cost, "seeds": 4, "matrix": MATRIX, "policies": POLICIES, "countries": []}
    path.write_text(json.dumps(told))
    return path


def test_the_newest_matrix_is_shown_and_none_without_results(tmp_path: Path) -> None:
    assert transplants.newest(tmp_path / "nowhere") is None
    old, new = written(tmp_path, "a", 0.02), written(tmp_path, "b", 0.01)
    os.utime(old, (1, 1))
    found = transplants.newest(tmp_path)
    assert found is not None
    assert (found.cost, found.folder, found.outcomes) == (0.01, new.parent, ("exports",))


def test_a_damaged_file_is_told(tmp_path: Path) -> None:
    written(tmp_path, "a", 0.02).write_text("{")
    with pytest.raises(ProblemError, match="not valid JSON"):
        transplants.newest(tmp_path)


def test_what_is_sure_is_marked_by_sign_and_shade(tmp_path: Path) -> None:
    html = transplants.table(transplants.read(written(tmp_path, "a", 0.01)), "exports")
    assert html.count('class="better"') == html.count("▲") == 1
    assert html.count('class="worse"') == html.count("▼") == 1
    assert html.count('class="open"') == 2
    assert "<small>+3.0 to +5.0</small>" in html


def test_who_costs_less_than_asked_is_marked_and_told(tmp_path: Path) -> None:
    path = written(tmp_path, "a", 0.01)
    alike = transplants.read(path)
    assert "†" not in transplants.table(alike, "exports") + transplants.caption(alike, "exports")
    told = json.loads(path.read_text())
    told["of"], told["matrix"][0]["cost"] = "instruments", 0.004
    path.write_text(json.dumps(told))
    found = transplants.read(path)
    html = transplants.table(found, "exports")
    assert html.count("†") == 1
    assert "costs 0.40 % of GDP" in html
    assert "† costs 0.40 %</small>" in html
    assert ">Instrument</th>" in html
    assert "where that can be reached: † costs more or less" in transplants.caption(found, "exports")


def test_a_sure_gain_is_no_nothing_in_print() -> None:
    assert gain_of("exports", True, 0.06, 0.02, 0.1) == ("+0.06", "+0.02 to +0.10")
    assert gain_of("exports", True, 0.02, -0.01, 0.05) == ("0.0", "0.0 to +0.1")  # it holds zero
    assert gain_of("region_gini", False, -0.0004, -0.0006, -0.0002) == ("−0.0004", "−0.0006 to −0.0002")
    assert gain_of("exports", True, 1.0, float("nan"), float("nan")) == ("+1.0", "–")


def test_the_answer_counts_countries_and_names_who_is_hurt(tmp_path: Path) -> None:
    told = transplants.answer(transplants.read(written(tmp_path, "a", 0.01)), "exports")
    assert told == ("Exports: Chaebol is surely good in 1 of 2 countries and surely bad in 1, the most of all packages. "
                    "Surely bad somewhere: Chaebol.")  # fmt: skip


def test_the_answer_names_all_that_tie_and_says_when_nothing_is_sure(tmp_path: Path) -> None:
    found = transplants.read(written(tmp_path, "a", 0.01))
    row = {"outcome": "exports", "better": 1, "worse": 0}
    tied = replace(found, policies=tuple(row | {"policy": name} for name in ("chaebol", "india_it", "us_clusters")))
    assert transplants.answer(tied, "exports").startswith(
        "Exports: Chaebol, India IT and US clusters are each surely good in 1 of 2 countries and surely bad in none, "
    )
    none = replace(found, policies=({"outcome": "exports", "better": 0, "worse": 0, "policy": "chaebol"},))
    assert transplants.answer(none, "exports") == (
        "Exports: no package is surely good anywhere. No package is surely bad anywhere."
    )


def test_factors_of_several_systems_stand_side_by_side(tmp_path: Path) -> None:
    row = {"outcome": "exports_growth", "factor": "research", "value": 0.4, "low": 0.1, "high": 0.7, "settled": True}
    for name in ("chaebol", "india_it"):
        path = tmp_path / name / factor_values.FILE
        path.parent.mkdir()
        study = {"scenario": name, "factors": {"research": "Research"}, "sides": {"policy": [row]}}
        path.write_text(json.dumps(study))
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / factor_values.FILE).write_text("no")
    html = factor_values.table(factor_values.found(tmp_path), "policy")
    assert "India IT" in html
    assert html.count("<b>▲ +0.40</b>") == 2
    assert "<td>–</td>" in html  # all together, which these studies lack
