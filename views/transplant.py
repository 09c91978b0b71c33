"""The page and the summary of a transplant: what works where, what is robust, where it hurts."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from views.carried_out import astray
from views.study import Row, Section, Shown, Study, between, interval, sample
from views.words import OUTCOMES, TIES, fine, share, shown, title_of, unit_of

if TYPE_CHECKING:
    import pandas as pd

COUNTED = "In brackets: in how many countries it is surely better. Robust: in more than half, and worse in none."
OFF_TARGET = 0.1  # cost further from the target than this share of it is told


def off_target(cost: float, wanted: float) -> bool:
    """Whether a cost is too far from what was asked to be called equal."""
    return abs(cost - wanted) > OFF_TARGET * wanted


@dataclass(frozen=True)
class Subject:
    """What is carried from country to country.

    Attributes
    ----------
    one, many : words for it. file : its page and table under docs/.
    """

    one: str
    many: str
    heading: str
    file: str


PACKAGES = Subject("package", "packages", "Every policy on every country, at equal cost", "transplant")
INSTRUMENTS = Subject("instrument", "instruments", "Every instrument alone, at equal cost", "instruments")


def subject_of(alone: bool) -> Subject:
    """What a run of the command was of."""
    return INSTRUMENTS if alone else PACKAGES


WRITTEN = {
    "rd": "R&D",
    "us": "US",
    "it": "IT",
    "gvc": "GVC",
    "america": "America",
}  # words of names that aren't just small


def title(name: str) -> str:
    """A country's or a policy's name as people write it."""
    words = [WRITTEN.get(word, word) for word in name.split("_")]
    return " ".join([words[0][:1].upper() + words[0][1:], *words[1:]])


def place(name: str) -> str:
    """A country's name as people write it."""
    return name.replace("_", " ").title()


def judged(summary: Any) -> str:
    """A policy or a country in two words."""
    if summary.worse:
        return "hurts somewhere"
    return "robust" if summary.robust else "helps somewhere" if summary.better else "nothing sure"


def figure(outcome: str, relative: bool, value: float, finer: int = 0) -> str:
    """A gain with its sign: percent where relative, else in the outcome's own scale; – where there is none."""
    if not relative or not math.isfinite(value):
        return shown(outcome, value, sign=True, finer=finer)
    x = round(value, 1 + finer) + 0.0  # nothing has no sign
    return f"{x:{'+' if x else ''}.{1 + finer}f}".replace("-", "−")


def gain(outcome: str, relative: bool, mean: float, low: float, high: float) -> tuple[str, str]:
    """A gain and its interval in print."""
    text, *ends = fine(mean, low, high, lambda x, finer: figure(outcome, relative, x, finer))
    return text, interval(*ends)


def unit(outcome: str, relative: bool) -> str:
    """Unit of a gain."""
    if relative:
        return "% of the level without policy"
    return "points" if unit_of(outcome).startswith("%") else unit_of(outcome)


def named(outcome: str) -> str:
    """Title of an outcome, of levels too."""
    levels = {"exports": "Exports", "real_consumption": "Real income", "real_gdp": "Real GDP"}
    return levels.get(outcome) or (title_of(outcome) if outcome in OUTCOMES else outcome.replace("_", " ").capitalize())


def going(scenarios: Mapping[tuple[str, str], Mapping[str, Any]], subject: Subject) -> str:
    """How what is carried goes astray, to stand within a sentence; empty where all is as written.

    Parameters
    ----------
    scenarios : by country and policy, as a folder of results holds them.
    """
    how = {policy: astray(scenario) for (_, policy), scenario in scenarios.items()}
    if len(told := set(how.values())) == 1:
        return f"the {subject.many} going astray ({only})" if (only := told.pop()) else ""
    return " and ".join(f"{title(policy)} going astray ({words})" for policy, words in how.items() if words)


def study(
    table: pd.DataFrame, by_policy: pd.DataFrame, cost: float, level: float, command: str, subject: Subject,
    aside: str = "",
) -> Study:  # fmt: skip
    """Tell the matrix.

    Parameters
    ----------
    aside : how what is carried goes astray (`going`), told with the first result.
    """
    outcomes = list(dict.fromkeys(table["outcome"]))
    seeds = int(table["seeds"].min())
    asides = (aside, "")
    parts = [_section(table, by_policy, outcome) for outcome in outcomes]
    parts[0] = replace(parts[0], text=f"Seeds better: {TIES[0].lower()}{TIES[1:]}")
    return Study(
        title=subject.heading,
        subtitle=f"{sample(seeds, level)}; each {subject.one} costs {100 * cost:.2g} % of GDP a year.",
        answer=" ".join([*(verdict(by_policy, o, how) for o, how in zip(outcomes, asides, strict=False)), COUNTED]),
        sections=(*parts, _costs(table, cost, subject)),
        command=command,
    )


def verdict(by_policy: pd.DataFrame, outcome: str, aside: str = "") -> str:
    """Which policies are robust, which hurt somewhere, which do nothing sure; with the number of countries."""
    rows = sorted(by_policy[by_policy["outcome"] == outcome].itertuples(), key=lambda r: (-r.better, r.worse))
    parts = []
    for word in ("robust", "helps somewhere", "hurts somewhere", "nothing sure"):
        found = [f"{title(r.policy)}{_counted(r)}" for r in rows if judged(r) == word]
        if found:
            parts.append(f"{word}: {', '.join(found)}")
    countries = max(r.better + r.worse + r.open for r in rows)
    where = f"in {countries} {'country' if countries == 1 else 'countries'}{f', {aside}' if aside else ''}"
    return f"{named(outcome)}, {where}: {'; '.join(parts)}."


def _counted(summary: Any) -> str:
    """In how many countries a policy is surely better, and worse, in brackets; nothing where in none."""
    better = f"better in {summary.better}" if summary.better else ""
    worse = f"worse in {summary.worse}" if summary.worse else ""
    told = ", ".join(part for part in (better, worse) if part)
    return f" ({told if worse else summary.better})" if told else ""


def _section(table: pd.DataFrame, by_policy: pd.DataFrame, outcome: str) -> Section:
    part = table[table["outcome"] == outcome]
    relative = bool(part["relative"].iloc[0])

    def number(x: float) -> str:
        return figure(outcome, relative, x)

    rows = tuple(
        Row(
            (
                f"{title(r.policy)}, {place(r.country)}", *gain(outcome, relative, r.gain, r.low, r.high),
                share(r.probability_better), r.verdict,
            ),
            r.verdict != "open",
        )
        for r in part.itertuples()
    )  # fmt: skip
    notes = tuple(_note(r, number) for r in by_policy[by_policy["outcome"] == outcome].itertuples())
    caption = "Hatched: the interval includes zero. Blue is good for the country, orange is bad."
    columns = (f"{named(outcome)}: gain, {unit(outcome, relative)}", "gain", "interval", "seeds better", "verdict")
    return Section(named(outcome), "", columns, rows, (Shown(f"transplant_{outcome}", caption),), notes)


def _note(r: Any, number: Any) -> str:
    return (
        f"{title(r.policy)}: better in {r.better}, worse in {r.worse}, open in {r.open}; best in {place(r.best_at)} "
        f"({number(r.best)}), worst in {place(r.worst_at)} ({number(r.worst)})."
    )


def _costs(table: pd.DataFrame, cost: float, subject: Subject) -> Section:
    cells = table.drop_duplicates(["country", "policy"])
    rows = tuple(
        Row(
            (
                f"{title(r.policy)}, {place(r.country)}", f"{100 * r.cost:.3f}",
                between(100 * r.cost_low, 100 * r.cost_high, "{:.3f}".format), f"{r.factor:.2f}",
            ),
            not off_target(r.cost, cost),
        )
        for r in cells.itertuples()
    )  # fmt: skip
    off = [f"{title(r.policy)} in {place(r.country)}" for r in cells.itertuples() if off_target(r.cost, cost)]
    notes = (
        "Cost: money spent and taxes forgone, mean over the recorded years. Factor: what all money of the "
        f"{subject.one} was multiplied by.",
        *([f"Further than a tenth from the target, so not at equal cost: {', '.join(off)}."] if off else []),
    )
    return Section("What it really cost", "", ("Cost, % of GDP a year", "cost", "interval", "factor"), rows, (), notes)
