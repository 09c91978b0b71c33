"""An economy that runs in a thread of its own, no faster than the page can show it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from model.economy import RegionalEconomy
    from scenarios.schema import Scenario

PATIENCE = 2.0  # seconds without a sign from the page after which a frame is sent anyway (a hidden tab draws nothing)
SPEEDS = (1, 2, 4, 10, 0)
"""Quarters a second that a page offers; 0 is as fast as it goes."""

Listener = Callable[["Player"], None]


class Player:
    """Plays one economy.

    The page asks (`play`, `pause`, `step`, …), the thread obeys between two quarters and tells its listeners after
    those quarters that the page is ready for: it says so with `shown`. Quarters in between are not shown, never queued.

    Parameters
    ----------
    scenario, seed : what is played.
    goal : quarter to run to at once, 0 for the end of the burn-in.
    """

    def __init__(self, scenario: Scenario, seed: int, goal: int = 0) -> None:
        self.scenario, self.seed = scenario, seed
        self.economy: RegionalEconomy | None = None
        self.error: Exception | None = None
        self.speed = 10
        self._goal, self._hurry = goal, True
        self._listeners: list[Listener] = []
        self._wake = threading.Condition()
        self._ready = threading.Event()
        self._ready.set()
        self._closed = False
        self._told = 0.0
        self._thread = threading.Thread(target=self._work, name="economy", daemon=True)

    def start(self) -> None:
        """Build the economy and begin."""
        self._thread.start()

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Be told of quarters; returns how to be told no more."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener) if listener in self._listeners else None

    @property
    def quarter(self) -> int:
        """Next quarter to run."""
        return self.economy.quarter if self.economy is not None else -self.scenario.run.burn_in

    @property
    def playing(self) -> bool:
        """Whether it is on its way somewhere."""
        return self.error is None and not self._closed and self.quarter < self._goal

    @property
    def finished(self) -> bool:
        """Whether the last quarter is over."""
        return self.economy is not None and self.economy.finished

    def play(self) -> None:
        """Go on to the end, at the chosen speed."""
        self._go(self.scenario.run.quarters, hurry=False)

    def run_to(self, quarter: int) -> None:
        """Go on to a quarter, as fast as it goes."""
        self._go(min(quarter, self.scenario.run.quarters), hurry=True)

    def pause(self) -> None:
        """Stop after the quarter that is running."""
        self._go(-(10**9), hurry=False)

    def close(self) -> None:
        """End the thread and let go of the economy."""
        with self._wake:
            self._closed = True
            self._listeners.clear()
            self._wake.notify_all()
        self._ready.set()

    def shown(self) -> None:
        """The page has drawn what it was told."""
        self._ready.set()

    def _go(self, goal: int, *, hurry: bool) -> None:
        with self._wake:
            self._goal, self._hurry = goal, hurry
            self._wake.notify_all()

    def _work(self) -> None:
        try:
            self._build()
            while self._wait():
                self._quarter()
        except Exception as error:  # told in the page; the page lives on
            self.error = error
            self._tell()
        finally:
            if self._closed:
                self.economy = None

    def _build(self) -> None:
        from model.economy import RegionalEconomy

        self.economy = RegionalEconomy(self.scenario, self.seed)

    def _wait(self) -> bool:
        """Sleep until there is something to do; False when closed."""
        with self._wake:
            if not self._closed and not self.playing:
                self._wake.release()
                self._tell()
                self._wake.acquire()
            while not self._closed and not self.playing:
                self._wake.wait()
        return not self._closed

    def _quarter(self) -> None:
        begun = time.perf_counter()
        assert self.economy is not None
        self.economy.step()
        if self._ready.is_set():
            self._ready.clear()
            self._told = time.perf_counter()
            self._tell()
        elif time.perf_counter() - self._told > PATIENCE:
            self._ready.set()
        if not self._hurry and self.speed:
            self._sleep(1.0 / self.speed - (time.perf_counter() - begun))

    def _sleep(self, seconds: float) -> None:
        with self._wake:
            if seconds > 0.0 and self.playing:
                self._wake.wait(seconds)

    def _tell(self) -> None:
        for listener in tuple(self._listeners):
            listener(self)
