"""A student opens the laboratory on a phone."""

from __future__ import annotations

import pytest

from .conftest import PICTURES
from .steps import press, small_link, wait_quarter

OVER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.parametrize("width", [390, 1920])
def test_every_page_fits(visit, width: int) -> None:
    page = visit(small_link(), width=width)
    wait_quarter(page, -1)
    press(page, "Play")
    wait_quarter(page, 4)
    press(page, "Pause")
    for name in ("Laboratory", "Gallery", "Compare", "Data"):
        page.get_by_role("link", name=name, exact=True).click()
        page.locator("main h1").wait_for()
        page.wait_for_function(f"{OVER} <= 0")
        page.screenshot(path=PICTURES / f"{name.lower()}-{width}.png", full_page=True)
