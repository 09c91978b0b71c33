"""The command line, end to end."""

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pandas as pd
import pytest
from conftest import ROOT, here

SHORT = ["--quarters", "4", "--set", "run.burn_in=2", "--set", "run.firms=300"]


def run(*arguments: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, str(ROOT / "run.py"), *arguments], cwd=cwd, capture_output=True, text=True)


def test_help_names_all_commands_and_imports_nothing_heavy():
    found = run("--help")
    assert found.returncode == 0
    for name in ("run", "batch", "compare", "check", "scenarios", "new"):
        assert f"  {name} " in found.stdout
    script = "import sys; sys.argv=['run.py','--help']; from commands.group import main; main(); print([m for m in ('numpy','pydantic','mesa','rich') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True).stdout.endswith(
        "[]\n"
    )


def test_the_version_is_one_everywhere():
    """What a citation names is what made the results."""
    import yaml

    from model import MODEL_VERSION

    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text())["version"]
    told = here("--version").stdout.split()[-1]
    assert project == cited == told == MODEL_VERSION


def test_without_a_command_it_says_what_there_is():
    assert "Try first" in run().stdout


def test_run_json(tmp_path):
    found = run("run", "chaebol", *SHORT, "--json", "--out", str(tmp_path / "r"))
    assert found.returncode == 0, found.stderr
    value = json.loads(found.stdout)
    assert set(value) == {"run", "scenario", "seed", "quarters", "seconds", "outcomes", "identities", "folder"}
    assert value["quarters"] == 4
    wanted = {"exports_growth", "real_gdp_growth", "real_wage_growth", "exports_share", "unemployment_rate", "clusters"}
    wanted |= {"clusters_null", "cluster_employment_share", "foreign_share", "region_gini", "export_hhi", "public_cost"}
    assert wanted | {"cost_per_export"} <= set(value["outcomes"])
    assert max(value["identities"].values()) < 1e-9
    assert (tmp_path / "r" / "manifest.json").exists()


def test_a_run_of_a_year_has_no_growth(tmp_path):
    """Null in JSON, told in print."""
    short = (*SHORT, "--out", str(tmp_path / "r"))
    assert json.loads(here("run", "chaebol", *short, "--json").stdout)["outcomes"]["exports_growth"] is None
    assert "the run is too short to tell growth" in here("run", "chaebol", *short).stdout
    found = here("compare", "chaebol", *short[:-1], str(tmp_path / "c"), "--seeds", "2", "--workers", "1", "--json")
    assert json.loads(found.stdout)["scenarios"]["chaebol"]["exports_growth"]["difference"] is None
    page = re.sub(r"base64,[\w+/=]+", "", (tmp_path / "c" / "report.html").read_text())
    assert not re.search(r"\bnan\b", page, re.IGNORECASE)
    batch = here("batch", "chaebol", *short[:-1], str(tmp_path / "b"), "--vary", "parameters.spin_off=0:0.1:2",
                 "--seeds", "1", "--workers", "1")  # fmt: skip
    assert batch.returncode == 0, batch.stderr
    assert pd.read_parquet(tmp_path / "b" / "outcomes.parquet")["exports_growth"].isna().all()


def test_a_scenario_that_is_not_compared_is_told(tmp_path):
    small = (*SHORT, "--seeds", "1", "--workers", "1", "--json", "--out", str(tmp_path / "r"))
    found = here("compare", "chaebol", "laissez_faire", *small)
    assert found.returncode == 0
    assert "laissez_faire has no policy and isn't compared; --baseline laissez_faire" in found.stderr
    assert list(json.loads(found.stdout)["scenarios"]) == ["chaebol"]
    assert here("compare", "chaebol", "--baseline", "chaebol", *small).returncode == 2


def test_a_comparison_whose_runs_all_fail_ends_with_1(tmp_path, monkeypatch):
    import model.simulate as simulation

    def simulate(scenario, seed, *rest):
        raise FloatingPointError("no rest")

    monkeypatch.setattr(simulation, "simulate", simulate)
    found = here("compare", "chaebol", *SHORT, "--seeds", "1", "--workers", "1", "--out", str(tmp_path / "r"))
    assert found.returncode == 1
    assert "failed: chaebol, seed 1: FloatingPointError" in found.stderr


def test_a_comparison_of_one_seed_has_no_interval(tmp_path):
    found = here("compare", "chaebol", *SHORT, "--seeds", "1", "--workers", "1", "--out", str(tmp_path / "r"))
    text = found.stdout + (tmp_path / "r" / "report.html").read_text()
    assert "1 seed" in text
    assert "One seed can't tell chance from effect" in found.stdout
    for wrong in ("1 seeds", "– to –", "0.0 to 0.0", "0.00 to 0.00", "no number of seeds", "nan%"):
        assert wrong not in text


def test_a_failed_run_is_one_object_too(tmp_path, monkeypatch):
    def breaks(*_):
        raise FloatingPointError("no rest")

    monkeypatch.setattr("model.simulate.simulate", breaks)
    found = here("run", "chaebol", *SHORT, "--json", "--out", str(tmp_path / "r"))
    value = json.loads(found.stdout)
    assert found.returncode == 1
    assert set(value) == {"ok", "run", "scenario", "seed", "error", "folder"}
    assert value["ok"] is False
    assert "no rest" in value["error"]
    assert "no rest" in found.stderr


def test_run_for_people(tmp_path):
    found = here("run", "laissez_faire", *SHORT, "--out", str(tmp_path / "r"))
    assert "The books close" in found.stdout
    quiet = here("run", "laissez_faire", *SHORT, "--out", str(tmp_path / "r"), "--quiet")
    assert quiet.stdout == ""
    assert quiet.returncode == 0


def test_batch_json(tmp_path):
    found = here(
        "batch", "laissez_faire", *SHORT, "--seeds", "2-3", "--workers", "1", "--json", "--out", str(tmp_path / "r")
    )
    value = json.loads(found.stdout)
    assert set(value) == {"folder", "runs", "done", "failed", "seconds"}
    assert (value["runs"], value["done"], value["failed"]) == (2, 2, 0)


def test_compare_json_and_report(tmp_path):
    out = tmp_path / "r"
    found = here("compare", "chaebol", *SHORT, "--seeds", "2", "--workers", "1", "--json", "--out", str(out))
    assert found.returncode == 0, found.stderr
    value = json.loads(found.stdout)
    assert {"baseline", "seeds", "scenarios", "folder"} <= set(value)
    assert value["baseline"] == "laissez_faire"
    assert value["seeds"] == 2
    entry = value["scenarios"]["chaebol"]["exports_growth"]
    assert {"mean", "difference", "low", "high", "probability_higher"} <= set(entry)
    page = (out / "report.html").read_text()
    assert "<svg" in page
    assert "http://" not in page.replace("http://www.w3.org", "").replace("http://purl.org", "").replace(
        "http://creativecommons.org", ""
    )
    assert (out / "figures" / "chaebol_paths.png").stat().st_size > 10_000


def test_compare_says_when_nothing_changed_and_why(tmp_path):
    found = here(
        "compare",
        "chaebol",
        *SHORT,
        "--set",
        "policy.envelope=0.3",
        "--seeds",
        "1",
        "--workers",
        "1",
        "--out",
        str(tmp_path / "a"),
    )
    assert found.returncode == 2  # more than the state has
    late = here(
        "compare",
        "smart_specialisation",
        *SHORT,
        *(
            f"--set=policy.instruments.{i}.start=50"
            for i in (
                "innovation_strategies",
                "cluster_initiatives",
                "priority_grants",
                "competence_centres",
                "regional_coinvestment",
                "skills",
            )
        ),
        "--set=policy.instruments.innovation_strategies.end=60",
        "--seeds",
        "1",
        "--workers",
        "1",
        "--out",
        str(tmp_path / "b"),
    )
    assert "changed nothing: no instrument starts within" in late.stdout, late.stderr


def test_scenarios(tmp_path):
    cards = json.loads(here("scenarios", "--json").stdout)
    assert {"name", "title", "country", "policy", "quarters"} == set(cards[0])
    assert {"laissez_faire", "chaebol", "free_economic_zones", "smart_specialisation"} <= {c["name"] for c in cards}
    assert "Ulsan" in here("scenarios", "chaebol").stdout


def test_new_and_check(tmp_path):
    assert here("new", "mine", "--like", "chaebol", cwd=tmp_path).returncode == 0
    assert json.loads(here("check", "mine.toml", "--json", cwd=tmp_path).stdout) == {
        "ok": True,
        "errors": [],
        "remarks": [],
    }
    before = (tmp_path / "mine.toml").read_text()
    assert here("new", "mine", cwd=tmp_path).returncode == 2
    assert (tmp_path / "mine.toml").read_text() == before
    (tmp_path / "mine.toml").write_text(before.replace("\ncountry", "\ncontry", 1))
    found = here("check", "mine.toml", "--json", cwd=tmp_path)
    assert found.returncode == 2
    errors = json.loads(found.stdout)["errors"]
    line = before[: before.index("\ncountry")].count("\n") + 2
    assert any(e["key"] == "contry" and e["nearest"] == "country" and e["line"] == line for e in errors)
    assert set(errors[0]) == {"file", "line", "key", "value", "expected", "nearest"}


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["run", "chebol"], "Did you mean chaebol"),
        (["rnu"], "Did you mean run"),
        (["run", "chaebol", "--set", "contry=plain"], "Did you mean country"),
        (["run", "chaebol", "--set", "parameters.migration_rat=1"], "Did you mean migration_rate"),
        (["run", "chaebol", "--set", "parameters.migration_rate=9"], "0 to"),
        (["run", "chaebol", "--seed", "0"], "whole number from 1"),
        (["run", "chaebol", "--seed", "-1"], "whole number from 1"),
        (["run", "chaebol", "--seed", "x"], "whole number"),
        (["run", "chaebol", "--seed", str(2**53)], "whole number from 1"),
        (["run", "chaebol", "--quarters", "0"], "--quarters"),
        (["run", "chaebol", "--quarters", "5000"], "at most 4000"),
        (["batch", "chaebol", "--seeds", "0"], "seeds"),
        (["batch", "chaebol", "--seeds", "-1"], "seeds"),
        (["batch", "chaebol", "--workers", "0"], "workers"),
        (["batch"], "scenarios = missing; expected one or more scenarios"),
        (["run", "/dev/zero"], "TOML file"),
        (["run", "nowhere.toml"], "no such file"),
        (["compare", "chaebol", "--baseline", "x"], "expected a scenario"),
        (["validate", "--claims", "--only", "K1"], "Did you mean KR1"),
        (["validate", "--only", "KR1"], "ids of facts"),
        (["validate", "--no-drivers"], "--claims beside it"),
        (["validate", "--claims", "--fast"], "fewer --seeds"),
        (["validate", "--only", "S01", "--write-docs"], "the whole table"),
    ],
)
def test_bad_input_ends_in_two_without_a_traceback(arguments, says, tmp_path):
    found = here(*arguments, cwd=tmp_path)
    assert found.returncode == 2
    assert says in found.stderr
    assert "Traceback" not in found.stderr + found.stdout
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "key"),
    [
        (["run", "chebol"], "scenario"),
        (["run", "chaebol", "--quarters", "x"], "--quarters"),
        (["batch", "chaebol", "--nonsense"], "--nonsense"),
        (["compare"], "scenarios"),
    ],
)
def test_mistakes_are_one_object_for_other_programs(arguments, key, tmp_path):
    found = here(*arguments, "--json", cwd=tmp_path)
    value = json.loads(found.stdout)
    assert found.returncode == 2
    assert value["ok"] is False
    assert [e["key"] for e in value["errors"]] == [key]
    assert found.stderr == ""


def test_a_new_country_passes_check_and_runs(tmp_path):
    name = "zz_test_country"
    file = ROOT / "scenarios" / "countries" / f"{name}.toml"
    try:
        made = here("new", name, "--country", cwd=tmp_path)
        assert made.returncode == 0, made.stderr
        assert here("check", f"{name}.toml", cwd=tmp_path).returncode == 0
        assert here("run", f"{name}.toml", *SHORT, "--quiet", "--out", "r", cwd=tmp_path).returncode == 0
        again = here("new", name, "--country", cwd=tmp_path)
        assert again.returncode == 2
        assert "exists already" in again.stderr + again.stdout
    finally:
        file.unlink(missing_ok=True)


def test_a_country_that_cannot_be_written_leaves_nothing_behind(tmp_path):
    name = "zz_test_nowhere"
    file = ROOT / "scenarios" / "countries" / f"{name}.toml"
    try:
        made = here("new", f"nodir/{name}", "--country", cwd=tmp_path)
        assert made.returncode == 2
        assert f"nodir/{name}.toml: No such file" in made.stderr
        assert not file.exists()
    finally:
        file.unlink(missing_ok=True)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([""], "a name for the new scenario"),
        ([".toml"], "a name for the new scenario"),
        (["zz_test_like", "--country", "--like", "chaebol"], "--country without it"),
    ],
)
def test_what_cannot_be_made_anew_is_told(arguments, says, tmp_path):
    made = here("new", *arguments, cwd=tmp_path)
    assert made.returncode == 2
    assert says in made.stderr
    assert not list(tmp_path.iterdir())
    assert not (ROOT / "scenarios" / "countries" / "zz_test_like.toml").exists()


def test_a_country_needs_a_name_that_files_can_hold(tmp_path):
    made = here("new", "My Country", "--country", cwd=tmp_path)
    assert made.returncode == 2
    assert "Traceback" not in made.stderr
    assert not list(tmp_path.iterdir())
