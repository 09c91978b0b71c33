"""What a report says agrees with itself, and holds for titles and runs of every kind."""

from types import SimpleNamespace

import pandas as pd
import pytest

from results.compare import compare
from results.runner import run_batch
from results.store import open_results
from scenarios.load import load_scenario
from views import attribution
from views.against import POLICY, caution, words_for
from views.comparing.words import headline
from views.figures import fans, style
from views.report import _instruments, write_report
from views.summary import comparison_summary, run_summary

SMALL = ("run.firms=200", "run.burn_in=4", "country=plain")
ODD = "From $5_^ to $6 [/b] <i>{x}"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A policy, its country without one for as long, and for twice as long; titles alike."""
    folder = tmp_path_factory.mktemp("made")
    own = load_scenario("chaebol", (*SMALL, "run.quarters=4"))
    short = own.without_policy().model_copy(update={"name": "short"})
    long = load_scenario("laissez_faire", (*SMALL, "run.quarters=8"))
    all_ = [s.model_copy(update={"title": ODD}) for s in (own, short, long)]
    run_batch(all_, (1, 2), folder, workers=1)
    return open_results(folder)


def test_runs_of_other_lengths_are_no_effect_of_the_policy(made):
    found = compare(made, {"chaebol": "laissez_faire"})
    words = words_for(found, made, "chaebol")
    assert words is not POLICY
    assert words.own != words.base
    assert "quarters 4 and 8" in caution(found, made, "chaebol")
    text = comparison_summary(found, made)
    assert "quarters 4 and 8" in text
    assert "the policy raises" not in text
    assert text.startswith(f"{ODD} (chaebol) against {ODD} (laissez_faire)")
    assert "quarters 4 and 8" in headline(found, made, "chaebol")


def test_runs_alike_are_told_without_a_caution(made):
    found = compare(made, {"chaebol": "short"})
    assert words_for(found, made, "chaebol") is POLICY
    assert not caution(found, made, "chaebol")


def test_dollars_in_a_title_are_no_formula(made):
    found = compare(made, {"chaebol": "short"})
    report = write_report(made, found, made.folder, "compare caf\udce9.toml").read_text(encoding="utf-8")
    assert "compare caf?.toml" in report
    assert "&lt;i&gt;" in report


def test_what_instruments_cost_adds_up_to_the_public_cost(tmp_path):
    """Product doubles while the money stops: shares of GDP are means over quarters, as the outcome is."""
    run = {"run": "a", "scenario": "s", "seed": 1}
    tables = {
        "totals": pd.DataFrame({"run": "a", "quarter": [-1, 0, 1], "gdp": [50.0, 100.0, 200.0]}),
        "policy_ledger": pd.DataFrame({
            "run": "a", "quarter": [0, 0], "instrument": ["x", "x"], "spent": [1.0, 1.0], "forgone": [0.5, 0.0],
        }),
    }  # fmt: skip
    policy = {"instruments": [{"id": "x", "kind": "rd_grant", "source": ""}]}
    results = SimpleNamespace(runs=[run], scenarios={"s": {"policy": policy}}, table=lambda n, runs, columns: tables[n])
    (row,) = _instruments(results, "s", (1,))
    assert (row["spent"], row["forgone"]) == ("1.000", "0.250")


def test_a_run_without_policy_is_told_a_comparison_that_works(made):
    record = next(r for r in made.runs if r["scenario"] == "short")
    run = {**record, "folder": "r", "seconds": 1.0}
    assert "run.py compare short --set policy=chaebol)" in run_summary(run, made)
    record = next(r for r in made.runs if r["scenario"] == "chaebol")
    assert "run.py compare chaebol)" in run_summary({**record, "folder": "r", "seconds": 1.0}, made)


def test_a_factor_that_leaves_one_outcome_alone_is_at_work():
    columns = ["factor", "value", "low", "high", "probability_higher", "settled"]
    still, moved = (0.0, 0.0, 0.0, 0.5, False), (1.0, 0.5, 1.5, 1.0, True)
    first = pd.DataFrame([("a", *still), ("b", *still), ("total", *still)], columns=columns)
    other = pd.DataFrame([("a", *moved), ("b", *still), ("total", *moved)], columns=columns)
    table = pd.concat([first.assign(outcome="clusters"), other.assign(outcome="exports_growth")]).assign(seeds=2)
    study = attribution.study(
        {"policy": table}, {"a": "Anna", "b": "Bert"}, {"title": "Here", "policy": {"instruments": []}}, 0.9, "run.py"
    )
    assert [s.notes for s in study.sections] == [("Without an instrument at work: bert.",)] * 2
    assert study.answer == "As policy, nothing changes in clusters."


def test_a_run_too_short_for_growth_says_so(made):
    record = next(r for r in made.runs if r["scenario"] == "short")
    outcomes = {name: None if name.endswith("growth") else x for name, x in record["outcomes"].items()}
    text = run_summary({**record, "outcomes": outcomes, "folder": "r", "seconds": 1.0}, made)
    assert "too short to tell growth" in text
    assert "grew by – %" not in text


@pytest.mark.filterwarnings("error")
def test_one_year_without_burn_in_is_drawn_without_warnings(tmp_path):
    scenario = load_scenario("chaebol", ("run.firms=200", "run.burn_in=0", "country=plain", "run.quarters=4"))
    base = scenario.without_policy().model_copy(update={"name": "base"})
    run_batch([scenario, base], (1,), tmp_path, workers=1)
    results = open_results(tmp_path)
    style.close(fans.draw_paths(compare(results, {"chaebol": "base"}), results, "chaebol"))


def test_the_report_shows_what_was_set_aside_beside_what_was_spent(made):
    found = compare(made, {"chaebol": "short"})
    assert "set aside, % of GDP" in write_report(made, found, made.folder, "compare chaebol").read_text("utf-8")
    rows = _instruments(made, "chaebol", (1,))
    assert {row["aside"] for row in rows if row["kind"] == "tariff"} == {"–"}
    assert any(float(row["aside"]) > 0.0 for row in rows if row["aside"] != "–")
