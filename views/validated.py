"""The table of facts that came with this version, as `run.py validate --write-docs` left it under docs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from views.validation_table import SIGNS

if TYPE_CHECKING:
    import pandas as pd

WORDS = "facts_in_words"
DOCS = Path(__file__).parent.parent / "docs"
BAR = re.compile(r"^- (?P<text>.+) \((?P<wanted>[^()]+) wanted\): (?P<shown>\S+), (?P<not>not )?reached$", re.MULTILINE)
ABOUT = re.compile(r"(?P<seeds>\d+) seeds; model version (?P<version>\S+);")


@dataclass(frozen=True)
class Bar:
    """What the model is asked to reach.

    Attributes
    ----------
    wanted, shown : how much is asked for, and how much there is, in words. reached : whether it is.
    """

    text: str
    wanted: str
    shown: str
    reached: bool


@dataclass(frozen=True)
class Validated:
    """A committed validation.

    Attributes
    ----------
    version : of the model. table : a row a fact and economy, with the study's figure as `point`.
    """

    seeds: int
    version: str
    bars: tuple[Bar, ...]
    table: pd.DataFrame


def read(docs: Path = DOCS) -> Validated | None:
    """The committed table with its bars; None where a part of it is missing."""
    data = docs / "data"
    page, values, facts, words = docs / "validation.md", *(data / f"{n}.csv" for n in ("validation", "facts", WORDS))
    if not all(path.exists() for path in (page, values, facts, words)):
        return None
    text = page.read_text(encoding="utf-8")
    about = ABOUT.search(text)
    if about is None:
        return None
    seeds = int(about["seeds"])
    return Validated(seeds, about["version"], bars_of(text), joined(values, facts, words, seeds))


def bars_of(text: str) -> tuple[Bar, ...]:
    """The bars of docs/validation.md."""
    return tuple(Bar(found["text"], found["wanted"], found["shown"], not found["not"]) for found in BAR.finditer(text))


def joined(values: Path, facts: Path, words: Path, seeds: int) -> pd.DataFrame:
    """What was measured beside what is known of each fact; a sign's error is that of its mean over seeds.

    Column `words` says what the fact is about without terms of the field, where somebody has.
    """
    import pandas as pd

    table, known = pd.read_csv(values), pd.read_csv(facts).merge(pd.read_csv(words), on="id", how="left")
    known["words"] = known["words"].fillna("")
    table = table.assign(id=table["row"].str.partition("@")[0], error=table["spread"] / seeds**0.5)
    table["error"] = table["error"].where(table["unit"].isin(SIGNS), table["spread"])
    return table.merge(
        known[["id", "words", "source", "role", "point", "low", "high"]], on="id", how="left", sort=False
    )
