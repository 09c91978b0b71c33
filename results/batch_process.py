"""The process of a batch in the background: `python -m results.batch_process`, spoken to by `results.background`."""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
import time
from pathlib import Path
from typing import Any

from problems import ProblemError
from results.lock import BusyError
from results.runner import run_batch
from scenarios.schema import Scenario

POLL = 0.3  # seconds between looks at a folder that another batch holds


def main() -> None:
    """Read the order, run, tell."""
    order = json.loads(sys.stdin.readline() or "null")
    if order is None:
        return
    threading.Thread(target=_watch_input, daemon=True).start()
    try:
        _run(order)
    except ProblemError as error:
        _tell(phase="failed", errors=[problem.text() for problem in error.problems])
    except KeyboardInterrupt:
        return  # whoever closed the input knows why


def _run(order: dict[str, Any]) -> None:
    scenarios = [Scenario.from_json(text) for text in order["scenarios"]]
    seeds, folder = order["seeds"], Path(order["folder"])
    reuse = [Path(path) for path in order["reuse"]]

    def show(done: int, total: int, record: dict[str, Any] | None) -> None:
        failed = record is not None and record["status"] != "done"
        errors = [f"{record['scenario']}, seed {record['seed']}: {record['error']}"] if record and failed else []
        _tell(phase="running", done=done, total=total, errors=errors)

    while True:
        try:
            report = run_batch(scenarios, seeds, folder, workers=order["workers"], reuse=reuse, on_progress=show)
        except BusyError:
            _tell(phase="waiting")
            time.sleep(POLL)
            continue
        _tell(phase="done", done=report.done, total=report.runs, errors=list(report.errors))
        return


def _tell(**what: Any) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


def _watch_input() -> None:
    """Interrupt when the input closes: cancelled, or whoever waits is gone."""
    sys.stdin.read()
    os.kill(os.getpid(), signal.SIGINT)


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)
    main()
