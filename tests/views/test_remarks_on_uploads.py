"""What `check` finds worth a second look is told of an uploaded scenario too."""

from conftest import SMALL_FILE, here

from views.pages.compare import _remarks
from views.play.session import Session
from views.second_look import second_look_at

LONG = 'title = "M"\ncountry = "plain"\npolicy = "none"\n[run]\nquarters = 2000\nfirms = 300\nburn_in = 1\n'
ADDED = (
    LONG.replace("2000", "8")
    + """
[[instruments]]
id = "port"
kind = "infrastructure"
budget = 0.001
start = 0
[instruments.selection]
rule = "zone_list"
fallback = "ports"
count = 1
[instruments.selection.zones]
korae = ["busan"]
"""
)


def test_a_session_of_a_file_has_the_remarks_of_check(tmp_path):
    (tmp_path / "mine.toml").write_text(LONG)
    session = Session("mine", LONG)
    try:
        (remark,) = session.remarks
    finally:
        session.close()
    assert remark.startswith("mine.toml, line 5: run.quarters = 2000; expected quarters, not years")
    assert remark in here("check", "mine.toml", cwd=tmp_path).stdout


def test_a_shipped_scenario_and_a_file_without_oddities_have_none():
    for session in (Session("chaebol"), Session("small", SMALL_FILE)):
        assert session.remarks == []
        session.close()


def test_compare_tells_of_every_file_brought(tmp_path):
    (tmp_path / "mine.toml").write_text(LONG)
    (tmp_path / "small.toml").write_text(SMALL_FILE)
    (remark,) = _remarks((str(tmp_path / "mine.toml"), str(tmp_path / "small.toml")))
    assert remark.startswith("mine.toml, line 5")


def test_instruments_that_a_scenario_adds_are_looked_at():
    policy = LONG.replace("2000", "8").replace('"none"', '"chaebol"')
    assert second_look_at("mine.toml", policy.encode()) == []
    zones, source = second_look_at("mine.toml", ADDED.replace('"none"', '"chaebol"').encode())
    assert "Did you mean korea?" in zones
    assert zones.startswith("mine.toml, line ")
    assert "port has no source" in source
