"""In which order runs are made: those that share a burn-in one after the other, so that it is made once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from model.settled import burn_in
from results.execute import Job


def by_burn_in(jobs: Sequence[Job]) -> list[Job]:
    """Put runs of one burn-in and seed together, where the first of them stood, and mark them with it.

    A run that shares its burn-in with no other is left without a mark: a copy of its economy would help nobody.
    """
    marks = {scenario.name: burn_in(scenario) for scenario in {id(job.scenario): job.scenario for job in jobs}.values()}
    together: dict[tuple[str, int], list[Job]] = {}
    for job in jobs:
        together.setdefault((marks[job.scenario.name], job.seed), []).append(job)
    return [
        replace(job, burn_in=mark if len(group) > 1 else "") for (mark, _), group in together.items() for job in group
    ]
