"""An analyst compares three scenarios, reloads, and leaves with the report."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from .steps import SMALL, download, press, upload

ZONES = SMALL.replace("smart_specialisation", "free_economic_zones")
THREE = ("chaebol", "specialised", "zones")  # the first is ticked from the start


def test_three_scenarios_on_the_same_seeds(visit) -> None:
    page = visit("compare")
    for name, text in (("specialised", SMALL), ("zones", ZONES)):
        upload(page, f"{name}.toml", text.encode())
        page.get_by_text(f"{name}.toml (yours)").wait_for()
    page.get_by_label("Seeds").fill("2")
    page.get_by_label("Years").fill("1")
    page.get_by_label("Firms").fill("300")
    press(page, "Compare")
    answers(page)
    page.get_by_text("Report", exact=True).wait_for()
    assert b"<html" in download(page, "Report")[:500].lower()
    command = page.locator("pre.command").inner_text()
    assert all(name in command for name in THREE)

    page.reload()
    answers(page)
    expect(page.get_by_role("textbox", name="Firms (empty: all)")).to_have_value("300")
    assert page.locator("pre.command").inner_text() == command

    stranger = visit("compare")
    stranger.get_by_role("heading", name="Compare", exact=True).wait_for()
    expect(stranger.locator(".answer")).to_have_count(0)


def answers(page: Page) -> None:
    """One answer a scenario, in a sentence first, and drawn."""
    for name in THREE:
        expect(page.locator(f".answer[data-scenario={name}] .verdict")).not_to_be_empty(timeout=400_000)
    page.locator(".chart canvas").first.wait_for()
