"""What few seeds can tell: signs, placebos, claims; and facts of firms by all their plants."""

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from commands.validate import as_object
from validation import claims, measuring, nulls
from validation.facts import quantile, read_facts
from validation.measures.estimators import Effect
from validation.measures.experiments import Trial
from validation.measures.firm_sizes import five_year_survival, hazard_falls
from validation.observed import Observed
from validation.score import Measured

FACTS = {fact.id: fact for fact in read_facts()}


def test_a_sign_of_three_seeds_needs_students_quantile():
    """Mean 1, error 0.5: two errors are sure with 32 seeds (1.70), not with three (2.92)."""
    assert quantile(0.95, 3) == pytest.approx(2.9200, abs=1e-4)
    assert quantile(0.95) == pytest.approx(1.6449, abs=1e-4)
    spread = 0.5 * np.sqrt(3.0)
    few = Measured(FACTS["S09b"], "plain", dict(enumerate(1.0 + spread * np.array([-1.0, 0.0, 1.0]))))
    assert (few.value, few.error) == (pytest.approx(1.0), pytest.approx(0.5))
    assert not few.passed
    assert few.distance == pytest.approx(2.92 * 0.5 - 1.0, abs=1e-3)
    x = np.tile([-1.0, 1.0], 16)
    many = Measured(FACTS["S09b"], "plain", dict(enumerate(1.0 + x * 0.5 * np.sqrt(31.0))))
    assert many.error == pytest.approx(0.5)
    assert many.passed


def test_chance_alone_shows_a_sign_of_three_seeds_in_five_of_a_hundred():
    draws = np.random.default_rng(1).normal(size=(4000, 3))
    hits = np.mean([Measured(FACTS["S09b"], "plain", dict(enumerate(d))).passed for d in draws])
    assert hits == pytest.approx(0.05, abs=0.012)


def test_nothing_lost_is_not_negative():
    assert FACTS["E01e"].passed(0.0)
    assert not FACTS["E01e"].passed(-1e-9)
    assert not FACTS["E01e"].passed(float("nan"))


def trial_of(effects, seeds=(1, 2)):
    """An experiment of which each seed gives one of the effects."""
    runs = [{"scenario": "trial_zones", "status": "done", "seed": s, "run": str(s)} for s in seeds]
    tables = {str(s): e for s, e in zip(seeds, effects, strict=True)}
    trial = Trial("zones", "region", "zones", lambda run, _: run)
    return SimpleNamespace(runs=runs), trial, tables


def test_the_error_within_a_run_is_that_of_the_seed_that_has_a_figure(monkeypatch):
    """One of two runs can't show the effect: the other's own error tells whether its sign is clear."""
    results, trial, tables = trial_of([Effect(1.0, 2.0), Effect(float("nan"), float("nan"))])
    monkeypatch.setattr(measuring, "observe", lambda results, run, *_: tables[run])
    monkeypatch.setattr(Trial, "treated", lambda self, run: set())
    row = measuring._experiment(results, FACTS["E01c"], trial, placebo=False)
    assert row is not None
    assert row.error == 2.0
    assert not row.passed


def test_a_placebo_of_three_seeds_needs_students_quantile_too(monkeypatch):
    """1 with an error of 0.4: 2.5 errors are nothing to wonder at with three seeds (4.3)."""
    row = Measured(FACTS["E01c"], "placebo", dict(enumerate(1.0 + 0.4 * np.sqrt(3.0) * np.array([-1.0, 0.0, 1.0]))))
    monkeypatch.setattr(measuring, "experiments", lambda *_, **__: [row])
    found = nulls.table(SimpleNamespace(runs=[]), [], range(3))
    assert found["error"].item() == pytest.approx(0.4)
    assert found["zero"].item()


def test_three_seeds_cannot_tell_whom_a_claim_is_owed_to():
    """All three lose it without the policy: p = 1/8, as sure as three get; of five it is 1/32."""
    assert claims.credit_holds("policy", 1.0, 1 / 8, 3) == "too few seeds to tell"
    assert claims.credit_holds("endowment", 1.0, 1.0, 4) == "too few seeds to tell"
    assert claims.credit_holds("policy", 1.0, float("nan"), 0) == "too few seeds to tell"
    assert claims.credit_holds("policy", 1.0, 1 / 32, 5) == "yes"
    assert claims.credit_holds("policy", 0.0, 1.0, 3) == "nothing to credit"


def test_seeds_that_pass_are_those_of_the_bar(tmp_path):
    """Seed 2 is good at the stylised fact, and poor at a path, which the bar leaves out."""
    rows = [Measured(FACTS["S01"], "plain", {1: 9.0, 2: 1.0}), Measured(FACTS["P01a"], "korea", {1: 9.0, 2: 0.0})]
    assert as_object(rows, [], 2, tmp_path)["seeds_passing"] == 0.5


def observed(rows, quarters):
    firms = pd.DataFrame(rows, columns=["quarter", "firm", "enterprise", "age"])
    none = pd.DataFrame()
    return Observed(none, none, firms, pd.DataFrame({"quarter": quarters}), none, none, {})


def test_a_firm_ends_with_its_last_plant():
    """Firm 1 is old; its young plant 2 closes and its first one, too, but plant 3 lives on. Firms 4 to 6 have one each."""
    first = [(3, 1, 1, 80), (3, 2, 1, 2), (3, 3, 1, 40), (3, 4, 4, 90), (3, 5, 5, 3), (3, 6, 6, 3)]
    last = [(7, 3, 1, 44), (7, 4, 4, 94), (7, 6, 6, 7)]
    assert hazard_falls(observed(first + last, [3, 7])) == pytest.approx(1 / 2)


def test_an_entrant_lives_as_long_as_one_of_its_plants():
    first = [(3, 1, 1, 2), (3, 2, 2, 2), (3, 3, 9, 1)]
    last = [(23, 8, 1, 10)]  # the second plant of firm 1
    assert five_year_survival(observed(first + last, [3, 23])) == 0.5
