"""What a study asks of its runs: of each scenario, at least one that finished."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from problems import Problem, ProblemError

if TYPE_CHECKING:
    from results.store import Results


def require_finished(results: Results, scenarios: Iterable[str]) -> None:
    """Refuse to go on where a scenario failed with every seed.

    Raises
    ------
    ProblemError
        With each such scenario and how its first run ended.
    """
    done = {run["scenario"] for run in results.runs if run["status"] == "done"}
    problems = [_told(results, name) for name in dict.fromkeys(scenarios) if name not in done]
    if problems:
        raise ProblemError(problems)


def _told(results: Results, scenario: str) -> Problem:
    first = next((run for run in results.runs if run["scenario"] == scenario), None)
    if first is None:
        return Problem(str(results.folder), None, scenario, "never run", "a run that finishes")
    expected = f"a run that finishes; seed {first['seed']} ended with {first['error']}"
    return Problem(str(results.folder), None, scenario, "failed with every seed", expected)
