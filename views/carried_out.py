"""In words: how a policy goes astray in a scenario, and what the world asks for more or less."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from views import theme

ASTRAY = {
    "capture": "{:.0%} of large firms at home get what wasn't meant for them",
    "race": "regions match {:.0%} of what their neighbours offer firms",
    "retaliation": "{:.0%} of duties and subsidies are answered by duties abroad",
}


def carried_out(scenario: Mapping[str, Any]) -> str:
    """Sentences to add, empty where all is as written.

    Parameters
    ----------
    scenario : as a folder of results holds it; those of older versions have no such figures.
    """
    policy, asked = scenario["policy"], scenario.get("demand_abroad") or {}
    told = [text.format(policy[name]) for name, text in ASTRAY.items() if policy.get(name)]
    booms = [f"{theme.sector_name(s)} {factor:g} times" for s, factor in asked.items() if factor != 1.0]
    sentences = [f"The policy isn't carried out as written: {'; '.join(told)}."] if told else []
    if booms:
        sentences.append(f"Demand abroad from the first year on: {', '.join(booms)}.")
    return " ".join(sentences)
