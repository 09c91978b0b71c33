"""An economy that runs in a thread of its own, no faster than the page can show it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from views.play import settled

if TYPE_CHECKING:
    import pyarrow as pa

    from model.economy import RegionalEconomy
    from model.snapshot import Snapshot
    from scenarios.schema import Change, Scenario

PATIENCE = 2.0  # seconds without a sign from the page after which a frame is sent anyway (a hidden tab draws nothing)
KEPT_EVERY = 20  # quarters between snapshots, from which a change is undone
SPEEDS = (1, 2, 4, 10, 0)
"""Quarters a second that a page offers; 0 is as fast as it goes."""

Listener = Callable[["Player"], None]


class Player:
    """Plays one economy.

    The page asks (`play`, `pause`, `change`, …), the thread obeys between two quarters and tells its listeners after
    those quarters that the page is ready for: it says so with `shown`. Quarters in between are not shown, never queued.

    Parameters
    ----------
    scenario, seed : what is played.
    goal : quarter to run to at once; 0 is the end of the burn-in.
    """

    def __init__(self, scenario: Scenario, seed: int, goal: int = 0) -> None:
        self.scenario, self.seed = scenario, seed
        self.economy: RegionalEconomy | None = None
        self.error: Exception | None = None
        self.speed = 10
        self._goal, self._hurry = min(goal, scenario.run.quarters), True
        self._kept: list[Snapshot] = []
        self._listeners: list[Listener] = []
        self._wake = threading.Condition()
        self._busy = threading.RLock()  # held while the economy moves
        self._ready = threading.Event()
        self._ready.set()
        self._closed, self._asked, self._told = False, False, 0.0
        self._thread = threading.Thread(target=self._work, name="economy", daemon=True)

    def start(self) -> None:
        """Build the economy and begin."""
        self._thread.start()

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Be told of quarters and changes; returns how to be told no more."""
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
        return self.quarter >= self.scenario.run.quarters

    @property
    def changes(self) -> tuple[Change, ...]:
        """Changes so far, and those of the scenario's file that are still to come."""
        return self.scenario.changes

    @property
    def planned(self) -> Scenario:
        """The scenario that rules the next quarter."""
        with self._busy:
            return self.economy.planned if self.economy is not None else self.scenario

    def tables(self) -> dict[str, pa.Table]:
        """Everything recorded so far, taken between two quarters; nothing before the economy stands."""
        with self._busy:
            return self.economy.tables() if self.economy is not None else {}

    def look[T](self, read: Callable[[RegionalEconomy], T]) -> T | None:
        """Read something of the economy between two quarters; None before it has recorded one."""
        with self._busy:
            there = self.economy is not None and self.economy.recorder.totals
            return read(self.economy) if self.economy is not None and there else None

    def play(self) -> None:
        """Go on to the end, at the chosen speed."""
        self._go(self.scenario.run.quarters, hurry=False)

    def run_to(self, quarter: int) -> None:
        """Go on to a quarter, as fast as it goes."""
        self._go(min(quarter, self.scenario.run.quarters), hurry=True)

    def pause(self) -> None:
        """Stop after the quarter that is running."""
        self._go(-(10**9), hurry=False)

    def change(self, path: str, value: Any) -> None:
        """Change something from the next quarter on.

        Raises
        ------
        ProblemError
            If it doesn't fit.
        """
        with self._busy:
            if self.economy is None or self.economy.finished:
                return
            self.economy.change(path, value)
            self.scenario = self.economy.scenario
        self.ask()

    def undo(self, change: Change) -> None:
        """Take a change back: the quarters since then are run again without it."""
        left = tuple(c for c in self.scenario.changes if c != change)
        self._again(change.quarter, self.scenario.model_copy(update={"changes": left}))

    def restart(self) -> None:
        """Go back to the first quarter; changes stay and take effect when their quarter comes."""
        with self._busy:
            self.pause()
            self._take_up(0, self.scenario)
        self.ask()

    def close(self) -> None:
        """End the thread and let go of the economy."""
        with self._wake:
            self._closed = True
            self._listeners.clear()
            self._wake.notify_all()
        self._ready.set()
        if not self._thread.is_alive():
            self._let_go()

    def ask(self) -> None:
        """Have the listeners told of what is now, between two quarters, though nothing moves."""
        with self._wake:
            self._asked = True
            self._wake.notify_all()

    def shown(self) -> None:
        """The page has drawn what it was told."""
        self._ready.set()

    def _let_go(self) -> None:
        self.economy = None
        self._kept.clear()

    def _go(self, goal: int, *, hurry: bool) -> None:
        with self._wake:
            self._goal, self._hurry = goal, hurry
            self._wake.notify_all()

    def _again(self, quarter: int, scenario: Scenario) -> None:
        """Run up to now once more under another scenario, from the last snapshot before a quarter."""
        with self._busy:
            here, on_the_way = self.quarter, self.playing
            goal, hurry = self._goal, self._hurry
            self._take_up(quarter, scenario)
        self.ask()
        self._go(max(goal, here) if on_the_way else here, hurry=hurry or not on_the_way)

    def _take_up(self, quarter: int, scenario: Scenario) -> None:
        from model.economy import RegionalEconomy

        self._kept = [kept for kept in self._kept if kept.quarter <= quarter]
        self.scenario = scenario
        if self._kept:
            self.economy = RegionalEconomy.resume(self._kept[-1], scenario)
        else:
            self.economy = RegionalEconomy(scenario, self.seed)

    def _open(self) -> None:
        """Build the economy, or take it up after the burn-in where that was run before."""
        found = settled.economies.find(self.scenario, self.seed)
        self._kept = [found] if found is not None else []
        self._take_up(0, self.scenario)

    def _work(self) -> None:
        try:
            with self._busy:
                self._open()
            while self._wait():
                if self.playing:
                    self._quarter()
        except Exception as error:  # told in the page, which lives on
            self.error = error
            self._tell()
        if self._closed:
            self._let_go()

    def _wait(self) -> bool:
        """Sleep until there is something to do; False when closed."""
        if not self._closed and not self.playing:
            self._tell()
        with self._wake:
            while not (self._closed or self.playing or self._asked):
                self._wake.wait()
        return not self._closed

    def _quarter(self) -> None:
        begun = time.perf_counter()
        with self._busy:
            economy = self.economy
            if economy is None or not self.playing:  # told to stop while it waited for whoever had the economy
                return
            economy.step()
            if economy.quarter >= 0 and economy.quarter % KEPT_EVERY == 0:
                self._keep(economy)
        self._tell_if_ready()
        if not self._hurry and self.speed:
            self._sleep(1.0 / self.speed - (time.perf_counter() - begun))
        else:
            time.sleep(0.001)  # lets those who wait for the economy have it

    def _keep(self, economy: RegionalEconomy) -> None:
        if all(kept.quarter != economy.quarter for kept in self._kept):
            self._kept.append(economy.snapshot())
            settled.economies.keep(self._kept[-1], self.scenario)

    def _tell_if_ready(self) -> None:
        now = time.perf_counter()
        if self._ready.is_set() or now - self._told > PATIENCE:
            self._ready.clear()
            self._told = now
            self._tell()

    def _sleep(self, seconds: float) -> None:
        until = time.perf_counter() + seconds
        while self.playing and (left := until - time.perf_counter()) > 0.0:
            with self._wake:
                if not self._asked:
                    self._wake.wait(left)
            if self._asked:
                self._tell()

    def _tell(self) -> None:
        """Only the player's thread does this, and without holding the economy: a page that renders may want it."""
        self._asked = False
        for listener in tuple(self._listeners):
            listener(self)
