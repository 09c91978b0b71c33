"""The process behind the page Compare: makes the runs, then the report, so that the server never does either."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

from results.batch_process import main
from results.compare import compare
from results.store import open_results


def draw(order: dict[str, Any]) -> None:
    """Draw the report; it appears when it is there in full."""
    from views.report import write_report

    results = open_results(order["folder"])
    comparison = compare(results, order["baseline_of"], seeds=order["seeds"])
    drawn = Path(order["drawn"])
    beside = drawn.with_name(f".{drawn.name}.{os.getpid()}")
    beside.mkdir(parents=True, exist_ok=True)
    try:
        write_report(results, comparison, beside, order["command"])
        shutil.rmtree(drawn, ignore_errors=True)
        os.replace(beside, drawn)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


if __name__ == "__main__":
    main(draw)
