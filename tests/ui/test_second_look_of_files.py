"""A student brings a file that is no mistake and yet unlikely."""

from __future__ import annotations

from playwright.sync_api import expect

from .steps import SMALL, upload, wait_quarter

UNLIKELY = SMALL.replace("quarters = 24", "quarters = 2000")


def test_an_unlikely_file_opens_with_a_note(visit) -> None:
    page = visit(width=390)
    upload(page, "century.toml", UNLIKELY.encode())
    note = page.get_by_role("complementary", name="Worth a second look")
    expect(note).to_contain_text("century.toml, line 5: run.quarters = 2000; expected quarters, not years")
    wait_quarter(page, -1)
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0

    page.get_by_role("link", name="Compare", exact=True).click()
    page.get_by_role("heading", name="Compare", exact=True).wait_for()
    upload(page, "century.toml", UNLIKELY.encode())
    expect(note).to_contain_text("quarters, not years")

    page.get_by_role("link", name="Gallery", exact=True).click()
    page.get_by_role("heading", name="Open an economy").wait_for()  # Compare has a button of the same name
    upload(page, "likely.toml", SMALL.encode())
    page.get_by_role("heading", name="Small island").wait_for()
    wait_quarter(page, -1)
    expect(note).to_have_count(0)
