"""Runs of a batch that share a burn-in: made once, and the bytes are those of each run alone."""

import json
from typing import Any

import pytest
from conftest import tiny
from test_batches import bytes_of

from model.economy import RegionalEconomy
from results.execute import Job, execute
from results.homes import Homes
from results.order import by_burn_in
from results.runner import run_batch
from results.workers import MOST, Parcels, _submit
from scenarios.changes import with_change
from scenarios.schema import Change, Scenario

SHORT = ("run.quarters=4", "run.burn_in=3", "run.firms=300")


def named(scenario: Scenario, name: str) -> Scenario:
    return scenario.model_copy(update={"name": name})


@pytest.fixture(scope="module")
def scenarios() -> list[Scenario]:
    """Three that share a burn-in, and one that doesn't."""
    chaebol = tiny("chaebol", *SHORT)
    later = with_change(chaebol, Change(quarter=1, path="parameters.migration_rate", value=0.05))
    early = with_change(chaebol, Change(quarter=-2, path="parameters.migration_rate", value=0.05))
    return [chaebol, named(early, "early"), named(chaebol.without_policy(), "none"), named(later, "later")]


@pytest.fixture(scope="module")
def alone(scenarios, tmp_path_factory):
    """Files of the runs, each made by itself."""
    folder = tmp_path_factory.mktemp("alone") / "r"
    for scenario in scenarios:
        for seed in (1, 2):
            run_batch([scenario], [seed], folder, workers=1)
    return {name: mark for name, mark in bytes_of(folder).items() if name.startswith(("runs/", "tables/"))}


@pytest.fixture
def quarters(monkeypatch) -> list[int]:
    """Quarters that are stepped through in this process."""
    stepped, step = [], RegionalEconomy.step

    def counted(economy: RegionalEconomy) -> None:
        stepped.append(economy.quarter)
        step(economy)

    monkeypatch.setattr(RegionalEconomy, "step", counted)
    return stepped


def files_of(folder) -> dict[str, str]:
    return {name: mark for name, mark in bytes_of(folder).items() if name.startswith(("runs/", "tables/"))}


def test_a_burn_in_is_made_once_and_the_bytes_are_those_of_runs_alone(scenarios, alone, quarters, tmp_path):
    run_batch(scenarios, [1, 2], tmp_path / "r", workers=1)
    assert files_of(tmp_path / "r") == alone
    assert quarters.count(-1) == 2 * 2  # two burn-ins, two seeds
    assert quarters.count(0) == len(scenarios) * 2


def test_a_batch_that_was_stopped_in_between_ends_with_the_same_bytes(scenarios, alone, tmp_path):
    def stop(finished: int, *_: object) -> None:
        if finished == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_batch(scenarios, [1, 2], tmp_path / "r", workers=1, on_progress=stop)
    assert run_batch(scenarios, [1, 2], tmp_path / "r", workers=1).fresh == 6
    assert files_of(tmp_path / "r") == alone


@pytest.mark.slow
def test_the_same_bytes_on_two_workers(scenarios, alone, tmp_path):
    run_batch(scenarios, [1, 2], tmp_path / "r", workers=2)
    assert files_of(tmp_path / "r") == alone
    run_batch(scenarios, [1, 2], tmp_path / "one", workers=1)
    assert bytes_of(tmp_path / "r") == bytes_of(tmp_path / "one")


def test_a_cluster_sends_the_same_bytes_home(scenarios, alone, tmp_path, quarters):
    """Its workers have threads, which make runs of one burn-in side by side."""
    from distributed import LocalCluster

    with LocalCluster(n_workers=1, threads_per_worker=2, processes=False, dashboard_address="127.0.0.1:0") as cluster:
        report = run_batch(scenarios, [1, 2], tmp_path / "r", cluster=cluster.scheduler_address)
    assert (report.done, report.fresh) == (8, 8)
    assert files_of(tmp_path / "r") == alone
    assert quarters.count(0) == 8


@pytest.mark.parametrize("breaks_in", [-2, 0, 2])
def test_an_error_is_the_record_of_each_run_that_meets_it(breaks_in, scenarios, tmp_path, monkeypatch):
    step = RegionalEconomy.step

    def breaks(economy: RegionalEconomy) -> None:
        if economy.quarter == breaks_in:
            raise FloatingPointError("division by zero")
        step(economy)

    monkeypatch.setattr(RegionalEconomy, "step", breaks)
    report = run_batch(scenarios, [1], tmp_path / "r", workers=1)
    assert (report.done, report.failed) == (0, 4)
    for scenario, error in zip(scenarios, report.errors, strict=True):
        assert error == f"{scenario.name}, seed 1: FloatingPointError in quarter {breaks_in}: division by zero"
        record = json.loads(execute(scenario, "abc", 1).files["runs/abc.json"])
        assert record["error"] in error


def test_runs_of_one_burn_in_stand_together_and_others_stay_where_they_were(scenarios):
    jobs = [Job(f"{s.name} {seed}", s, seed) for s in scenarios for seed in (1, 2)]
    order = by_burn_in(jobs)
    assert [job.run for job in order] == [
        "chaebol 1", "none 1", "later 1", "chaebol 2", "none 2", "later 2", "early 1", "early 2",
    ]  # fmt: skip
    assert [bool(job.burn_in) for job in order] == [True] * 6 + [False] * 2


def test_short_runs_of_one_burn_in_go_in_one_parcel(scenarios):
    parcels = Parcels(by_burn_in([Job("", s, seed) for s in scenarios for seed in range(1, 5)]))
    parcels.took(0.01)
    assert [len(parcels.next()) for _ in range(4)] == [MOST, 12 - MOST, 4, 0]


def test_a_parcel_of_several_scenarios_makes_the_runs_of_each(scenarios):
    class Client:
        """Makes at once what it is sent."""

        def submit(self, work: Any, *arguments: Any, **_: object) -> Any:
            return work(*arguments)

    parcel = by_burn_in([Job(f"{s.name}-1", s, 1) for s in scenarios])[:3]
    _, files = _submit(Client(), parcel, None, None)
    assert [job.scenario.name for job in parcel] == ["chaebol", "none", "later"]
    assert files == [execute(job.scenario, job.run, job.seed) for job in parcel]


def test_runs_of_one_burn_in_go_to_one_worker_which_has_least_to_do(scenarios):
    homes = Homes(["a", "b"])

    def job(burn_in: str, seed: int) -> Job:
        return Job("", scenarios[0], seed, burn_in)

    assert [homes.send([job("korea", seed)]) for seed in (1, 1, 2, 1, 3)] == ["a", "a", "b", "a", "b"]
    for _ in range(3):
        homes.back([job("korea", 1)])
    assert homes.send([job("korea", 4), job("korea", 5)]) == "a"
    assert homes.send([job("korea", 5)]) == "a"
    assert homes.send([job("", 1)]) is None
    assert Homes([]).send([job("korea", 1)]) is None
