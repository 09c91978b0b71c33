"""A teacher sends a link, a student reloads, a train goes through a tunnel."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from .steps import changes, press, quarter, set_lever, small_link, wait_changes, wait_quarter

WAGE = "wage"
LAYER = "Layer of the map"


def test_a_reload_and_a_link_restore_the_state(visit) -> None:
    page = visit(small_link(seed=3))
    wait_quarter(page, -1)
    page.get_by_label(LAYER).select_option(WAGE)
    set_lever(page, "parameters.migration_rate", 0.02)
    press(page, "Year")
    wait_quarter(page, 3)
    wait_changes(page, 1)
    page.wait_for_function("location.search.includes('quarter=4') && location.search.includes('layer=wage')")
    told, address = changes(page), page.url
    assert "seed=3" in address
    assert len(told) == 1

    page.reload()
    same_state(page, told)
    page.get_by_role("link", name="Data").click()
    link = page.get_by_role("link", name="Link to this state").get_attribute("href")
    page.get_by_role("link", name="Laboratory").click()
    same_state(page, told)

    other = visit(link)
    same_state(other, told)


def same_state(page: Page, told: list[str]) -> None:
    wait_quarter(page, 3)
    assert quarter(page) == 3
    expect(page.get_by_label(LAYER)).to_have_value(WAGE)
    wait_changes(page, len(told))
    assert changes(page) == told
    page.get_by_role("heading", name="Small island").wait_for()


def test_a_lost_connection_comes_back(visit) -> None:
    page = visit(small_link())
    wait_quarter(page, -1)
    press(page, "Year")
    wait_quarter(page, 3)
    page.evaluate("solara.debug.dropConnection()")
    page.wait_for_function("solara.debug.reconnectCount > 0 && solara.debug.connectionStatus === 'connected'")
    press(page, "Year")
    wait_quarter(page, 7)
    assert quarter(page) == 7


def test_a_damaged_link_says_so(visit) -> None:
    page = visit("laboratory?scenario=chaebol&changes=nonsense")
    page.get_by_text("a damaged link").wait_for()
    page.goto(page.url.split("?")[0] + "?scenario=chaebol&layer=wages")
    page.get_by_text("Did you mean wage?").wait_for()


def test_an_address_that_leads_nowhere_leads_to_the_pages(visit) -> None:
    page = visit("validation")
    page.get_by_role("heading", name="There is no such page").wait_for()
    page.get_by_role("link", name="Gallery").click()
    page.get_by_role("heading", name="Open an economy").wait_for()
