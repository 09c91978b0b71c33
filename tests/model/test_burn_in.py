"""A run that begins with the burn-in of another is, to the bit, what it is alone."""

import pytest
from conftest import tiny
from hypothesis import given, settings
from hypothesis import strategies as st

from model.economy import RegionalEconomy
from model.settled import Settled, burn_in
from model.simulate import simulate
from scenarios.changes import with_change
from scenarios.names import names_of
from scenarios.schema import Change, Scenario
from scenarios.transplant import bare, transplanted

COUNTRY = ("run.quarters=8", "run.burn_in=5", "run.firms=300")
POLICIES = sorted(set(names_of("policies")) - {"none"})


def with_changes(scenario: Scenario, *changes: tuple[int, str, object]) -> Scenario:
    for quarter, path, value in changes:
        scenario = with_change(scenario, Change(quarter=quarter, path=path, value=value))
    return scenario


def korea(policy: str | None = None) -> Scenario:
    return transplanted("korea", policy, COUNTRY) if policy else bare("korea", COUNTRY)


def same(shared, alone) -> None:
    assert shared.tables.keys() == alone.tables.keys()
    for name, table in alone.tables.items():
        assert shared.tables[name].equals(table), name
    assert shared.outcomes == alone.outcomes
    assert shared.identities == alone.identities
    assert shared.quarters == alone.quarters


@pytest.fixture
def kept() -> Settled:
    return Settled(4, 1e9)


LATER = (
    (0, "policy.envelope", 0.04),
    (0, "parameters.migration_rate", 0.05),
    (2, "policy.unspent", "lower_taxes"),
    (3, "parameters.distance_elasticity", 0.5),
)


@pytest.mark.slow
@settings(max_examples=4)
@given(st.data())
def test_all_packages_of_a_country_begin_with_one_burn_in(data):
    """Each with changes from quarter 0 on, in any order; burn-in, chronicle and all else are those of the run alone."""
    kept = Settled(1, 1e9)
    packages = data.draw(st.lists(st.sampled_from([*POLICIES, None]), min_size=2, max_size=3, unique=True))
    seed = data.draw(st.integers(1, 50))
    later = [data.draw(st.lists(st.sampled_from(LATER), unique_by=lambda c: c[1])) for _ in packages]
    scenarios = [with_changes(korea(p), *changes) for p, changes in zip(packages, later, strict=True)]
    for number, scenario in enumerate(scenarios):
        assert (kept.find(scenario, seed) is not None) == (number > 0)
        same(simulate(scenario, seed, None, kept), simulate(scenario, seed))


@pytest.mark.parametrize("first", ["with", "without"])
def test_the_burn_in_of_another_with_changes_during_it(first, kept):
    early = ((-4, "parameters.migration_rate", 0.05), (-2, "parameters.distance_elasticity", 0.5))
    policy = with_changes(tiny("chaebol", "policy.unspent=lower_taxes"), *early, (2, "policy.envelope", 0.05))
    none = policy.without_policy()
    for scenario in (policy, none) if first == "with" else (none, policy):
        found = simulate(scenario, 3, None, kept)
        same(found, simulate(scenario, 3))
        assert found.tables["events"].to_pylist()[0]["quarter"] == -4
    assert len(kept) == 1


def test_a_policy_that_changes_during_the_burn_in_shares_it_only_with_itself(kept):
    """The chronicle tells what was in force before."""
    ended = with_changes(tiny("chaebol"), (-3, "policy.instruments.policy_loans", False))
    dearer = with_changes(tiny("chaebol", "policy.envelope=0.05"), (-3, "policy.instruments.policy_loans", False))
    for scenario in (tiny("chaebol"), ended, dearer, with_changes(ended, (1, "parameters.migration_rate", 0.05))):
        same(simulate(scenario, 3, None, kept), simulate(scenario, 3))
    assert len(kept) == 3


@pytest.mark.parametrize(
    "setting",
    [
        "run.firms=700", "run.burn_in=3", "run.census=[0]", "policy.unspent=lower_taxes", "parameters.spin_off=0",
        "parameters.localisation=0", "country.nation.tariff=0.3", "country=plain",
    ],
)  # fmt: skip
def test_what_acts_before_quarter_0_is_not_shared(setting, kept):
    one, other = tiny("chaebol"), tiny("chaebol", setting)
    assert burn_in(one) != burn_in(other)
    simulate(one, 3, None, kept)
    same(simulate(other, 3, None, kept), simulate(other, 3))


def test_experiments_and_null_models_share_with_none_but_their_placebo():
    from validation.plan import TRIALS, experiments, nulls, placebos, without_policy

    trials = experiments([path.stem for path in TRIALS.glob("*.toml")], COUNTRY)
    economies = [*nulls(COUNTRY), *without_policy(COUNTRY).values()]
    assert len({burn_in(s) for s in economies}) == len(economies)
    for trial in trials:
        early = [c for c in trial.changes if c.quarter < 0 and c.path.startswith("policy.")]
        assert (burn_in(trial) == burn_in(trial.without_policy())) == (not early)
    assert {burn_in(s) for s in placebos(trials)}.isdisjoint({burn_in(s) for s in nulls(COUNTRY)})


def test_what_waits_for_quarter_0_makes_no_difference():
    scenario = tiny("chaebol")
    late = with_changes(scenario, (0, "parameters.migration_rate", 0.02))
    longer = tiny("chaebol", "run.quarters=20")
    named = scenario.model_copy(update={"name": "other", "title": "Another", "watch": ("exports",)})
    assert {burn_in(s) for s in (scenario, late, longer, named, scenario.without_policy())} == {burn_in(scenario)}


def test_of_other_quarters_and_seeds_nothing_is_kept(kept):
    scenario = tiny("chaebol")
    economy = RegionalEconomy(scenario, 3)
    economy.run(until=-1)
    kept.keep(economy.snapshot(), scenario)
    assert len(kept) == 0
    economy.run(until=0)
    kept.keep(economy.snapshot(), scenario)
    assert kept.find(scenario, 3) is not None
    assert kept.find(scenario, 4) is None


def test_the_one_used_longest_ago_goes_first():
    scenario = tiny("chaebol", "run.burn_in=0")
    snapshots = [RegionalEconomy(scenario, seed).snapshot() for seed in range(4)]
    by_number, by_size = Settled(2, 1e9), Settled(9, 2.5 * snapshots[0].size)
    for kept in (by_number, by_size):
        for snapshot in snapshots[:2]:
            kept.keep(snapshot, scenario)
        assert kept.find(scenario, 0) is not None
        kept.keep(snapshots[2], scenario)
        assert [kept.find(scenario, seed) is not None for seed in range(4)] == [True, False, True, False]


def test_what_is_too_large_is_not_kept_and_drives_nothing_out():
    small, large = (tiny("chaebol", "run.burn_in=0", f"run.firms={n}") for n in (300, 20_000))
    one, other = (RegionalEconomy(s, 1).snapshot() for s in (small, large))
    assert other.size > one.size + 100 * 15_000  # some 100 bytes a firm, at least
    kept = Settled(2, other.size - 1)
    kept.keep(one, small)
    kept.keep(other, large)
    assert kept.find(small, 1) is not None
    assert kept.find(large, 1) is None
