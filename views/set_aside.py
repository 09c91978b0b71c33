"""What a package sets aside for an instrument, to be read beside what it spent."""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil, inf
from typing import Any


def set_aside(instrument: Mapping[str, Any], scenario: Mapping[str, Any]) -> float | None:
    """Budget as a share of GDP, mean over the recorded quarters; None where it can't be told from the file.

    It can't where there is none, where regions pay, who have products of their own, and where it changes in the run.
    """
    name = f"policy.instruments.{instrument['id']}."
    changed = any(change["path"].startswith(name) for change in scenario.get("changes") or ())
    if instrument.get("budget") is None or instrument["government"] != "national" or changed:
        return None
    quarters = scenario["run"]["quarters"]
    first, end = ceil(4 * instrument["start"]), inf if instrument["end"] is None else 4 * instrument["end"]
    return float(instrument["budget"] * sum(first <= quarter < end for quarter in range(quarters)) / quarters)
