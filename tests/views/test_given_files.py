"""Scenario files that `run.py ui FILE…` was given."""

import pytest
from conftest import SMALL_FILE, here

from problems import ProblemError
from views import own_files
from views.cards import card_of_file
from views.pages.asked import Asked, decode, encode
from views.pages.compare import with_given


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(own_files, "_given", [])
    (tmp_path / "mine.toml").write_text(SMALL_FILE)
    return tmp_path


def test_a_file_has_a_card_that_says_what_it_holds_now(folder):
    own_files.give(["mine.toml", "mine.toml"])
    (own,) = own_files.given()
    assert (own.name, own.text, own.mistakes) == ("mine", SMALL_FILE, ())
    assert "<svg" in card_of_file(own).picture
    (folder / "mine.toml").write_text("title = 'New'\n" + SMALL_FILE.split("\n", 1)[1])
    assert card_of_file(own_files.given()[0]).title == "New"


def test_a_file_that_goes_wrong_later_is_told_not_raised(folder):
    own_files.give(["mine.toml"])
    (folder / "mine.toml").write_text("quartres = 3")
    assert own_files.given()[0].mistakes
    (folder / "mine.toml").unlink()
    (mistake,) = own_files.given()[0].mistakes
    assert mistake.text.startswith("mine.toml:")


def test_compare_offers_it_once_and_its_address_brings_it_back(folder):
    own_files.give(["mine.toml"])
    asked = with_given(with_given(Asked()))
    (path,) = asked.files
    assert asked.chosen == Asked().chosen
    back = decode(encode(asked.ticked(path, True)))
    assert with_given(back).files == back.files


@pytest.mark.parametrize("file", ["nowhere.toml", "chaebol", "wrong.toml"])
def test_what_is_no_file_or_has_a_mistake_is_told_at_once(folder, file):
    (folder / "wrong.toml").write_text("quartres = 3")
    found = here("ui", "--no-browser", "--port", "0", file)
    assert found.returncode == 2
    assert file in found.stderr
    with pytest.raises(ProblemError):
        own_files.give(["mine.toml", file])
    assert own_files.given() == []


def test_nothing_is_given_unless_it_is_named(folder):
    assert own_files.given() == []
    assert with_given(Asked()) == Asked()
