"""What can only be checked when a whole country or a whole scenario is known."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from policies.instrument import Instrument
from policies.selections.zone_list import ZoneList
from problems import Problem, ProblemError, nearest
from scenarios.country import Country
from scenarios.document import Document
from scenarios.grid import ABROAD, SEA, map_rows
from scenarios.schema import Scenario


def of_country(country: Country, document: Document, sectors: tuple[str, ...]) -> list[Problem]:
    """Find what is wrong with the map, its ports, and the names of sectors."""
    broken = _map(country, document)
    if broken:
        return broken
    grid = country.grid
    problems = []
    for number, port in enumerate(country.ports):
        try:
            grid.cell_at(*port.cell)
        except (ProblemError, ValueError, IndexError, KeyError):
            path = ("ports", number, "cell")
            expected = f"a land cell of the map ({grid.rows} rows, {grid.cols} columns, counted from 0)"
            problems.append(document.problem(path, str(list(port.cell)), expected))
    if (invested := sum(float(investor.share) for investor in country.investors)) > 1.0:
        last = ("investors", len(country.investors) - 1, "share")
        problems.append(document.problem(last, f"shares add up to {invested:g}", "at most 1 for all of them"))
    for name, region in country.regions.items():
        for field in ("shares", "endowment"):
            table: dict[str, float] = getattr(region, field)
            for sector in table.keys() - set(sectors):
                problems.append(_unknown(document, ("regions", name, field), sector, sectors, "a sector"))
        if region.income is None and any(other.income is not None for other in country.regions.values()):
            problems.append(document.problem(("regions", name), "no income", "income for every region, or for none"))
        if sum(region.shares.values()) <= 0.0:
            problems.append(document.problem(("regions", name, "shares"), "all 0", "shares that sum to 1"))
    return problems


def _map(country: Country, document: Document) -> list[Problem]:
    """Rows of equal length, known symbols only, every region somewhere."""
    rows = map_rows(country.map)
    first = (document.line(("map",)) or 0) + 1  # the text begins on the line after the key
    symbols = {region.symbol: name for name, region in country.regions.items()}
    if rows == [""]:
        return [Problem(document.file, first - 1, "map", "empty", "rows of symbols, a region's or ~ for the sea")]
    found = []
    for number, row in enumerate(rows):
        if len(row) != len(rows[0]):
            expected = f"{len(rows[0])} symbols, as in the first row"
            found.append(
                Problem(document.file, first + number, "map", f"{row or 'an empty row'} ({len(row)} symbols)", expected)
            )
        if unknown := sorted(set(row) - {SEA, ABROAD} - set(symbols)):
            expected = f"~ for the sea, . for land abroad or a region's symbol: {', '.join(sorted(symbols))}"
            found.append(Problem(document.file, first + number, "map", ", ".join(map(repr, unknown)), expected))
    for symbol, name in symbols.items():
        if not any(symbol in row for row in rows):
            expected = f"its symbol {symbol!r} somewhere on the map"
            found.append(document.problem(("regions", name), "not on the map", expected))
    if len(symbols) < len(country.regions):
        expected = "a symbol of its own for every region"
        found.append(Problem(document.file, first - 1, "regions", "two regions with one symbol", expected))
    return found


def of_policy(scenario: Scenario, own: Document, package: Document) -> list[Problem]:
    """Find instruments aimed at nothing, twice the same id, and budgets above what there is."""
    problems = []
    in_package = len(scenario.policy.instruments) - len(own.data.get("instruments", []))
    seen: set[str] = set()
    for number, instrument in enumerate(scenario.policy.instruments):
        document, place = (package, number) if number < in_package else (own, number - in_package)
        path = ("instruments", place)
        if instrument.id in seen:
            problems.append(document.problem((*path, "id"), repr(instrument.id), "an id of its own"))
        seen.add(instrument.id)
        problems += _aims(scenario, instrument, document, path)
    return problems + _money(scenario, own, package)


def _aims(scenario: Scenario, instrument: Instrument, document: Document, path: tuple[str | int, ...]) -> list[Problem]:
    sectors, regions = scenario.sectors.ids, tuple(scenario.country.regions)
    place = scenario.country.name
    found = [
        _unknown(document, (*path, "sectors"), s, sectors, "a sector") for s in instrument.sectors if s not in sectors
    ]
    found += [
        _unknown(document, (*path, "regions"), r, regions, f"a region of {place}")
        for r in instrument.regions
        if r not in regions
    ]
    rule = instrument.selection
    for sector in getattr(rule, "sectors", ()):
        if sector not in sectors:
            found.append(_unknown(document, (*path, "selection"), sector, sectors, "a sector"))
    for region in getattr(rule, "zones", {}).get(place, ()):
        if region not in regions:
            found.append(_unknown(document, (*path, "selection"), region, regions, f"a region of {place}"))
    return found


def _unknown(document: Document, path: tuple[str | int, ...], name: str, known: tuple[str, ...], what: str) -> Problem:
    return document.problem(path, repr(name), f"{what}: {', '.join(known)}", nearest(name, known))


def _money(scenario: Scenario, own: Document, package: Document) -> list[Problem]:
    """Budgets of any year within the envelope, the envelope within what the state raises."""
    policy, nation = scenario.policy, scenario.country.nation
    document = own if "envelope" in own.data else package
    # revenue at the start: labour earns about 60 % of product, profits before tax a fifth
    revenue = 0.6 * nation.income_tax + 0.2 * nation.profit_tax + nation.tariff * nation.export_share
    if policy.envelope > revenue:
        expected = f"at most {revenue:.3f} of GDP a year, about what {scenario.country.title} raises in taxes"
        return [document.problem(("envelope",), f"{policy.envelope:g}", expected)]
    for year, wanted in budgets(scenario).items():
        if wanted > policy.envelope * (1.0 + 1e-9):
            expected = f"at least {wanted:g}, the budgets of all instruments in year {year:g}, or smaller budgets"
            return [document.problem(("envelope",), f"{policy.envelope:g}", expected)]
    return []


def budgets(scenario: Scenario) -> dict[float, float]:
    """Budgets of all instruments together, share of GDP a year, in each year in which one starts."""
    instruments = scenario.policy.instruments
    return {
        year: sum(_share_of_product(scenario, i) for i in instruments if i.runs(int(np.ceil(4 * year))))
        for year in sorted({i.start for i in instruments})
    }


def _share_of_product(scenario: Scenario, instrument: Instrument) -> float:
    """Budget as a share of the nation's product; a region's product goes by its people."""
    budget = instrument.budget or 0.0
    if instrument.government == "national":
        return budget
    people = {name: float(region.population) for name, region in scenario.country.regions.items()}
    return budget * sum(people.get(name, 0.0) for name in _payers(scenario, instrument, people)) / _sum(people.values())


def _payers(scenario: Scenario, instrument: Instrument, people: dict[str, float]) -> Iterable[str]:
    """Regions that run an instrument; where a rule finds its zones, the largest that it could find."""
    named = instrument.regions or tuple(people)
    rule = instrument.selection
    if not isinstance(rule, ZoneList):
        return named
    if scenario.country.name in rule.zones:
        return [name for name in rule.zones[scenario.country.name] if name in named]
    return sorted(named, key=lambda name: -people.get(name, 0.0))[: rule.count]


def _sum(values: Iterable[float]) -> float:
    return float(sum(values))
