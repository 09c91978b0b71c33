"""The committed table of facts, and how the page Facts shows it."""

from __future__ import annotations

from types import SimpleNamespace

import pandas as pd
import pytest

from views import validated, validated_html
from views.validated import DOCS, Bar, Validated
from views.validation_table import document

ABOUT = {"seeds": 4, "version": "1.2.3", "parameters": "abc", "code": "def"}
FACTS = """id,kind,name,quantity,unit,low,high,point,role,source
S01,stylised,Size,exponent,exponent,0.95,1.15,1.06,calibration,A. Author (2001)
S02,stylised,Size,slope,sign,,,1,test,B. Author (2002)
E01,experiment,Zones <b>,effect,percent,-3,30,12.5,test,C. Author (2003)
P01,path,Exports,years in the fan,share of years,0.5,1,0.9,test,D. Author (2004)
"""
VALUES = """row,kind,name,quantity,economy,unit,band,value,spread,passed,distance
S01,stylised,Size,exponent,plain,exponent,0.95 to 1.15,1.05,0.02,True,0
S01@korea,stylised,Size,exponent,korea,exponent,0.95 to 1.15,-0.5,0.02,False,1.45
S02,stylised,Size,slope,plain,sign,positive,0.5,0.2,True,0
E01,experiment,Zones <b>,effect,trial,percent,-3 to 30,-9,1,False,6
P01,path,Exports,years in the fan,korea,share of years,0.5 to 1,0.7,0,True,0
"""


@pytest.fixture
def found(tmp_path) -> Validated:
    bars = [
        SimpleNamespace(text="facts in band (90 % wanted)", shown="84%", reached=False),
        SimpleNamespace(text="other (half) paths (half wanted)", shown="50%", reached=True),
    ]
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "facts.csv").write_text(FACTS)
    (tmp_path / "data" / "validation.csv").write_text(VALUES)
    (tmp_path / "data" / "facts_in_words.csv").write_text("id,words\nS02,Larger is larger\n")
    table = validated.joined(*(tmp_path / "data" / f"{n}.csv" for n in ("validation", "facts", "facts_in_words")), 4)
    page = document(table, pd.DataFrame(columns=["id", "null"]), bars, ABOUT)
    (tmp_path / "validation.md").write_text(page, encoding="utf-8")
    read = validated.read(tmp_path)
    assert read is not None
    return read


def test_what_the_command_wrote_is_read_back(found: Validated) -> None:
    assert (found.seeds, found.version) == (4, "1.2.3")
    assert found.bars == (Bar("facts in band", "90 %", "84%", False), Bar("other (half) paths", "half", "50%", True))
    assert list(found.table["id"]) == ["S01", "S01", "S02", "E01", "P01"]
    assert list(found.table["error"])[1:3] == [0.02, 0.1]  # of a sign, over the root of four seeds


def test_the_committed_table_is_whole() -> None:
    found = validated.read()
    assert found is not None
    assert len(found.bars) == (DOCS / "validation.md").read_text(encoding="utf-8").count("\n- ")
    assert not found.table[["source", "role", "band"]].isna().any().any()


def test_facts_are_told_in_words_and_by_their_terms(found: Validated) -> None:
    html = validated_html.by_economy(found.table[found.table["kind"] == "stylised"])
    assert "<b>Larger is larger</b><br>Size: slope<br>" in html
    assert "<b>Size</b><br>Exponent<br>" in html


def test_every_fact_but_paths_has_words_of_its_own() -> None:
    facts, words = (pd.read_csv(DOCS / "data" / f"{name}.csv") for name in ("facts", "facts_in_words"))
    assert list(words["id"]) == list(facts.loc[facts["kind"] != "path", "id"])
    assert words["words"].str.len().between(10, 70).all()
    assert words["words"].is_unique


def test_without_the_table_there_is_none(tmp_path) -> None:
    assert validated.read(tmp_path) is None


def test_the_answer_counts(found: Validated) -> None:
    assert validated_html.verdict(found) == (
        "1 of 2 bars are reached. In band: 2 of 3 figures of firms and places, 0 of 1 of experiments, 1 of 1 of paths."
    )
    stylised = found.table[found.table["kind"] == "stylised"]
    assert validated_html.summary(stylised) == "1 of 2 facts hold in every economy. Wrong in some: Size, S01."


def test_what_is_missed_is_told_by_sign_and_word(found: Validated) -> None:
    html = validated_html.by_economy(found.table[found.table["kind"] == "stylised"])
    assert html.count("✕") == html.count("out of band") == html.count('class="miss"') == 1
    assert html.count("✓") == html.count("in band") == 2
    assert "<b>−0.5</b> <small>(0.02)</small>" in html
    assert "S01 · calibration · A. Author (2001)" in html
    bars = validated_html.bars(found.bars)
    assert "84 %" in bars
    assert bars.count("not reached") == 1


def test_experiments_stand_beside_what_the_study_found(found: Validated) -> None:
    html = validated_html.by_study(found.table[found.table["kind"] == "experiment"], "The study found")
    assert "<span>12.5</span> <br><small>percent</small>" in html
    assert "<span>−3 to 30</span>" in html
    assert "Zones &lt;b&gt;" in html


def test_a_fan_has_no_record_of_its_own(found: Validated) -> None:
    html = validated_html.by_study(found.table[found.table["kind"] == "path"], "The record")
    assert "0.9" not in html
    assert "<span>0.5 to 1</span> <br><small>share of years</small>" in html
