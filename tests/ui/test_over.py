"""A student plays to the end, moves a slider there, and looks at another draw of chance."""

from __future__ import annotations

from playwright.sync_api import expect

from views.pages.desk import OVER
from views.play.levers import NEVER

from .steps import changes, press, set_lever, small_link, wait_changes, wait_quarter

RATE = "parameters.migration_rate"


def test_a_run_that_is_over_says_so_and_takes_no_changes(visit) -> None:
    page = visit(small_link(seed=4))
    wait_quarter(page, -1)
    press(page, "Year")
    wait_quarter(page, 3)
    set_lever(page, RATE, 0.02)
    wait_changes(page, 1)
    told = changes(page)
    assert "= 0.02 share a quarter" in told[0]
    press(page, "To the end")
    wait_quarter(page, 23)
    for name in ("Play", "Quarter", "Year", "To the end"):
        expect(page.get_by_role("button", name=name, exact=True)).to_be_disabled()
    expect(page.locator(".over")).to_contain_text("the last quarter")
    set_lever(page, RATE, 0.05)
    page.get_by_text(OVER).wait_for()
    expect(page.locator(f"input[data-path='{RATE}']")).to_have_value("0.02")
    assert changes(page) == told

    press(page, "Another seed")
    page.get_by_text("One run, seed 5").wait_for()
    wait_quarter(page, 23)
    assert changes(page) == told
    press(page, "Back to the start")
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_enabled()


def test_an_instrument_without_an_end_says_so(visit) -> None:
    page = visit(small_link())
    wait_quarter(page, -1)
    end = page.locator("input[data-path='policy.instruments.skills.end']")
    expect(end).to_have_attribute("aria-valuetext", NEVER)
    expect(end.locator("xpath=..").locator("output")).to_have_text(NEVER)
