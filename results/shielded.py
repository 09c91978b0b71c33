"""Ctrl-C in a terminal reaches every process there; only the driver should answer."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import resource_tracker


@contextmanager
def shielded_from_interrupts() -> Iterator[None]:
    """Processes and threads begun inside never see SIGINT; one that comes meanwhile is answered at the end.

    A blocked signal stays blocked in the threads that are begun and in the programs that these start, so workers that
    are restarted later are shielded as well (POSIX; elsewhere nothing happens).
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    resource_tracker.ensure_running()  # lets SIGINT through again when it starts, so it starts first
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
