"""Words for a scenario and what it is compared with: a policy and none where that is so, else their titles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from results.compare import Comparison
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


POLICY = Words("with policy", "without policy", "with", "without", "the policy", "no policy")


def words_for(comparison: Comparison, results: Results, name: str) -> Words:
    """Words for a scenario: with and without policy where its baseline is the same but for the policy."""
    own, base = (results.scenarios[n] for n in (name, comparison.baseline_of[name]))
    same = own["country"]["name"] == base["country"]["name"] and own["parameters"] == base["parameters"]
    if same and not base["policy"]["instruments"]:
        return POLICY
    subject = f"{own['title']}, against {base['title']},"
    return Words(own["title"], base["title"], name, comparison.baseline_of[name], subject, base["title"])


def one_map(comparison: Comparison, results: Results, name: str) -> bool:
    """Whether a scenario and its baseline have the same regions in the same places."""
    own, base = (results.scenarios[n]["country"] for n in (name, comparison.baseline_of[name]))
    return bool(own["map"] == base["map"] and list(own["regions"]) == list(base["regions"]))


def unchanged_text(comparison: Comparison, results: Results, name: str) -> str:
    """That nothing differs, and why where that is known."""
    words = words_for(comparison, results, name)
    if words is POLICY:
        return f"The policy changed nothing: {comparison.unchanged[name]}."
    return f"{words.own} and {words.base} have the same outcomes in every seed."
