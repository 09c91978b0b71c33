"""Sweeps: values as columns, short manifests, the same bytes after a stop."""

import pandas as pd
import pytest
from test_batches import bytes_of

from problems import ProblemError
from results import open_results
from results.runner import run_batch
from scenarios.design import parse, points
from scenarios.load import load_scenario
from scenarios.points import scenarios_at

TINY = ("run.quarters=4", "run.burn_in=2", "run.firms=300")
PATH = "parameters.migration_rate"


@pytest.fixture(scope="module")
def sweep():
    span = parse([f"{PATH}=0.01:0.03:3"])
    found = scenarios_at(load_scenario("laissez_faire", TINY), "laissez_faire", TINY, span, points(span))
    return [p.scenario for p in found], {p.scenario.name: p.values for p in found}


def test_values_are_columns(sweep, tmp_path):
    scenarios, labels = sweep
    run_batch(scenarios, [1, 2], tmp_path, labels=labels, workers=1)
    results = open_results(tmp_path)
    assert results.outcomes.groupby(PATH)["seed"].apply(list).to_dict() == {x: [1, 2] for x in (0.01, 0.02, 0.03)}
    assert list(results.totals.columns[:4]) == ["run", "scenario", "seed", "quarter"]
    assert results.totals[PATH].nunique() == 3
    tidy = pd.read_parquet(tmp_path / "outcomes.parquet")
    assert tidy[PATH].tolist() == [0.01, 0.01, 0.02, 0.02, 0.03, 0.03]
    assert results.scenarios["laissez_faire_0003"] == scenarios[2].model_dump(mode="json")
    assert (tmp_path / "manifest.json").stat().st_size < 1.5 * len(scenarios[0].model_dump_json(indent=1))


def test_a_stopped_sweep_goes_on_and_ends_with_the_same_bytes(sweep, tmp_path):
    scenarios, labels = sweep
    run_batch(scenarios, [1], tmp_path / "whole", labels=labels, workers=1)

    def stop(done, total, record):
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_batch(scenarios, [1], tmp_path / "broken", labels=labels, workers=1, on_progress=stop)
    assert run_batch(scenarios, [1], tmp_path / "broken", labels=labels, workers=1).fresh == 1
    assert bytes_of(tmp_path / "whole") == bytes_of(tmp_path / "broken")


@pytest.mark.slow
def test_a_sweep_has_the_same_bytes_for_any_number_of_workers(sweep, tmp_path):
    scenarios, labels = sweep
    for workers in (1, 2):
        run_batch(scenarios, [1, 2], tmp_path / str(workers), labels=labels, workers=workers)
    assert bytes_of(tmp_path / "1") == bytes_of(tmp_path / "2")


def test_one_scenario_under_two_names_is_refused(sweep, tmp_path):
    first = sweep[0][0]
    with pytest.raises(ProblemError, match="are the same scenario"):
        run_batch([first, first.model_copy(update={"name": "twin"})], [1], tmp_path, workers=1)


@pytest.mark.slow
def test_more_runs_than_wait_on_the_workers_are_all_made(sweep, tmp_path, monkeypatch):
    import results.workers as workers

    monkeypatch.setattr(workers, "ON_EACH", 1)
    report = run_batch(sweep[0], [1, 2], tmp_path, workers=2)  # 6 runs, 2 waiting
    assert (report.done, report.failed) == (6, 0)


def test_parcels_hold_one_scenario_and_about_a_second_of_runs(sweep):
    from results.execute import Job
    from results.workers import MOST, Parcels

    one, two = sweep[0][:2]
    jobs = [Job(f"{s.name}/{seed}", s, seed) for s in (one, two) for seed in range(1, 14)]
    parcels = Parcels(jobs)
    assert len(parcels.next()) == 1  # nobody knows yet how long a run takes
    parcels.took(0.3)
    assert [job.seed for job in parcels.next()] == [2, 3, 4]
    parcels.took(0.01)
    assert len(parcels.next()) == MOST
    assert [job.seed for job in parcels.next()] == [13]  # the rest is of another scenario
    parcels.took(5.0)
    assert len(parcels.next()) == 1
    rest = 0
    while parcels.next():
        rest += 1
    assert rest == 12


def test_a_run_whose_files_vanish_is_told_by_name_and_seed(sweep, tmp_path, monkeypatch):
    import results.runner as runner

    monkeypatch.setattr(runner.ResultStore, "write", lambda self, files: None)
    report = run_batch(sweep[0][:1], [7], tmp_path, workers=1)
    assert report.errors == ("laissez_faire_0001, seed 7: its files are missing",)


def test_a_run_added_later_without_values_stands_in_the_table(sweep, tmp_path):
    scenarios, labels = sweep
    run_batch(scenarios[:2], [1], tmp_path, labels=labels, workers=1)
    columns = list(pd.read_parquet(tmp_path / "outcomes.parquet"))
    plain = load_scenario("laissez_faire", (*TINY, "country=plain")).model_copy(update={"name": "a_plain"})
    run_batch([plain], [1], tmp_path, workers=1)
    tidy = pd.read_parquet(tmp_path / "outcomes.parquet")
    assert list(tidy) == columns
    assert tidy.set_index("scenario")[PATH].isna().to_dict() == {
        "a_plain": True, scenarios[0].name: False, scenarios[1].name: False,
    }  # fmt: skip
    assert tidy["exports"].notna().all()
