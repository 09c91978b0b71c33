"""The Solara application: five pages in one frame.

Started by `run.py ui`; on a server by `PYTHONPATH=. solara run views.app`, with the settings that docs/deployment.md
lists: the project is no installed package, and Solara's own command sets nothing of `views.serve.ENVIRONMENT`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import solara
import solara.lab
import solara.server.settings

import model.economy  # noqa: F401  read in before a thread and a page ask for its libraries at once
from views.pages.compare import Compare
from views.pages.data import Data
from views.pages.gallery import Gallery
from views.pages.laboratory import Laboratory
from views.pages.transplant import Transplant

# custom.css and custom.js of this folder are part of every page
solara.server.settings.assets.extra_locations.append(str(Path(__file__).parent / "assets"))


@solara.component
def Layout(children: list[Any]) -> None:
    """The frame of every page: name, navigation in the flow of the page, light or dark."""
    route, siblings = solara.use_route(level=0)
    here = route.label if route else ""
    solara.Title(f"{here} – Marshall" if here else "Marshall")
    with solara.v.Html(tag="div", class_="frame"):
        with solara.v.Html(tag="header", class_="top"):
            solara.v.Html(tag="span", class_="brand", children=["Marshall"])
            with solara.v.Html(tag="nav", class_="pages", attributes={"aria-label": "Pages"}):
                for other in siblings:
                    chosen = route is not None and other.path == route.path
                    with solara.Link(other):
                        solara.v.Html(
                            tag="span",
                            class_="page chosen" if chosen else "page",
                            attributes={"aria-current": "page"} if chosen else {},
                            children=[other.label],
                        )
            solara.lab.ThemeToggle()
        solara.v.Html(tag="main", class_="content", children=children)


routes = [
    solara.Route("/", component=Gallery, label="Gallery", layout=Layout),
    solara.Route("laboratory", component=Laboratory, label="Laboratory"),
    solara.Route("compare", component=Compare, label="Compare"),
    solara.Route("transplant", component=Transplant, label="Transplant"),
    solara.Route("data", component=Data, label="Data"),
]
