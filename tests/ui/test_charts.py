"""A reader looks closely at the charts."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from .steps import press, small_link, wait_quarter

INKS = """canvas => {
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height), seen = new Map();
  for (let i = 0; i < data.length; i += 4) {
    const ink = data.slice(i, i + 4).join();
    if (data[i + 3] > 200) seen.set(ink, (seen.get(ink) ?? 0) + 1);
  }
  return [...seen.values()].filter((count) => count > 100).length;
}"""


def played(visit) -> Page:
    """Six years of a small economy, every chart drawn."""
    page = visit(small_link())
    wait_quarter(page, -1)
    press(page, "To the end")
    wait_quarter(page, 23)
    page.locator(".charts[data-quarters='24'] .chart-body[aria-label*='at the end']").first.wait_for()
    return page


def test_sectors_lie_on_one_another(visit) -> None:
    page = played(visit)
    assert page.locator(".chart-body canvas").first.evaluate(INKS) >= 8  # sectors with some room to be seen


def test_every_year_of_a_short_run_stands_below_its_chart(visit) -> None:
    page = played(visit)
    with page.expect_download() as found:
        page.get_by_role("button", name="Save the chart Real wage as SVG").click()
    years = re.findall(r">(\d{4})<", found.value.path().read_text(encoding="utf-8"))
    assert sorted(set(years)) == [str(year) for year in range(2000, 2006)]


def test_a_chart_tells_the_quarter_under_the_pointer(visit) -> None:
    chart = played(visit).locator(".chart-body[aria-label^='Real wage']")
    chart.hover()
    expect(chart).to_contain_text(re.compile(r"200\d Q[1-4]"))
