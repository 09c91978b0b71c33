"""Somebody without a mouse opens an economy, lets it play a year, and looks a place up."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from .steps import small_link, wait_quarter

SHOWS = """() => {
  const shows = (e) => {
    const style = getComputedStyle(e), box = e.getBoundingClientRect();
    let seen = 1;
    for (let around = e; around; around = around.parentElement) seen *= +getComputedStyle(around).opacity;
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 && seen > 0.5 && box.width > 8;
  };
  let e = document.activeElement;
  for (let n = 0; e && n < 5; n++, e = e.parentElement) if (shows(e)) return true;
  return false;
}"""
"""Whether a ring is seen around what has the focus: its own, or that of the field it is part of."""
NAME = "(document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent).trim()"
PLACE = "document.activeElement.outerHTML.slice(0, 200)"


def tab_to(page: Page, name: str) -> None:
    """Press Tab until the part with this name has the focus, and see that it shows."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate(NAME).startswith(name):
            assert page.evaluate(SHOWS), f"{name}: the focus isn't visible"
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


def test_the_first_tab_leads_past_the_navigation(visit) -> None:
    page = visit()
    page.locator(".scenario").first.wait_for()
    page.keyboard.press("Tab")
    assert page.evaluate(NAME) == "Skip to the page"
    assert page.evaluate(SHOWS)
    expect(page.locator(".skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main.content")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


@pytest.mark.parametrize(("path", "part"), [("", ".scenario"), ("compare", ".choices input"), ("data", "main a")])
def test_the_focus_is_seen_wherever_it_goes(visit, path: str, part: str) -> None:
    page = visit(path)
    page.locator(part).first.wait_for(state="attached")
    hidden = []
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break  # behind the last part
        if not page.evaluate(SHOWS):
            hidden.append(page.evaluate(PLACE))
    assert hidden == []


def test_the_ring_of_a_field_holds_its_label(visit) -> None:
    page = visit("compare")
    field = page.get_by_label("Seeds")
    field.focus()
    page.locator("label.v-label--active", has_text="Seeds").wait_for()
    page.wait_for_function(
        "() => { const slot = document.activeElement.closest('.v-input__slot');"
        " return slot.getBoundingClientRect().top <= slot.querySelector('label').getBoundingClientRect().top; }"
    )
