"""The laboratory: an economy on its map, played and changed while it runs."""

from __future__ import annotations

import time
from typing import Any, NamedTuple, cast

import solara

from model.changes import name_of
from problems import ProblemError
from views.pages import current
from views.pages.address import follow
from views.pages.place import Chosen, OpenPlace
from views.pages.state_link import PageState, decode
from views.play import chronicle, claims, levers, picture, place, series
from views.play.player import SPEEDS, Player
from views.play.session import Session, file_stem
from views.theme import quarter_name
from views.widgets.address import AddressWidget
from views.widgets.charts import ChartsWidget
from views.widgets.chronicle import ChronicleWidget
from views.widgets.claims import ClaimsWidget
from views.widgets.levers import LeversWidget
from views.widgets.map import MapWidget

CHARTS_EVERY = 0.3  # seconds between two pictures of the charts while it plays


@solara.component
def Laboratory() -> None:
    """The session of the address, or the one that is open, or Korea."""
    search = solara.use_router().search

    def choose() -> Session | str:
        try:
            open_one = current.session.peek()
            if open_one is not None and (not search or hash(search) in open_one.addresses):
                return open_one
            state = decode(search) or PageState()
            return current.open_session(
                Session(state.scenario, state.text, state.seed, state.quarter, state.changes, state.layer)
            )
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
    Controls(player, moment)
    Stopped(player, moment)
    with solara.v.Html(tag="div", class_="bench"):
        with solara.v.Html(tag="section", class_="card"):
            map_ = MapWidget.element()
            Chosen(open_place)
        with solara.v.Html(tag="section", class_="card claimed" if claims.any_of(scenario) else "unseen"):
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
    with solara.v.Html(tag="div"):
        if player.error is not None:
            solara.Error(f"The run stopped in quarter {player.quarter}: {player.error}")


class Widgets(NamedTuple):
    """What the page is made of."""

    map: Any
    charts: Any
    policy: Any
    behaviour: Any
    told: Any
    claimed: Any


class Desk:
    """Ties the player's thread to the widgets: what the one tells the others show, what they ask it does."""

    def __init__(self, session: Session, widgets: Widgets, beat: Any, show_place: Any) -> None:
        self.session, self.player = session, session.player
        self.map, self.charts, self.policy, self.behaviour, self.told, self.claimed = widgets
        self.beat, self.show_place, self.region = beat, show_place, -1
        self.number, self.drew = 0, 0.0
        self.told_of: Any = None
        self.rendered: Any = None
        self._set_up()
        self._fill()
        self.map.observe(lambda _: self.player.shown(), "drawn")
        self.map.observe(lambda _: self._clicked(), "clicks")
        for list_ in (self.told, self.claimed):
            list_.observe(lambda _, list_=list_: self.open_region(list_.wanted), "clicks")
        for form in (self.policy, self.behaviour):
            form.observe(lambda event, form=form: self._asked(form, event["new"]), "asked")
        self.leave: Any = self.player.listen(self._show)
        self.player.ask()

    def _set_up(self) -> None:
        scenario = self.session.scenario
        self.map.geography = picture.geography(scenario)
        self.charts.columns, self.charts.tiles = series.columns(scenario.sectors.ids), series.TILES
        self.charts.charts = series.charts(scenario.sectors.ids)
        self.behaviour.groups = levers.parameters(scenario)

    def _show(self, player: Player) -> None:
        economy, now = player.economy, time.perf_counter()
        if economy is not None and economy.recorder.totals:
            self.number += 1
            self.map.frame = picture.frame(economy, self.number)
            if now - self.drew > CHARTS_EVERY or not player.playing:
                self.drew = now
                self.charts.data = series.numbers(economy)
                self._tell(economy)
                self._mark()
        self._render_if_new(player)

    def _render_if_new(self, player: Player) -> None:
        now = (player.playing, player.changes, player.error)
        if now != self.rendered:
            self.rendered = now
            self.beat(-time.monotonic_ns())

    def _asked(self, form: Any, wish: dict[str, Any]) -> None:
        try:
            form.note = self._change(wish["path"], wish["value"])
        except ProblemError as error:
            form.note = str(error)
        self._fill()
        self._mark()
        self.beat(-time.monotonic_ns())

    def _change(self, path: str, value: Any) -> str:
        if path == "add":
            number = len(self.player.planned.policy.instruments) + 1
            path, value = f"policy.instruments.{value}_{number}", {"kind": value, "budget": 0.0}
        raised = self._make_room(path, value)
        self.player.change(path, None if path.endswith(".end") and not value else value)
        return f"From quarter {self.player.quarter} on.{raised}"

    def _make_room(self, path: str, value: Any) -> str:
        """A budget that doesn't fit raises the envelope too, and says so."""
        if not path.endswith(".budget"):
            return ""
        package, name = self.player.planned.policy, path.split(".")[2]
        wanted = value + sum(i.budget or 0.0 for i in package.instruments if i.id != name)
        if wanted <= package.envelope:
            return ""
        self.player.change("policy.envelope", round(wanted, 6))
        return f" The envelope rises to {100 * wanted:.2f} % of GDP."

    def _fill(self) -> None:
        now = self.player.planned
        groups = levers.policy(self.session.scenario, now)
        if groups != self.policy.groups:
            self.policy.groups = groups
        self.policy.values = self.behaviour.values = levers.values(now)
        self.map.marked = _singled_out(now)

    def _mark(self) -> None:
        start = self.session.scenario.country.start_year
        self.charts.marks = [{"year": start + c.quarter / 4.0, "text": c.path} for c in self.player.changes]

    def _tell(self, economy: Any) -> None:
        """What happened, how the claims stand, and the place that is open."""
        country = self.session.scenario.country
        now = (len(economy.events), self.player.changes)  # an undo may leave as many events, but others
        if now != self.told_of:
            self.told_of = now
            self.told.events = chronicle.entries(economy.events, list(country.regions), country.start_year)
        self.claimed.rows, self.claimed.summary = claims.rows(economy), claims.summary(economy)
        if self.region >= 0:
            self.show_place(place.of(economy, self.region))

    def open_region(self, region: int) -> None:
        """Show the page of a region and where it lies; -1 closes it."""
        self.region = region
        grid = self.session.scenario.country.grid
        if region < 0 or self.map.chosen < 0 or int(grid.region_of_cell[self.map.chosen]) != region:
            self.map.chosen = -1 if region < 0 else self.map.geography["regions"][region]["cell"]
        self.show_place(self.player.look(lambda economy: place.of(economy, region)) if region >= 0 else None)

    def _clicked(self) -> None:
        path, cell = self.policy.picking, self.map.chosen
        if cell < 0:
            return
        region = int(self.session.scenario.country.grid.region_of_cell[cell])
        if path:
            name = list(self.session.scenario.country.regions)[region]
            have = list(self.policy.values.get(path, []))
            have = [p for p in have if p != name] if name in have else [*have, name]
            self._asked(self.policy, {"path": path, "value": have})
        else:
            self.open_region(region)


def _singled_out(scenario: Any) -> list[int]:
    """Regions that an instrument names."""
    names, found = list(scenario.country.regions), set()
    for instrument in scenario.policy.instruments:
        found |= set(instrument.regions)
        found |= set(getattr(instrument.selection, "zones", {}).get(scenario.country.name, ()))
    return sorted(names.index(name) for name in found)


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
        playing = player.playing
        press = player.pause if playing else player.play
        solara.Button("Pause" if playing else "Play", on_click=press, color="primary", classes=["key-play"])
        solara.Button(
            "Quarter", on_click=lambda: player.run_to(player.quarter + 1), disabled=playing, classes=["key-quarter"]
        )
        solara.Button(
            "Year", on_click=lambda: player.run_to(player.quarter + 4), disabled=playing, classes=["key-year"]
        )
        solara.Button("To the end", on_click=lambda: player.run_to(10**6))
        solara.Button("Back to the start", on_click=player.restart)
        with solara.v.Html(tag="div", class_="speed"):
            solara.Select("Speed", values=list(names.values()), value=names[speed], on_value=choose)


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
                solara.Text(f"{when}: {name_of(change.path)} = {change.value}")
                solara.Button("Undo", text=True, on_click=lambda change=change: player.undo(change))
        name = file_stem(session.name)
        with solara.v.Html(tag="div", class_="buttons"):
            solara.FileDownload(session.saved, filename=f"{name}.toml", label="Save as scenario file")
            solara.FileDownload(session.tables, filename=f"{name}_tables.zip", label="Tables (Parquet)")
        again = solara.v.Html(tag="code", children=[f"run.py run {name}.toml --seed {session.seed}"])
        solara.v.Html(tag="p", class_="soft", children=["The command line replays the file: ", again])
