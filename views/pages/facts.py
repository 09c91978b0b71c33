"""The page Facts: what the model gets right and wrong of the real world, from the table that came with this version."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import solara

from views import validated, validated_html
from views.pages.transplant import Missing
from views.prose import html
from views.validated import Validated

if TYPE_CHECKING:
    import pandas as pd

LIMITS = Path(__file__).parent.parent.parent / "docs" / "limits.md"
COMMAND = "uv run run.py validate"
MINUTES = f"{COMMAND} --fast"
PARTS = (
    ("stylised", "Facts of firms and places", "Without policy, in four economies that share all parameters."),
    ("experiment", "Experiments", "The study's policy, given by lottery, and its estimator."),
    ("path", "Paths", "Exports beside the record. Nothing is fitted but the first year."),
)
"""Kind of fact, title, what was done."""


@solara.component
def Facts() -> None:
    """Bars, facts by economy, experiments, paths, and what not to ask."""
    solara.v.Html(tag="h1", children=["What the model gets right and wrong"])
    found = solara.use_memo(validated.read, [])
    if found is None:
        Missing(
            "The table of facts is missing.", "It is made by many runs; a part of it in minutes:", (COMMAND, MINUTES)
        )
        return
    Bars(found)
    solara.v.Html(tag="p", class_="soft again", children=[validated_html.NOTE.format(seeds=found.seeds)])
    for kind, title, told in PARTS:
        table = found.table[found.table["kind"] == kind]
        if len(table):
            Part(kind, title, told, table)
    Asked()


@solara.component
def Bars(found: Validated) -> None:
    """The answer first."""
    with solara.v.Html(tag="section", class_="card", attributes={"aria-label": "Bars"}):
        solara.v.Html(tag="p", class_="verdict", children=[validated_html.verdict(found)])
        solara.HTML(unsafe_innerHTML=validated_html.bars(found.bars))
        with solara.v.Html(tag="p", class_="buttons"):
            solara.v.Html(tag="span", class_="soft", children=["On this page:"])
            for kind, title, _ in (*PARTS, ("limits", "What not to ask", "")):
                attributes = {"type": "button", "data-goto": f".part-{kind}"}
                solara.v.Html(tag="button", class_="event", attributes=attributes, children=[title])
        told = (f"This came with Marshall, from version {found.version} of the model on {found.seeds} seeds: "
                "docs/validation.md, which also has null models. What you have is measured by:")  # fmt: skip
        solara.v.Html(tag="p", class_="soft", children=[told])
        solara.v.Html(tag="pre", class_="command", attributes={"tabindex": "0"}, children=[COMMAND])


@solara.component
def Part(kind: str, title: str, told: str, table: pd.DataFrame) -> None:
    """Facts of a kind."""
    solara.v.Html(tag="h2", class_=f"part part-{kind}", attributes={"tabindex": "-1"}, children=[title])
    with solara.v.Html(tag="section", class_="card facts-part", attributes={"aria-label": title}):
        solara.v.Html(tag="p", class_="soft", children=[told])
        if kind == "stylised":
            solara.v.Html(tag="p", children=[validated_html.summary(table)])
            solara.HTML(unsafe_innerHTML=validated_html.by_economy(table))
        else:
            known = "The study found" if kind == "experiment" else "The record"
            solara.HTML(unsafe_innerHTML=validated_html.by_study(table, known))


@solara.component
def Asked() -> None:
    """The page of limits, in full."""
    if not LIMITS.exists():
        return
    title, _, text = LIMITS.read_text(encoding="utf-8").partition("\n")
    title = title.removeprefix("# ")
    solara.v.Html(tag="h2", class_="part part-limits", attributes={"tabindex": "-1"}, children=[title])
    with solara.v.Html(tag="section", class_="card limits", attributes={"aria-label": title}):
        solara.HTML(unsafe_innerHTML=html(_below(text)))


def _below(text: str) -> str:
    """Its headings a step down: on the page they stand below that of the part."""
    return re.sub(r"^(#+) ", r"#\1 ", text, flags=re.MULTILINE)
