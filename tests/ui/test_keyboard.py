"""Somebody without a mouse opens an economy, lets it play a year, and looks a place up."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from .steps import small_link, wait_quarter

OUTLINE = "() => { const s = getComputedStyle(document.activeElement); return s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2; }"


def tab_to(page: Page, name: str) -> None:
    """Press Tab until the part with this name has the focus, and see that it shows."""
    for _ in range(60):
        page.keyboard.press("Tab")
        said = page.evaluate(
            "(document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent).trim()"
        )
        if said.startswith(name):
            assert page.evaluate(OUTLINE), f"{name}: the focus isn't visible"
            return
    raise AssertionError(f"{name} can't be reached with Tab")


def test_everything_is_reached_with_the_keyboard(visit) -> None:
    page = visit(small_link())
    wait_quarter(page, -1)
    for name in ("Gallery", "Data", "Play", "Year"):
        tab_to(page, name)
    page.keyboard.press("Enter")
    wait_quarter(page, 3)
    tab_to(page, "Map of")
    page.keyboard.press("ArrowRight")
    expect(page.locator(".map [aria-live]")).not_to_be_empty()
    page.keyboard.press("Enter")
    expect(page.locator(".place h2").first).not_to_be_empty()
    tab_to(page, "Close")
    page.keyboard.press("Enter")
    expect(page.locator(".place")).to_have_count(0)
