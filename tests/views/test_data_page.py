"""What the page Data and the limits rest on, without a browser."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass

import pyarrow.parquet as pq
import pytest
from conftest import SMALL_FILE as FILE

from problems import ProblemError
from scenarios.schema import Change
from views.limits import Limits
from views.pages import current
from views.pages.state_link import decode, encode, state_of
from views.play.session import Session, document_of, opened

FIRST = Change(quarter=1, path="parameters.spin_off", value=0.01)
SECOND = Change(quarter=3, path="parameters.spin_off", value=0.02)


def file_with(*changes: Change) -> str:
    return document_of("small", FILE, changes)


def restored(session: Session) -> tuple[Change, ...]:
    state = decode(encode(state_of(session)))
    assert state is not None
    return Session(state.scenario, state.text, state.seed, state.quarter, state.changes).player.changes


def test_a_link_restores_changes_beyond_those_of_the_file() -> None:
    session = Session("small", file_with(FIRST), seed=3, changes=(SECOND,))
    assert state_of(session).changes == (SECOND,)
    assert restored(session) == session.player.changes == (FIRST, SECOND)


def test_a_link_restores_that_a_change_of_the_file_was_undone() -> None:
    session = Session("small", file_with(FIRST, SECOND))
    session.player.scenario = opened("small", file_with(SECOND))
    assert restored(session) == (SECOND,)


def test_tables_of_a_session_before_and_after_quarters() -> None:
    session = Session("small", FILE)
    assert session.player.tables() == {}
    session.player._take_up(-2, session.scenario)
    economy = session.player.economy
    assert economy is not None
    for _ in range(4):
        economy.step()
    archive = zipfile.ZipFile(io.BytesIO(session.tables()))
    assert len(archive.namelist()) == 6
    path = next(name for name in archive.namelist() if "/totals/" in name)
    assert archive.read(path) == session.parquet("totals", session.player.tables()["totals"])
    totals = pq.read_table(io.BytesIO(archive.read(path)))
    assert totals.column("quarter").to_pylist() == [-2, -1, 0, 1]
    assert totals.column_names[:3] == ["run", "scenario", "seed"]


@dataclass
class Tab:
    """A browser tab's place for its session; Solara's needs a server."""

    value: Session | None = None

    def peek(self) -> Session | None:
        return self.value

    def set(self, value: Session | None) -> None:
        self.value = value


@pytest.fixture
def tabs(monkeypatch: pytest.MonkeyPatch) -> list[Tab]:
    both = [Tab(), Tab()]
    monkeypatch.setattr(current, "_OPEN", set())
    monkeypatch.setattr("views.play.player.Player.start", lambda self: None)
    return both


def enter(tab: Tab, monkeypatch: pytest.MonkeyPatch) -> Session:
    monkeypatch.setattr(current, "session", tab)
    return current.open_session(Session("small", FILE))


def test_a_server_takes_no_more_economies_than_its_limit(tabs: list[Tab], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MARSHALL_SESSIONS", "1")
    enter(tabs[0], monkeypatch)
    again = enter(tabs[0], monkeypatch)  # another scenario in the same tab takes the place of the first
    with pytest.raises(ProblemError, match="at most 1 at once"):
        enter(tabs[1], monkeypatch)
    assert tabs[0].value is again
    assert tabs[1].value is None
    monkeypatch.setattr(current, "session", tabs[0])
    current.leave()
    assert enter(tabs[1], monkeypatch) is tabs[1].value


@pytest.mark.parametrize(("limit", "most"), [("FIRMS", "299"), ("QUARTERS", "9")])
def test_the_laboratory_refuses_runs_beyond_the_limits(
    tabs: list[Tab], monkeypatch: pytest.MonkeyPatch, limit: str, most: str
) -> None:
    monkeypatch.setenv(f"MARSHALL_{limit}", most)
    with pytest.raises(ProblemError, match=f"at most {most} on this server"):
        enter(tabs[0], monkeypatch)
    assert tabs[0].value is None
    assert not current._OPEN


def test_limits_of_a_public_server_can_be_set_one_by_one() -> None:
    limits = Limits.from_environment({"MARSHALL_PUBLIC": "1", "MARSHALL_SESSIONS": "5"})
    assert (limits.sessions, limits.firms, limits.public) == (5, 20_000, True)
    assert Limits.from_environment({}).sessions is None
    with pytest.raises(ProblemError, match="MARSHALL_SESSIONS"):
        Limits.from_environment({"MARSHALL_SESSIONS": "many"})
