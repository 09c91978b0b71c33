"""What people see while runs are made: on standard error, so that output can be piped."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import Any

import click

EVERY = 5.0  # seconds between lines where there is no terminal


class Progress:
    """A bar with time left on a terminal; a line now and then elsewhere; nothing when quiet."""

    def __init__(self, what: str, *, quiet: bool) -> None:
        self._what, self._quiet = what, quiet
        self._bar: Any = None
        self._task: Any = None
        self._last = self._begun = time.monotonic()
        self._first = 0  # what was done when the time began to count

    def __enter__(self) -> Progress:
        if not self._quiet and sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
            from rich.progress import Progress as Bar

            console = Console(stderr=True)
            self._bar = Bar(
                TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(),
                TimeRemainingColumn(), TextColumn("{task.fields[note]}"), console=console,
            )  # fmt: skip
            self._bar.start()
            self._task = self._bar.add_task(self._what, total=None, note="")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def begin(self, done: int) -> None:
        """Count time from here on: what came before, such as reading libraries in, says nothing of what is left."""
        self._begun, self._first = time.monotonic(), done

    def show(self, done: int, total: int, note: str = "") -> None:
        """Say how far it is."""
        if self._bar is not None:
            self._bar.update(self._task, completed=done, total=total, note=note)
        elif not self._quiet and time.monotonic() - self._last > EVERY:
            self._last = time.monotonic()
            left = (self._last - self._begun) / max(done - self._first, 1) * (total - done)
            click.echo(f"{self._what}: {done} of {total}, about {left:.0f} s left. {note}".rstrip(), err=True)

    def tell(self, text: str) -> None:
        """A line that stays."""
        if self._bar is not None:
            self._bar.console.print(text, highlight=False, markup=False)
        elif not self._quiet:
            click.echo(text, err=True)
