"""A student brings files: one with mistakes, and a session saved last week."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import expect

from scenarios.load import check_file

from .steps import (
    SMALL,
    changes,
    download,
    press,
    set_lever,
    small_link,
    upload,
    wait_changes,
    wait_marks,
    wait_quarter,
)

BROKEN = SMALL.replace("quarters = 24", "quartres = 24").replace("firms = 800", 'firms = "many"')


def test_a_broken_file_shows_what_check_says_beside_each_line(visit, tmp_path: Path) -> None:
    file = tmp_path / "broken.toml"
    file.write_text(BROKEN)
    wrong = check_file(str(file))
    assert len(wrong) > 1

    page = visit()
    upload(page, "broken.toml", BROKEN.encode())
    alert = page.get_by_role("alert")
    expect(alert.locator(".mistake")).to_have_count(len(wrong))
    for at, problem in enumerate(wrong):
        mistake = alert.locator(".mistake").nth(at)
        expect(mistake).to_contain_text(problem.text().replace(str(file), "broken.toml"))
        assert problem.line is not None
        expect(mistake.locator(".line")).to_contain_text(BROKEN.splitlines()[problem.line - 1])

    upload(page, "mended.toml", SMALL.encode())
    wait_quarter(page, -1)
    page.get_by_role("heading", name="Small island").wait_for()


def test_a_saved_session_is_opened_again(visit) -> None:
    page = visit(small_link())
    wait_quarter(page, -1)
    press(page, "Year")
    wait_quarter(page, 3)
    set_lever(page, "parameters.migration_rate", 0.02)
    wait_marks(page, 1)
    wait_changes(page, 1)
    told, file = changes(page), download(page, "Save as scenario file")

    page.get_by_role("link", name="Gallery").click()
    upload(page, "small_session.toml", file)
    wait_quarter(page, -1)
    wait_changes(page, 1)
    assert changes(page) == told
    assert download(page, "Save as scenario file") == file
