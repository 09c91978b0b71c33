"""The process of a batch in the background: `python -m results.batch_process`, spoken to by `results.background`."""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from problems import ProblemError
from results.lock import BusyError
from results.runner import BatchReport, run_batch
from scenarios.schema import Scenario

POLL = 0.3  # seconds between looks at a folder that another batch holds


def main(afterwards: Callable[[dict[str, Any]], None] | None = None) -> None:
    """Read the order, run, tell; `afterwards` is called with the order when all runs are there."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    order = json.loads(sys.stdin.readline() or "null")
    if order is None:
        return
    threading.Thread(target=_watch_input, daemon=True).start()
    try:
        report = _run(order)
        if afterwards is not None:
            tell(phase="drawing", done=report.done, total=report.runs)
            afterwards(order)
        tell(phase="done", done=report.done, total=report.runs, errors=list(report.errors))
    except ProblemError as error:
        tell(phase="failed", errors=[problem.text() for problem in error.problems])
    except KeyboardInterrupt:
        return  # whoever closed the input knows why


def _run(order: dict[str, Any]) -> BatchReport:
    scenarios = [Scenario.from_json(text) for text in order["scenarios"]]
    seeds, folder = order["seeds"], Path(order["folder"])
    reuse = [Path(path) for path in order["reuse"]]

    def show(done: int, total: int, record: dict[str, Any] | None) -> None:
        failed = record is not None and record["status"] != "done"
        errors = [f"{record['scenario']}, seed {record['seed']}: {record['error']}"] if record and failed else []
        tell(phase="running", done=done, total=total, errors=errors)

    while True:
        try:
            return run_batch(scenarios, seeds, folder, workers=order["workers"], reuse=reuse, on_progress=show)
        except BusyError:
            tell(phase="waiting")
            time.sleep(POLL)


def tell(**what: Any) -> None:
    """A line for whoever waits."""
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


def _watch_input() -> None:
    """Interrupt when the input closes: cancelled, or whoever waits is gone."""
    sys.stdin.read()
    os.kill(os.getpid(), signal.SIGINT)


if __name__ == "__main__":
    main()
