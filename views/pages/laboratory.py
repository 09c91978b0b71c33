"""The laboratory: an economy on its map, played and changed while it runs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, cast

import solara

from problems import ProblemError
from views.pages import compare, current
from views.pages.address import follow
from views.pages.asked import with_session
from views.pages.desk import Desk, Widgets
from views.pages.place import Chosen, OpenPlace
from views.pages.remarks import Remarks
from views.pages.state_link import LARGEST_SEED, PageState, decode, encode, fits, state_of
from views.play import chronicle, claims, levers, place
from views.play.player import SPEEDS, Player
from views.play.session import Session, file_stem
from views.theme import quarter_name
from views.widgets.address import AddressWidget
from views.widgets.charts import ChartsWidget
from views.widgets.chronicle import ChronicleWidget
from views.widgets.claims import ClaimsWidget
from views.widgets.levers import LeversWidget
from views.widgets.map import MapWidget


@solara.component
def Laboratory() -> None:
    """The session of the address, or the one that is open, or Korea."""
    search = solara.use_router().search

    def choose() -> Session | str:
        try:
            open_one = current.session.peek()
            if open_one is not None and (not search or hash(search) in open_one.addresses):
                return open_one
            return _opened(decode(search) or PageState())
        except ProblemError as error:
            return str(error)

    found = solara.use_memo(choose, [search])
    if isinstance(found, str):
        solara.v.Html(tag="h1", children=["This can't be opened"])
        solara.Error(found)
    else:
        Bench(found).key(str(id(found)))


@solara.component
def Bench(session: Session) -> None:
    """A scenario with its map, levers and charts.

    Rendered once: what changes is told to the widgets by the `Desk`, or read by the small components inside. Large
    values aren't arguments of elements, since Reacton walks through all of them at each rendering of any part.
    """
    player, scenario = session.player, session.scenario
    moment = solara.use_reactive(0)
    open_place = solara.use_reactive(cast(place.Place | None, None))
    desk = solara.use_ref(cast(Desk | None, None))
    solara.v.Html(tag="h1", children=[session.title])
    Remarks(session.remarks)
    Controls(player, moment)
    Chance(session)
    Stopped(player, moment)
    with solara.v.Html(tag="div", class_="bench"):
        with solara.v.Html(tag="section", class_="card"):
            map_ = MapWidget.element()
            Chosen(open_place)
        with solara.v.Html(tag="section", class_="card claimed" if claims.any_of(scenario) else "absent"):
            solara.v.Html(tag="h2", children=["What the article claims"])
            claimed = ClaimsWidget.element()
        with solara.v.Html(tag="section", class_="card panel"):
            solara.v.Html(tag="h2", children=["Policy"])
            policy = LeversWidget.element(search="")
            solara.v.Html(tag="h2", children=["Behaviour"])
            behaviour = LeversWidget.element(search="Search the parameters")
    address = AddressWidget.element(page="/laboratory")
    OpenPlace(open_place, scenario.sectors.ids, lambda: desk.current.open_region(-1))
    charts = ChartsWidget.element()
    with solara.v.Html(tag="div", class_="bench even"):
        Changes(session, moment)
        with solara.v.Html(tag="section", class_="card"):
            solara.v.Html(tag="h2", children=["Chronicle"])
            told = ChronicleWidget.element(kinds=list(chronicle.KINDS))

    def connect() -> Any:
        at: Any = solara.get_widget
        unfollow = follow(session, at(address), at(map_))
        widgets = Widgets(*map(at, (map_, charts, policy, behaviour, told, claimed)))
        desk.current = Desk(session, widgets, moment.set, open_place.set)
        return lambda: (desk.current.leave(), unfollow())

    solara.use_effect(connect, [])


@solara.component
def Stopped(player: Player, moment: solara.Reactive[int]) -> None:
    """Why the run stopped, if it did."""
    _ = moment.value
    start = player.scenario.country.start_year
    with solara.v.Html(tag="div"):
        if player.error is not None:
            solara.Error(f"The run stopped in {quarter_name(player.quarter, start)}: {player.error}")
        elif player.finished:
            last = quarter_name(player.quarter - 1, start)
            told = f"{last} was the last quarter. Go back to the start, or undo a change, to see another course."
            solara.v.Html(tag="p", class_="soft over", attributes={"role": "status"}, children=[told])


@solara.component
def Chance(session: Session) -> None:
    """Says that this is one run of many, and leads to others."""
    router = solara.use_router()

    def draw_again() -> None:
        state = replace(state_of(session), seed=session.seed % LARGEST_SEED + 1)
        if not fits(state):
            _opened(state)
        router.push(f"/laboratory?{encode(state)}" if fits(state) else "/laboratory")

    def compare_this() -> None:
        compare.form.value = with_session(replace(compare.form.value, chosen=()), session)
        router.push("/compare")

    with solara.v.Html(tag="p", class_="soft chance"):
        solara.v.Html(tag="span", children=[f"One run, seed {session.seed}: chance has a part in it. "])
        Way("Another seed", draw_again)
        solara.v.Html(tag="span", children=[" · "])
        Way("Compare on many seeds", compare_this)


@solara.component
def Way(text: str, go: Callable[[], None]) -> None:
    """A button within a sentence."""
    button = solara.v.Html(tag="button", class_="event", attributes={"type": "button"}, children=[text])
    solara.v.use_event(button, "click", lambda *_: go())


def _opened(state: PageState) -> Session:
    return current.open_session(
        Session(state.scenario, state.text, state.seed, state.quarter, state.changes, state.layer)
    )


@solara.component
def Controls(player: Player, moment: solara.Reactive[int]) -> None:
    """Play, pause, step, a year, speed, back, to the end."""
    _ = moment.value
    speed, set_speed = solara.use_state(player.speed)

    def choose(value: Any) -> None:
        player.speed = 0 if value == "fastest" else int(str(value).split(" ")[0])
        set_speed(player.speed)

    names = {s: f"{s} a second" if s else "fastest" for s in SPEEDS}
    with solara.v.Html(tag="div", class_="controls"):
        playing, over = player.playing, player.finished
        press = player.pause if playing else player.play
        solara.Button("Pause" if playing else "Play", on_click=press, color="primary", classes=["key-play"],
                      disabled=over, attributes=_key("Space", "space"))  # fmt: skip
        for name, quarters, keys in (("Quarter", 1, _key("ArrowRight", "→")),
                                     ("Year", 4, _key("Shift+ArrowRight", "Shift →"))):  # fmt: skip
            solara.Button(name, on_click=lambda quarters=quarters: player.run_to(player.quarter + quarters),
                          disabled=playing or over, classes=[f"key-{name.lower()}"], attributes=keys)  # fmt: skip
        solara.Button("To the end", on_click=lambda: player.run_to(10**6), disabled=over)
        solara.Button("Back to the start", on_click=player.restart)
        with solara.v.Html(tag="div", class_="speed"):
            solara.Select("Speed", values=list(names.values()), value=names[speed], on_value=choose)


def _key(spoken: str, shown: str) -> dict[str, str]:
    """A button's shortcut: nobody presses a key that the page doesn't tell of."""
    return {"aria-keyshortcuts": spoken, "title": f"Key: {shown}"}


@solara.component
def Changes(session: Session, moment: solara.Reactive[int]) -> None:
    """What was changed, each with an undo; the session as a file."""
    _ = moment.value
    player = session.player
    start = session.scenario.country.start_year
    with solara.v.Html(tag="section", class_="card"):
        solara.v.Html(tag="h2", children=["Changes"])
        for change in player.changes:
            with solara.Row(classes=["change"], style={"align-items": "center", "background": "transparent"}):
                when = quarter_name(change.quarter, start)
                told = f"{when}: {levers.told(change, session.scenario, player.planned)}"
                solara.Text(told)
                solara.Button("Undo", text=True, on_click=lambda change=change: player.undo(change),
                              attributes={"aria-label": f"Undo {told}"})  # fmt: skip
        name = file_stem(session.name)
        with solara.v.Html(tag="div", class_="buttons"):
            solara.FileDownload(session.saved, filename=f"{name}.toml", label="Save as scenario file")
            solara.FileDownload(session.tables, filename=f"{name}_tables.zip", label="Tables (Parquet)")
        again = solara.v.Html(tag="code", children=[f"run.py run {name}.toml --seed {session.seed}"])
        solara.v.Html(tag="p", class_="soft", children=["The command line replays the file: ", again])
