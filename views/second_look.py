"""What `check` and an upload let pass and yet ask to be looked at again: figures in another unit, zones nowhere."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from math import log
from pathlib import Path
from typing import TYPE_CHECKING

from problems import Problem, nearest
from scenarios.country import Country
from scenarios.document import Document, read
from scenarios.load import HERE, document_of, names_of
from scenarios.schema import Policy, ScenarioFile
from scenarios.validate import validated

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policies.instrument import Instrument

MOST_PEOPLE = 2_000.0  # million
WIDEST_GAP = 3.0  # 0.6 x log 150
CELLS = (100, 225)
LONGEST = 400  # quarters
SUM = 0.02  # that shares may be off 1 without a word
PLACEHOLDERS = ("One sentence: what the country was", ": replace")


def second_look(file: str) -> list[Problem]:
    """Remarks on a file without mistakes, and on the country and the policy that it names."""
    document = document_of(file)
    if "country" in document.data:
        own = validated(ScenarioFile, document)
        country, package = (_shipped(k, n) for k, n in (("countries", own.country), ("policies", own.policy)))
        added = _instruments(own.instruments, document)
        return [*_length(own, document), *added, *_country(country), *_package(package)]
    return [*_country(document)] if "map" in document.data else [*_package(document)]


def second_look_at(name: str, content: bytes) -> list[str]:
    """Remarks in words on what a visitor brought under this name, which has no mistakes."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "scenario.toml"
        path.write_bytes(content)
        remarks = [replace(r, file=name if r.file == str(path) else r.file) for r in second_look(str(path))]
    return [remark.text() for remark in dict.fromkeys(remarks)]


def _shipped(kind: str, name: str) -> Document:
    return read(HERE / kind / f"{name}.toml", f"scenarios/{kind}/{name}.toml")


def _length(own: ScenarioFile, document: Document) -> Iterator[Problem]:
    if own.run.quarters > LONGEST:
        yield document.problem(("run", "quarters"), str(own.run.quarters), "quarters, not years: four of them a year")


def _country(document: Document) -> Iterator[Problem]:
    country = validated(Country, document)
    yield from _nation(country, document)
    yield from _regions(country, document)
    yield from _ports(country, document)
    yield from _left_over(country, document)


def _nation(country: Country, document: Document) -> Iterator[Problem]:
    nation, cells = country.nation, country.grid.cells
    if nation.population > MOST_PEOPLE:
        yield document.problem(("nation", "population"), f"{nation.population:g}", "millions of people")
    if nation.income_gap > WIDEST_GAP:
        expected = f"0.6 x log of a ratio: {0.6 * log(10):.1f} where the United States have ten times as much a head"
        yield document.problem(("nation", "income_gap"), f"{nation.income_gap:g}", expected)
    if nation.world_size < 1.0:
        expected = "the world's product over the country's, not the other way round"
        yield document.problem(("nation", "world_size"), f"{nation.world_size:g}", expected)
    if not CELLS[0] <= cells <= CELLS[1]:
        expected = f"{CELLS[0]} to {CELLS[1]} cells of land; another cell_km, or a map drawn finer or coarser"
        yield document.problem(("map",), f"{cells} cells of land, {cells * country.cell_km**2:,.0f} km2", expected)


def _regions(country: Country, document: Document) -> Iterator[Problem]:
    regions = country.regions
    first = ("regions", next(iter(regions)))
    for name, region in regions.items():
        if abs(total := sum(region.shares.values()) - 1.0) > SUM:
            expected = "1; they are scaled to it, unless one is wrong"
            yield document.problem(("regions", name, "shares"), f"adds up to {1.0 + total:.3g}", expected)
    people = [float(region.population) for region in regions.values()]
    if all(region.income is None for region in regions.values()) and len(set(people)) > 1:
        expected = "what people earn in each region over the nation's mean; without it far regions come out too poor"
        yield document.problem(first, "no region has an income", expected)
    for key in ("schooling", "infrastructure"):
        values = [float(getattr(region, key)) for region in regions.values()]
        mean = sum(p * v for p, v in zip(people, values, strict=True)) / sum(people)
        whole = float(country.nation.schooling) if key == "schooling" else 1.0
        if not 0.5 * whole <= mean <= 2.0 * whole:
            yield document.problem((*first, key), f"mean of regions {mean:.3g}", f"about the nation's, {whole:g}")


def _ports(country: Country, document: Document) -> Iterator[Problem]:
    taken: dict[tuple[int, int], str] = {}
    for number, port in enumerate(country.ports):
        place = ("ports", number, "cell")
        if port.cell in taken:
            yield document.problem(place, str(list(port.cell)), f"a cell of its own: {taken[port.cell]} lies there")
        taken.setdefault(port.cell, port.name)
        if _inland(country, *port.cell) and not port.quality.note:
            expected = "a cell near ~ or . or the map's edge (row first, then column, from 0), or a note that says why"
            yield document.problem(place, str(list(port.cell)), expected)


def _inland(country: Country, row: int, col: int) -> bool:
    """Whether the country's land lies around it, two cells deep: a river or a lagoon takes ships one cell in."""
    steps = range(-2, 3)
    around = [(row + down, col + right) for down in steps for right in steps]
    return all(country.grid.is_land(*cell) for cell in around)


def _left_over(country: Country, document: Document) -> Iterator[Problem]:
    """Words of the template that were to be replaced."""
    words: list[tuple[tuple[str, ...], str]] = [(("summary",), country.summary)]
    words += [(("sources", key), text) for key, text in country.sources.items()]
    for path, text in words:
        if any(placeholder in text for placeholder in PLACEHOLDERS):
            yield document.problem(path, "as the template has it", "words of your own")


def _package(document: Document) -> Iterator[Problem]:
    policy, stem = validated(Policy, document), Path(document.file).stem
    if policy.name != stem:
        yield document.problem(("name",), repr(policy.name), f"the file's own name, {stem!r}: scenarios go by that")
    yield from _instruments(policy.instruments, document)


def _instruments(instruments: Sequence[Instrument], document: Document) -> Iterator[Problem]:
    for number, instrument in enumerate(instruments):
        yield from _zones(instrument, document, ("instruments", number, "selection"))
        if not instrument.source:
            path = ("instruments", number)
            yield document.problem(path, f"{instrument.id} has no source", "law, year, where it is told; or estimate")


def _zones(instrument: Instrument, document: Document, path: tuple[str | int, ...]) -> Iterator[Problem]:
    """Zones by country: a country that isn't there is never looked up, a region that isn't stops its scenarios."""
    zones: dict[str, Sequence[str]] = getattr(instrument.selection, "zones", {})
    known = names_of("countries")
    for place, named in zones.items():
        if place not in known:
            expected = f"a country: {', '.join(known)}"
            yield document.problem((*path, "zones"), place, expected, nearest(place, known))
            continue
        regions = list(_shipped("countries", place).data.get("regions", {}))
        for name, times in Counter(named).items():
            if name not in regions:
                expected = f"a region of {place}: {', '.join(regions)}"
                yield document.problem((*path, "zones", place), name, expected, nearest(name, regions))
            elif times > 1:
                yield document.problem((*path, "zones", place), f"{name}, {times} times", "each region once")
