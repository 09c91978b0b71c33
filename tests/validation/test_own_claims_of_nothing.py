"""A scenario that claims name and that isn't there is told with the table's line, beside all other mistakes."""

import pytest

from problems import ProblemError
from validation.own_claims import read_own

HEAD = "id,system,region,sectors\n"


def problems(folder, text):
    path = folder / "claims.csv"
    path.write_text(HEAD + text)
    with pytest.raises(ProblemError) as caught:
        read_own(path)
    return path, caught.value.problems


def test_every_mistake_is_told_at_its_line(tmp_path):
    path, found = problems(
        tmp_path, "A,chaebol,Nowhere,electronics\nB,chaebl,x,y\nC,chaebl,x,y\nD,nope.toml,x,y\nD,chaebol,Busan,energy\n"
    )
    assert {p.file for p in found} == {str(path)}
    assert [(p.line, p.key, p.value) for p in found] == [
        (2, "region", "nowhere"),
        (3, "system", "chaebl"),
        (5, "system", "nope.toml (no such file)"),
        (6, "id", "D"),
    ]
    assert found[1].nearest == "chaebol"


def test_mistakes_inside_a_scenario_stay_in_its_file(tmp_path):
    mine = tmp_path / "mine.toml"
    mine.write_text('title = "M"\ncountry = "plain"\npolicy = "none"\n[run]\nfirms = 1\n')
    _, (problem,) = problems(tmp_path, f"A,{mine},A1,energy\n")
    assert (problem.file, problem.line, problem.key) == (str(mine), 5, "run.firms")
