"""Claims of a user's own about a scenario file of their own."""

import json

import pytest
from conftest import here

from problems import ProblemError
from validation import claims
from validation.own_claims import read_own

SCENARIO = 'title = "Mine"\ncountry = "plain"\npolicy = "chaebol"\n[run]\nquarters = 4\nburn_in = 2\nfirms = 300\n'
HEAD = "id,system,region,sectors,credit,drivers,happened\n"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "mine.toml").write_text(SCENARIO)
    return tmp_path


def written(folder, text):
    path = folder / "claims.csv"
    path.write_text(text)
    return path


def test_a_claim_of_ones_own_is_measured_on_ones_own_scenario(folder):
    written(folder, f"{HEAD}M1,mine.toml,A1,automotive,policy,credit,\n")
    found = here("validate", "--claims-from", "claims.csv", "--seeds", "2", "--set", "run.firms=300", "--json",
                 "--workers", "1", cwd=folder)  # fmt: skip
    assert found.returncode == 0, found.stderr
    (row,) = json.loads(found.stdout)["claims"]
    assert (row["id"], row["region"], row["sectors"], row["seeds"]) == ("M1", "A1", "automotive", 2)
    assert row["without_drivers"].startswith("credit ")


def test_a_claim_says_what_its_row_says(folder, monkeypatch):
    monkeypatch.chdir(folder)
    (claim,), files = read_own(
        written(folder, "id,system,region,sectors,places\nM1,mine.toml,North,ict mining,a1 a2\n")
    )
    assert files == {"mine": "mine.toml"}
    assert (claim.system, claim.places, claim.sectors, claim.credit) == (
        "mine", ("a1", "a2"), ("ict", "mining"), "policy"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("row", "key", "close"),
    [
        ("M1,mine.toml,A1,automotiv,policy,,", "sectors", "automotive"),
        ("M1,mine.toml,Z9,automotive,policy,,", "region", None),
        ("M1,mine.toml,A1,automotive,polcy,,", "credit", "policy"),
        ("M1,mine.toml,A1,automotive,policy,credits,", "drivers", "credit"),
        ("M1,mine.toml,A1,automotive,policy,,soon", "happened", None),
        ("M1,mine.toml,,automotive,policy,,", "region", None),
    ],
)
def test_a_mistake_is_told_with_its_line(folder, monkeypatch, row, key, close):
    monkeypatch.chdir(folder)
    with pytest.raises(ProblemError) as error:
        read_own(written(folder, f"{HEAD}M0,mine.toml,A2,ict,firms,,1990\n{row}\n"))
    (problem,) = error.value.problems
    assert (problem.line, problem.key, problem.nearest) == (3, key, close)


def test_a_column_that_is_missing_or_misspelt_is_told(folder):
    with pytest.raises(ProblemError) as error:
        read_own(written(folder, "id,system,region,sector\nM1,mine.toml,A1,ict\n"))
    assert {(p.key, p.value) for p in error.value.problems} >= {("sectors", "missing"), ("sector", "unknown")}


def test_own_claims_take_no_committed_page():
    found = here("validate", "--claims-from", "claims.csv", "--write-docs")
    assert found.returncode == 2
    assert "--claims-from" in found.stderr


def test_a_system_whose_name_begins_like_another_has_claims_of_its_own():
    assert claims._plays("turkey_zones", "turkey_zones")
    assert claims._plays("turkey_no_zones", "turkey")
    assert not claims._plays("turkey_zones", "turkey")
