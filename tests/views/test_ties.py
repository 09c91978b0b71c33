"""Seeds that have the same in both are no half of those that are higher where no seed differs."""

import numpy as np
import pandas as pd

from results.compare import LEVEL, difference
from views import transplant
from views.summary import legend
from views.words import HEADLINES, TIES, seeds_higher


def of(*shifts):
    base = np.full(len(shifts), 2.0)
    return difference(base + np.array(shifts), base)


def test_where_no_seed_differs_there_is_no_share():
    assert seeds_higher(of(0.0, 0.0, 0.0)) == "–"
    assert seeds_higher(of(0.0)) == "–"


def test_where_some_do_ties_count_as_half():
    assert seeds_higher(of(1.0, 0.0)) == "75%"
    assert seeds_higher(of(1.0, -1.0)) == "50%"
    assert seeds_higher(of(1.0)) == "100%"


def test_readers_are_told_so():
    assert legend({name: of(1.0, 0.0) for name in HEADLINES}, LEVEL).endswith(TIES)


def test_readers_of_a_transplant_are_told_once():
    row = {"country": "korea", "policy": "chaebol", "relative": True, "gain": 1.0, "low": 0.0, "high": 2.0,
           "probability_better": 0.75, "verdict": "open", "cost": 0.01, "cost_low": 0.01, "cost_high": 0.01,
           "factor": 1.0, "seeds": 2}  # fmt: skip
    best = {"policy": "chaebol", "better": 0, "worse": 0, "open": 1, "robust": False, "best": 1.0, "best_at": "korea",
            "worst": 1.0, "worst_at": "korea"}  # fmt: skip
    table, by_policy = (pd.DataFrame([{**one, "outcome": o} for o in ("exports", "real_gdp")]) for one in (row, best))
    study = transplant.study(table, by_policy, 0.01, LEVEL, "run.py", transplant.PACKAGES)
    assert [section.text for section in study.sections] == [f"Seeds better: a{TIES[1:]}", "", ""]
