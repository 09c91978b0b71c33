"""A teacher is told on the page what a click leads to, what a line means and why nothing is found."""

from __future__ import annotations

from playwright.sync_api import expect

from .steps import press, set_lever, small_link, wait_changes, wait_marks, wait_quarter


def test_compare_on_many_seeds_takes_what_is_played(visit) -> None:
    page = visit(small_link())
    wait_quarter(page, -1)
    press(page, "Compare on many seeds")
    page.get_by_role("heading", name="Compare", exact=True).wait_for()
    expect(page.get_by_role("checkbox", name="small_session.toml (yours)")).to_be_checked()
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(1)


def test_a_change_is_explained_below_the_charts_and_named_where_it_is_undone(visit) -> None:
    page = visit(small_link())
    wait_quarter(page, -1)
    expect(page.locator(".upright")).to_be_hidden()
    press(page, "Year")
    wait_quarter(page, 3)
    set_lever(page, "policy.envelope", 0.02)
    wait_changes(page, 1)
    wait_marks(page, 1)
    expect(page.locator(".upright")).to_have_text("Upright dashed line: a change made in the run.")
    page.get_by_role("button", name="Undo 2001 Q1: envelope = 2 % of GDP a year").wait_for()


def test_a_search_of_levers_says_that_nothing_was_found_and_leaves_the_groups_as_they_were(visit) -> None:
    page = visit(small_link())
    wait_quarter(page, -1)
    search, groups = page.get_by_role("searchbox", name="Search the parameters"), page.locator(".levers details[open]")
    before = groups.count()
    search.fill("housing")  # the name of a group
    expect(page.locator("summary", has_text="Housing").locator("..")).to_have_attribute("open", "")
    search.fill("no such words")
    page.get_by_text("Nothing here holds “no such words”.").wait_for()
    search.fill("")
    expect(groups).to_have_count(before)


def test_keys_are_told_by_their_buttons(visit) -> None:
    page = visit(small_link())
    wait_quarter(page, -1)
    expect(page.get_by_role("button", name="Year", exact=True)).to_have_attribute("title", "Key: Shift →")


def test_the_message_of_a_wrong_address_can_be_read(visit) -> None:
    page = visit("laboratory?scenario=chaebl")
    page.get_by_text("Did you mean chaebol?").wait_for()
    assert page.locator(".v-alert").evaluate("e => getComputedStyle(e).color") == "rgb(29, 37, 48)"


def test_the_data_page_says_when_quarter_0_is(visit) -> None:
    page = visit(small_link())
    wait_quarter(page, -1)
    press(page, "Year")
    wait_quarter(page, 3)
    page.get_by_role("link", name="Data", exact=True).click()
    page.get_by_text("Quarter 0 is 2000 Q1").wait_for()


def test_an_added_instrument_asks_for_its_budget(visit) -> None:
    page = visit(small_link())
    wait_quarter(page, -1)
    page.locator("select[data-path=add]").select_option("tax_holiday")
    wait_changes(page, 1)
    page.get_by_text("Its budget is 0 until you raise it").wait_for()
