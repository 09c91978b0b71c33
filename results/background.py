"""A batch in another process: the one who waits is never slowed down, and can stop it.

The process (`results.batch_process`) reads what to run from its standard input and writes a line of JSON a finished
run to its standard output. Its input stays open: when it closes, because the waiting process cancelled or
died, however it died, the batch stops, and what is done is kept.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from scenarios.schema import Scenario

ROOT = Path(__file__).parent.parent
PATIENCE = 10.0  # seconds that a stopped batch may take to put its folder in order

Phase = Literal["starting", "waiting", "running", "drawing", "done", "cancelled", "out of time", "failed"]


@dataclass(frozen=True)
class Progress:
    """How far a batch is.

    Attributes
    ----------
    phase : "waiting" while another batch writes in the same folder.
    done, total : finished runs, and all; found : those that were there before.
    seconds_left : estimate from the runs made so far; None before the first.
    errors : of runs that failed, and of the batch when the phase is "failed".
    """

    phase: Phase = "starting"
    done: int = 0
    total: int = 0
    found: int = 0
    seconds_left: float | None = None
    errors: tuple[str, ...] = ()

    @property
    def over(self) -> bool:
        """Whether nothing more will come."""
        return self.phase in ("done", "cancelled", "out of time", "failed")


class BackgroundBatch:
    """Runs scenarios with seeds in a process of their own.

    Parameters
    ----------
    on_change : called from another thread with each new progress.
    seconds : after which it is stopped; None lets it run to its end.
    reuse : folders of results whose runs are taken over instead of being made again.
    program, more : module that the process runs, and what else it is told.
    """

    def __init__(
        self, scenarios: Sequence[Scenario], seeds: Sequence[int], folder: Path, *,
        workers: int | None = None, seconds: float | None = None, reuse: Sequence[Path] = (),
        program: str = "results.batch_process", on_change: Callable[[Progress], None] = lambda _: None,
        **more: Any,
    ) -> None:  # fmt: skip
        self.progress = Progress(total=len(scenarios) * len(seeds))
        self.folder = folder
        self._tell, self._seconds = on_change, seconds
        self._order = {
            "scenarios": [s.to_json() for s in scenarios], "seeds": list(seeds), "folder": str(folder.resolve()),
            "workers": workers, "reuse": [str(path.resolve()) for path in reuse], **more,
        }  # fmt: skip
        self._program = program
        self._process: subprocess.Popen[str] | None = None
        self._stopped_as: Phase = "cancelled"
        self._begun: float | None = None
        self._lock, self._over = threading.Lock(), threading.Event()

    def start(self) -> BackgroundBatch:
        """Start the process; returns at once."""
        self._process = subprocess.Popen(
            [sys.executable, "-m", self._program], cwd=ROOT, text=True, start_new_session=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        threading.Thread(target=self._follow, args=(self._process,), daemon=True).start()
        if self._seconds is not None:
            timer = threading.Timer(self._seconds, self._stop, ("out of time",))
            timer.daemon = True
            timer.start()
            self._timer = timer
        return self

    def cancel(self) -> None:
        """Stop; what is done is kept, and the folder can go on. Returns at once."""
        self._stop("cancelled")

    def wait_over(self, seconds: float | None = None) -> Progress:
        """Wait for the end and return how it ended."""
        self._over.wait(seconds)
        return self.progress

    def _stop(self, phase: Phase) -> None:
        process = self._process
        if process is None or process.poll() is not None or self.progress.over:
            return
        self._stopped_as = phase
        with self._lock:
            if process.stdin is not None and not process.stdin.closed:
                process.stdin.close()
        threading.Thread(target=_end, args=(process,), daemon=True).start()

    def _follow(self, process: subprocess.Popen[str]) -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            with self._lock:
                process.stdin.write(json.dumps(self._order) + "\n")
                process.stdin.flush()
        except (OSError, ValueError):
            pass  # it ended before it read, or was cancelled; the end tells
        for line in process.stdout:
            if line.startswith('{"phase"'):  # a worker's chatter is none of ours
                self._change(_after(self.progress, json.loads(line), self._left))
        status = process.wait()
        if self._seconds is not None:
            self._timer.cancel()
        if not self.progress.over:
            ended: Phase = self._stopped_as if process.stdin.closed else "failed"
            errors = () if process.stdin.closed else (f"the batch ended early (status {status}); start it again",)
            self._change(replace(self.progress, phase=ended, errors=(*self.progress.errors, *errors)))
        process.stdin.close()
        process.stdout.close()

    def _change(self, progress: Progress) -> None:
        self.progress = progress
        self._tell(progress)
        if progress.over:
            self._over.set()

    def _left(self, fresh: int, to_do: int) -> float | None:
        if self._begun is None:
            self._begun = time.monotonic()
        return (time.monotonic() - self._begun) / fresh * to_do if fresh else None


def _after(before: Progress, told: dict[str, Any], left: Callable[[int, int], float | None]) -> Progress:
    """Progress after a line of the process."""
    if told["phase"] != "running":
        known = {key: told[key] for key in ("done", "total") if key in told}
        return replace(before, phase=told["phase"], seconds_left=None, errors=tuple(told.get("errors", ())), **known)
    done, total = told["done"], told["total"]
    found = done if before.phase != "running" else before.found
    errors = (*before.errors, *told.get("errors", ()))
    return Progress("running", done, total, found, left(done - found, total - done), errors)


def _end(process: subprocess.Popen[str]) -> None:
    """See that a stopped process ends."""
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)  # its session is its own: it and its workers
