"""Batches in another process: same results, cancelled, resumed, ended with whoever waits."""

import subprocess
import sys
import threading
from pathlib import Path

import psutil
import pytest
from conftest import tiny
from test_batches import bytes_of

from results import open_results
from results.background import BackgroundBatch, Progress
from results.runner import run_batch

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def short():
    return tiny("laissez_faire", "run.quarters=4", "run.burn_in=2", "run.firms=300")


@pytest.fixture(scope="module")
def long():
    return tiny("laissez_faire", "run.quarters=60", "run.burn_in=2", "run.firms=300")


def started(batch: BackgroundBatch, until) -> threading.Event:
    """An event that is set once a progress fits."""
    reached = threading.Event()
    batch._tell = lambda p: reached.set() if until(p) else None
    batch.start()
    return reached


def test_the_same_files_as_a_batch_here(short, tmp_path):
    run_batch([short], [1, 2], tmp_path / "here", workers=1)
    seen: list[Progress] = []
    batch = BackgroundBatch([short], [1, 2], tmp_path / "there", workers=1, on_change=seen.append).start()
    assert batch.wait_over(400).phase == "done"
    assert started_in_order(seen)
    assert (batch.progress.done, batch.progress.total, batch.progress.errors) == (2, 2, ())
    assert bytes_of(tmp_path / "here") == bytes_of(tmp_path / "there")


def started_in_order(seen: list[Progress]) -> bool:
    counts = [p.done for p in seen]
    return counts == sorted(counts) and seen[0].phase == "running"


def test_cancel_keeps_what_is_done_and_the_folder_goes_on(long, tmp_path):
    batch = BackgroundBatch([long], range(1, 31), tmp_path / "r", workers=1)
    assert started(batch, lambda p: p.done >= 2).wait(400)
    batch.cancel()
    assert batch.wait_over(400).phase == "cancelled"
    kept = len(open_results(tmp_path / "r").runs)
    assert 2 <= kept < 30
    again = BackgroundBatch([long], range(1, kept + 2), tmp_path / "r", workers=1).start()
    done = again.wait_over(400)
    assert (done.phase, done.found, done.done) == ("done", kept, kept + 1)


def test_time_is_up(long, tmp_path):
    batch = BackgroundBatch([long], range(1, 200), tmp_path / "r", workers=1, seconds=0.5).start()
    assert batch.wait_over(400).phase == "out of time"


def test_a_batch_ends_when_its_owner_is_killed(tmp_path):
    owner = f"""
import sys, time
from pathlib import Path
from results.background import BackgroundBatch
from scenarios.load import load_scenario
scenario = load_scenario("laissez_faire", ["run.quarters=60", "run.burn_in=2", "run.firms=300"])
batch = BackgroundBatch([scenario], range(1, 100), Path({str(tmp_path / "r")!r}), workers=1,
    on_change=lambda p: print(batch._process.pid, flush=True)).start()
time.sleep(100)
"""
    process = subprocess.Popen([sys.executable, "-c", owner], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    child = psutil.Process(int(process.stdout.readline()))
    process.kill()
    child.wait(400)
    process.stdout.close()


def test_a_batch_in_a_busy_folder_waits_for_its_turn(long, tmp_path):
    first = BackgroundBatch([long], range(1, 40), tmp_path / "r", workers=1)
    assert started(first, lambda p: p.done >= 1).wait(400)
    second = BackgroundBatch([long], [1], tmp_path / "r", workers=1)
    assert started(second, lambda p: p.phase == "waiting").wait(400)
    first.cancel()
    assert second.wait_over(400).phase == "done"


def test_problems_are_told(short, tmp_path):
    (tmp_path / "notes.txt").write_text("mine")
    batch = BackgroundBatch([short], [1], tmp_path, workers=1).start()
    over = batch.wait_over(400)
    assert over.phase == "failed"
    assert "other content" in over.errors[0]


def test_runs_of_other_folders_are_taken_over(short, tmp_path):
    run_batch([short], [1, 2], tmp_path / "old", workers=1)
    reuse = [tmp_path / "old", tmp_path / "none"]
    assert run_batch([short], [1, 2], tmp_path / "new", workers=1, reuse=reuse).fresh == 0
    assert bytes_of(tmp_path / "old") == bytes_of(tmp_path / "new")


def test_a_run_of_another_name_or_that_failed_is_made_again(short, tmp_path):
    run_batch([short], [1, 2], tmp_path / "old", workers=1)
    record = next((tmp_path / "old" / "runs").glob("*.json"))
    record.write_text(record.read_text().replace('"status": "done"', '"status": "failed"'))
    assert run_batch([short], [1, 2], tmp_path / "new", workers=1, reuse=[tmp_path / "old"]).fresh == 1
    other = short.model_copy(update={"name": "renamed"})
    assert run_batch([other], [1], tmp_path / "named", workers=1, reuse=[tmp_path / "new"]).fresh == 1
