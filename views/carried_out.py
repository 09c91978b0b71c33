"""In words: how a policy goes astray in a scenario, and what the world asks for more or less."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from views import theme

ASTRAY = {
    "capture": "large firms at home get {} of what isn't meant for them",
    "race": "regions match {} of what their neighbours offer firms",
    "retaliation": "{} of duties and subsidies are answered by duties abroad",
}
BRIEF = {
    "capture": "{} captured by large firms",
    "race": "{} of neighbours' offers matched",
    "retaliation": "{} answered by duties abroad",
}


def carried_out(scenario: Mapping[str, Any]) -> str:
    """Sentences to add, empty where all is as written.

    Parameters
    ----------
    scenario : as a folder of results holds it; those of older versions have no such figures.
    """
    asked = scenario.get("demand_abroad") or {}
    told = [ASTRAY[name].format(share) for name, share in _astray(scenario)]
    booms = [f"{theme.sector_name(s)} {factor:g} times" for s, factor in asked.items() if factor != 1.0]
    sentences = [f"The policy isn't carried out as written: {'; '.join(told)}."] if told else []
    if booms:
        sentences.append(f"Demand abroad from the first year on: {', '.join(booms)}.")
    return " ".join(sentences)


def astray(scenario: Mapping[str, Any]) -> str:
    """The same of the policy in a few words, for within a sentence; empty where all is as written."""
    return ", ".join(BRIEF[name].format(share) for name, share in _astray(scenario))


def _astray(scenario: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Ways in which the policy goes astray, each with how much of it does; the most that it comes to by changes."""
    policy = scenario["policy"]
    if not policy.get("instruments"):
        return
    for name in ASTRAY:
        first = float(policy.get(name) or 0.0)
        path = f"policy.{name}"
        later = [float(c["value"]) for c in scenario.get("changes") or () if c["path"] == path]
        if (most := max(first, *later, 0.0)) > 0.0:
            yield name, f"{most:.0%}" if all(x == first for x in later) else f"up to {most:.0%}"
