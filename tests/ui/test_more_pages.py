"""A place, the claims beside the map, the page Transplant, and the page for Mesa users."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from .conftest import PICTURES
from .server import ROOT
from .steps import press, set_lever, small_link, wait_changes, wait_quarter


def test_a_click_on_the_map_opens_a_place(visit) -> None:
    page = visit(small_link())
    wait_quarter(page, -1)
    press(page, "Year")
    wait_quarter(page, 3)
    page.locator(".map canvas").click()
    expect(page.locator(".map-tip strong")).to_contain_text("one of its 9 cells")  # its figures aren't the region's
    place = page.locator(".place")
    expect(place.get_by_role("table").first).to_be_visible()
    expect(place.locator("h2").first).not_to_be_empty()


def test_claims_stand_beside_the_map(visit) -> None:
    page = visit("laboratory?scenario=chaebol")
    wait_quarter(page, -1)
    page.get_by_role("heading", name="What the article claims").wait_for()
    expect(page.locator(".claimed li, .claimed tr, .claimed button").first).to_be_visible()


def test_transplant_shows_what_came_with_it_and_says_how_to_make_another(visit) -> None:
    page = visit("transplant")
    page.get_by_text("This came with Marshall").first.wait_for()
    expect(page.locator("table.matrix").first.locator("tbody tr")).to_have_count(8)
    expect(page.locator("pre.command").first).to_contain_text("run.py transplant")


@pytest.fixture
def mesa_page() -> Iterator[str]:
    """Address of `examples/mesa_page.py` on a server of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    quiet = os.environ | {"SOLARA_TELEMETRY_MIXPANEL_ENABLE": "False"}
    process = subprocess.Popen(
        [sys.executable, "-m", "solara", "run", "examples/mesa_page.py", "--port", str(port), "--no-open",
         "--production", "--no-check-version"], cwd=ROOT, env=quiet, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    address = f"http://127.0.0.1:{port}/"
    try:
        _wait_up(address, process)
        yield address
    finally:
        process.terminate()
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()


def _wait_up(address: str, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + 120
    while time.monotonic() < end and process.poll() is None:
        try:
            urllib.request.urlopen(address + "readyz", timeout=5).close()
            return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError("the example didn't start")


def test_the_mesa_page_draws_a_map(mesa_page: str, chromium: Browser) -> None:
    pytest.importorskip("altair")  # Mesa's page needs the dependency group `examples`
    page = chromium.new_page(viewport={"width": 1280, "height": 900})
    page.goto(mesa_page)
    page.locator("img").first.wait_for(timeout=120_000)
    assert page.locator("img").first.evaluate("e => e.naturalWidth") > 200
    page.screenshot(path=PICTURES / "mesa-page.png", full_page=True)
    page.close()


def test_the_chronicle_tells_a_change_with_its_unit(visit) -> None:
    page = visit(small_link())
    wait_quarter(page, -1)
    set_lever(page, "policy.envelope", 0.02)
    wait_changes(page, 1)
    press(page, "Year")
    wait_quarter(page, 3)
    expect(page.locator(".events li", has_text="Envelope from")).to_contain_text("to 2 % of GDP a year")
