"""Titles with brackets, and names of files that aren't Unicode."""

import io

import pytest
from conftest import SMALL_FILE, here

from commands.progress import Progress


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.mark.parametrize("title", ["Peru [/b]", "Peru [draft]"])
def test_brackets_in_a_title_are_shown(title, monkeypatch):
    screen = Terminal()
    monkeypatch.setattr("sys.stderr", screen)
    with Progress(title, quiet=False) as progress:
        progress.show(1, 2)
        progress.tell(title)
    assert screen.getvalue().count(title) >= 2


def test_a_folder_that_could_not_be_read_again_is_refused(tmp_path):
    (tmp_path / "small.toml").write_text(SMALL_FILE)
    ran = here("batch", "small.toml", "--seeds", "1", "--workers", "1", "--out", "caf\udce9", cwd=tmp_path)
    assert ran.returncode == 2
    assert "expected a name in UTF-8" in ran.stderr
    assert not list(tmp_path.glob("caf*"))


@pytest.mark.parametrize(("name", "asked"), [("my place", "'my place.toml'"), ("-x", "./-x.toml")])
def test_what_to_do_with_a_new_file_can_be_pasted(name, asked, tmp_path):
    ran = here("new", "--", name, cwd=tmp_path)
    assert f"uv run run.py check {asked}, uv run run.py run {asked}" in ran.stdout
