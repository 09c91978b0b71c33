"""What visitors do and see, in words; every wait is for a condition, never for a time."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from views.pages.state_link import PageState, encode

SMALL = """title = "Small island"
country = "plain"
policy = "smart_specialisation"
[run]
quarters = 24
burn_in = 4
firms = 800
"""


def small_link(seed: int = 1) -> str:
    """Where an economy is played that starts and runs fast."""
    return link_to("small", SMALL, seed)


def link_to(name: str, text: str, seed: int = 1) -> str:
    """Where the economy of a scenario file is played."""
    return f"laboratory?{encode(PageState(name, text, seed))}"


def quarter(page: Page) -> int:
    """Quarter on the map."""
    return int(page.locator(".map canvas").get_attribute("data-quarter") or -999)


def wait_quarter(page: Page, least: int) -> None:
    page.wait_for_function(f"+(document.querySelector('.map canvas')?.dataset.quarter ?? -999) >= {least}")


def wait_marks(page: Page, least: int) -> None:
    """Changes marked on the charts (one that needs room raises the envelope too)."""
    page.wait_for_function(f"+(document.querySelector('.charts')?.dataset.marks ?? 0) >= {least}")


def changes(page: Page) -> list[str]:
    """Lines of the card with the changes."""
    return page.get_by_role("button", name="Undo").locator("xpath=..").all_inner_texts()


def wait_changes(page: Page, count: int) -> None:
    expect(page.get_by_role("button", name="Undo")).to_have_count(count)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def set_lever(page: Page, path: str, value: float) -> None:
    """Open the part of the form that holds a slider, and move it."""
    lever = page.locator(f"input[data-path='{path}']")
    lever.evaluate("(e) => { e.closest('details').open = true; }")
    lever.scroll_into_view_if_needed()
    lever.evaluate("(e, v) => { e.value = v; e.dispatchEvent(new Event('input')); }", value)


def download(page: Page, name: str) -> bytes:
    with page.expect_download() as found:
        page.get_by_text(name, exact=True).click()
    return found.value.path().read_bytes()


def upload(page: Page, name: str, content: bytes) -> None:
    with page.expect_file_chooser() as asked:
        page.get_by_role("button", name="Scenario file of your own").click()
    asked.value.set_files({"name": name, "mimeType": "application/toml", "buffer": content})
