"""Summaries in plain text: what a minister reads first."""

from __future__ import annotations

import math
import shlex
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from views.against import POLICY, caution, going, told, unchanged_text, words_for
from views.carried_out import carried_out
from views.study import counted, interval
from views.words import (
    HEADLINES,
    OUTCOMES,
    TIES,
    effect,
    seeds_higher,
    shown,
    sure,
    title_of,
    unit_of,
    unit_of_difference,
)

if TYPE_CHECKING:
    from results.compare import Comparison, Difference
    from results.store import Results

ONE_SEED = "One seed can't tell chance from effect: take eight or more (--seeds 8)."
IN_TABLE = tuple(name for name in OUTCOMES if not name.startswith("cost_per"))


def run_summary(run: Mapping[str, Any], results: Results, given: str | None = None) -> str:
    """One run in a few sentences and a table.

    Parameters
    ----------
    given : the scenario as the command line named it, which may be a path.
    """
    outcomes: Mapping[str, Any] = run["outcomes"]
    scenario = results.scenarios[run["scenario"]]
    years = run["quarters"] / 4
    start = scenario["country"]["start_year"]
    lines = [
        f"{scenario['title']}, seed {run['seed']}: {start} to {start + years:.0f}",
        "",
        *([f"{aside}\n"] if (aside := carried_out(scenario)) else []),
        _grown(outcomes),
        f"In the last year there were {shown('clusters', outcomes['clusters'])} clusters where chance alone gives "
        f"{shown('clusters_null', outcomes['clusters_null'])}; {_cost(outcomes['public_cost'])}",
        "",
    ]
    width = max(len(title_of(name)) for name in IN_TABLE)
    lines += [f"  {title_of(n):<{width}}  {shown(n, outcomes[n]):>9}  {unit_of(n)}" for n in IN_TABLE if n in outcomes]
    again = shlex.quote(given or run["scenario"])
    again += "" if scenario["policy"]["instruments"] else " --set policy=chaebol"  # without one nothing is compared
    worst = max(run["identities"].values(), default=0.0)
    lines += [
        "",
        f"The books close: largest gap {worst:.0e} of GDP. One run is one history: for what a policy does, compare it",
        f"over many seeds (uv run run.py compare {again}). Results: {run['folder']}, {run['seconds']:.1f} s.",
    ]
    return "\n".join(lines)


def _grown(outcomes: Mapping[str, Any]) -> str:
    """How exports, product and wages grew; a run of a year or less may have no growth to tell."""
    exports = f"{shown('exports_share', outcomes['exports_share'])} % of GDP"
    names = ("exports_growth", "real_gdp_growth", "real_wage_growth")
    if all(outcomes[n] is None for n in names):  # one alone may have grown from nothing
        return f"Exports came to {exports}; the run is too short to tell growth."
    growth = {n: shown(n, outcomes[n]) for n in names}
    return (
        f"Exports grew by {growth['exports_growth']} % a year and came to {exports}; real GDP grew by "
        f"{growth['real_gdp_growth']} %, real wages by {growth['real_wage_growth']} %."
    )


def _cost(share: float) -> str:
    if share == 0.0:
        return "no policy was at work."
    return f"the policy cost {shown('public_cost', share)} % of GDP a year, taxes forgone included."


def comparison_summary(comparison: Comparison, results: Results) -> str:
    """All scenarios against their baselines: a sentence, a table, what is open."""
    blocks = [_one(comparison, results, name) for name in comparison.differences]
    return "\n\n".join(blocks)


def _one(comparison: Comparison, results: Results, name: str) -> str:
    found = told(comparison, name)
    scenarios = results.scenarios
    base = comparison.baseline_of[name]
    lines = [
        f"{_named(scenarios, name, base)} against {_named(scenarios, base, name)}, "
        f"{counted(len(comparison.paired[name]))}",
        "",
    ]
    if name in comparison.unchanged:
        return "\n".join([*lines, unchanged_text(comparison, results, name)])
    words = words_for(comparison, results, name)
    aside = going(comparison, results, name)
    lines += [verdict(found, comparison.level, words.subject, aside) + caution(comparison, results, name), ""]
    width = max(len(title_of(n)) for n in IN_TABLE)
    percent = f"{100 * comparison.level:.0f} % interval"
    wide = max(9, len(words.base_column)), max(9, len(words.own_column))
    heads = f"{words.base_column:>{wide[0]}}  {words.own_column:>{wide[1]}}"
    lines.append(f"  {'':<{width}}  {heads}  {'difference':>10}   {percent:<20}  seeds higher")
    lines += [_row(n, found[n], width, wide) for n in IN_TABLE if n in found]
    return "\n".join([*lines, "", legend(found, comparison.level), *advice(found)])


def legend(found: Mapping[str, Difference], level: float) -> str:
    """What the marks and shares of the table say."""
    if any(found[name].alone for name in HEADLINES if name in found):
        return "One seed has no interval."
    return f"{sure('*', level)} Differences are taken seed by seed: the same draws in both. {TIES}"


def cautions(comparison: Comparison, results: Results, name: str) -> list[str]:
    """What the summary warns of beside the figures: too few seeds, runs not alike, policies that go astray."""
    if name in comparison.unchanged:
        return [unchanged_text(comparison, results, name)]
    found = told(comparison, name)
    one = any(found[n].alone for n in HEADLINES[:-1])
    aside = going(comparison, results, name)
    subject = words_for(comparison, results, name).subject.removesuffix(",")
    lines = [ONE_SEED if one else "", f"Figures are of {subject} {aside}." if aside else ""]
    lines += [caution(comparison, results, name).strip(), *advice(found)]
    return [line for line in lines if line]


def _named(scenarios: Mapping[str, Any], name: str, other: str) -> str:
    """Title of a scenario, with its name where another one has the same."""
    title = str(scenarios[name]["title"])
    return f"{title} ({name})" if title == scenarios[other]["title"] else title


def _row(name: str, d: Difference, width: int, wide: tuple[int, int]) -> str:
    difference, low, high = effect(name, d.difference, d.low, d.high)
    ends = interval(low, high)
    mark = "*" if d.settled else " "
    return (
        f"  {title_of(name):<{width}}  {shown(name, d.base):>{wide[0]}}  {shown(name, d.mean):>{wide[1]}}  "
        f"{difference:>10} {mark} {ends:<20}  {seeds_higher(d):>12}  "
        f"{unit_of_difference(name)}"
    )


def verdict(found: Mapping[str, Difference], level: float, subject: str = POLICY.subject, aside: str = "") -> str:
    """One or two sentences: what is sure, what it cost, what is not.

    Parameters
    ----------
    subject : who raises and lowers; aside : how it goes astray (`going`), told with the result.
    """
    if any(found[name].alone for name in HEADLINES[:-1]):
        return ONE_SEED + _costs(found["public_cost"], aside)
    bare = subject.removesuffix(",")
    subject, where = (f"{bare}, {aside},", f", {bare} {aside}") if aside else (subject, "")
    sure: list[tuple[bool, str]] = []
    open_: list[tuple[bool, str]] = []
    for name in HEADLINES[:-1]:
        d = found[name]
        if math.isnan(d.difference):
            continue  # a run of a year has no growth
        mean = effect(name, d.difference, d.low, d.high)[0]
        word = f"{_inside(title_of(name))} ({mean} {unit_of_difference(name)})"
        (sure if d.settled else open_).append((d.difference > 0.0, word))
    higher = [word for up, word in sure if up]
    lower = [word for up, word in sure if not up]
    parts = []
    if higher:
        parts.append("raises " + _list(higher))
    if lower:
        parts.append("lowers " + _list(lower))
    text = f"With {level:.0%} confidence {subject} " + " and ".join(parts) + "." if parts else (
        f"Nothing among the headline outcomes is sure at {level:.0%} confidence{where}."
    )  # fmt: skip
    if open_ and parts:
        text += " Not settled: " + _list([word for _, word in open_]) + "."
    return text + _costs(found["public_cost"])


def _costs(cost: Difference, aside: str = "") -> str:
    """What it costs, as a further sentence; nothing without cost."""
    if not cost.mean:
        return ""
    share = shown("public_cost", cost.mean)
    return f" It costs {share} % of GDP a year, taxes forgone included{f', {aside}' if aside else ''}."


def advice(found: Mapping[str, Difference]) -> list[str]:
    """How many seeds would settle what is still open; nothing of one seed, which has no interval."""
    if any(found[name].alone for name in HEADLINES if name in found):
        return []
    lines: list[str] = []
    known = [n for n in HEADLINES if n in found and not math.isnan(found[n].difference)]
    needs = {n: found[n].seeds_to_settle for n in known if not found[n].settled}
    for name, seeds in needs.items():
        if found[name].difference == 0.0 and found[name].low == found[name].high:
            lines.append(f"{title_of(name)}: the same in every seed.")
        elif seeds is None:
            lines.append(
                f"{title_of(name)}: no number of seeds within reach would settle it; take it as no difference."
            )
        else:
            lines.append(f"{title_of(name)}: about {seeds} seeds would settle it (--seeds {seeds}).")
    return lines


def _inside(title: str) -> str:
    """A title within a sentence."""
    return title[:1].lower() + title[1:]


def _list(words: list[str]) -> str:
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " and " + words[-1]
