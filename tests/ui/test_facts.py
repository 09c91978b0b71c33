"""A minister reads what the model gets right and wrong."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect


@pytest.mark.parametrize("width", [390, 1366])
def test_the_page_facts_tells_what_holds_and_leads_to_the_limits(visit, width: int) -> None:
    page = visit("facts", width=width)
    page.get_by_role("heading", name="What the model gets right and wrong", level=1).wait_for()
    expect(page.get_by_role("table").first).to_contain_text("reached")
    for title in ("Facts of firms and places", "Experiments", "Paths"):
        part = page.get_by_role("region", name=title, exact=True)
        assert part.get_by_role("row").count() > 5, title
        assert part.locator("td.hit, td.miss").count() == part.locator(".mark").count(), title
    where = "e => getComputedStyle(e, '::before').content"
    told = page.locator("td[data-head='Korea']").first.evaluate(where)
    assert (told == '"Korea"') == (width < 600)  # beside its figure where no head stands above it
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("button", name="What not to ask").click()
    expect(page.get_by_role("heading", name="What not to ask of Marshall", level=2)).to_be_in_viewport()
    expect(page.get_by_role("heading", name="How fast will we grow?", level=4)).to_have_count(1)


def test_on_a_phone_the_names_of_pages_stand_in_one_row(visit) -> None:
    page = visit("facts", width=390)
    page.locator(".page.chosen").wait_for()
    tops = page.locator("nav.pages .page").evaluate_all("all => all.map(e => e.getBoundingClientRect().top)")
    assert len(tops) == 6
    assert len(set(tops)) == 1


def test_figures_in_brackets_are_explained_before_the_first_of_them(visit) -> None:
    page = visit("facts")
    note = page.get_by_text("in brackets their standard deviation")
    note.wait_for()
    assert note.bounding_box()["y"] < page.locator(".facts-part table.facts").first.bounding_box()["y"]
