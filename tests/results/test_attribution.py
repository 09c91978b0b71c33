"""Shapley values: by hand, and by the axioms that single them out."""

import itertools
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from conftest import tiny
from hypothesis import given
from hypothesis import strategies as st

from policies.catalogue import INSTRUMENTS
from results.attribution import TOTAL, attribute, shapley
from results.runner import run_batch
from results.store import open_results
from scenarios.load import catalogue
from scenarios.success_factors import coalitions, factor_of, success_factors

NUMBER = st.floats(-100, 100, allow_nan=False)


def game(players):
    every = list(itertools.product((False, True), repeat=players))
    return st.lists(NUMBER, min_size=len(every), max_size=len(every)).map(
        lambda worth: {on: np.float64(x) for on, x in zip(every, worth, strict=True)}
    )


def test_by_hand():
    # left glove (first) or right gloves (second, third): a pair is worth 1; Shapley 1953 gives 4/6, 1/6, 1/6
    worth = {on: float(on[0] and (on[1] or on[2])) for on in itertools.product((False, True), repeat=3)}
    np.testing.assert_allclose(shapley(worth), [4 / 6, 1 / 6, 1 / 6])


def test_against_the_mean_over_all_orders():
    rng = np.random.default_rng(1)
    worth = {on: rng.normal(size=4) for on in itertools.product((False, True), repeat=5)}
    expected = np.zeros((5, 4))
    orders = list(itertools.permutations(range(5)))
    for order in orders:
        on = [False] * 5
        for player in order:
            before = worth[tuple(on)]
            on[player] = True
            expected[player] += (worth[tuple(on)] - before) / len(orders)
    np.testing.assert_allclose(shapley(worth), expected)


@given(game(5))
def test_efficiency(worth):
    total = worth[(True,) * 5] - worth[(False,) * 5]
    np.testing.assert_allclose(shapley(worth).sum(), total, atol=1e-9)


@given(game(4), game(4), NUMBER)
def test_linearity(first, second, scale):
    both = {on: scale * first[on] + second[on] for on in first}
    np.testing.assert_allclose(shapley(both), scale * shapley(first) + shapley(second), atol=1e-8)


@given(game(4), NUMBER)
def test_a_dummy_gets_what_it_brings_alone(rest, alone):
    worth = {(*on, extra): x + alone * extra for on, x in rest.items() for extra in (False, True)}
    np.testing.assert_allclose(shapley(worth)[-1], alone, atol=1e-9)


@given(game(4))
def test_alike_players_get_alike(worth):
    def mirrored(on):
        return (on[1], on[0], *on[2:])

    same = {on: 0.5 * (x + worth[mirrored(on)]) for on, x in worth.items()}
    values = shapley(same)
    np.testing.assert_allclose(values[0], values[1], atol=1e-9)


def test_a_missing_combination_is_refused():
    with pytest.raises(ValueError, match="4 combinations"):
        shapley({(False, False): 0.0, (True, True): 1.0})


def test_every_kind_of_instrument_has_one_factor():
    kinds = [kind for factor in success_factors().values() for kind in factor.kinds]
    assert sorted(kinds) == sorted(i.model_fields["kind"].default for i in INSTRUMENTS)
    assert len(success_factors()) == 5


def test_neutral_values_are_in_the_catalogue_and_in_range():
    for factor in success_factors().values():
        for name, value in factor.mechanisms.items():
            assert catalogue()[name].low <= value <= catalogue()[name].high
            assert catalogue()[name].value != value


def test_a_tax_holiday_belongs_to_whom_it_is_for():
    by_id = {i.id: factor_of(i) for n in ("chaebol", "free_economic_zones") for i in tiny(n).policy.instruments}
    assert by_id["heavy_industry_tax_relief"] == "cooperation"
    assert by_id["zones_tax"] == "foreign_investment"


def test_the_ends_are_the_scenario_and_nothing():
    chaebol = tiny("chaebol")
    of_policy, of_mechanism = (coalitions(chaebol, side) for side in ("policy", "mechanism"))
    everything, nothing = (True,) * 5, (False,) * 5
    assert of_policy[everything].fingerprint() == of_mechanism[everything].fingerprint() == chaebol.fingerprint()
    assert of_policy[nothing].fingerprint() == chaebol.without_policy().fingerprint()
    assert of_mechanism[nothing].parameters.innovation_chance == 0.0
    assert of_mechanism[nothing].policy == chaebol.policy


def test_the_seeds_asked_for_alone_are_read():
    """A folder may hold runs with more seeds than a command asks for."""
    rows = [("off", 1, 0.0), ("on", 1, 1.0), ("off", 2, 0.0), ("on", 2, 3.0), ("off", 3, 0.0), ("on", 3, 99.0)]
    frame = pd.DataFrame(rows, columns=["scenario", "seed", "exports"])
    results = SimpleNamespace(outcomes=frame, folder=Path("r"))
    table = attribute(results, ("cooperation",), {(False,): "off", (True,): "on"}, ["exports"], [1, 2])
    assert table["value"].tolist() == [2.0, 2.0]
    assert set(table["seeds"]) == {2}


def test_a_seed_without_a_figure_is_not_counted():
    """Nothing was gained in seed 2 with the factor on, so that there is no cost of a job."""
    rows = [("off", 1, 1.0), ("on", 1, 3.0), ("off", 2, 1.0), ("on", 2, None), ("off", 3, 1.0), ("on", 3, 5.0)]
    frame = pd.DataFrame(rows, columns=["scenario", "seed", "cost_per_job"])
    results = SimpleNamespace(outcomes=frame, folder=Path("r"))
    table = attribute(results, ("cooperation",), {(False,): "off", (True,): "on"}, ["cost_per_job"], [1, 2, 3])
    assert table["value"].tolist() == [3.0, 3.0]
    assert set(table["seeds"]) == {2}


def test_values_of_a_run_sum_to_what_the_policy_brings(tmp_path):
    scenario = tiny("free_economic_zones", "run.quarters=8", "run.burn_in=2", "run.firms=300")
    names: dict[str, object] = {}
    scenario_of = {}
    for on, found in coalitions(scenario, "policy").items():
        first = names.setdefault(found.fingerprint(), found)
        scenario_of[on] = first.name
    run_batch(list(names.values()), [1, 2], tmp_path, workers=1)
    results = open_results(tmp_path)
    table = attribute(results, tuple(success_factors()), scenario_of, ["exports_growth", "foreign_share"], [1, 2])
    means = results.outcomes.groupby("scenario")[["exports_growth", "foreign_share"]].mean()
    for outcome in means:
        mine = table[table["outcome"] == outcome].set_index("factor")["value"]
        total = means.loc[scenario_of[(True,) * 5], outcome] - means.loc[scenario_of[(False,) * 5], outcome]
        assert mine[TOTAL] == pytest.approx(total)
        assert mine.drop(TOTAL).sum() == pytest.approx(total)
        assert mine["innovation"] == mine["cooperation"] == 0.0  # the package has no such instrument
