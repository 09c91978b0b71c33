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
    handle = _locked(path)
    try:
        os.ftruncate(handle, 0)
        os.write(handle, str(os.getpid()).encode())
        yield
        path.unlink(missing_ok=True)
    finally:
        os.close(handle)


def _locked(path: Path) -> int:
    """Open and lock the file of that name; one that its last holder took away meanwhile would lock nothing."""
    while True:
        with told(path.parent):
            handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.read(handle, 40)
            os.close(handle)
            raise _busy(path.parent, holder) from None
        if _is_at(handle, path):
            return handle
        os.close(handle)


def _is_at(handle: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except FileNotFoundError:
        return False


def _busy(folder: Path, holder: bytes) -> BusyError:
    who = holder.decode(errors="replace").strip() or "another process"
    expected = "a folder of its own (--out), or wait"
    return BusyError([Problem(str(folder), None, None, f"process {who} is writing here", expected)])
