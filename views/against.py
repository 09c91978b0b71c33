"""Words for a scenario and what it is compared with: a policy and none where that is so, else their titles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import nan
from typing import TYPE_CHECKING, Any

from views.carried_out import astray

if TYPE_CHECKING:
    from results.compare import Comparison, Difference
    from results.store import Results


@dataclass(frozen=True)
class Words:
    """How the two sides of a difference are called.

    Attributes
    ----------
    own, base : in a legend; own_column, base_column : heads of columns.
    subject : who raises and lowers, in a sentence; reference : what the difference is to.
    """

    own: str
    base: str
    own_column: str
    base_column: str
    subject: str
    reference: str


RUN = {"quarters": "quarters", "burn_in": "quarters of burn-in", "firms": "firms"}
"""What both sides of a difference should have in common, in words."""

POLICY = Words("with policy", "without policy", "with", "without", "the policy", "no policy")


def words_for(comparison: Comparison, results: Results, name: str) -> Words:
    """Words for a scenario: with and without policy where its baseline is the same but for the policy."""
    other = comparison.baseline_of[name]
    own, base = (results.scenarios[n] for n in (name, other))
    alike = own["parameters"] == base["parameters"] and own.get("demand_abroad", {}) == base.get("demand_abroad", {})
    same = own["country"]["name"] == base["country"]["name"] and alike
    if same and not unlike(own, base) and not base["policy"]["instruments"]:
        return POLICY
    titles = own["title"], base["title"]
    mine, theirs = titles if titles[0] != titles[1] else (f"{titles[0]} ({name})", f"{titles[1]} ({other})")
    return Words(mine, theirs, name, other, f"{mine}, against {theirs},", theirs)


def going(comparison: Comparison, results: Results, name: str) -> str:
    """How policies go astray, to stand behind the subject of a sentence; empty where all is as written."""
    own, base = name, comparison.baseline_of[name]
    mine, theirs = (astray(results.scenarios[n]) for n in (own, base))
    words = words_for(comparison, results, name)
    if words is POLICY or mine == theirs:
        return f"{'' if words is POLICY else 'both '}going astray ({mine})" if mine else ""
    told = [f"{title} going astray ({how})" for title, how in ((words.own, mine), (words.base, theirs)) if how]
    return " and ".join(told)


def unlike(own: Mapping[str, Any], base: Mapping[str, Any]) -> str:
    """What sets the runs of two scenarios apart beside country and policy; empty where nothing does."""
    pairs = [(what, own["run"][key], base["run"][key]) for key, what in RUN.items()]
    return ", ".join(f"{what} {mine} and {theirs}" for what, mine, theirs in pairs if mine != theirs)


def caution(comparison: Comparison, results: Results, name: str) -> str:
    """A sentence to add to an answer, where the runs of both sides are not of one kind."""
    found = unlike(*(results.scenarios[n] for n in (name, comparison.baseline_of[name])))
    return f" Their runs are not alike: {found}. Part of the difference comes from that." if found else ""


def told(comparison: Comparison, name: str) -> dict[str, Difference]:
    """Differences of a scenario by outcome; one seed has no interval: what is the same on it may differ on the next."""
    found = comparison.differences[name]
    if len(comparison.paired[name]) > 1:
        return dict(found)
    return {outcome: replace(d, low=nan, high=nan) for outcome, d in found.items()}


def one_map(comparison: Comparison, results: Results, name: str) -> bool:
    """Whether a scenario and its baseline have the same regions in the same places."""
    own, base = (results.scenarios[n]["country"] for n in (name, comparison.baseline_of[name]))
    return bool(own["map"] == base["map"] and list(own["regions"]) == list(base["regions"]))


def unchanged_text(comparison: Comparison, results: Results, name: str) -> str:
    """That nothing differs, and why where that is known."""
    words = words_for(comparison, results, name)
    if words is POLICY:
        aside = going(comparison, results, name)
        return f"The policy{f', {aside},' if aside else ''} changed nothing: {comparison.unchanged[name]}."
    return f"{words.own} and {words.base} have the same outcomes in every seed."
