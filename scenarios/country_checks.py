"""What can only be checked when a whole country is known: its map, and that its figures agree with each other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from problems import Problem, ProblemError, nearest
from scenarios.country import Country
from scenarios.document import Document, KeyPath
from scenarios.figure import Figure
from scenarios.grid import ABROAD, SEA, map_rows

MOST_CELLS = 20_000  # distances between all of them have to fit into memory
TOLERANCE = 0.02  # of the people of all regions; those of the shipped countries differ by 0.0001 from the nation's
ESTIMATE = "estimate"
SETTING = "setting"
UNITS = {"population": "million", "schooling": "years"}


def of_country(country: Country, document: Document, sectors: tuple[str, ...]) -> list[Problem]:
    """Find what is wrong with a country's map, or with its name, sources, figures and names of sectors."""
    return _map(country, document) or [
        *_name(country, document),
        *_sources(country, document),
        *_units(country, document),
        *_ports(country, document),
        *_sums(country, document),
        *(p for name in country.regions for p in _region(country, name, document, sectors)),
        *_jobs(country, document, sectors),
    ]


def _name(country: Country, document: Document) -> Iterator[Problem]:
    """Scenarios name the file, lists of zones the country: both must be the same."""
    stem = Path(document.file).stem
    if document.file and country.name != stem:
        yield document.problem(("name",), repr(country.name), f"the file's own name, {stem!r}")


def _sources(country: Country, document: Document) -> Iterator[Problem]:
    for path, source in _named_sources(country):
        if source not in country.sources and source != SETTING and not source.startswith(ESTIMATE):
            expected = f"a key of [sources] ({', '.join(country.sources) or 'there is none'}) or {ESTIMATE!r}"
            close = nearest(source, [*country.sources, ESTIMATE])
            yield document.problem(path, repr(source), expected, close)


def _named_sources(country: Country) -> Iterator[tuple[KeyPath, str]]:
    """Each source that the file names, and where."""
    holders: list[tuple[KeyPath, object]] = [(("nation",), country.nation)]
    holders += [(("regions", name), region) for name, region in country.regions.items()]
    holders += [(("ports", number), port) for number, port in enumerate(country.ports)]
    holders += [(("investors", number), investor) for number, investor in enumerate(country.investors)]
    for path, holder in holders:
        for key, value in vars(holder).items():
            if isinstance(value, Figure):
                yield (*path, key, "source"), value.source
            elif key in ("shares_source", "endowment_source"):
                yield (*path, key), value


def _units(country: Country, document: Document) -> Iterator[Problem]:
    """A count in another unit would pass every other check where the nation and its regions share it."""
    holders: list[tuple[KeyPath, object]] = [(("nation",), country.nation)]
    holders += [(("regions", name), region) for name, region in country.regions.items()]
    for path, holder in holders:
        for key, wanted in UNITS.items():
            unit = getattr(holder, key).unit
            if unit not in ("", wanted):
                yield document.problem((*path, key, "unit"), repr(unit), f"{wanted!r}, with the value in it")


def _ports(country: Country, document: Document) -> Iterator[Problem]:
    grid = country.grid
    for number, port in enumerate(country.ports):
        try:
            grid.cell_at(*port.cell)
        except (ProblemError, ValueError, IndexError, KeyError):
            expected = f"a land cell of the map ({grid.rows} rows, {grid.cols} columns, counted from 0)"
            yield document.problem(("ports", number, "cell"), str(list(port.cell)), expected)


def _sums(country: Country, document: Document) -> Iterator[Problem]:
    """Parts that are more than the whole, or people who are missing."""
    nation = country.nation
    if (invested := sum(float(investor.share) for investor in country.investors)) > 1.0:
        last = ("investors", len(country.investors) - 1, "share")
        yield document.problem(last, f"shares add up to {invested:g}", "at most 1 for all of them")
    if (owned := float(nation.foreign_share) + float(nation.group_share)) > 1.0:
        expected = "at most 1 for foreign_share and group_share together"
        yield document.problem(_set_one(document, "group_share", "foreign_share"), f"together {owned:g}", expected)
    if not float(nation.groups).is_integer():
        yield document.problem(("nation", "groups"), f"{nation.groups:g}", "a whole number")
    yield from _people(country, document)


def _people(country: Country, document: Document) -> Iterator[Problem]:
    """People who are missing, or of whom a region has more than the nation."""
    nation = country.nation
    people, total = sum(float(r.population) for r in country.regions.values()), float(nation.population)
    if abs(people - total) > TOLERANCE * total and not _resized(document):
        for name, region in country.regions.items():
            if float(region.population) > total:
                path = ("regions", name, "population")
                yield document.problem(path, f"{region.population:g}", f"less than the nation's {total:g} million")
                return
        expected = f"{people:.4g}, which the regions' populations add up to (within {TOLERANCE:.0%})"
        yield document.problem(("nation", "population"), f"{total:g}", expected)


def _set_one(document: Document, first: str, other: str) -> KeyPath:
    """The one of two figures of the nation that the command line set, else the first."""
    return ("nation", other if ("nation", other) in document.settings else first)


def _resized(document: Document) -> bool:
    """Whether the command line asks what another number of people would do."""
    return any(path[-1] == "population" for path in document.settings)


def _region(country: Country, name: str, document: Document, sectors: tuple[str, ...]) -> Iterator[Problem]:
    region = country.regions[name]
    for field in ("shares", "endowment"):
        table: dict[str, float] = getattr(region, field)
        for sector in table.keys() - set(sectors):
            yield unknown(document, ("regions", name, field), sector, sectors, "a sector")
    if region.income is None and any(other.income is not None for other in country.regions.values()):
        yield document.problem(("regions", name), "no income", "income for every region, or for none")
    if sum(region.shares.values()) <= 0.0:
        yield document.problem(("regions", name, "shares"), "all 0", "shares that sum to 1")


def _jobs(country: Country, document: Document, sectors: tuple[str, ...]) -> Iterator[Problem]:
    """A sector without jobs sells nothing at any price: markets would find no rest."""
    first = next(iter(country.regions))
    for sector in sectors:
        if not any(region.shares.get(sector, 0.0) > 0.0 for region in country.regions.values()):
            expected = f"a share of {sector} above 0 in one region at least"
            yield document.problem(("regions", first, "shares"), f"no region has jobs in {sector}", expected)


def _map(country: Country, document: Document) -> list[Problem]:
    """Rows of equal length, known symbols only, every region somewhere."""
    rows = map_rows(country.map)
    blank = len(country.map) - len(country.map.lstrip("\n"))
    if rows == [""]:
        return [document.problem(("map",), "empty", "rows of symbols, a region's or ~ for the sea")]
    if (cells := sum(map(len, rows))) > MOST_CELLS:
        return [document.problem(("map",), f"{cells} symbols", f"at most {MOST_CELLS} (100 to 225 of land are usual)")]
    found, symbols = [], {region.symbol: name for name, region in country.regions.items()}
    for number, row in enumerate(rows):
        line = document.line_of_text(("map",), blank + number)
        if len(row) != len(rows[0]):
            value, expected = (
                f"{row or 'an empty row'} ({len(row)} symbols)",
                f"{len(rows[0])} symbols, as in the first row",
            )
            found.append(Problem(document.file, line, "map", value, expected))
        if strange := sorted(set(row) - {SEA, ABROAD} - set(symbols)):
            expected = f"~ for the sea, . for land abroad or a region's symbol: {', '.join(sorted(symbols))}"
            found.append(Problem(document.file, line, "map", ", ".join(map(repr, strange)), expected))
    return _symbols(country, document, rows) + found


def _symbols(country: Country, document: Document, rows: list[str]) -> list[Problem]:
    """A symbol of its own for every region, somewhere on the map."""
    found, owners = [], dict[str, str]()
    for name, region in country.regions.items():
        symbol, path = region.symbol, ("regions", name, "symbol")
        owner = owners.setdefault(symbol, name)
        if symbol in (SEA, ABROAD):
            meaning = "the sea" if symbol == SEA else "land abroad"
            found.append(document.problem(path, repr(symbol), f"another symbol: this one is {meaning}"))
        elif not any(symbol in row for row in rows):
            expected = f"its symbol {symbol!r} somewhere on the map"
            found.append(document.problem(("regions", name), "not on the map", expected))
        elif owner != name:
            found.append(document.problem(path, repr(symbol), f"a symbol of its own: this one is {owner}'s"))
    return found


def unknown(document: Document, path: KeyPath, name: str, known: tuple[str, ...], what: str) -> Problem:
    """A name that there isn't, with those that there are."""
    return document.problem(path, repr(name), f"{what}: {', '.join(known)}", nearest(name, known))
