"""What can only be checked when a whole scenario is known: what its policy aims at, and whether it can be paid."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from policies.instrument import Instrument
from policies.selections.zone_list import ZoneList
from problems import Problem
from scenarios.country_checks import unknown
from scenarios.document import Document, KeyPath
from scenarios.schema import Policy, Scenario


def of_policy(scenario: Scenario, own: Document, package: Document) -> list[Problem]:
    """Find instruments aimed at nothing, twice the same id, and budgets above what there is."""
    instruments = scenario.policy.instruments
    in_package = len(instruments) - len(own.data.get("instruments", []))
    places = [(package, n) if n < in_package else (own, n - in_package) for n in range(len(instruments))]
    problems = _doubles(instruments, places)
    for instrument, (document, number) in zip(instruments, places, strict=True):
        path = ("instruments", number)
        problems += _sectors(instrument, document, path, scenario.sectors.ids)
        problems += _regions(scenario, instrument, document, path)
    return problems + _money(scenario, own, package)


def of_package(policy: Policy, document: Document, sectors: tuple[str, ...]) -> list[Problem]:
    """Find what is wrong with a package in any country: unknown sectors, twice the same id, more than the envelope."""
    problems = _doubles(policy.instruments, [(document, number) for number in range(len(policy.instruments))])
    for number, instrument in enumerate(policy.instruments):
        problems += _sectors(instrument, document, ("instruments", number), sectors)
    # of instruments that regions run only where all do: elsewhere it depends on who lives there
    sure = [
        i
        for i in policy.instruments
        if i.government == "national" or not (i.regions or isinstance(i.selection, ZoneList))
    ]
    wanted = _yearly([(i, i.budget or 0.0) for i in sure])
    return problems + _above(policy.envelope, wanted, document)


def _doubles(instruments: Sequence[Instrument], places: Sequence[tuple[Document, int]]) -> list[Problem]:
    seen: set[str] = set()
    problems = []
    for instrument, (document, number) in zip(instruments, places, strict=True):
        if instrument.id in seen:
            path = ("instruments", number, "id")
            problems.append(document.problem(path, repr(instrument.id), "an id of its own"))
        seen.add(instrument.id)
    return problems


def _sectors(instrument: Instrument, document: Document, path: KeyPath, sectors: tuple[str, ...]) -> list[Problem]:
    """Sectors that there aren't, named by an instrument or by its rule."""
    named = [("sectors", s) for s in instrument.sectors]
    named += [("selection", s) for s in getattr(instrument.selection, "sectors", ())]
    return [unknown(document, (*path, key), s, sectors, "a sector") for key, s in named if s not in sectors]


def _regions(scenario: Scenario, instrument: Instrument, document: Document, path: KeyPath) -> list[Problem]:
    """Regions that the country lacks, likewise."""
    place, regions = scenario.country.name, tuple(scenario.country.regions)
    named = [("regions", r) for r in instrument.regions]
    named += [("selection", r) for r in getattr(instrument.selection, "zones", {}).get(place, ())]
    what = f"a region of {place}"
    return [unknown(document, (*path, key), r, regions, what) for key, r in named if r not in regions]


def _money(scenario: Scenario, own: Document, package: Document) -> list[Problem]:
    """Budgets of any year within the envelope, the envelope within what the state raises."""
    policy, nation = scenario.policy, scenario.country.nation
    document = own if "envelope" in own.data else package
    # revenue at the start: labour earns about 60 % of product, profits before tax a fifth
    revenue = 0.6 * nation.income_tax + 0.2 * nation.profit_tax + nation.tariff * nation.export_share
    if policy.envelope > revenue:
        expected = f"at most {revenue:.3f} of GDP a year, about what {scenario.country.title} raises in taxes"
        return [document.problem(("envelope",), f"{policy.envelope:g}", expected)]
    return _above(policy.envelope, budgets(scenario), document)


def _above(envelope: float, yearly: Mapping[float, float], document: Document) -> list[Problem]:
    """The first year in which budgets are more than the envelope."""
    for year, wanted in yearly.items():
        if wanted > envelope * (1.0 + 1e-9):
            expected = f"at least {wanted:g}, the budgets of all instruments in year {year:g}, or smaller budgets"
            return [document.problem(("envelope",), f"{envelope:g}", expected)]
    return []


def budgets(scenario: Scenario) -> dict[float, float]:
    """Budgets of all instruments together, share of GDP a year, in each year in which one starts."""
    return _yearly([(i, _share_of_product(scenario, i)) for i in scenario.policy.instruments])


def _yearly(costs: Sequence[tuple[Instrument, float]]) -> dict[float, float]:
    """What instruments cost together in each year in which one starts."""
    return {
        year: sum(share for i, share in costs if i.runs(int(np.ceil(4 * year))))
        for year in sorted({i.start for i, _ in costs})
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
