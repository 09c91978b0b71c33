"""Browser and server of the stories: one of each for all; every story has a fresh visitor.

Pictures are kept in `artefacts/` of the project's folder.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlparse

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from .server import HERE, ROOT, Server, served

PICTURES = ROOT / "artefacts"
PATIENCE = 300_000  # ms; a busy machine is slow, not broken
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--no-first-run",
)  # fmt: skip

Visit = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All stories begun first, and in one process where xdist can tell (not with pytest 9.2): they take longest."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.xdist_group("browser"))
    items.sort(key=lambda item: here not in item.path.parents)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with served(tmp_path_factory.mktemp("server")) as running:
        yield running
    assert not running.asked_elsewhere(), "the server asked other machines"


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    if program() is None:
        pytest.skip("no Chromium on this machine")
    expect.set_options(timeout=PATIENCE)
    PICTURES.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program(), args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def visit(server: Server, chromium: Browser, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """Opens a page as a visitor of their own: `visit(path, width=1280)`."""
    contexts: list[BrowserContext] = []
    outside: list[str] = []

    def open_(path: str = "", width: int = 1280, **more: object) -> Page:
        context = chromium.new_context(
            viewport={"width": width, "height": 900}, accept_downloads=True, reduced_motion="reduce", **more
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda r: outside.append(r.url) if leaves(r.url) else None)
        page.goto(server.address + path)
        return page

    yield open_
    name = re.sub(r"\W+", "-", request.node.name)
    for number, context in enumerate(contexts):
        for page in context.pages:
            page.screenshot(path=PICTURES / f"{name}-{number}.png", full_page=True)
        context.close()
    assert not outside, "the page asked other machines"


def program() -> str | None:
    """Path of a Chromium."""
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def leaves(url: str) -> bool:
    parts = urlparse(url)
    return parts.scheme in ("http", "https", "ws", "wss") and parts.hostname not in HERE
