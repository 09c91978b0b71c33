"""What a stop, a loss of power or a stray hand leaves in a folder of results is made again, or told."""

import json
import os
import shutil
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from conftest import tiny

from problems import ProblemError
from results import lock, open_results
from results.runner import run_batch


@pytest.fixture(scope="module")
def short():
    return tiny("laissez_faire", "run.quarters=4", "run.burn_in=2", "run.firms=300")


@pytest.fixture(scope="module")
def whole(short, tmp_path_factory):
    folder = tmp_path_factory.mktemp("whole") / "r"
    run_batch([short], [1], folder, workers=1)
    return folder


@pytest.fixture
def folder(whole, tmp_path):
    return Path(shutil.copytree(whole, tmp_path / "r"))


def only(folder: Path, pattern: str) -> Path:
    (path,) = folder.glob(pattern)
    return path


def test_a_stop_while_the_first_manifest_is_written(short, tmp_path):
    for name in ("batch.lock", ".manifest.json.12.part"):
        (tmp_path / name).write_text("{")
    assert run_batch([short], [1], tmp_path, workers=1).done == 1
    assert not list(tmp_path.rglob(".*.part"))
    assert not (tmp_path / "batch.lock").exists()


@pytest.mark.parametrize("content", ["", "{", "{}", '{"status": "done", "run": "x"}', '{"status": []}', "[1]"])
def test_a_damaged_record_is_a_run_not_done(short, folder, content):
    only(folder, "runs/*.json").write_text(content)
    with pytest.raises(ProblemError, match=r"run again|move the folder"):
        _ = open_results(folder).runs
    assert run_batch([short], [1], folder, workers=1).fresh == 1
    assert len(open_results(folder).runs) == 1


def test_a_damaged_record_of_another_run_is_no_hindrance(short, folder):
    (folder / "runs" / "other.json").write_text("")
    assert run_batch([short], [1], folder, workers=1).fresh == 0
    assert len(open_results(folder).runs) == 1


def test_an_empty_table_is_made_again(short, folder):
    only(folder, "tables/totals/*").write_bytes(b"")
    assert run_batch([short], [1], folder, workers=1).fresh == 1
    assert len(open_results(folder).totals)


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"format": 2}, "format 2"),
        ({"scenarios": [1]}, "scenarios that can't be read"),
        ({"scenarios": {"a": 1}}, "scenarios that can't be read"),
        ({"scenarios": {"a": {"scenario": {}}}}, "scenarios that can't be read"),
        ({"scenarios": {"a": {"fingerprint": "1", "like": "b", "changes": []}}}, "scenarios that can't be read"),
        ({"model_version": None}, "no model_version"),
    ],
)
def test_a_manifest_of_another_kind_is_told_and_kept(short, folder, changed, says):
    path = folder / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | changed))
    before = path.read_bytes()
    with pytest.raises(ProblemError, match=says):
        open_results(folder)
    with pytest.raises(ProblemError, match=says):
        run_batch([short], [1], folder, workers=1)
    assert path.read_bytes() == before


@pytest.mark.parametrize("columns", [None, ("run", "exports")])
def test_a_table_without_a_column_or_rows_is_told_as_such(folder, columns):
    path = only(folder, "tables/totals/*")
    table = pq.read_table(path, partitioning=None)
    pq.write_table(table.slice(0, 0), path)
    with pytest.raises(ProblemError, match="no rows"):
        open_results(folder).table("totals", columns=columns)
    pq.write_table(table.drop_columns(["quarter", "exports"]), path)
    with pytest.raises(ProblemError, match="no column quarter"):
        open_results(folder).table("totals", columns=columns)
    pq.write_table(pa.table({}), path)
    with pytest.raises(ProblemError, match="no column run"):
        open_results(folder).table("totals", columns=columns)


def test_a_lock_file_that_is_taken_away_locks_nothing(tmp_path, monkeypatch):
    """Its holder ends between our opening and our locking: what we then hold is a file without a name."""
    path, flock, tries = tmp_path / lock.NAME, lock.fcntl.flock, []

    def late(handle, how):
        if not tries:
            path.unlink()
        tries.append(os.fstat(handle).st_ino)
        return flock(handle, how)

    monkeypatch.setattr(lock.fcntl, "flock", late)
    with lock.held(tmp_path):
        assert path.stat().st_ino == tries[-1]
        assert len(tries) == 2
        monkeypatch.undo()
        with pytest.raises(lock.BusyError), lock.held(tmp_path):
            pass
    assert not path.exists()


@pytest.mark.parametrize("left", [0, 7, 0.5, 0.999])
def test_a_table_cut_short_is_a_run_not_done(short, folder, whole, left):
    path = only(folder, "tables/regions/*.parquet")
    content = path.read_bytes()
    path.write_bytes(content[: left if isinstance(left, int) else int(left * len(content))])
    assert run_batch([short], [1], folder, workers=1).fresh == 1
    assert path.read_bytes() == content
