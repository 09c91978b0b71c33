"""The address of a page holds its state: scenario, changes, seed, quarter, layer."""

from __future__ import annotations

import base64
import binascii
import json
import zlib
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlencode

from pydantic import ValidationError

from problems import Problem, ProblemError
from scenarios.schema import Change
from views.play.session import Session, file_stem

LONGEST = 12_000  # characters that browsers and proxies let through
LARGEST_SEED = 2**63 - 1  # that the tables of results can hold
TOO_LONG = "too_long=1"  # the query of a session that doesn't fit


@dataclass(frozen=True)
class PageState:
    """What a link restores.

    Attributes
    ----------
    scenario : name of a shipped scenario, or of the visitor's file, whose content is then `text`.
    quarter : None for a session that begins, so that its address is told from those of sessions that go on.
    changes : made in the session, beyond those of the file.
    """

    scenario: str = "chaebol"
    text: str | None = None
    seed: int = 1
    quarter: int | None = None
    layer: str = "leader"
    changes: tuple[Change, ...] = ()


def encode(state: PageState) -> str:
    """Query of an address."""
    query: dict[str, Any] = {"scenario": state.scenario, "seed": state.seed}
    if state.quarter is not None:
        query["quarter"] = state.quarter
    if state.layer != "leader":
        query["layer"] = state.layer
    if state.changes:
        query["changes"] = packed(json.dumps([[c.quarter, c.path, c.value] for c in state.changes]))
    if state.text is not None:
        query["file"] = packed(state.text)
    return urlencode(query)


def state_of(session: Session) -> PageState:
    """What restores a session; where a change of its own file was undone, the saved session goes along as a file."""
    now, of_file = session.player.changes, session.of_file
    quarter = max(session.player.quarter, 0)
    if all(change in now for change in of_file):
        own = tuple(change for change in now if change not in of_file)
        return PageState(session.name, session.text, session.seed, quarter, session.layer, own)
    return PageState(file_stem(session.name), session.saved(), session.seed, quarter, session.layer)


def fits(state: PageState) -> bool:
    """Whether the state is small enough for an address."""
    return len(encode(state)) <= LONGEST


def decode(query: str | None) -> PageState | None:
    """State of an address; None if it names none.

    Raises
    ------
    ProblemError
        If the address is damaged, or of a session that didn't fit in it.
    """
    found = {key: values[0] for key, values in parse_qs(query or "").items()}
    if query == TOO_LONG:
        expected = "a file: what was played here was too long for an address; open the file that it was saved in"
        raise ProblemError([Problem("the address", None, None, None, expected)])
    if "scenario" not in found:
        return None
    try:
        changes = json.loads(unpacked(found["changes"])) if "changes" in found else []
        return PageState(
            scenario=found["scenario"],
            text=unpacked(found["file"]) if "file" in found else None,
            seed=_seed(found.get("seed", "1")),
            quarter=max(int(found["quarter"]), 0) if "quarter" in found else None,
            layer=found.get("layer", "leader"),
            changes=tuple(Change(quarter=q, path=path, value=value) for q, path, value in changes),
        )
    except (ValueError, TypeError, zlib.error, binascii.Error, ValidationError):
        expected = "a link that this program made, in full"
        raise ProblemError([Problem("the address", None, None, "a damaged link", expected)]) from None


def _seed(text: str) -> int:
    seed = int(text)
    if not 1 <= seed <= LARGEST_SEED:
        raise ValueError("no seed")
    return seed


def packed(text: str) -> str:
    """Text as characters that an address may hold."""
    return base64.urlsafe_b64encode(zlib.compress(text.encode(), 9)).decode().rstrip("=")


def unpacked(given: str) -> str:
    """The text again; raises ValueError, zlib.error or binascii.Error where it is damaged or too long."""
    raw = base64.urlsafe_b64decode(given + "=" * (-len(given) % 4))
    unzip = zlib.decompressobj()
    text = unzip.decompress(raw, 1_000_000)  # no more than a scenario file may hold
    if unzip.unconsumed_tail:
        raise ValueError("too long")
    return text.decode()
