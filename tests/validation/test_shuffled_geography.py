"""The null model of shuffled geography: nothing of a place may last but its people."""

import numpy as np
import pandas as pd
import pytest

from validation.measures.places import convergence
from validation.observed import Observed
from validation.shuffled import geography_shuffled

REGIONS = 200


def observed(people):
    """One place a region, product a head the same for ever, no firm but one in each census."""
    regions = np.arange(REGIONS)
    head = np.exp(np.random.default_rng(1).normal(size=REGIONS))
    places = pd.concat(
        pd.DataFrame({
            "quarter": q, "cell": regions, "region": regions, "employment": 1.0, "wage": 1.0, "population": people,
            "value_added": head * people,
        })
        for q in (3, 159)
    ).reset_index(drop=True)  # fmt: skip
    firms = pd.DataFrame({"quarter": [3, 159], "cell": 0, "region": 0})
    trade, sectors = pd.DataFrame({"distance": [1.0]}), pd.DataFrame({"relatedness_density": [1.0]})
    return Observed(pd.DataFrame(), sectors, firms, places, trade, pd.DataFrame(), {})


def test_people_who_stay_leave_no_slow_convergence():
    """Regions of very different size: nothing is left of a lead, a slope of -1, whoever lives where."""
    people = np.exp(1.5 * np.random.default_rng(2).normal(size=REGIONS))
    assert convergence(observed(people)) == pytest.approx(0.0, abs=1e-12)
    found = [convergence(geography_shuffled(observed(people), seed)) for seed in range(20)]
    assert np.nanmin([np.inf, *found]) > 0.03  # out of the fact's band; nan where the lead turned round


def test_places_without_people_keep_what_they_make():
    people = np.where(np.arange(REGIONS) < 5, 0.0, 2.0)
    run = observed(people)
    run.places.loc[run.places["population"] == 0.0, "value_added"] = 7.0
    found = geography_shuffled(run, 1).places
    assert (found.loc[found["population"] == 0.0, "value_added"] == 7.0).all()
    assert np.isfinite(found["value_added"]).all()
    assert sorted(found["value_added"]) == pytest.approx(sorted(run.places["value_added"]))
