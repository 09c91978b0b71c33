"""What can only be checked when a whole scenario is known: what its policy aims at, and whether it can be paid."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from policies.instrument import Instrument
from policies.selections.zone_list import ZoneList
from problems import Problem
from scenarios.country_checks import unknown
from scenarios.document import Document
from scenarios.schema import Scenario


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
        unknown(document, (*path, "sectors"), s, sectors, "a sector") for s in instrument.sectors if s not in sectors
    ]
    found += [
        unknown(document, (*path, "regions"), r, regions, f"a region of {place}")
        for r in instrument.regions
        if r not in regions
    ]
    rule = instrument.selection
    for sector in getattr(rule, "sectors", ()):
        if sector not in sectors:
            found.append(unknown(document, (*path, "selection"), sector, sectors, "a sector"))
    for region in getattr(rule, "zones", {}).get(place, ()):
        if region not in regions:
            found.append(unknown(document, (*path, "selection"), region, regions, f"a region of {place}"))
    return found


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
