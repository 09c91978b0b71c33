"""A scenario file to start from, with the choices written beside each key."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from scenarios.load import catalogue, document_of, load_scenario, names_of

EXAMPLE = """# An instrument of your own, added to the package:
# [[instruments]]
# id = "my_grant"
# kind = "rd_grant"       # see docs/user_guide.md for all kinds
# rate = 0.3             # share of the cost of R&D
# budget = 0.002         # share of GDP a year
# start = 0              # years after the start; end may be left out
# sectors = ["electronics"]
"""


def new_scenario_text(name: str, base: str) -> str:
    """Write a commented scenario like another one, with all that the other's file says but title and summary."""
    like, given = load_scenario(base), document_of(base).data
    title = name.replace("_", " ").replace("-", " ").capitalize() or "A scenario"
    census = [f"census = {written(like.run.census)}            # years of it"] if like.run.census else []
    lines = [
        f"title = {written(title)}",
        'summary = ""            # one sentence: what is asked',
        *_watch(like.watch),
        f"country = {written(given['country'])}       # one of {', '.join(names_of('countries'))}",
        f"policy = {written(given['policy'])}        # one of {', '.join(names_of('policies'))}",
        f"envelope = {like.policy.envelope!r}          # most that all instruments may cost, share of GDP a year",
        "",
        "[run]",
        f"quarters = {like.run.quarters}          # recorded quarters",
        f"burn_in = {like.run.burn_in}            # quarters before, to settle down",
        f"firms = {like.run.firms}            # firms at the start",
        *census,
        "",
        "[parameters]            # behaviour; all names with meaning and source: run.py scenarios " + base,
        *_parameters(given.get("parameters", {})),
        "",
        *_demand_abroad(like.demand_abroad),
    ]
    own = [_entry(key, table) for key in ("instruments", "changes") for table in given.get(key, ())]
    return "\n".join([*lines, *(own or [EXAMPLE])])


def _watch(sentences: Sequence[str]) -> list[str]:
    what = "# what to look for, a sentence each"
    listed = [f"    {written(sentence)}," for sentence in sentences]
    return [f"watch = [              {what}", *listed, "]"] if listed else [f"watch = []              {what}"]


def _parameters(given: Mapping[str, Any]) -> list[str]:
    """Those that are given, and a few more as examples."""
    specs = catalogue()
    examples = [name for name in list(specs)[:6] if name not in given]
    lines = [(f"{name} = {written(value)}", name) for name, value in given.items()]
    lines += [(f"# {name} = {specs[name].value:g}", name) for name in examples]
    return [
        f"{text}    # {spec.low:g} to {spec.high:g} {spec.unit}: {spec.meaning}"
        for text, name in lines
        for spec in [specs[name]]
    ]


def _demand_abroad(given: Mapping[str, float]) -> list[str]:
    if not given:
        return []
    head = "[demand_abroad]            # times what the world asks for otherwise, by sector, from quarter 0 on"
    return [head, *(f"{sector} = {factor!r}" for sector, factor in given.items()), ""]


def _entry(key: str, table: Mapping[str, Any]) -> str:
    """One entry of a list of tables."""
    return "\n".join([f"[[{key}]]", *(f"{_key(name)} = {written(value)}" for name, value in table.items()), ""])


def written(value: Any) -> str:
    """A value as TOML writes it, on one line."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{_key(name)} = {written(inside)}" for name, inside in value.items()) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(written, value)) + "]"
    return _quoted(value) if isinstance(value, str) else repr(value)


def _key(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else _quoted(name)


def _quoted(text: str) -> str:
    """Text in quotes: JSON's escapes are TOML's, which wants one more."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
