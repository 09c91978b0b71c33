"""The laboratory in a browser against its bars: how fast it opens, plays and answers, what it keeps, whom it asks."""

from __future__ import annotations

import contextlib
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import psutil
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, sync_playwright

from tests.ui.conftest import FLAGS, leaves, program
from tests.ui.server import Server, served
from tests.ui.steps import press, wait_quarter

KOREA = "laboratory?scenario=chaebol"
SESSIONS, AT_ONCE = 20, 5
SCREEN: ViewportSize = {"width": 1280, "height": 900}
Row = tuple[str, str, str, bool | None]

DRAWN = """seconds => new Promise(done => {
  const map = document.querySelector('.map canvas'), begun = performance.now();
  let drawn = 0, last = begun;
  const watch = new MutationObserver(() => { drawn++; last = performance.now(); });
  watch.observe(map, { attributes: true, attributeFilter: ['data-quarter'] });
  const look = () => {
    const now = performance.now(), still = drawn && now - last > 1000;
    if (now - begun < 1000 * seconds && !still) return setTimeout(look, 50);
    watch.disconnect();
    done(1000 * drawn / ((still ? last : now) - begun));
  };
  look();
})"""
"""Pictures a second that show another quarter than the one before, until the run stands still."""

ANSWERED = """path => new Promise(done => {
  const lever = document.querySelector(`input[data-path="${path}"]`), map = document.querySelector('.map canvas');
  const charts = document.querySelector('.charts'), marks = charts.dataset.marks, begun = performance.now();
  let marked, from;
  const look = () => {
    if (marked === undefined && charts.dataset.marks !== marks) {
      marked = performance.now() - begun;
      from = Math.max(...[...document.querySelectorAll('.lever-note')].map(n => +(/quarter (\\d+)/.exec(n.textContent) ?? [0, 0])[1]));
    }
    if (marked !== undefined && +map.dataset.quarter >= from) done([marked, performance.now() - begun]);
    else requestAnimationFrame(look);
  };
  lever.stepUp(3);
  lever.dispatchEvent(new Event('input'));
  requestAnimationFrame(look);
})"""
"""Milliseconds from a moved slider to its mark on the charts, and to the map of the first quarter that it rules."""


class Visits:
    """Pages of one browser, their requests watched."""

    def __init__(self, browser: Browser, server: Server) -> None:
        self.browser, self.server = browser, server
        self.visitor: BrowserContext | None = None
        self.requests = 0
        self.outside: list[str] = []

    def page(self, path: str, *, known: bool = False) -> Page:
        """Open a page as a new visitor, or as one who is known, whose browser keeps what it has read."""
        if known and self.visitor is None:
            self.visitor = self.browser.new_context(viewport=SCREEN)
        page = self.visitor.new_page() if known and self.visitor else self.browser.new_page(viewport=SCREEN)
        page.set_default_timeout(120_000)
        page.on("request", lambda r: self.heard(r.url))
        page.goto(path if path.startswith("about:") else self.server.address + path)
        return page

    def heard(self, url: str) -> None:
        self.requests += 1
        if leaves(url):
            self.outside.append(url)


def seconds(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


def opening(visits: Visits) -> list[Row]:
    """A warm server: the first picture after a click in the gallery, and after a link in a tab of its own."""
    clicked, linked, stranger, fresh = [], [], [], []
    page = visits.page("", known=True)
    card = page.get_by_role("article", name="Korea's chaebol drive").get_by_role("link")
    for seed in range(2, 5):
        card.wait_for()
        clicked.append(seconds(lambda: (card.click(), wait_quarter(page, -100))))
        page.get_by_role("link", name="Gallery", exact=True).click()
        linked.append(seconds(lambda: wait_and_close(visits.page(KOREA, known=True))))
        stranger.append(seconds(lambda: wait_and_close(visits.page(KOREA))))
        fresh.append(seconds(lambda seed=seed: wait_and_close(visits.page(f"{KOREA}&seed={seed}", known=True))))
    page.close()
    a, b, c, d = (statistics.median(times) for times in (clicked, linked, stranger, fresh))
    return [("warm: a click in the gallery to the first picture of a quarter", "2 s", f"{a:.1f} s", a < 2.0),
            ("warm: a link in a new tab to the first picture of a quarter", "2 s", f"{b:.1f} s", b < 2.0),
            ("the same in a browser that has never been here", "", f"{c:.1f} s", None),
            ("warm: a link to what was never opened, to the first quarter of the burn-in", "", f"{d:.1f} s", None)]  # fmt: skip


def wait_and_close(page: Page) -> None:
    wait_quarter(page, -100)
    page.close()


def playing(visits: Visits) -> list[Row]:
    """Pictures while it plays."""
    page = laboratory(visits)
    rows: list[Row] = []
    for speed, bar in (("fastest", 10.0), ("10 a second", None)):  # fastest may reach the end while it is watched
        choose_speed(page, speed)
        press(page, "Back to the start")
        press(page, "Play")
        wait_quarter(page, 0)
        rate = page.evaluate(DRAWN, 6)
        rows.append((f"map updates, {speed}", f"{bar:.0f} a second" if bar else "", f"{rate:.1f} a second",
                     rate >= bar if bar else None))  # fmt: skip
    stop = seconds(lambda: (press(page, "Pause"), page.get_by_role("button", name="Play", exact=True).wait_for()))
    page.close()
    return [*rows, ("pause to standstill", "", f"{1000 * stop:.0f} ms", None)]


def choose_speed(page: Page, name: str) -> None:
    page.get_by_label("Speed", exact=True).click(force=True)
    page.get_by_role("option", name=name, exact=True).click()


def answering(visits: Visits) -> list[Row]:
    """Sliders moved while it plays at ten quarters a second."""
    page = laboratory(visits)
    choose_speed(page, "10 a second")
    press(page, "Back to the start")
    press(page, "Play")
    wait_quarter(page, 2)
    paths = page.locator("input[type=range][data-path^='parameters.']:not([disabled])")
    names = [str(lever.get_attribute("data-path")) for lever in paths.all()[:20]]
    found = [page.evaluate(ANSWERED, name) for name in names]
    page.close()
    rows: list[Row] = []
    for what, times in zip(("its mark", "the map that it rules"), zip(*found, strict=True), strict=True):
        middle, worst = statistics.median(times), max(times)
        rows.append((f"slider to {what}, median", "200 ms", f"{middle:.0f} ms", middle <= 200.0))
        rows.append((f"slider to {what}, worst of {len(found)}", "500 ms", f"{worst:.0f} ms", worst <= 500.0))
    return rows


def memory(visits: Visits) -> list[Row]:
    """Sessions opened and closed, and what the server keeps of them."""
    process = psutil.Process(visits.server.process.pid)

    def used() -> float:
        return float(process.memory_info().rss) / 1e6

    pages = [visits.page("about:blank") for _ in range(AT_ONCE)]
    play_and_leave(visits, pages)  # what the server keeps once, whoever comes
    before, most = settled_memory(used), 0.0
    for _ in range(SESSIONS // AT_ONCE):
        most = max(most, play_and_leave(visits, pages, used))
    after = settled_memory(used)
    kept = (after - before) / SESSIONS
    for page in pages:
        page.close()
    return [(f"memory kept of a session, {SESSIONS} opened and closed, {AT_ONCE} at once", "1 MB",
             f"{kept:.1f} MB ({before:.0f} before, {most:.0f} at most, {after:.0f} after)", kept < 1.0)]  # fmt: skip


def play_and_leave(visits: Visits, pages: list[Page], used: Callable[[], float] = lambda: 0.0) -> float:
    """Open a session in each tab, let it play a year, leave them all; memory at most, in MB."""
    for page in pages:
        page.goto(visits.server.address + KOREA)
    for page in pages:
        wait_quarter(page, -1)
        press(page, "Year")
    for page in pages:
        wait_quarter(page, 3)
    most = used()
    for page in pages:
        page.goto("about:blank")
    return most


def settled_memory(used: Callable[[], float]) -> float:
    """Memory once it falls no more."""
    last = used()
    for _ in range(20):
        time.sleep(1.0)
        now = used()
        if now >= last - 0.5:
            return now
        last = now
    return last


def say(rows: list[Row]) -> None:
    for what, bar, measured, kept in rows:
        verdict = "" if kept is None else "kept" if kept else "MISSED"
        print(f"{what:<70} {bar:>12}  {measured}  {verdict}", flush=True)


def cold() -> list[Row]:
    """A server that has just been asked for, and its first page: from the command to the cards of the gallery."""
    with visitors() as (visits, up):
        begun = time.perf_counter()
        visits.page("").locator("article").first.wait_for()
        page = time.perf_counter() - begun
    return [("cold start to a usable page", "8 s", f"{up + page:.1f} s ({up:.1f} the server, {page:.1f} the page)",
             up + page < 8.0)]  # fmt: skip


@contextlib.contextmanager
def visitors() -> Iterator[tuple[Visits, float]]:
    """A browser and a server of their own; and the seconds that the server took to answer."""
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=program(), args=list(FLAGS))
        begun = time.perf_counter()
        with served(Path(folder)) as server:
            yield Visits(browser, server), time.perf_counter() - begun
        browser.close()


def laboratory(visits: Visits) -> Page:
    """Korea, settled in."""
    page = visits.page(KOREA)
    wait_quarter(page, -1)
    return page


def outside(visits: Visits) -> list[Row]:
    """What page and server asked of other machines: the parts before, and every page once."""
    for path in ("", "compare", "transplant", "data"):
        page = visits.page(path)
        page.locator("main h1").wait_for()
        page.close()
    asked, looked_up = len(visits.outside), len(visits.server.asked_elsewhere())
    return [("requests of pages to other machines", "none", f"{asked} of {visits.requests}", asked == 0),
            ("name look-ups and connections of the server", "none", str(looked_up), looked_up == 0)]  # fmt: skip


PARTS: dict[str, Callable[[Visits], list[Row]]] = {
    "opening": opening,
    "playing": playing,
    "answering": answering,
    "memory": memory,
    "outside": outside,
}
"""What is measured on a warm server; `cold` comes before."""


def main(names: Sequence[str]) -> None:
    """Measure every bar, or the parts named; each is printed as soon as it is known."""
    wrong = [name for name in names if name not in ("cold", *PARTS)]
    if wrong:
        sys.exit(f"no part {', '.join(wrong)}: there are cold, {', '.join(PARTS)}")
    print(f"load of the machine (1, 5, 15 minutes): {', '.join(f'{load:.2f}' for load in os.getloadavg())}", flush=True)
    if not names or "cold" in names:
        say(cold())
    if wanted := [name for name in PARTS if name in names or not names]:
        with visitors() as (visits, _):
            laboratory(visits).close()
            for name in wanted:
                say(PARTS[name](visits))


if __name__ == "__main__":
    main(sys.argv[1:])
