"""One batch at a time in a folder."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from problems import Problem, ProblemError
from results.files import told

NAME = "batch.lock"


class BusyError(ProblemError):
    """Another process writes in the folder."""


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Hold a folder; the system lets go of it when the process ends, however it ends.

    Raises
    ------
    BusyError
        If another process writes there.
    """
    path = folder / NAME
    with told(folder):
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            who = os.read(handle, 40).decode(errors="replace").strip() or "another process"
            problem = Problem(
                str(folder),
                None,
                None,
                f"process {who} is writing here",
                "a folder of its own (--out), or wait",
            )
            raise BusyError([problem]) from None
        os.ftruncate(handle, 0)
        os.write(handle, str(os.getpid()).encode())
        yield
        path.unlink(missing_ok=True)
    finally:
        os.close(handle)
