"""The page Lessons: docs/teaching.md, for a class that has the laboratory open."""

from __future__ import annotations

from pathlib import Path

import solara

from views.pages.transplant import Missing
from views.prose import html

LESSONS = Path(__file__).parent.parent.parent / "docs" / "teaching.md"


@solara.component
def Lessons() -> None:
    """What students are asked, what they type, what was seen."""
    if not LESSONS.exists():
        solara.v.Html(tag="h1", children=["Lessons"])
        Missing("The lessons are missing.", "They lie in docs/teaching.md of the project.", ())
        return
    title, _, text = LESSONS.read_text(encoding="utf-8").partition("\n")
    solara.v.Html(tag="h1", children=[title.removeprefix("# ")])
    with solara.v.Html(tag="section", class_="card limits lessons", attributes={"aria-label": "Lessons"}):
        solara.HTML(unsafe_innerHTML=html(text))
