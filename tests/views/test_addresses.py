"""Addresses that bring back a session or a comparison, without a browser."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest
from conftest import SMALL_FILE as FILE

from problems import ProblemError
from views.pages import address, asked
from views.pages.asked import Asked, keep_upload
from views.pages.state_link import TOO_LONG, PageState, decode, encode, state_of
from views.play.session import Session


def test_the_layer_is_part_of_the_link() -> None:
    session = Session("small", FILE, layer="sector:energy")
    state = decode(encode(state_of(session)))
    assert state is not None
    assert (state.layer, state.quarter, state.text) == ("sector:energy", 0, FILE)


def test_a_layer_that_no_map_has_is_refused() -> None:
    with pytest.raises(ProblemError, match="Did you mean wage"):
        Session("small", FILE, layer="wages")


def test_a_session_that_begins_is_told_from_one_that_goes_on() -> None:
    assert "quarter" not in encode(PageState("chaebol"))
    begins, goes_on = decode(encode(PageState("chaebol"))), decode(encode(PageState("chaebol", quarter=0)))
    assert begins is not None
    assert goes_on is not None
    assert (begins.quarter, goes_on.quarter) == (None, 0)


def test_a_session_too_long_for_an_address_says_so_after_a_reload() -> None:
    with pytest.raises(ProblemError, match="too long for an address"):
        decode(TOO_LONG)


class Widget:
    """Stands in for one in the browser."""

    query = ""

    def observe(self, told, name: str) -> None:  # type: ignore[no-untyped-def]
        self.told = told


def test_the_address_follows_the_session_to_a_new_layer_and_quarter() -> None:
    session, bar, map_ = Session("small", FILE), Widget(), Widget()
    session.player._take_up(-2, session.scenario)
    session.player.economy.step()  # type: ignore[union-attr]
    leave = address.follow(session, bar, map_)
    assert "layer" not in bar.query
    map_.told({"new": "wage"})
    assert decode(bar.query) == PageState("small", FILE, quarter=0, layer="wage")
    session.player.economy.run()  # type: ignore[union-attr]
    session.player._tell()
    assert "quarter=8" in bar.query
    assert hash(bar.query) in session.addresses
    leave()
    assert not session.player._listeners


def test_a_change_is_told_at_once() -> None:
    session = Session("small", FILE)
    session.player._take_up(-2, session.scenario)
    told = threading.Event()
    session.player.speed = 1
    session.player.start()
    session.player.run_to(0)
    while session.player.playing or session.player.quarter < 0:
        time.sleep(0.01)
    session.player.play()
    session.player._tell()
    session.player.listen(lambda _: told.set())
    begun = time.perf_counter()
    session.player.change("parameters.spin_off", 0.01)
    assert told.wait(10.0)
    assert time.perf_counter() - begun < 0.5
    session.player.close()


def test_a_comparison_comes_back_with_its_files() -> None:
    path = keep_upload("mine.toml", FILE.encode())
    unused = keep_upload("other.toml", FILE.encode())
    form = Asked(("chaebol", path), "3-5", "4", "500", path, (unused, path))
    back = asked.decode(asked.encode(form))
    assert back is not None
    assert (back.seeds, back.years, back.firms, back.chosen[0]) == ("3-5", "4", "500", "chaebol")
    assert back.chosen[1] == back.baseline == back.files[0] != path
    assert Path(back.files[0]).read_text("utf-8") == FILE
    assert Path(back.files[0]).name == "mine.toml"


@pytest.mark.parametrize(
    "query", ["compare=pyproject.toml", "compare=/etc/hosts", "compare=chaebol&baseline=../x.toml"]
)
def test_a_link_reads_no_file_of_the_server(query: str) -> None:
    with pytest.raises(ProblemError, match="a shipped scenario"):
        asked.decode(query)


def test_a_damaged_link_of_a_comparison_says_so() -> None:
    with pytest.raises(ProblemError, match="damaged"):
        asked.decode("compare=0&file=nonsense")


def test_nothing_asked() -> None:
    assert asked.decode("") is None
    assert asked.decode("scenario=chaebol") is None


def test_ticking() -> None:
    form = Asked().ticked("laissez_faire", True).ticked("laissez_faire", True)
    assert form.chosen == ("chaebol", "laissez_faire")
    assert form.ticked("chaebol", False).chosen == ("laissez_faire",)


@pytest.mark.parametrize("text", ["²", "½", "0", "-1", "1e3", "abc", "9" * 5000, "99999999999"])
@pytest.mark.parametrize("field", ["years", "firms"])
def test_what_is_no_number_is_refused_in_the_words_of_the_form(field: str, text: str) -> None:
    with pytest.raises(ProblemError) as refused:
        Asked(**{field: text}).question()  # type: ignore[arg-type]
    told = " ".join(asked.in_words(refused.value))
    assert told.startswith(field.capitalize())
    assert "a whole number from" in told
    assert len(told) < 200


@pytest.mark.parametrize("text", ["²", "", "9" * 5000, "3-1", f"1,{10**23}"])
def test_seeds_are_refused_without_options_of_the_command_line(text: str) -> None:
    with pytest.raises(ProblemError) as refused:
        Asked(seeds=text).question()
    told = " ".join(asked.in_words(refused.value))
    assert told.startswith(f"Seeds = {text[:40] or 'nothing'}")
    assert "--" not in told


@pytest.mark.parametrize("seed", ["0", "-4", str(2**63)])
def test_a_link_with_a_seed_that_no_table_can_hold_is_damaged(seed: str) -> None:
    with pytest.raises(ProblemError, match="a damaged link"):
        decode(f"scenario=chaebol&seed={seed}")


def test_two_files_of_one_name_are_told_apart_and_one_brought_twice_is_one() -> None:
    first = asked.kept("mine.toml", FILE.encode(), ())
    assert asked.kept("mine.toml", FILE.encode(), (first,)) == first
    other = FILE.replace("Small", "Other").encode()
    second = asked.kept("mine.toml", other, (first,))
    third = asked.kept("mine.toml", other + b"# more", (first, second))
    assert [Path(path).name for path in (first, second, third)] == ["mine.toml", "mine_2.toml", "mine_3.toml"]
    assert asked.kept("mine.toml", other, (first, second, third)) == second


def test_every_field_that_makes_no_sense_is_told_at_once() -> None:
    with pytest.raises(ProblemError) as error:
        Asked(seeds="two", years="0", firms="many").question()
    assert [text.split(" =")[0] for text in asked.in_words(error.value)] == ["Seeds", "Years", "Firms"]


def test_empty_fields_leave_the_scenarios_own() -> None:
    question = Asked(seeds="3-4", years=" ", firms="").question()
    assert (question.seeds, question.quarters, question.settings) == ((3, 4), None, ())
    assert Asked(years="2", firms="500").question().settings == ("run.firms=500",)
