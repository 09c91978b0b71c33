"""What the page Compare draws, and when: numbers and maps without a browser."""

from __future__ import annotations

import shutil
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from markupsafe import escape

from results.background import Progress
from results.compare import Difference, compare
from results.question import Question
from results.runner import run_batch
from results.store import Results, open_results
from views.comparing import fans, tiles, words
from views.comparing import work as working
from views.comparing.work import Work
from views.figures import clusters, maps, style
from views.figures.fans import _scaled
from views.limits import Limits
from views.report import _instruments, write_report
from views.summary import comparison_summary

QUESTION = Question(("free_economic_zones",), (1, 2), settings=("run.firms=400", "run.burn_in=4"), quarters=12)
NAME = "free_economic_zones"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Results:
    folder = Work(QUESTION, Limits(results=tmp_path_factory.mktemp("results"))).folder
    run_batch(QUESTION.resolve().scenarios, QUESTION.seeds, folder, workers=1)
    return open_results(folder)


def test_fans_are_medians_and_ends_of_the_paths(made: Results) -> None:
    plan = QUESTION.resolve()
    comparison = compare(made, plan.baseline_of)
    columns, data = fans.numbers(made, comparison)
    rows = np.frombuffer(data, np.float32).reshape(-1, len(columns))
    assert rows[:, 0].tolist() == [1979, 1980, 1981]
    of = {name: rows[:, k] for k, name in enumerate(columns)}
    titles = {name: name for name in made.scenarios}
    for chart in (*fans.gains(comparison, titles), *fans.levels(comparison, titles)):
        for line in chart["lines"]:
            low, high = (of[name] for name in line["band"])
            assert (low <= of[line["column"]]).all()
            assert (of[line["column"]] <= high).all()
    totals = made.totals
    jobs = totals[(totals["scenario"] == NAME) & (totals["quarter"] // 4 == 1)]
    mean = jobs.groupby("seed")["employment"].mean().median() / 1000.0
    assert of[f"{NAME}:employment"][1] == pytest.approx(mean, rel=1e-5)


def test_gains_over_time_are_those_of_levels() -> None:
    """What a policy does in its first year is a gain of that year, not of all later ones with the sign turned."""
    without = pd.DataFrame({1: [50.0, 60.0, 80.0]}, index=[1969, 1970, 1971])
    with_ = pd.DataFrame({1: [50.0, 57.0, 88.0]}, index=[1969, 1970, 1971])  # -5 %, then 10 % more
    ours, theirs = (_scaled(path, "exports", 1970) for path in (with_, without))
    assert ours[1].tolist() == pytest.approx([100.0, 114.0, 176.0])
    assert (ours / theirs - 1.0)[1].tolist() == pytest.approx([0.0, -0.05, 0.1])
    assert _scaled(without.loc[1970:], "exports", 1970)[1].tolist() == pytest.approx([100.0, 400.0 / 3.0])  # no burn-in


def test_the_last_year_of_the_regions_is_read_alone(made: Results) -> None:
    whole = made.table("regions")
    late = made.table("regions", since=8)
    assert sorted(late["quarter"].unique()) == [8, 9, 10, 11]
    assert len(late) == (whole["quarter"] >= 8).sum()


def test_maps_name_every_region_and_hatch_what_is_open(made: Results) -> None:
    comparison = compare(made, QUESTION.resolve().baseline_of)
    country = made.scenarios[NAME]["country"]
    drawn = tiles.draw(made, comparison)
    assert set(drawn["exports"]) == {NAME, f"{NAME}+", *comparison.baseline_of.values()}
    for region in country["regions"].values():
        assert f"<title>{region['name']}:" in drawn["exports"][NAME]
    row = [_difference(settled=at > 0) for at in range(len(country["regions"]))]
    svg = tiles.change(country, row, "%", 1.0)
    assert svg.count('fill="url(#open)"') == 1
    assert "url(#a-open)" in tiles.own_ids(svg, "a")


def _difference(*, settled: bool) -> Difference:
    return Difference(1.0, 0.5, 0.5, 0.1 if settled else -0.1, 1.1, 1.0, 0, 2.0)


def test_what_is_in_the_store_is_shown_before_the_report_is_drawn(made: Results, monkeypatch: Any) -> None:
    order: list[str] = []
    work = Work(QUESTION, Limits(results=made.folder.parent))
    monkeypatch.setattr(Work, "_make", lambda self: order.append("report" if self.answer.panels else "too early"))
    shown = threading.Event()
    work.on_change = lambda: shown.set() if work.answer and work.answer.panels else None
    work.start()
    assert shown.wait(60.0)
    for thread in threading.enumerate():
        if thread.name == "read":
            thread.join(60.0)
    assert order == ["report"]
    working._AT_WORK.clear()


def test_a_report_that_is_there_ends_the_work(made: Results) -> None:
    work = Work(QUESTION, Limits(results=made.folder.parent))
    work.drawn.mkdir(parents=True)
    Path(work.report).write_text("report")
    over = threading.Event()
    work.on_change = lambda: over.set() if work.progress.over else None
    work.start()
    assert over.wait(60.0)
    assert work.progress == Progress("done", 4, 4, 4)
    assert work.answer is not None
    assert work.answer.panels is not None


def test_a_scenario_without_policy_is_said_to_have_no_answer() -> None:
    question = Question(("chaebol", "laissez_faire"), (1,))
    assert question.resolve().not_compared(question) == ("laissez_faire",)
    held = Question(("chaebol",), (1,), baseline="laissez_faire")
    assert held.resolve().not_compared(held) == ()


def test_same_titles_are_told_apart_by_their_files() -> None:
    scenarios = {"one": {"title": "Island"}, "two": {"title": "Island"}, "three": {"title": "Coast"}}
    assert words.titles(scenarios) == {"one": "Island (one)", "two": "Island (two)", "three": "Coast"}


def test_a_row_of_the_table_says_what_it_is_bold_for() -> None:
    sure = words._row("foreign_investment", Difference(0.01, 0.0099, -0.00011, -0.0002, -0.00001, 0.0, 0, 2.0))
    assert (sure.difference, sure.interval) == ("−0.011 points", "−0.020 to −0.001")
    clusters = words._row("clusters", Difference(1.0, 1.1, 0.1, -0.2, 0.4, 0.5, 0, 2.0))
    assert clusters.difference == "+0.1"
    assert 3.5 <= clusters.low < 50.0 < clusters.middle < clusters.high <= 96.5  # the dot isn't cut


def test_a_region_that_is_not_hatched_has_an_interval_without_zero() -> None:
    told = tiles._told(Difference(1.0, 1.003, 0.003, 0.002, 0.004, 1.0, 0, 2.0))
    assert told == "+0.003 (+0.002 to +0.004) points"


def test_the_page_advises_seeds_without_an_option_of_the_command_line() -> None:
    assert words.OPTION.sub("", "Export growth: about 196 seeds would settle it (--seeds 196).") == (
        "Export growth: about 196 seeds would settle it."
    )


@pytest.fixture
def one_failed(made: Results, tmp_path: Path) -> Results:
    """The same runs, of which one of the scenario is lost."""
    folder = tmp_path / "one_failed"
    shutil.copytree(made.folder, folder)
    lost = next(run["run"] for run in made.runs if run["scenario"] == NAME and run["seed"] == 1)
    (folder / "runs" / f"{lost}.json").unlink()
    return open_results(folder)


def test_what_instruments_got_is_of_the_seeds_compared(made: Results) -> None:
    ledger = made.policy_ledger.query("scenario == @NAME and seed == 2 and quarter >= 0")
    product = made.totals.query("scenario == @NAME and seed == 2 and quarter >= 0")["gdp"].sum()
    spent = sum(float(row["spent"]) for row in _instruments(made, NAME, (2,)))
    assert spent == pytest.approx(100.0 * ledger["spent"].sum() / product, abs=0.01)
    assert _instruments(made, NAME, (1,)) != _instruments(made, NAME, (2,))


def test_figures_of_a_scenario_are_of_the_seeds_that_it_shares_with_its_baseline(one_failed: Results) -> None:
    """A second scenario, here the baseline under another name, keeps the seeds that the first lost."""
    (base,) = set(QUESTION.resolve().baseline_of.values())
    comparison = compare(one_failed, {NAME: base})
    both = replace(comparison, paired={NAME: (2,), base: (1, 2)}, baseline_of={NAME: base, base: base})
    for figure in (maps.draw_outcome, maps.draw_difference, clusters.draw_clusters):
        style.close(figure(both, one_failed, NAME))
    assert set(tiles.draw(one_failed, both)["exports"]) == {NAME, f"{NAME}+", base, f"{base}+"}
    fans.numbers(one_failed, both)


@pytest.fixture(scope="module")
def abroad(tmp_path_factory: pytest.TempPathFactory) -> tuple[Results, dict[str, str]]:
    """A scenario and a baseline in another country."""
    short = ("run.firms=400", "run.burn_in=4")
    plan = Question(("chaebol",), (1, 2), baseline="free_economic_zones", settings=short, quarters=8).resolve()
    folder = tmp_path_factory.mktemp("abroad")
    run_batch(plan.scenarios, (1, 2), folder, workers=1)
    return open_results(folder), plan.baseline_of


def test_countries_are_told_by_their_titles_and_their_maps_not_subtracted(
    abroad: tuple[Results, dict[str, str]], tmp_path: Path
) -> None:
    results, baseline_of = abroad
    comparison = compare(results, baseline_of)
    page = write_report(results, comparison, tmp_path).read_text()
    drawn = {path.stem for path in (tmp_path / "figures").glob("*.svg")}
    assert {"chaebol_map", "chaebol_gains"} <= drawn
    assert not {"chaebol_difference_map", "chaebol_clusters"} & drawn
    assert "chaebol+" not in tiles.draw(results, comparison)["exports"]
    fans.numbers(results, comparison)
    title = results.scenarios["free_economic_zones"]["title"]
    text = comparison_summary(comparison, results)
    assert "free_economic_zones    chaebol" in text
    for words_ in ("without policy", "the policy raises", "the policy lowers", "<th>without</th>", "no policy"):
        assert words_ not in page + text
    assert f"the difference to {escape(title)}" in page


def test_one_seed_has_neither_intervals_nor_bars(made: Results) -> None:
    found = compare(made, QUESTION.resolve().baseline_of, seeds=(1,))
    rows = words.rows(found, NAME)
    assert rows
    assert {row.interval for row in rows} == {words.interval("–", "–")}
    assert not any(row.low <= row.high for row in rows)
    flat = words._row("clusters", Difference(1.0, 1.0, 0.0, 0.0, 0.0, 0.5, 0, 2.0))
    assert (flat.low, flat.middle, flat.high) == (50.0, 50.0, 50.0)
