"""A teacher puts a map on a slide: what its colours and signs mean is on it."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from .steps import SMALL, link_to, small_link, wait_quarter


def saved(page: Page, layer: str) -> list[str]:
    """Texts of the map saved as SVG."""
    page.get_by_label("Layer of the map").select_option(layer)
    with page.expect_download() as found:
        page.get_by_role("button", name="Save the map as SVG").click()
    return re.findall(r">([^<>]+)</text>", found.value.path().read_text(encoding="utf-8"))


def test_a_saved_map_carries_its_key(visit) -> None:
    page = visit(small_link())
    wait_quarter(page, -1)
    texts = saved(page, "sector:energy")
    assert "Location quotient: Energy" in texts
    assert "4.0 and more, location quotient (1: as in the nation)" in texts
    assert "ring: port" in texts
    assert any(text.endswith("Textiles") for text in saved(page, "leader"))


def test_grey_places_are_in_the_legend_as_long_as_there_are_some(visit) -> None:
    page = visit(link_to("small_korea", SMALL.replace("plain", "korea").replace("smart_specialisation", "chaebol")))
    wait_quarter(page, -1)
    expect(page.locator(".map-legend").first).to_contain_text("no leading sector")
    assert "no leading sector" in saved(page, "leader")
