"""The page of a place, below the map that it was chosen on."""

from __future__ import annotations

from collections.abc import Callable

import solara

from views.play.place import Place, charts, columns
from views.widgets.charts import ChartsWidget


@solara.component
def PlacePage(place: Place, sectors: tuple[str, ...], close: Callable[[], None]) -> None:
    """Sectors, largest firms, policies and history of a region."""
    told = f"The region {place.name}"
    with solara.v.Html(tag="section", class_="card place", attributes={"aria-label": told, "tabindex": "-1"}):
        with solara.v.Html(tag="div", class_="place-head"):
            solara.v.Html(tag="h2", children=[place.name])
            solara.Button("Close", on_click=close, text=True)
        solara.v.Html(tag="p", class_="soft", children=[place.facts])
        with solara.v.Html(tag="div", class_="place-parts"):
            for title, table in (("Sectors", place.sectors), ("Largest firms", place.firms),
                                 ("Policies at work and their money", place.policies)):  # fmt: skip
                with solara.v.Html(tag="div", class_="place-part"):
                    solara.v.Html(tag="h3", children=[title])
                    solara.HTML(unsafe_innerHTML=table)
        solara.v.Html(tag="h3", children=["History"])
        ChartsWidget.element(columns=columns(sectors), charts=solara.use_memo(lambda: charts(sectors), []),
                             data=place.history)  # fmt: skip


@solara.component
def Chosen(shown: solara.Reactive[Place | None]) -> None:
    """Under the map: which place is open, and the way to its page, which lies below all that stands beside the map."""
    found = shown.value
    with solara.v.Html(tag="p", class_="chosen-place", attributes={"role": "status"}):
        if found is not None:
            to = {"type": "button", "data-goto": ".place"}
            solara.v.Html(tag="button", class_="event", attributes=to, children=[f"{found.name}: its page is below ↓"])


@solara.component
def OpenPlace(shown: solara.Reactive[Place | None], sectors: tuple[str, ...], close: Callable[[], None]) -> None:
    """The place that is open."""
    found = shown.value
    with solara.v.Html(tag="div"):
        if found is not None:
            PlacePage(found, sectors, close).key(found.name)
