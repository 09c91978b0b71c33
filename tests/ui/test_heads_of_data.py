"""Page Data heads its columns in words, with units and the names that filters take."""

from __future__ import annotations

from playwright.sync_api import expect

from .steps import press, small_link, wait_quarter


def test_heads_are_words_with_units_and_names(visit) -> None:
    page = visit(small_link(), width=1366)
    wait_quarter(page, -1)
    press(page, "Year")
    wait_quarter(page, 3)
    page.get_by_role("link", name="Data", exact=True).click()
    column = page.locator("th", has=page.get_by_role("button", name="Real GDP", exact=True))
    expect(column).to_contain_text("consumer goods a quarter")
    expect(column.locator("code")).to_have_text("real_gdp")
    column.get_by_role("button").click()
    expect(page.locator("th[aria-sort=ascending] code")).to_have_text("real_gdp")
