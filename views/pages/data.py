"""The page Data: the tables of the open session, its files, and the link that brings it back."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from html import escape
from typing import Any, cast

import solara

from model.changes import name_of
from problems import ProblemError
from views.columns import head
from views.comparing.work import Work
from views.money import UNIT
from views.pages import compare, current
from views.pages.asked import Asked, in_words, keep_upload
from views.pages.compare_parts import Problems
from views.pages.state_link import encode, fits, state_of
from views.play import series
from views.play.session import Session, file_stem
from views.tables import Page, View, choose, csv_of, is_text, page_of
from views.theme import quarter_name
from views.widgets.charts import ChartsWidget

TABLES = {
    "totals": ("The nation", "one row a quarter"),
    "regions": ("Regions", "one row a quarter, region and sector"),
    "clusters": ("Clusters", "one row a cluster and year"),
    "events": ("Chronicle", "one row an event"),
    "policy_ledger": ("Public money", "one row a quarter, instrument, government, region and sector"),
    "firms": ("Firms", "one row a recorded firm"),
}
"""Title of each table, and what a row is."""
REPORT_SEEDS = "8"

report: solara.Reactive[Work | None] = solara.reactive(cast(Any, None))
"""The session's report, beside the comparison of the page Compare: neither stops the other."""
reported: solara.Reactive[Session | None] = solara.reactive(cast(Any, None))
"""Whose report it is."""
news: solara.Reactive[int] = solara.reactive(0)


@solara.component
def Data() -> None:
    """What the open session has recorded."""
    session = current.session.value
    solara.v.Html(tag="h1", children=["Data"])
    if session is None:
        with solara.v.Html(tag="section", class_="card"):
            solara.v.Html(tag="p", children=["No economy is open in this tab, so there is nothing to show yet."])
            with solara.Link("/laboratory"):
                solara.v.Html(tag="span", children=["Open one in the laboratory"])
    else:
        Recorded(session).key(str(id(session)))


@solara.component
def Recorded(session: Session) -> None:
    """Files of the session and its tables: at rest always the newest, while it plays those last asked for."""
    player = session.player
    _, beat = solara.use_state(0)
    asked, ask = solara.use_state(0)
    count = solara.use_ref(0)

    def follow() -> Any:
        def tell(_: Any) -> None:
            count.current += 1
            beat(count.current)

        return player.listen(tell)

    solara.use_effect(follow, [])
    quarter = player.quarter
    tables = solara.use_memo(player.tables, [asked, "" if player.playing else (quarter, player.changes)])
    Files(session)
    if player.error is not None:
        when = quarter_name(quarter, session.scenario.country.start_year)
        solara.Error(f"The run stopped in {when}: {player.error}")
    if not tables or not tables["totals"].num_rows:
        solara.v.Html(tag="p", class_="soft", attributes={"role": "status"}, children=["The economy is being set up."])
        return
    if player.playing:
        with solara.v.Html(tag="p", class_="soft buttons", attributes={"role": "status"}):
            solara.v.Html(tag="span", children=["The economy plays; the tables stand still until you ask."])
            solara.Button("Update", on_click=lambda: ask(asked + 1), outlined=True)
    Browser(session, tables)
    Report(session)
    Charts(session, asked, player.playing)


@solara.component
def Charts(session: Session, asked: int, playing: bool) -> None:
    """Every chart of the session, each to be saved."""
    player, ids = session.player, session.scenario.sectors.ids
    numbers = solara.use_memo(lambda: player.look(series.numbers), [asked, "" if playing else player.quarter])
    every = solara.use_memo(lambda: [chart | {"first": True} for chart in series.charts(ids)], [])
    solara.v.Html(tag="h2", class_="part", children=["Charts"])
    if not numbers:
        told = "Charts begin with the first quarter after the settling in: press Play in the laboratory."
        solara.v.Html(tag="p", class_="soft", attributes={"role": "status"}, children=[told])
        return
    told = "Each can be saved as PNG or SVG, in dark ink on white; so can the map of the laboratory and all of Compare."
    solara.v.Html(tag="p", class_="soft", children=[told])
    start = session.scenario.country.start_year
    marks = [{"year": start + change.quarter / 4.0, "text": name_of(change.path)} for change in player.changes]
    ChartsWidget.element(columns=series.columns(ids), charts=every, data=numbers, marks=marks)


@solara.component
def Files(session: Session) -> None:
    """Everything as files, and the link."""
    name, state = file_stem(session.name), state_of(session)
    start, quarter = session.scenario.country.start_year, state.quarter or 0
    when = f"up to {quarter_name(quarter - 1, start)}" if quarter else f"{start}, at the start"
    with solara.v.Html(tag="section", class_="card data-top", attributes={"aria-label": "The session"}):
        solara.v.Html(tag="h2", children=[f"{session.title}, seed {session.seed}, {when}"])
        with solara.v.Html(tag="div", class_="buttons"):
            solara.FileDownload(session.saved, filename=f"{name}.toml", label="Scenario (TOML)")
            solara.FileDownload(session.tables, filename=f"{name}_tables.zip", label="All six tables (Parquet)")
        if fits(state):
            link = solara.v.Html(tag="a", class_="link", attributes={"href": f"laboratory?{encode(state)}"},
                                 children=["Link to this state"])  # fmt: skip
            told = f": copy its address. It brings back scenario, {len(state.changes)} changes, seed and quarter."
            solara.v.Html(tag="p", children=[link, told.replace(" 1 changes", " 1 change")])
        else:
            told = "This session is too long for a link: save the scenario as a file and open that."
            solara.v.Html(tag="p", class_="soft", children=[told])
        again = f"run.py run {name}.toml --seed {session.seed}"
        solara.v.Html(tag="p", class_="soft", children=["The command line replays the file to the same bytes: ",
                                                        solara.v.Html(tag="code", children=[again])])  # fmt: skip


@solara.component
def Report(session: Session) -> None:
    """The report: this session's policy against the same country without, made in the background."""
    made = report.value if reported.value is session else None
    errors, set_errors = solara.use_state(cast(tuple[str, ...], ()))
    _ = news.value  # rendered anew when runs come in

    def make() -> None:
        try:
            path = keep_upload(f"{file_stem(session.name)}.toml", session.saved().encode())
            compare.start(Asked((path,), REPORT_SEEDS, files=(path,)), report, news)
            reported.value = session
            set_errors(())
        except ProblemError as error:
            set_errors(in_words(error))

    with solara.v.Html(tag="section", class_="card", attributes={"aria-label": "Report"}):
        solara.v.Html(tag="h2", children=["Report"])
        told = (f"This economy and the same country without policy, on {REPORT_SEEDS} seeds: the answer with its "
                "uncertainty, figures, assumptions. Changes made while playing are part of it.")  # fmt: skip
        solara.v.Html(tag="p", class_="soft", children=[told])
        if made is None or not made.busy:
            solara.Button("Make the report", on_click=make, outlined=True)
    if errors:
        Problems(errors)
    if made is not None:
        compare.State(made, made.progress)
        if made.report.exists():
            solara.FileDownload(made.report.read_bytes, f"{file_stem(session.name)}_report.html", label="Report (HTML)")


@solara.component
def Browser(session: Session, tables: Any) -> None:
    """One table, with filter, sorting and pages."""
    name, choose_name = solara.use_state("totals")
    view, look = solara.use_state(View())
    table = tables[name]

    def pick() -> Any:
        try:
            return choose(table, view)
        except ProblemError as error:
            return str(error)

    found = solara.use_memo(pick, [id(table), name, view.wanted, view.sort, view.down])

    def turn_to(other: str) -> None:
        look(View())
        choose_name(other)

    with solara.v.Html(tag="section", class_="card data-table", attributes={"aria-label": "Tables"}):
        with solara.v.Html(tag="div", class_="fields"):
            items = [{"text": f"{title} ({tables[key].num_rows:,} rows)", "value": key}
                     for key, (title, _) in TABLES.items()]  # fmt: skip
            solara.v.Select(label="Table", items=items, v_model=name, on_v_model=turn_to)
            solara.InputText("Filter (Enter): a word, or quarter>=40", value=view.wanted,
                             on_value=lambda text: look(replace(view, wanted=text, page=0)))  # fmt: skip
        if isinstance(found, str):
            solara.v.Html(tag="p", class_="problems", attributes={"role": "alert"}, children=[found])
            return
        page = page_of(found, view.page)
        Turner(page, table.num_rows, TABLES[name][1], lambda number: look(replace(view, page=number)))
        Grid(name, found, page, view, look)
        if "quarter" in table.column_names:
            first = quarter_name(0, session.scenario.country.start_year)
            told = f"Quarter 0 is {first}, quarter 4 a year later; those below 0 are the burn-in before it."
            solara.v.Html(tag="p", class_="soft", children=[told])
        if any("money" in head(name, column).unit for column in table.column_names):
            solara.v.Html(tag="p", class_="soft", children=[UNIT])
        Downloads(session, name, found)


@solara.component
def Turner(page: Page, rows: int, row: str, turn: Callable[[int], None]) -> None:
    """Which rows these are, and the way to others."""
    text = f"Rows {page.first:,}–{page.last:,} of {page.found:,}" if page.found else "No row passes the filter"
    if page.found < rows:
        text += f" (of {rows:,} without the filter)"
    last = page.pages - 1
    ways = (("First", 0, page.page > 0), ("Previous", page.page - 1, page.page > 0),
            ("Next", page.page + 1, page.page < last), ("Last", last, page.page < last))  # fmt: skip
    with solara.v.Html(tag="div", class_="buttons"):
        solara.v.Html(tag="span", attributes={"role": "status"}, children=[f"{text}; {row}."])
        for label, number, there in ways:
            solara.Button(label, on_click=lambda number=number: turn(number), disabled=not there, text=True, small=True)


@solara.component
def Grid(name: str, table: Any, page: Page, view: View, look: Callable[[View], None]) -> None:
    """The rows; a click on a head sorts."""
    words = [is_text(table, column) for column in table.column_names]
    box = {"tabindex": "0", "role": "region", "aria-label": "Rows"}
    with solara.v.Html(tag="div", class_="scroll", attributes=box), solara.v.Html(tag="table", class_="rows"):
        with solara.v.Html(tag="thead"), solara.v.Html(tag="tr"):
            for column, word in zip(table.column_names, words, strict=True):
                Head(name, column, word, view, look)
        body = "".join(
            "<tr>" + "".join(f'<td class="text">{escape(cell)}</td>' if word else f"<td>{escape(cell)}</td>"
                             for cell, word in zip(row, words, strict=True)) + "</tr>"
            for row in page.cells
        )  # fmt: skip
        solara.HTML(tag="tbody", unsafe_innerHTML=body)


@solara.component
def Head(name: str, column: str, word: bool, view: View, look: Callable[[View], None]) -> None:
    """Head of a column: a button that sorts, the unit, and the name that filters and files know."""
    chosen = column == view.sort
    sort = ("descending" if view.down else "ascending") if chosen else "none"
    sign = (" ↓" if view.down else " ↑") if chosen else ""
    attributes = {"scope": "col", "aria-sort": sort}
    title, unit = head(name, column)
    with solara.v.Html(tag="th", class_="text" if word else "", attributes=attributes):
        button = solara.v.Html(tag="button", class_="sorter", attributes={"type": "button"}, children=[title + sign])
        solara.v.use_event(button, "click", lambda *_: look(view.turned(column)))
        solara.v.Html(tag="span", class_="unit", children=[unit])
        solara.v.Html(tag="code", class_="unit", children=[column])


@solara.component
def Downloads(session: Session, name: str, rows: Any) -> None:
    """The rows that pass the filter, in the order shown, as files."""
    import pyarrow.parquet as pq

    stem = f"{file_stem(session.name)}_{name}"

    def as_csv() -> bytes:
        return csv_of(pq.read_table(io.BytesIO(session.parquet(name, rows))))

    with solara.v.Html(tag="div", class_="buttons"):
        solara.v.Html(tag="span", children=[f"These {rows.num_rows:,} rows:"])
        solara.FileDownload(as_csv, filename=f"{stem}.csv", label="CSV")
        solara.FileDownload(lambda: session.parquet(name, rows), filename=f"{stem}.parquet", label="Parquet")
