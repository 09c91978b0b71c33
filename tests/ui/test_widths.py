"""A student opens the laboratory on a phone; a screen reader finds a name for everything."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page

from .conftest import PICTURES
from .steps import press, set_lever, small_link, wait_changes, wait_quarter

OVER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"

PAGES = {
    "Laboratory": "Small island",
    "Gallery": "Open an economy",
    "Compare": "Compare",
    "Transplant": "Would the policy work elsewhere?",
    "Facts": "What the model gets right and wrong",
    "Data": "Data",
}
TWICE = "[...document.querySelectorAll('[id]')].map(e => e.id).filter((id, at, all) => all.indexOf(id) !== at)"
PARTS = "button|link|textbox|searchbox|combobox|slider|spinbutton|switch|checkbox|application|img"


def nameless(page: Page) -> list[str]:
    """Parts that a screen reader would read without a name."""
    lines = page.locator("body").aria_snapshot().splitlines()
    return [line for line in lines if re.fullmatch(rf"\s*- ({PARTS})( \[.*\])*:?", line)]


@pytest.mark.parametrize("width", [390, 1920])
def test_every_page_fits(visit, width: int) -> None:
    page = visit(small_link(), width=width)
    wait_quarter(page, -1)
    press(page, "Year")
    wait_quarter(page, 3)
    set_lever(page, "parameters.migration_rate", 0.02)
    wait_changes(page, 1)
    page.locator(".map canvas").click()
    page.locator(".place table").first.wait_for()
    for name, title in PAGES.items():
        page.get_by_role("link", name=name, exact=True).click()
        page.get_by_role("heading", name=title, exact=True, level=1).wait_for()
        page.locator("[aria-current=page]", has_text=name).wait_for()
        page.wait_for_function(f"{OVER} <= 0")
        assert nameless(page) == [], name
        assert page.evaluate(TWICE) == [], name
        page.screenshot(path=PICTURES / f"{name.lower()}-{width}.png", full_page=True)


def test_a_slider_is_named_by_its_own_words(visit) -> None:
    """Two lists of sliders stand on the page."""
    page = visit(small_link())
    wait_quarter(page, -1)
    for path in ("policy.envelope", "parameters.migration_rate"):
        lever = page.locator(f"input[data-path='{path}']")
        labels = lever.evaluate("e => [...e.labels].map(l => l.textContent)")
        assert labels == [lever.evaluate("e => e.closest('.lever').querySelector('label').textContent")]


def test_the_mark_on_a_bar_stands_at_the_nations_mix(visit) -> None:
    """A location quotient of 1 where the bar ends at 4."""
    page = visit(small_link())
    wait_quarter(page, -1)
    page.locator(".map canvas").click()
    bar = page.locator(".place .bar").first
    bar.wait_for()
    at = bar.evaluate("e => parseFloat(getComputedStyle(e, '::after').left) / e.clientWidth")
    assert at == pytest.approx(0.25, abs=0.02)
