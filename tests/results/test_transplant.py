"""Transplants: the search for equal cost, gains by hand, end to end."""

import json
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from click.testing import CliRunner
from conftest import here, tiny
from hypothesis import given
from hypothesis import strategies as st

from commands.transplant import LONGEST, _cut, _trial
from model.outcomes import summarise
from policies.instruments.trade_agreement import TradeAgreement
from policies.scaling import scaled
from problems import ProblemError
from results.transplant import (
    LESS_IS_BETTER,
    MORE_IS_BETTER,
    _gain,
    best_factor,
    gain_of,
    judged,
    matrix,
    next_factor,
    summaries,
)
from scenarios.transplant import alone, at_scale, kinds
from views.shipped import evidence
from views.transplant import INSTRUMENTS
from views.transplants import newest


@given(slope=st.floats(0.003, 0.05), base=st.floats(0.0, 0.004), power=st.floats(0.5, 1.0))
def test_the_search_finds_a_rising_cost(slope, base, power):
    def cost(factor):
        return base + slope * factor**power

    tried = {1.0: cost(1.0)}
    for _ in range(12):
        factor = next_factor(tried, 0.01)
        if factor is None:
            break
        tried[factor] = cost(factor)
    assert cost(best_factor(tried, 0.01)) == pytest.approx(0.01, rel=0.02)


def test_the_search_ends_where_no_money_is_spent():
    assert next_factor({1.0: 0.0}, 0.01) is None
    assert next_factor({1.0: 0.001, 30.0: 0.005}, 0.01) is None
    assert best_factor({1.0: 0.001, 30.0: 0.005}, 0.01) == 30.0


def test_scaling_touches_money_only():
    package = tiny("free_economic_zones").policy.instruments
    half = {i.id: i for i in scaled(package, 0.5)}
    assert scaled(package, 1.0) == package
    assert half["zones_infrastructure"].budget == 0.002
    assert half["zones_tax"].relief == 0.275
    assert half["zones_duty"].customs == 0.1
    assert {i.id: i for i in scaled(package, 9.0)}["zones_tax"].relief == 1.0


def test_scaling_an_agreement_moves_what_is_given_and_what_is_got_alike():
    agreement = TradeAgreement(id="a", access=0.06, opening=0.5)
    assert [(i.opening, i.access) for i in scaled([agreement], 0.5)] == [(0.25, 0.03)]
    assert [(i.opening, i.access) for i in scaled([agreement], 9.0)] == [(1.0, 0.12)]
    gift = TradeAgreement(id="a", access=0.06, opening=0.0)  # access that others grant costs the state nothing
    assert scaled([gift], 3.0) == (gift,)


def test_gains_by_hand():
    x, y = np.array([110.0, 120.0]), np.array([100.0, 100.0])
    found = _gain(x, y, gain_of("exports"), 0.9)
    assert found["gain"] == pytest.approx(15.0)
    assert found["low"] == pytest.approx(15.0 - 6.3138 * 5.0, abs=1e-3)  # Student, one degree of freedom
    assert found["verdict"] == "open"
    less = _gain(np.array([0.2, 0.2, 0.2]), np.array([0.3, 0.3, 0.3]), gain_of("region_gini"), 0.9)
    assert less["verdict"] == "better"
    assert less["probability_better"] == 1.0


def folder_of(rows, **more):
    """Results with one outcome: scenario, seed and exports of each run."""
    frame = pd.DataFrame(rows, columns=["scenario", "seed", "exports"]).assign(public_cost=0.01, **more)
    return SimpleNamespace(outcomes=frame, folder=Path("r"))


def test_names_alike_in_their_first_letters_stay_apart_when_cut():
    names = [f"latin_america_latin_america_gvc_with_{tail}" for tail in ("credit", "grants")]
    cut = [_cut(tiny("chaebol"), name).name for name in names]
    assert len(set(cut)) == 2
    assert all(len(name) == LONGEST for name in cut)
    assert _cut(tiny("chaebol"), "korea_chaebol").name == "korea_chaebol"


def test_a_pilot_is_named_after_what_it_tries():
    cell = _cut(tiny("chaebol"), "korea_chaebol_of_a_very_long_name_indeed")
    one, other, again = (_trial(at_scale(cell, factor)).name for factor in (1.0, 1.5, 1.0))
    assert one == again != other
    assert max(len(one), len(other)) <= 40


def test_gains_are_of_the_seeds_asked_for():
    """A folder may hold runs with more seeds than a command asks for."""
    results = folder_of([("p", 1, 110.0), ("p", 2, 120.0), ("p", 3, 999.0)] + [("n", s, 100.0) for s in (1, 2, 3)])
    found = matrix(results, {("korea", "chaebol"): "p"}, {"korea": "n"}, ["exports"], [1, 2])
    assert found[["gain", "seeds"]].to_numpy().tolist() == [[pytest.approx(15.0), 2]]


@pytest.mark.parametrize("outcome", ["public_cost", "public_cost_total", "unemployment_rate"])
def test_more_cost_is_worse(outcome):
    more, less = np.array([0.020, 0.021]), np.array([0.010, 0.011])
    found = _gain(more, less, gain_of(outcome), 0.9)
    assert (found["verdict"], found["probability_better"]) == ("worse", 0.0)
    assert _gain(less, more, gain_of(outcome), 0.9)["verdict"] == "better"


@pytest.mark.parametrize(
    "outcome", ["foreign_share", "exports_share", "research_share", "clusters_null", "cost_per_job", "cost_per_export"]
)
def test_an_outcome_that_says_nothing_good_or_bad_isn_t_judged(outcome):
    assert judged(["exports", "public_cost"]) == ["exports", "public_cost"]
    with pytest.raises(ProblemError, match=outcome):
        judged(["exports", outcome])


def test_every_outcome_judged_is_one_that_runs_have():
    rows = [dict.fromkeys(("exports", "gdp", "real_gdp", "real_wage", "real_consumption", "unemployment_rate", "clusters", "clusters_null", "cluster_employment_share", "foreign_share", "foreign_investment", "research", "region_gini", "export_hhi", "top_groups_share", "groups_share", "public_cost", "employment"), 1.0)] * 8  # fmt: skip
    assert {*MORE_IS_BETTER, *LESS_IS_BETTER} <= set(summarise(rows))
    assert not {*MORE_IS_BETTER} & {*LESS_IS_BETTER}


def test_what_is_robust():
    rows = [
        ("a", "x", 2.0, "better"), ("b", "x", 1.0, "better"), ("c", "x", -1.0, "open"),
        ("a", "y", 2.0, "better"), ("b", "y", -3.0, "worse"), ("c", "y", 0.0, "open"),
    ]  # fmt: skip
    table = pd.DataFrame(rows, columns=["country", "policy", "gain", "verdict"]).assign(outcome="exports")
    by = summaries(table, "policy").set_index("policy")
    assert by["robust"].to_dict() == {"x": True, "y": False}
    assert (by.loc["y", "worst_at"], by.loc["y", "worst"]) == ("b", -3.0)
    assert by.loc["x", ["better", "worse", "open"]].tolist() == [2, 0, 1]


def test_an_instrument_alone_is_national_for_all_and_costs_money():
    costly = kinds()
    assert len(costly) == 17
    assert not {"open_door", "exchange_reform"} & set(costly)  # a law costs nothing
    found = alone("plain", "rd_grant", ())
    assert found.name == "plain_rd_grant"
    (grant,) = found.policy.instruments
    assert (grant.kind, grant.budget, grant.government, grant.sectors, grant.regions) == (
        "rd_grant",
        0.01,
        "national",
        (),
        (),
    )
    assert at_scale(found, 2.0).policy.envelope == pytest.approx(0.02)
    assert alone("plain", "tax_holiday", ()).policy.instruments[0].budget is None


def test_every_instrument_that_is_tried_alone_has_what_studies_found_beside_it():
    told = {row["kind"]: row for row in evidence()}
    assert set(told) == set(kinds())
    assert all(row["found"] and row["source"] for row in told.values())


def run(*arguments, folder):
    short = ["--quarters", "8", "--set", "run.burn_in=2", "--set", "run.firms=300", "--seeds", "2", "--workers", "1"]
    return here(*arguments, *short, "--json", "--out", str(folder))


@pytest.mark.slow
def test_transplant_end_to_end_and_again(tmp_path):
    arguments = ("transplant", "--countries", "plain,korea", "--policies", "chaebol", "--cost", "0.01")
    first = run(*arguments, folder=tmp_path / "t")
    assert first.returncode == 0, first.stderr
    value = json.loads(first.stdout)
    assert {(r["country"], r["policy"]) for r in value["matrix"]} == {("plain", "chaebol"), ("korea", "chaebol")}
    assert all(r["cost"] == pytest.approx(0.01, rel=0.1) for r in value["matrix"])
    assert "<svg" in (tmp_path / "t" / "report.html").read_text()
    assert json.loads(run(*arguments, folder=tmp_path / "t").stdout) == value


@pytest.mark.slow
def test_another_cost_and_other_seeds_have_folders_of_their_own(tmp_path):
    for more in (["--seeds", "1"], ["--seeds", "2-3"], ["--seeds", "1", "--cost", "0.012"]):
        short = [*SHORT[:6], "--workers", "1", "--quiet"]
        found = here("transplant", "--countries", "plain", "--policies", "chaebol", *short, *more, cwd=tmp_path)
        assert found.returncode == 0, found.stderr
    assert len(list((tmp_path / "results").iterdir())) == 3


@pytest.mark.slow
def test_instruments_alone_end_to_end(tmp_path):
    folder = tmp_path / "t"
    arguments = ("transplant", "--alone", "--countries", "plain", "--policies", "university_industry_consortium,tariff")
    found = run(*arguments, "--cost", "0.01", folder=folder)
    assert found.returncode == 0, found.stderr
    value = json.loads(found.stdout)
    assert value["of"] == "instruments"
    assert {r["policy"] for r in value["matrix"]} == {"university_industry_consortium", "tariff"}
    assert {r["outcome"] for r in value["matrix"]} >= {"real_gdp", "exports"}
    assert "Every instrument alone" in (folder / "report.html").read_text()
    assert newest(tmp_path) is None
    assert newest(tmp_path, INSTRUMENTS).subject is INSTRUMENTS
    wrong = run("transplant", "--alone", "--policies", "skils_programme", folder=folder)
    assert wrong.returncode == 2
    assert "skills_programme" in wrong.stdout


@pytest.mark.slow
def test_attribute_end_to_end(tmp_path):
    found = run("attribute", "chaebol", "--side", "policy", folder=tmp_path / "a")
    assert found.returncode == 0, found.stderr
    rows = {r["factor"]: r["value"] for r in json.loads(found.stdout)["sides"]["policy"]}
    assert sum(v for k, v in rows.items() if k != "total") == pytest.approx(rows["total"])
    assert (tmp_path / "a" / "figures" / "factors_exports_growth.png").stat().st_size > 10_000


SHORT = ["--quarters", "2", "--set", "run.burn_in=1", "--set", "run.firms=300", "--seeds", "2", "--workers", "1"]


@pytest.mark.parametrize("breaks", ["none", "chaebol"])
def test_runs_that_all_fail_are_told_with_the_first_error(breaks, tmp_path, monkeypatch):
    """The country without policy fails, or the pilots of the package do."""
    import model.simulate as simulation
    from commands.transplant import command

    real = simulation.simulate

    def simulate(scenario, seed, *rest):
        if breaks == "none" or scenario.policy.instruments:
            raise FloatingPointError(f"no rest with seed {seed}")
        return real(scenario, seed, *rest)

    monkeypatch.setattr(simulation, "simulate", simulate)
    arguments = ["--countries", "plain", "--policies", "chaebol", *SHORT, "--out", str(tmp_path / "t")]
    found = CliRunner().invoke(command, arguments)
    assert isinstance(found.exception, ProblemError)
    assert len(found.exception.problems) == 1
    assert "failed with every seed; expected a run that finishes" in str(found.exception)
    assert "seed 1 ended with FloatingPointError in quarter -1: no rest with seed 1" in str(found.exception)


def test_sensitivity_of_runs_that_all_fail_is_told_with_the_first_error(tmp_path, monkeypatch):
    import model.simulate as simulation
    from commands.sensitivity import command

    def simulate(scenario, seed, *rest):
        raise FloatingPointError("no rest")

    monkeypatch.setattr(simulation, "simulate", simulate)
    vary = ["--vary", "parameters.migration_rate=0.005:0.02", "--vary", "parameters.exit_rate=0.004:0.008"]
    arguments = ["laissez_faire", *vary, "--draws", "2", *SHORT]
    found = CliRunner().invoke(command, [*arguments, "--out", str(tmp_path / "s")])
    assert isinstance(found.exception, ProblemError)
    assert "FloatingPointError in quarter -1: no rest" in str(found.exception)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["transplant", "--countries", "koreo"], "Did you mean korea"),
        (["transplant", "--policies", "chebol"], "Did you mean chaebol"),
        (["transplant", "--cost", "0"], "above 0"),
        (["transplant", "--outcome", "groups_share"], "of which more is better, or less"),
        (["transplant", "--set", "country=korea"], "country = korea; expected --countries"),
        (["transplant", "--set", "policy=chaebol"], "policy = chaebol; expected --policies"),
        (["validate", "--seeds", ""], "a number of seeds from 1"),
        (["validate", "--set", "country=korea"], "countries and policies of their own"),
        (["validate", "--claims", "--set", "policy = chaebol"], "countries and policies of their own"),
        (["calibrate", "--set", "policy=chaebol"], "without policy"),
        (["transplant", "--countries", ""], "of africa, china"),
        (["attribute", "chaebol", "--outcome", "export_growth"], "Did you mean exports_growth"),
        (["batch", "chaebol", "--draws", "8"], "values to vary"),
        (["batch", "chaebol", "--vary", "parameters.migration_rat=0:1:2"], "Did you mean"),
        (["batch", "chaebol", "--vary", "run.firms=900:300:2"], "lower end first"),
    ],
)  # fmt: skip
def test_bad_input(arguments, says, tmp_path):
    found = here(*arguments, cwd=tmp_path)
    assert found.returncode == 2
    assert says in found.stderr
    assert list(tmp_path.iterdir()) == []
