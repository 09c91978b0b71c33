"""The page of a region, while the economy plays: its figures as a table each, and its history as a chart's numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

import numpy as np

from agents.firm import OWNERS
from model import observe_places
from views import theme
from views.theme import number, percent

if TYPE_CHECKING:
    from model.economy import RegionalEconomy
    from model.state import State

FIRMS = 8
QUOTIENT_SHOWN = 4.0  # where the bar of a location quotient ends
RELATIVE = (("wage", "Wage", theme.SERIES[0], False), ("product", "Product a job", theme.SERIES[1], "dashed"))


@dataclass(frozen=True)
class Place:
    """A region at a quarter, ready to be shown.

    Attributes
    ----------
    facts : one line; sectors, firms, policies : HTML tables; history : float32 rows as the charts take them.
    """

    region: int
    name: str
    facts: str
    sectors: str
    firms: str
    policies: str
    history: bytes


def of(economy: RegionalEconomy, region: int) -> Place:
    """Look a region up."""
    state, recorder = economy.state, economy.recorder
    found = list(state.scenario.country.regions.values())[region]
    return Place(
        region, found.name, _facts(economy, region),
        _sectors(observe_places.sectors(recorder, state.sectors.ids, region)),
        _firms(observe_places.largest_firms(state, region, FIRMS)),
        _policies(observe_places.policies(recorder, state, region)),
        _history(economy, region),
    )  # fmt: skip


def _facts(economy: RegionalEconomy, region: int) -> str:
    state, cells = economy.state, economy.state.cells
    inside = state.space.region == region
    people, force = float(cells.population[inside].sum()), float(cells.labour_force[inside].sum())
    jobs = float(state.statistics.jobs[:, inside].sum())
    parts = [f"{people_text(people)} people", f"{people_text(jobs)} jobs",
             f"{percent(max(1.0 - jobs / max(force, 1e-12), 0.0))} unemployed"]  # fmt: skip
    ports = [p.name for p in state.scenario.country.ports if inside[_cell(state, p.cell)]]
    parts += [f"port{'s' if len(ports) > 1 else ''}: {', '.join(ports)}"] if ports else []
    found = observe_places.clusters(economy.recorder, state, region)
    here = set(np.flatnonzero(inside).tolist())
    named = [
        f"{theme.sector_name(state.sectors.ids[c.sector])} ({people_text(c.jobs)} jobs"
        f"{'' if c.cells <= here else ', other regions included'})"
        for c in found
    ]
    return " · ".join([*parts, f"clusters: {', '.join(named)}" if named else "no cluster"])


def _cell(state: State, at: tuple[int, int]) -> int:
    return int(np.flatnonzero((state.space.rows == at[0]) & (state.space.cols == at[1]))[0])


def people_text(thousands: float) -> str:
    """A number of people."""
    if thousands >= 1000.0:
        return f"{number(thousands / 1000.0, 2)} million"
    return number(1000.0 * thousands, 0) if thousands < 1.0 else f"{number(thousands, 0)},000"


def _sectors(rows: list[observe_places.SectorHere]) -> str:
    body = [
        (_swatch(r.sector), number(r.employment), percent(r.share), _quotient(r.quotient), percent(r.exports),
         f"{r.firms:,}", percent(r.foreign, 0))
        for r in rows if r.employment > 0.0
    ]  # fmt: skip
    head = ("Sector", "Jobs, thousand", "Of jobs", "Location quotient", "Of exports", "Firms", "Foreign-owned")
    return _table("Sectors", head, body)


def _firms(rows: list[observe_places.FirmHere]) -> str:
    body = [
        (_swatch(r.sector), escape(OWNERS[r.owner]), f"{1000.0 * r.employment:,.0f}", percent(r.weight, 0),
         percent(r.exported, 0), number(r.age / 4.0, 0))
        for r in rows
    ]  # fmt: skip
    return _table(
        "Largest firms", ("Firm in", "Owner", "Jobs", "Of its sector here", "Sales exported", "Years old"), body
    )


def _policies(rows: list[observe_places.PolicyHere]) -> str:
    if not rows:
        return '<p class="soft">No instrument is at work here, and none was.</p>'
    body = [
        (escape(r.instrument.replace("_", " ").capitalize()), "yes" if r.at_work else "no", _money(r.spent),
         _money(r.forgone), _money(r.spent_ever + r.forgone_ever))
        for r in rows
    ]  # fmt: skip
    head = ("Instrument", "At work", "Spent, last year", "Revenue forgone, last year", "Both, since the start")
    note = '<p class="soft">Money as a share of the region\'s product of the last year.</p>'
    return _table("Policies", head, body) + note


def _money(share: float) -> str:
    return percent(share, 2) if share else "–"


def _swatch(sector: str) -> str:
    code, name, colour = theme.sector_code(sector), theme.sector_name(sector), theme.sector_colour(sector)
    style = f"background:{colour};color:{theme.ink_on(colour)}"
    mark = f'<b class="swatch" style="{style}" aria-hidden="true">{escape(code)}</b>'
    return f'<span class="named">{mark} {escape(name)}</span>'


def _quotient(q: float) -> str:
    """Figure and bar; the mark on the bar is the nation's mix."""
    width = 100.0 * min(q / QUOTIENT_SHOWN, 1.0)
    bar = f'<span class="bar" aria-hidden="true"><i style="width:{width:.0f}%"></i></span>'
    return f"{number(q, 2)} {bar}"


def _table(title: str, head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    columns = "".join(f'<th scope="col"{_text(k)}>{h}</th>' for k, h in enumerate(head))
    body = "".join(f'<tr><th scope="row" class="text">{r[0]}</th>' + "".join(f"<td>{c}</td>" for c in r[1:]) + "</tr>"
                   for r in rows)  # fmt: skip
    return (f'<div class="scroll" tabindex="0" role="region" aria-label="{title}"><table class="rows">'
            f"<thead><tr>{columns}</tr></thead><tbody>{body}</tbody></table></div>")  # fmt: skip


def _text(column: int) -> str:
    return "" if column else ' class="text"'


def columns(sectors: tuple[str, ...]) -> list[str]:
    """Names of the columns of a history."""
    return ["year", "wage", "product", "exports", *(f"jobs:{s}" for s in sectors)]


def charts(sectors: tuple[str, ...]) -> list[dict[str, Any]]:
    """Charts of a history."""
    by_sector = [{"column": f"jobs:{s}", "name": theme.sector_name(s), "colour": theme.sector_colour(s)}
                 for s in sectors]  # fmt: skip
    relative = [{"column": c, "name": n, "colour": colour, "dashed": d} for c, n, colour, d in RELATIVE]
    exports = {"column": "exports", "name": "Exports", "colour": theme.SERIES[2]}
    common = {"first": True, "digits": 1}
    return [
        common | {"id": "place_jobs", "title": "Jobs by sector", "unit": "thousand", "lines": by_sector, "stack": True,
                  "zero": True},
        common | {"id": "place_relative", "title": "Wage and product a job", "unit": "nation = 100",
                  "lines": relative, "level": 100.0},
        common | {"id": "place_exports", "title": "Exports", "unit": "% of the nation's", "lines": [exports],
                  "zero": True},
    ]  # fmt: skip


def _history(economy: RegionalEconomy, region: int) -> bytes:
    past = observe_places.history(economy.recorder, region)
    start = economy.state.scenario.country.start_year
    rows = np.column_stack(
        [start + past["quarter"] / 4.0, past["wage"], past["product"], past["exports"], past["employment"]]
    )
    return rows.astype(np.float32).tobytes()
