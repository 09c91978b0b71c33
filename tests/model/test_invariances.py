"""What must not change a run, and what must."""

import numpy as np
import pytest
from conftest import tiny

from model.economy import RegionalEconomy
from model.simulate import simulate


def totals(scenario, seed=1):
    return simulate(scenario, seed).tables["totals"]


@pytest.mark.parametrize("name", ["laissez_faire", "chaebol", "free_economic_zones", "smart_specialisation"])
def test_identities_hold_every_quarter(name):
    """The ledger keeps the largest residual of all quarters, relative to product."""
    scenario = tiny(name, "run.quarters=24")
    early = [i.model_copy(update={"start": 0.0}) for i in scenario.policy.instruments]
    scenario = scenario.model_copy(
        update={"policy": scenario.policy.model_copy(update={"instruments": tuple(early), "envelope": 0.05})}
    )
    residuals = simulate(scenario, 2).identities
    assert len(residuals) >= 6
    assert max(residuals.values()) < 1e-9, residuals


def test_same_seed_same_run_and_other_seed_other_run(small):
    one, again, other = totals(small, 1), totals(small, 1), totals(small, 2)
    assert one.equals(again)
    assert not one.equals(other)


def test_empty_portfolio_is_the_baseline(small):
    """A package whose instruments have not started yet is no package at all."""
    later = tiny("chaebol", "country=plain")
    later = later.model_copy(
        update={
            "policy": later.policy.model_copy(
                update={
                    "instruments": tuple(
                        i.model_copy(update={"start": 100.0, "end": None}) for i in later.policy.instruments
                    )
                }
            )
        }
    )
    assert totals(later).equals(totals(later.without_policy()))


def test_order_of_instruments_never_matters():
    scenario = tiny("free_economic_zones")
    turned = scenario.policy.model_copy(update={"instruments": scenario.policy.instruments[::-1]})
    assert totals(scenario).equals(totals(scenario.model_copy(update={"policy": turned})))


def test_order_of_firms_does_not_matter(small):
    """Rows are shuffled at the start; sums change by rounding only."""
    straight, turned = RegionalEconomy(small, 4), RegionalEconomy(small, 4)
    table = turned.state.firms
    order = np.random.default_rng(0).permutation(len(table))
    for name in table.names:
        setattr(table, name, getattr(table, name)[order])
    for _ in range(4):
        straight.step()
        turned.step()
    a, b = straight.recorder.latest, turned.recorder.latest
    for key in ("real_gdp", "exports", "employment", "real_wage"):
        assert a[key] == pytest.approx(b[key], rel=1e-6)


def test_a_mesa_seed_is_the_seed(small):
    one, two = RegionalEconomy(small, 7), RegionalEconomy(small, rng=7)
    one.step()
    two.step()
    assert one.recorder.latest == two.recorder.latest
