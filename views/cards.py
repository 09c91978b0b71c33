"""What the start page shows: a card and a small map for each scenario, and a visitor's file with its mistakes."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from html import escape
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from problems import Problem
from scenarios.load import check_file, load_scenario, names_of
from views.given import told_as_part
from views.outline import bars

if TYPE_CHECKING:
    from scenarios.country import Country
    from scenarios.grid import GridMap
    from scenarios.schema import Scenario

Cells = NDArray[np.int64]

SHOWN_AT = 150.0  # pixels of height that marks on a small map are made for
NOWHERE = -1


@dataclass(frozen=True)
class Card:
    """A scenario in the gallery.

    Attributes
    ----------
    facts : years, regions and firms, as one line.
    watch : what to watch for.
    picture : the small map, SVG.
    """

    name: str
    title: str
    summary: str
    watch: tuple[str, ...]
    facts: str
    place: str
    picture: str

    def holds(self, words: str) -> bool:
        """Whether every word occurs in what the card says, in any case."""
        text = " ".join((self.name, self.title, self.summary, self.facts, self.place, *self.watch)).casefold()
        return all(word in text for word in words.casefold().split())


@cache
def cards() -> tuple[Card, ...]:
    """Cards of all shipped scenarios, by title."""
    return tuple(sorted((card_of(name) for name in names_of("scenarios")), key=lambda card: card.title))


def card_of(name: str) -> Card:
    """The card of a shipped scenario."""
    return _card(name, load_scenario(name))


@lru_cache(maxsize=64)
def card_of_file(own: OwnFile) -> Card:
    """The card of a file without mistakes."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "scenario.toml"
        path.write_text(own.text, encoding="utf-8")
        return _card(own.name, load_scenario(str(path)))


def _card(name: str, scenario: Scenario) -> Card:
    country, run = scenario.country, scenario.run
    place = f"{country.title} {' '.join(region.name for region in country.regions.values())}"
    last = country.start_year + run.quarters // 4
    facts = f"{country.start_year}–{last} · {len(country.regions)} regions · {run.firms:,} firms at the start"
    return Card(name, scenario.title, scenario.summary, scenario.watch, facts, place, small_map(country))


def small_map(country: Country) -> str:
    """Land by region, land abroad, and ports as rings; colours are left to the style of the page."""
    grid = country.grid
    numbers = numbered(grid)
    shades = tints(numbers)
    abroad = ~grid.land & ~grid.sea
    parts = [f'<path class="abroad" d="{bars(abroad)}"/>'] if abroad.any() else []
    for at, region in enumerate(country.regions.values()):
        opacity = min(0.25 + 0.17 * shades[at], 0.95)
        parts.append(f'<path class="land" fill-opacity="{opacity:.2f}" d="{bars(numbers == at)}">'
                     f"<title>{escape(region.name)}</title></path>")  # fmt: skip
    pixel = grid.rows / SHOWN_AT
    for port in country.ports:
        row, col = port.cell
        parts.append(f'<circle class="port" cx="{col + 0.5}" cy="{row + 0.5}" r="{3.2 * pixel:.3f}" '
                     f'stroke-width="{1.6 * pixel:.3f}"><title>Port: {escape(port.name)}</title></circle>')  # fmt: skip
    label = f"Map of {country.title}: {len(country.regions)} regions, {len(country.ports)} ports"
    return (f'<svg viewBox="0 0 {grid.cols} {grid.rows}" role="img" aria-label="{escape(label)}">'
            f'{"".join(parts)}</svg>')  # fmt: skip


def numbered(grid: GridMap) -> Cells:
    """Number of the region at each place of the map, shape (rows, cols); NOWHERE off the land."""
    numbers = np.full((grid.rows, grid.cols), NOWHERE, np.int64)
    numbers[grid.land] = grid.region_of_cell
    return numbers


def tints(numbers: Cells) -> list[int]:
    """A tint for each region, from 0, that none of its neighbours has."""
    found: list[int] = []
    beside = _neighbours(numbers)
    for region in range(int(numbers.max()) + 1):
        taken = {found[other] for other in beside.get(region, ()) if other < region}
        found.append(next(tint for tint in count() if tint not in taken))
    return found


def _neighbours(numbers: Cells) -> dict[int, set[int]]:
    beside: dict[int, set[int]] = {}
    for one, other in ((numbers[:, 1:], numbers[:, :-1]), (numbers[1:], numbers[:-1])):
        for a, b in zip(one.ravel().tolist(), other.ravel().tolist(), strict=True):
            if a != b and NOWHERE not in (a, b):
                beside.setdefault(a, set()).add(b)
                beside.setdefault(b, set()).add(a)
    return beside


@dataclass(frozen=True)
class Mistake:
    """A mistake in a file, beside the line where it stands.

    Attributes
    ----------
    line : number in the visitor's file, None if the mistake is elsewhere.
    content : that line as the file has it.
    text : what `check` says.
    """

    line: int | None
    content: str
    text: str


@dataclass(frozen=True)
class OwnFile:
    """A visitor's scenario file; it can be opened if it has no mistakes."""

    name: str
    text: str
    mistakes: tuple[Mistake, ...]


def own_file(name: str, content: bytes) -> OwnFile:
    """Check a visitor's file as the command line does; nothing of it stays on the disk."""
    shown = Path(name.replace("\\", "/")).name or "scenario.toml"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "scenario.toml"
        path.write_bytes(content)
        problems = [replace(p, file=shown if p.file == str(path) else p.file) for p in check_file(str(path))]
    text = content.decode("utf-8", "replace")
    problems = [part] if (part := told_as_part(shown, text)) else problems
    lines = text.splitlines()
    return OwnFile(_plain_name(shown), text, tuple(_beside(p, shown, lines) for p in problems))


def _beside(problem: Problem, shown: str, lines: list[str]) -> Mistake:
    if problem.file != shown or problem.line is None or not 1 <= problem.line <= len(lines):
        return Mistake(None, "", problem.text())
    return Mistake(problem.line, lines[problem.line - 1].rstrip()[:200], problem.text())


def _plain_name(shown: str) -> str:
    """A name that is safe in an address and as a file."""
    stem = "".join(c if c.isalnum() or c in "-_" else "_" for c in shown.removesuffix(".toml"))
    return stem[:40] or "scenario"
