"""The chronicle as a page shows it: what happened, newest first, each event with its place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from views.theme import quarter_name

if TYPE_CHECKING:
    from model.state import Event

SHOWN = 300  # events; the page Data has all
KINDS = (("", "all events"), ("cluster", "clusters"), ("policy", "policy"), ("change", "your changes"))


def entries(events: Sequence[Event], regions: Sequence[str], start_year: int) -> list[dict[str, Any]]:
    """The newest events: `when`, `text`, `kind` as in KINDS, and `region`, -1 for the whole country."""
    at = {name: number for number, name in enumerate(regions)}
    return [
        {"when": quarter_name(event.quarter, start_year), "text": _told(event), "kind": _kind(event.kind),
         "region": at.get(event.region, -1)}
        for event in reversed(events[-SHOWN:])
    ]  # fmt: skip


def _told(event: Event) -> str:
    """Without the year, which stands before it."""
    text = event.text.partition(": ")[2] or event.text
    return text[:1].upper() + text[1:]


def _kind(kind: str) -> str:
    known = {name for name, _ in KINDS if name}
    first = kind.split(" ")[0]
    return first if first in known else "policy"
