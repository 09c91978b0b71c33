"""Batches: resume, same bytes, failures kept, folders guarded."""

import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import here, tiny

from problems import ProblemError
from results import open_results
from results.runner import run_batch

ROOT = Path(__file__).parent.parent.parent


def bytes_of(folder: Path) -> dict[str, str]:
    """Hash of each file; the manifest without its times."""
    found = {}
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        content = path.read_bytes()
        if path.name == "manifest.json":
            content = json.dumps({k: v for k, v in json.loads(content).items() if k != "times"}).encode()
        found[str(path.relative_to(folder))] = hashlib.sha256(content).hexdigest()
    return found


@pytest.fixture(scope="module")
def short():
    return tiny("laissez_faire", "run.quarters=4", "run.burn_in=2", "run.firms=300")


def test_a_batch_and_its_tables(short, tmp_path):
    report = run_batch([short], [1, 2], tmp_path / "r", workers=1)
    assert (report.runs, report.done, report.failed, report.fresh) == (2, 2, 0, 2)
    results = open_results(tmp_path / "r")
    for name in ("totals", "regions", "clusters", "events", "policy_ledger", "firms"):
        assert list(getattr(results, name).columns[:4]) == ["run", "scenario", "seed", "quarter"]
    assert results.totals["seed"].unique().tolist() == [1, 2]
    assert results.manifest["seeds"] == [1, 2]


def test_two_scenarios_of_one_name_are_refused(short, tmp_path):
    other = tiny("laissez_faire", "run.quarters=5", "run.burn_in=2", "run.firms=300")
    with pytest.raises(ProblemError, match="two different ones called laissez_faire"):
        run_batch([short, other], [1], tmp_path / "r", workers=1)
    assert run_batch([short, short], [1], tmp_path / "r", workers=1).runs == 1


def test_the_same_command_again_runs_nothing_and_changes_nothing(short, tmp_path):
    run_batch([short], [1], tmp_path / "r", workers=1)
    before = bytes_of(tmp_path / "r")
    assert run_batch([short], [1], tmp_path / "r", workers=1).fresh == 0
    assert bytes_of(tmp_path / "r") == before


def test_lost_files_are_made_again(short, tmp_path):
    run_batch([short], [1, 2], tmp_path / "r", workers=1)
    before = bytes_of(tmp_path / "r")
    next((tmp_path / "r" / "tables" / "totals").iterdir()).unlink()
    assert run_batch([short], [1, 2], tmp_path / "r", workers=1).fresh == 1
    assert bytes_of(tmp_path / "r") == before


def test_a_failed_run_is_a_record_and_is_tried_again(short, tmp_path, monkeypatch):
    import model.simulate as simulation

    real = simulation.simulate

    def breaks(scenario, seed, *rest):
        if seed == 2:
            raise FloatingPointError("division by zero")
        return real(scenario, seed, *rest)

    monkeypatch.setattr(simulation, "simulate", breaks)
    report = run_batch([short], [1, 2], tmp_path / "r", workers=1)
    assert (report.done, report.failed) == (1, 1)
    assert "seed 2: FloatingPointError in quarter" in report.errors[0]
    monkeypatch.undo()
    assert run_batch([short], [1, 2], tmp_path / "r", workers=1).fresh == 1
    run_batch([short], [1, 2], tmp_path / "clean", workers=1)
    assert bytes_of(tmp_path / "r") == bytes_of(tmp_path / "clean")


def test_another_scenario_of_the_same_name_is_refused(short, tmp_path):
    run_batch([short], [1], tmp_path / "r", workers=1)
    other = tiny("laissez_faire", "run.quarters=5", "run.burn_in=2", "run.firms=300")
    with pytest.raises(ProblemError, match="another scenario called laissez_faire"):
        run_batch([other], [1], tmp_path / "r", workers=1)


def test_another_version_is_refused(short, tmp_path):
    run_batch([short], [1], tmp_path / "r", workers=1)
    path = tmp_path / "r" / "manifest.json"
    path.write_text(path.read_text().replace('"model_version": "', '"model_version": "0.'))
    with pytest.raises(ProblemError, match="results of version"):
        run_batch([short], [1], tmp_path / "r", workers=1)


@pytest.mark.parametrize("seeds", [[0], [-1], []])
def test_bad_seeds(short, tmp_path, seeds):
    with pytest.raises(ProblemError, match="whole number from 1"):
        run_batch([short], seeds, tmp_path / "r", workers=1)


def test_foreign_folder_and_file_are_refused(short, tmp_path):
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(ProblemError, match="other content"):
        run_batch([short], [1], tmp_path, workers=1)
    with pytest.raises(ProblemError, match="ordinary file"):
        run_batch([short], [1], tmp_path / "notes.txt", workers=1)
    assert (tmp_path / "notes.txt").read_text() == "mine"


def test_broken_files_are_named(short, tmp_path):
    run_batch([short], [1], tmp_path / "r", workers=1)
    table = next((tmp_path / "r" / "tables" / "totals").iterdir())
    table.write_bytes(b"nonsense")
    with pytest.raises(ProblemError, match="not a Parquet file"):
        _ = open_results(tmp_path / "r").totals
    (tmp_path / "r" / "manifest.json").write_text("{")
    with pytest.raises(ProblemError, match="not valid JSON"):
        open_results(tmp_path / "r")


@pytest.mark.slow
def test_same_bytes_for_any_number_of_workers(short, tmp_path):
    run_batch([short], range(1, 7), tmp_path / "one", workers=1)
    run_batch([short], range(1, 7), tmp_path / "two", workers=2)
    assert bytes_of(tmp_path / "one") == bytes_of(tmp_path / "two")


@pytest.mark.slow
def test_what_a_worker_cannot_write_is_told(short, tmp_path):
    run_batch([short], [1], tmp_path / "r", workers=1)
    shutil.rmtree(tmp_path / "r" / "tables")
    (tmp_path / "r" / "tables").write_text("in the way")
    with pytest.raises(ProblemError, match="Not a directory"):
        run_batch([short], [2, 3], tmp_path / "r", workers=2)


def test_a_cluster_sends_the_same_bytes_home(short, tmp_path):
    from distributed import LocalCluster

    run_batch([short], [1, 2], tmp_path / "here", workers=1)
    with LocalCluster(n_workers=1, threads_per_worker=1, processes=False, dashboard_address="127.0.0.1:0") as cluster:
        report = run_batch([short], [1, 2], tmp_path / "there", cluster=cluster.scheduler_address)
    assert (report.done, report.fresh) == (2, 2)
    assert bytes_of(tmp_path / "there") == bytes_of(tmp_path / "here")


@pytest.mark.parametrize("address", ["foo", "127.0.0.1", "xyz://a", "tcp://127.0.0.1:notaport", "tls://127.0.0.1:1"])
def test_what_is_no_address_of_a_cluster_is_told(short, tmp_path, address):
    with pytest.raises(ProblemError, match="address of a running scheduler"):
        run_batch([short], [1], tmp_path / "r", cluster=address)


COMMAND = [
    sys.executable, "run.py", "batch", "laissez_faire", "chaebol", "--seeds", "6", "--set", "country=korea",
    "--quarters", "4", "--set", "run.burn_in=2", "--set", "run.firms=300", "--json", "--out",
]  # fmt: skip


def children(pid: int) -> list[int]:
    import psutil

    return [p.pid for p in psutil.Process(pid).children(recursive=True)]


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """What a batch writes that nobody stops."""
    folder = tmp_path_factory.mktemp("whole") / "r"
    assert here(*COMMAND[2:], str(folder), "--workers", "1").returncode == 0
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("victim", ["driver", "worker"])
def test_kill_and_resume_ends_with_the_same_bytes(victim, whole, tmp_path):
    broken = tmp_path / "broken"
    first = subprocess.Popen(
        [*COMMAND, str(broken), "--workers", "2"], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    while not list((broken / "runs").glob("*.json")):
        time.sleep(0.02)
        assert first.poll() is None
    below = children(first.pid)
    if victim == "driver":
        os.kill(first.pid, signal.SIGKILL)
    else:
        for pid in below:
            command = Path(f"/proc/{pid}/cmdline")
            if command.exists() and b"spawn_main" in command.read_bytes():
                os.kill(pid, signal.SIGKILL)
                break
    first.wait(timeout=120)
    again = here(*COMMAND[2:], str(broken), "--workers", "1")
    assert again.returncode == 0, again.stderr
    assert json.loads(again.stdout)["done"] == 12
    assert bytes_of(broken) == bytes_of(whole)


@pytest.mark.slow
def test_two_batches_in_one_folder_are_refused(short, tmp_path):
    from results.lock import held

    folder = tmp_path / "r"
    folder.mkdir()
    with held(folder):
        found = here(*COMMAND[2:], str(folder))
    assert found.returncode == 2
    assert "is writing here" in found.stdout
