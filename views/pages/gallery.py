"""The start page: a card for every shipped scenario, and the way in for a file of one's own."""

from __future__ import annotations

from typing import Any, cast

import solara

from problems import ProblemError
from views.cards import Card, Mistake, OwnFile, cards, own_file
from views.pages import current
from views.pages.state_link import PageState, encode, fits
from views.pages.upload import Upload
from views.play.session import Session


def address(own: OwnFile) -> str:
    """Where a file of one's own is played.

    The address holds the file, so that a reload finds it again; a file too long for that is opened for this visit.

    Raises
    ------
    ProblemError
        If it can't be opened.
    """
    state = PageState(scenario=own.name, text=own.text)
    if fits(state):
        return f"/laboratory?{encode(state)}"
    current.open_session(Session(own.name, own.text))
    return "/laboratory"


@solara.component
def Gallery() -> None:
    """Cards of scenarios."""
    words, set_words = solara.use_state("")
    wrong, set_wrong = solara.use_state(cast(OwnFile | None, None))
    router = solara.use_router()

    def took(name: str, content: bytes) -> None:
        own = own_file(name, content)
        try:
            if own.mistakes:
                set_wrong(own)
            else:
                router.push(address(own))
        except ProblemError as error:
            set_wrong(OwnFile(own.name, own.text, tuple(Mistake(None, "", p.text()) for p in error.problems)))

    shown = [card for card in cards() if card.holds(words)]
    solara.v.Html(tag="h1", children=["Open an economy"])
    with solara.v.Html(tag="div", class_="gallery-top"):
        label = "Search: a country, a region, a policy"
        solara.InputText(label, value=words, on_value=set_words, continuous_update=True)
        Upload(took)
    told = f"{len(shown)} of {len(cards())} scenarios. Rings on a map are ports."
    if not shown:
        told = f"None of the {len(cards())} scenarios holds “{words.strip()}”: try a country, a region or a policy."
    solara.v.Html(tag="p", class_="soft", attributes={"role": "status", "aria-live": "polite"}, children=[told])
    if wrong is not None:
        Mistakes(wrong)
    with solara.v.Html(tag="div", class_="gallery").key("gallery"):  # or mistakes above it would make all cards anew
        for card in shown:
            Shown(card).key(card.name)


@solara.component
def Shown(card: Card) -> None:
    """A scenario: map, sentence, what to watch for, the way in."""
    with solara.v.Html(tag="article", class_="card scenario", attributes={"aria-label": card.title}):
        solara.HTML(unsafe_innerHTML=card.picture, classes=["small-map"])
        solara.v.Html(tag="h2", children=[card.title])
        solara.v.Html(tag="p", class_="soft facts", children=[card.facts])
        solara.v.Html(tag="p", children=[card.summary])
        solara.v.Html(tag="h3", children=["Watch for"])
        solara.v.Html(tag="ul", children=[solara.v.Html(tag="li", children=[text]) for text in card.watch])
        with solara.Link(f"/laboratory?{encode(PageState(scenario=card.name))}"):
            hidden = solara.v.Html(tag="span", class_="unseen", children=[f" {card.title}"])
            solara.v.Html(tag="span", class_="way-in", children=["Open", hidden])


@solara.component
def Mistakes(own: OwnFile) -> None:
    """What `check` says of a file, each mistake beside its line."""
    with solara.v.Html(tag="section", class_="card problems", attributes={"role": "alert"}):
        many = len(own.mistakes)
        solara.v.Html(tag="h2", children=[f"{many} mistake{'s' if many > 1 else ''}: the file can't be opened yet"])
        for mistake in own.mistakes[:50]:
            with solara.v.Html(tag="div", class_="mistake"):
                if mistake.line is not None:
                    solara.v.Html(tag="code", class_="line", children=cast(Any, [
                        solara.v.Html(tag="span", class_="line-number", children=[str(mistake.line)]),
                        mistake.content,
                    ]))  # fmt: skip
                solara.v.Html(tag="p", children=[mistake.text])
        if many > 50:
            solara.v.Html(tag="p", class_="soft", children=[f"… and {many - 50} more."])
