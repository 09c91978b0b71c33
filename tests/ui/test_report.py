"""A teacher makes the report of what was played, while a comparison is at work."""

from __future__ import annotations

from playwright.sync_api import expect

from .steps import download, press, small_link, wait_quarter


def test_the_report_of_a_session_leaves_the_comparison_alone(visit) -> None:
    page = visit(small_link())
    wait_quarter(page, -1)
    page.get_by_role("link", name="Compare", exact=True).click()
    page.get_by_label("Seeds").fill("3")
    page.get_by_label("Years").fill("1")
    page.get_by_label("Firms").fill("300")
    press(page, "Compare")
    page.get_by_role("button", name="Stop", exact=True).wait_for()

    page.get_by_role("link", name="Data", exact=True).click()
    press(page, "Make the report")
    page.get_by_text("Report (HTML)", exact=True).wait_for()
    assert b"Small island" in download(page, "Report (HTML)")

    page.get_by_role("link", name="Compare", exact=True).click()
    expect(page.locator(".answer[data-scenario=chaebol] .verdict")).not_to_be_empty()
    expect(page.get_by_role("textbox", name="Firms (empty: all)")).to_have_value("300")
