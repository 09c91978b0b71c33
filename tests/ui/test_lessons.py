"""A teacher finds the lessons where a class begins, and puts them on the wall."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect


@pytest.mark.parametrize("width", [390, 1366])
def test_the_gallery_leads_to_the_lessons(visit, width: int) -> None:
    page = visit("", width=width)
    page.get_by_role("link", name="Six lessons, for teachers").click()
    expect(page.get_by_role("heading", name="Six lessons", level=1)).to_be_visible()
    for number in range(1, 7):
        expect(page.get_by_role("heading", name=f"{number}. ", level=2)).to_have_count(1)
    lessons = page.get_by_role("region", name="Lessons")
    expect(lessons.get_by_text("uv run run.py compare chaebol --seeds 8")).to_be_visible()
    expect(lessons.get_by_role("link")).to_have_count(0)  # what leads to files leads nowhere here
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.locator("nav.pages .page").count() == 6
