"""What the laboratory plays goes to the page Compare: a shipped scenario by its name, anything else as a file."""

from __future__ import annotations

from pathlib import Path

from conftest import SMALL_FILE as FILE

from scenarios.schema import Change
from views.pages.asked import Asked, with_session
from views.play.session import Session


def test_a_shipped_scenario_is_ticked_by_its_name() -> None:
    asked = with_session(Asked(chosen=()), Session("smart_specialisation"))
    assert (asked.chosen, asked.files) == (("smart_specialisation",), ())


def test_a_changed_one_goes_as_a_file() -> None:
    change = Change(quarter=4, path="parameters.migration_rate", value=0.02)
    asked = with_session(Asked(), Session("smart_specialisation", changes=(change,)))
    path = Path(asked.files[0])
    assert asked.chosen == ("chaebol", str(path))
    assert "migration_rate" in path.read_text("utf-8")


def test_a_file_that_is_there_already_is_ticked_once() -> None:
    session = Session("small", FILE)
    once = with_session(Asked(chosen=()), session)
    assert with_session(once, session) == once
