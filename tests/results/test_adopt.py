"""Runs of another folder are taken over whole, or made again."""

from dataclasses import dataclass

import pytest
from conftest import tiny

from results.adopt import adopt
from results.execute import execute
from results.store import CENSUS, TABLES, write_files
from scenarios.schema import Scenario


@dataclass
class Job:
    run: str
    scenario: Scenario


@pytest.fixture(scope="module", params=[(), (1,)], ids=["without a census", "with a census"])
def made(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("made")
    scenario = tiny("laissez_faire", "run.quarters=8", f"run.census={list(request.param)}")
    write_files(folder, execute(scenario, "abc", 1))
    return folder, Job("abc", scenario)


def test_what_a_run_wrote_is_taken_over(made, tmp_path):
    folder, job = made
    tables = (*TABLES, *CENSUS) if job.scenario.run.census else TABLES
    assert adopt([job], tmp_path, [folder]) == 1
    files = {path.relative_to(folder) for path in folder.rglob("abc*")}
    assert {path.relative_to(tmp_path) for path in tmp_path.rglob("abc*")} == files
    assert len(files) == len(tables) + 1
    assert all((tmp_path / name).read_bytes() == (folder / name).read_bytes() for name in files)


def test_a_run_that_lacks_a_table_is_made_again(made, tmp_path):
    folder, job = made
    for table in (*TABLES, *CENSUS):
        path = folder / "tables" / table / "abc.parquet"
        if path.exists():
            content = path.read_bytes()
            path.unlink()
            assert adopt([job], tmp_path, [folder]) == 0
            assert not list(tmp_path.rglob("abc*"))
            path.write_bytes(content)


def test_a_run_of_another_scenario_is_not_taken(made, tmp_path):
    folder, job = made
    assert adopt([Job("abc", tiny("chaebol"))], tmp_path, [folder]) == 0
    assert adopt([job], tmp_path, []) == 0
