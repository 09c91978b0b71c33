"""The Solara application: seven pages in one frame.

Started by `run.py ui`; on a server by `PYTHONPATH=. solara run views.app`, with the settings that docs/deployment.md
lists: the project is no installed package, and Solara's own command sets nothing of `views.serve.ENVIRONMENT`.
"""

from __future__ import annotations

import importlib
import logging
import threading
from pathlib import Path
from typing import Any

import solara
import solara.lab
import solara.server.settings

from views import half_read, warm
from views.pages.gallery import Gallery

# custom.css and custom.js of this folder are part of every page
solara.server.settings.assets.extra_locations.append(str(Path(__file__).parent / "assets"))


NAME = " – Marshall"  # behind a page's own in the browser's tab: Solara makes a route's label its title


@solara.component
def Layout(children: list[Any]) -> None:
    """The frame of every page: name, navigation in the flow of the page, light or dark."""
    solara.use_effect(warm.shown, [])
    route, siblings = solara.use_route(level=0)
    with solara.v.Html(tag="div", class_="frame"):
        skip = {"type": "button", "data-goto": ".content"}
        solara.v.Html(tag="button", class_="skip", attributes=skip, children=["Skip to the page"])
        with solara.v.Html(tag="header", class_="top"):
            solara.v.Html(tag="span", class_="brand", children=["Marshall"])
            with solara.v.Html(tag="nav", class_="pages", attributes={"aria-label": "Pages"}):
                for other in (page for page in siblings if page.path not in warm.ASIDE):
                    chosen = route is not None and other.path == route.path
                    with solara.Link(other):
                        solara.v.Html(
                            tag="span",
                            class_="page chosen" if chosen else "page",
                            attributes={"aria-current": "page"} if chosen else {},
                            children=[str(other.label).removesuffix(NAME)],
                        )
            solara.lab.ThemeToggle()
        with solara.v.Html(tag="main", class_="content", attributes={"tabindex": "-1"}):
            Guarded(children).key(f"page {route.path if route is not None else ''}")


@solara.component
def Guarded(children: list[Any]) -> None:
    """A page; where it fails, a word of it instead of what Python says, which the server's log has."""
    error, again = solara.use_exception()

    def log() -> None:
        if error is not None:
            logging.getLogger(__name__).error("a page failed", exc_info=error)

    solara.use_effect(log, [error])
    if error is None:
        solara.v.Html(tag="div", class_="page-body", children=children)
        return
    solara.v.Html(tag="h1", children=["This page failed"])
    with solara.v.Html(tag="section", class_="card problems", attributes={"role": "alert"}):
        told = f"A mistake of the program, not yours: {type(error).__name__}. The other pages go on."
        solara.v.Html(tag="p", children=[told])
        solara.Button("Try again", on_click=again, outlined=True)


def later(page: str) -> Any:
    """A page of `views.pages` that is read in behind the gallery: until it is there, its name and a word stand."""

    @solara.component
    def Later() -> None:
        there, arrive = solara.use_state(warm.there())

        def wait() -> None:
            warm.wait()
            arrive(True)

        def begin() -> None:
            if not there:
                threading.Thread(target=wait, name="wait", daemon=True).start()

        solara.use_effect(begin, [])
        if there:
            getattr(importlib.import_module(f"views.pages.{page}"), page.capitalize())()
        else:
            solara.v.Html(tag="h1", children=[page.capitalize()])
            told = ["The page is being set up …"]
            solara.v.Html(tag="p", class_="soft", attributes={"role": "status"}, children=told)

    return Later


routes = [
    solara.Route("/", component=Gallery, label=f"Gallery{NAME}", layout=Layout),
    *(solara.Route(page, component=later(page), label=page.capitalize() + NAME) for page in warm.PAGES),
]
half_read.bear()
warm.begin()
