"""Results, pictures, folders and other files given where something else is wanted: one line that says what it is."""

import json

import pytest
from conftest import here

from scenarios.load import HERE
from scenarios.schema import ScenarioFile
from views.given import OF_SCENARIOS


@pytest.fixture
def folder(tmp_path):
    """A folder of results, as far as it is looked at, and files of other kinds beside it."""
    (tmp_path / "res" / "runs").mkdir(parents=True)
    (tmp_path / "res" / "manifest.json").write_text(json.dumps({"scenarios": {"laissez_faire": {}, "chaebol": {}}}))
    (tmp_path / "res" / "runs" / "x.json").write_text(json.dumps({"scenario": "india_it", "seed": 1}))
    (tmp_path / "res" / "report.html").write_text("<!doctype html>" + " " * 2_000_000)
    (tmp_path / "res" / "totals.parquet").write_bytes(b"PAR1\xb5\x00")
    (tmp_path / "res" / "map.png").write_bytes(b"\x89PNG\r\n")
    (tmp_path / "mine.toml").write_text('title = "M"\ncountry = "plain"\npolicy = "none"\n')
    (tmp_path / "parameters.toml").write_text((HERE / "parameters.toml").read_text())
    return tmp_path


CASES = [
    (["run", "res"], "res: a folder of results; expected a scenario", "chaebol"),
    (["compare", "res/"], "res/: a folder of results", "chaebol"),
    (["batch", "mine.toml", "res"], "go on in this folder with --out res", "chaebol"),
    (["compare", "chaebol", "--baseline", "res"], "a folder of results", "chaebol"),
    (["attribute", "res"], "a folder of results", "chaebol"),
    (["sensitivity", "res"], "a folder of results", "chaebol"),
    (["scenarios", "res"], "a folder of results", "chaebol"),
    (["new", "x", "--like", "res"], "a folder of results", "chaebol"),
    (["check", "res"], "expected a .toml file of a scenario, a country or a policy", "chaebol"),
    (["run", "res/runs/x.json"], "res/runs/x.json: a file in JSON; expected a scenario", "india_it"),
    (["check", "res/manifest.json"], "a file in JSON", "chaebol"),
    (["run", "res/runs"], "a directory; expected a scenario", None),
    (["run", "res/report.html"], "a page or a picture", None),
    (["run", "res/totals.parquet"], "a table in Parquet", None),
    (["check", "res/map.png"], "a picture", None),
    (["run", "parameters.toml"], "a file of something else (distance_elasticity, ", None),
    (["check", "parameters.toml"], "a file of something else", None),
    (["run", "chaebol.toml"], "no such file", "chaebol"),
    (["run", "mne.toml"], "no such file", "mine.toml"),
    (["run", "nothere.toml"], "no such file", None),
    (["run", "mine.tml"], "scenario = mine.tml", "mine.toml"),
    (["run", "korea.toml"], "no such file; expected a scenario: korea is a country", None),
    (["check", "korea"], "file = korea; expected the file of a country", str(HERE / "countries" / "korea.toml")),
    (["check", "chaebol.toml", "none.toml"], "no such file", "chaebol"),
    (["validate", "--claims-from", "res"], "res: is a directory; expected a table of claims in CSV", None),
    (["validate", "--claims-from", "chaebol"], "chaebol: no such file or directory", None),
    (["validate", "--claims-from", "mine.toml"], "line 1: no column of claims (title = ", None),
    (["validate", "--claims-from", "res/manifest.json"], "no column of claims", None),
    (["validate", "--claims-from", "res/report.html"], "expected a table of claims", None),
    (["validate", "--claims-from", "res/totals.parquet"], "no text in UTF-8", None),
    (["run", "mine.toml", "--out", "mine.toml"], "an ordinary file; expected a folder for results", None),
]


@pytest.mark.parametrize(("arguments", "says", "nearest"), CASES, ids=[" ".join(case[0]) for case in CASES])
def test_a_mix_up_is_told_in_one_line(folder, arguments, says, nearest):
    before = sorted(folder.rglob("*"))
    found = here(*arguments, cwd=folder)
    assert found.returncode == 2
    assert says in found.stderr
    assert len(found.stderr.splitlines()) == 1
    assert found.stderr.endswith(f"Did you mean {nearest}?\n") if nearest else "Did you mean" not in found.stderr
    assert sorted(folder.rglob("*")) == before


def test_a_shipped_name_is_the_shipped_scenario_whatever_lies_beside(folder):
    (folder / "chaebol").mkdir()
    assert here("check", "chaebol", cwd=folder).returncode == 0


def test_the_only_scenario_of_a_folder_is_named(tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "peru.toml").write_text("")
    assert here("run", "mine", cwd=tmp_path).stderr.endswith("Did you mean mine/peru.toml?\n")


def test_keys_of_a_scenario_are_known():
    assert set(OF_SCENARIOS) == set(ScenarioFile.model_fields)
