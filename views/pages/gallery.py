"""The start page: a card for every shipped scenario, and the way in for a file of one's own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

import solara

from problems import ProblemError
from views.cards import Card, Mistake, OwnFile, card_of_file, cards, own_file
from views.own_files import given
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
        if own.mistakes:
            set_wrong(own)
        else:
            enter(own)

    def enter(own: OwnFile) -> None:
        try:
            router.push(address(own))
        except ProblemError as error:
            set_wrong(OwnFile(own.name, own.text, tuple(Mistake(None, "", p.text()) for p in error.problems)))

    files = given()
    own_cards = [(card_of_file(own), own) for own in files if not own.mistakes]
    yours = [(card, own) for card, own in own_cards if card.holds(words)]
    shown, every = [card for card in cards() if card.holds(words)], len(cards()) + len(own_cards)
    solara.v.Html(tag="h1", children=["Open an economy"])
    with solara.v.Html(tag="div", class_="gallery-top"):
        label = "Search: a country, a region, a policy"
        solara.InputText(label, value=words, on_value=set_words, continuous_update=True)
        Upload(took)
        with solara.Link("/lessons"):
            solara.v.Html(tag="span", class_="link", children=["Six lessons, for teachers"])
    told = f"{len(shown) + len(yours)} of {every} scenarios. Rings on a map are ports; shades only tell regions apart."
    if not shown and not yours:
        told = f"None of the {every} scenarios holds “{words.strip()}”: try a country, a region or a policy."
    solara.v.Html(tag="p", class_="soft", attributes={"role": "status", "aria-live": "polite"}, children=[told])
    if wrong is not None:
        Mistakes(wrong)
    for own in files:
        if own.mistakes:
            Mistakes(own)
    with solara.v.Html(tag="div", class_="gallery").key("gallery"):  # or mistakes above it would make all cards anew
        for at, (card, own) in enumerate(yours):
            Shown(card, own, enter).key(f"file {at} {card.name}")
        for card in shown:
            Shown(card).key(card.name)


@solara.component
def Shown(card: Card, own: OwnFile | None = None, enter: Callable[[OwnFile], None] | None = None) -> None:
    """A scenario: map, sentence, what to watch for, the way in.

    Parameters
    ----------
    own : the file that it is of, where it isn't shipped; enter : opens one that is too long for an address.
    """
    state = PageState(card.name, own.text if own else None)
    with solara.v.Html(tag="article", class_="card scenario", attributes={"aria-label": card.title}):
        solara.HTML(unsafe_innerHTML=card.picture, classes=["small-map"])
        solara.v.Html(tag="h2", children=[card.title])
        facts = card.facts if own is None else f"File {own.name}.toml · {card.facts}"
        solara.v.Html(tag="p", class_="soft facts", children=[facts])
        solara.v.Html(tag="p", children=[card.summary])
        if card.watch:
            solara.v.Html(tag="h3", children=["Watch for"])
            solara.v.Html(tag="ul", children=[solara.v.Html(tag="li", children=[text]) for text in card.watch])
        hidden = solara.v.Html(tag="span", class_="unseen", children=[f" {card.title}"])
        if own is None or enter is None or fits(state):
            with solara.Link(f"/laboratory?{encode(state)}"):
                solara.v.Html(tag="span", class_="way-in", children=["Open", hidden])
        else:
            solara.Button(children=["Open", hidden], on_click=lambda: enter(own), color="primary")


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
