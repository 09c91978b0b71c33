"""The chronicle as a page shows it: what happened, newest first, each event with its place."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from views.theme import MINUS, quarter_name

if TYPE_CHECKING:
    from model.state import Event

SHOWN = 300  # events; the page Data has all
KINDS = (("", "all events"), ("cluster", "clusters"), ("policy", "policy"), ("change", "your changes"))
MOVED = re.compile(r"(?P<what>.+) from (?P<before>\S+) to (?P<after>\S+)")
Units = Mapping[str, tuple[str, float]]


def entries(
    events: Sequence[Event], regions: Sequence[str], start_year: int, units: Units | None = None
) -> list[dict[str, Any]]:
    """The newest events: `when`, `text`, `kind` as in KINDS, and `region`, -1 for the whole country.

    Parameters
    ----------
    units : of what can be changed, by its words, with what a figure is multiplied by: see `levers.units`.
    """
    at = {name: number for number, name in enumerate(regions)}
    return [
        {"when": quarter_name(event.quarter, start_year), "text": _told(event, units or {}), "kind": _kind(event.kind),
         "region": at.get(event.region, -1)}
        for event in reversed(events[-SHOWN:])
    ]  # fmt: skip


def _told(event: Event, units: Units) -> str:
    """Without the year, which stands before it; figures of a change in the unit of its lever."""
    text = event.text.partition(": ")[2] or event.text
    moved = MOVED.fullmatch(text) if event.kind == "change" else None
    if moved is not None and moved["what"] in units:
        unit, factor = units[moved["what"]]
        before, after = (_figure(moved[end], factor) for end in ("before", "after"))
        text = f"{moved['what']} from {before} to {after} {unit}".rstrip()
    return text[:1].upper() + text[1:]


def _figure(text: str, factor: float) -> str:
    """A figure of a change on the scale of its lever; other words stay."""
    try:
        return f"{float(text) * factor:.4g}".replace("-", MINUS)
    except ValueError:
        return text


def _kind(kind: str) -> str:
    known = {name for name, _ in KINDS if name}
    first = kind.split(" ")[0]
    return first if first in known else "policy"
