"""The desk of the laboratory: ties the player's thread to the widgets of the page."""

from __future__ import annotations

import time
import weakref
from typing import TYPE_CHECKING, Any, NamedTuple

from model.changes import name_of
from problems import ProblemError
from views.play import chronicle, claims, levers, picture, place, series
from views.theme import quarter_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from model.economy import RegionalEconomy
    from scenarios.schema import Scenario
    from views.play.player import Player
    from views.play.session import Session

OVER = "The run is over, so nothing was changed: go back to the start first, or undo a change."
NO_BUDGET = " Its budget is 0 until you raise it, at the end of the list."
CHARTS_EVERY = 0.3  # seconds between two pictures of the charts while it plays


class Widgets(NamedTuple):
    """What the page is made of."""

    map: Any
    charts: Any
    policy: Any
    behaviour: Any
    told: Any
    claimed: Any


class Seen:
    """Which quarter of which economy was shown last, without keeping it alive.

    A change that waits for its quarter leaves the pictures as they are.
    """

    def __init__(self) -> None:
        self._economy: Callable[[], RegionalEconomy | None] = lambda: None
        self._quarter = 0

    def renew(self, economy: RegionalEconomy) -> bool:
        """Take note of what is shown now; whether it is new."""
        if self._economy() is economy and self._quarter == economy.quarter:
            return False
        self._economy, self._quarter = weakref.ref(economy), economy.quarter
        return True


class Desk:
    """Ties the player's thread to the widgets: what the one tells the others show, what they ask it does."""

    def __init__(self, session: Session, widgets: Widgets, beat: Any, show_place: Any) -> None:
        self.session, self.player = session, session.player
        self.map, self.charts, self.policy, self.behaviour, self.told, self.claimed = widgets
        self.beat, self.show_place, self.region = beat, show_place, -1
        self.number, self.drew = 0, 0.0
        self.mapped, self.charted = Seen(), Seen()
        self.told_of: Any = None
        self.rendered: Any = None
        self.instruments: list[str] | None = None
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
            if self.mapped.renew(economy):
                self.number += 1
                self.map.frame = picture.frame(economy, self.number)
            if now - self.drew > CHARTS_EVERY or not player.playing:
                self.drew = now
                self._tell(economy)
                self._mark()
        self._render_if_new(player)

    def _render_if_new(self, player: Player) -> None:
        now = (player.playing, player.changes, player.error, player.finished)
        if now != self.rendered:
            if self.rendered is not None and now[1] != self.rendered[1]:
                self._fill()  # an undo moves levers back
            self.rendered = now
            self.beat(-time.monotonic_ns())

    def _asked(self, form: Any, wish: dict[str, Any]) -> None:
        taken = not self.player.finished
        try:
            form.note = self._change(wish["path"], wish["value"]) if taken else OVER
        except ProblemError as error:
            form.note, taken = str(error), False
        self._fill()
        if not taken:
            form.refused = wish
        self._mark()

    def _change(self, path: str, value: Any) -> str:
        if path == "add":
            number = len(self.player.planned.policy.instruments) + 1
            path, value = f"policy.instruments.{value}_{number}", {"kind": value, "budget": 0.0}
        raised = self._make_room(path, value)
        self.player.change(path, None if path.endswith(".end") and not value else value)
        when = quarter_name(self.player.quarter, self.session.scenario.country.start_year)
        return f"From {when} on.{raised}{NO_BUDGET if isinstance(value, dict) else ''}"

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
        ids = [instrument.id for instrument in now.policy.instruments]
        if ids != self.instruments:
            self.instruments = ids
            self.policy.groups = levers.policy(self.session.scenario, now)
        self.policy.values, self.behaviour.values = levers.policy_values(now), levers.parameter_values(now)
        self.map.marked = _singled_out(now)

    def _mark(self) -> None:
        start = self.session.scenario.country.start_year
        self.charts.marks = [{"year": start + c.quarter / 4.0, "text": name_of(c.path)} for c in self.player.changes]

    def _tell(self, economy: RegionalEconomy) -> None:
        """The charts, what happened, how the claims stand, and the place that is open."""
        country = self.session.scenario.country
        now = (len(economy.events), self.player.changes)  # an undo may leave as many events, but others
        if now != self.told_of:
            self.told_of = now
            units = levers.units(self.session.scenario, self.player.planned)
            self.told.events = chronicle.entries(economy.events, list(country.regions), country.start_year, units)
        if self.charted.renew(economy):
            self.charts.data = series.numbers(economy)
            self.claimed.rows = found = claims.rows(economy)
            self.claimed.summary = claims.summary(found)
            if self.region >= 0:
                self.show_place(place.of(economy, self.region))
            self._fill()  # a change of the file may have come into force

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


def _singled_out(scenario: Scenario) -> list[int]:
    """Regions that an instrument names."""
    names, found = list(scenario.country.regions), set()
    for instrument in scenario.policy.instruments:
        found |= set(instrument.regions)
        found |= set(getattr(instrument.selection, "zones", {}).get(scenario.country.name, ()))
    return sorted(names.index(name) for name in found)
