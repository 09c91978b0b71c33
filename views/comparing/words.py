"""What the page Compare says of a comparison; nothing of Solara here."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from math import nan
from typing import Any

from results.background import Progress
from results.compare import Comparison, Difference
from results.store import Results
from views.against import caution, going, told, unchanged_text, words_for
from views.study import interval
from views.summary import IN_TABLE, advice, verdict
from views.words import effect, seeds_higher, shown, title_of, unit_of, unit_of_difference

OPTION = re.compile(r" \(--seeds \d+\)")
"""What the command line adds to an advice; the page has a field for it."""


@dataclass(frozen=True)
class Row:
    """A line of the table of differences.

    Attributes
    ----------
    low, middle, high : places of the interval's ends and the mean on a bar from 0 to 100, 50 being no difference.
    """

    title: str
    unit: str
    base: str
    mean: str
    difference: str
    interval: str
    probability: str
    settled: bool
    low: float
    middle: float
    high: float


def titles(scenarios: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    """Title of each scenario; where several have the same, the name of its file stands beside it."""
    plain = {name: str(content["title"]) for name, content in scenarios.items()}
    many = Counter(plain.values())
    return {name: title if many[title] == 1 else f"{title} ({name})" for name, title in plain.items()}


def headline(comparison: Comparison, results: Results, name: str) -> str:
    """The answer in a sentence or two."""
    if name in comparison.unchanged:
        return unchanged_text(comparison, results, name)
    if len(comparison.paired[name]) == 1:
        return "One seed says nothing about chance: take eight or more before believing a difference."
    subject, aside = words_for(comparison, results, name).subject, going(comparison, results, name)
    answer = verdict(comparison.differences[name], comparison.level, subject, aside)
    return answer + caution(comparison, results, name)


def rows(comparison: Comparison, name: str) -> list[Row]:
    """All outcomes of a scenario against its baseline."""
    found = told(comparison, name)
    return [_row(outcome, found[outcome]) for outcome in IN_TABLE if outcome in found]


def _row(outcome: str, d: Difference) -> Row:
    """A line; without an interval there is no bar either, which would stand at no difference."""
    reach = max(abs(d.low), abs(d.high), abs(d.difference)) if d.low <= d.high else nan
    low, middle, high = ((50.0 if reach == 0.0 else 50.0 + 46.0 * x / reach) for x in (d.low, d.difference, d.high))
    difference, least, most = effect(outcome, d.difference, d.low, d.high)
    return Row(
        title_of(outcome), unit_of(outcome), shown(outcome, d.base), shown(outcome, d.mean),
        f"{difference} {unit_of_difference(outcome)}".removesuffix(" number"), interval(least, most),
        seeds_higher(d), d.settled, low, middle, high,
    )  # fmt: skip


def open_questions(comparison: Comparison, name: str) -> list[str]:
    """How many seeds would settle each headline outcome that is still open."""
    if name in comparison.unchanged or len(comparison.paired[name]) == 1:
        return []
    return [OPTION.sub("", line) for line in advice(comparison.differences[name])]


def progress_text(progress: Progress) -> str:
    """How far it is, in words."""
    count = f"{progress.done} of {progress.total} runs"
    if progress.found:
        count += f", {progress.found} of them were there already"
    match progress.phase:
        case "starting":
            return "Starting."
        case "waiting":
            return "Another comparison makes runs for the same question; this one goes on when it is done."
        case "running":
            left = progress.seconds_left
            return f"{count}, {duration(left)} left." if left is not None else f"{count}."
        case "drawing":
            return f"{count}; the report is being drawn."
        case "done":
            return f"{count}, done."
        case "cancelled":
            return f"Stopped at {count}. What is done is kept: the same comparison goes on from there."
        case "out of time":
            return (f"The time that this server gives to a comparison is over, at {count}. What is done is kept: "
                    "the same comparison goes on from there.")  # fmt: skip
        case _:
            return f"The comparison failed at {count}."


def duration(seconds: float) -> str:
    """A time as people say it."""
    if seconds < 90.0:
        return f"about {max(round(seconds), 1)} s"
    return f"about {round(seconds / 60.0)} min" if seconds < 5400.0 else f"about {seconds / 3600.0:.1f} h"


def left_out(name: str) -> str:
    """Why a scenario without policy isn't set against others."""
    return (f"{name} has no policy, so it has no answer of its own: each of the others is compared with its own "
            "country without policy. To compare all with it, choose it under Compare with.")  # fmt: skip
