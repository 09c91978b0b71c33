"""In words: what a country's file makes of its land, ports and jobs, for who wrote it to look at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from scenarios.country import Country

SPECIAL = 1.5  # location quotient from which a region is said to be special
NEAR = 3  # sectors told of a region without any


def structure(country: Country, sectors: tuple[str, ...]) -> list[str]:
    """Area, ports, the nation's jobs, and each region's location quotients."""
    area = country.grid.cells * country.cell_km**2
    ports = ", ".join(f"{port.name} {list(port.cell)}" for port in country.ports) or "none"
    people = np.array([float(region.population) for region in country.regions.values()])
    shares = country.share_array(sectors)
    whole = people @ shares / people.sum()
    quotients = shares / np.maximum(whole, 1e-12)
    mix = ", ".join(f"{sectors[s]} {100 * whole[s]:.1f}" for s in np.argsort(-whole, kind="stable"))
    lines = [f"  Land: {area:,.0f} km2, cells of {country.cell_km:g} km. Ports (row, column): {ports}."]
    lines += [f"  Jobs of the nation by what regions have, %: {mix}."]
    lines += [f"  Location quotients: all from {SPECIAL:g}, else the largest {NEAR}"]
    return lines + [
        f"    {region.name}: {_told(quotients[number], sectors)}"
        for number, region in enumerate(country.regions.values())
    ]


def _told(quotients: Any, sectors: tuple[str, ...]) -> str:
    order = np.argsort(-quotients, kind="stable")
    count = max(NEAR, int((quotients >= SPECIAL).sum()))
    return ", ".join(f"{sectors[s]} {quotients[s]:.1f}" for s in order[:count])


def where(instrument: Any, country: str) -> str:
    """Where an instrument is at work, as far as its file says: regions, zones of the country, or the rule elsewhere."""
    rule = instrument.selection
    if instrument.regions:
        return f", in {', '.join(instrument.regions)}"
    if getattr(rule, "rule", "") != "zone_list":
        return ""
    if country in rule.zones:
        return f", in {', '.join(rule.zones[country])}"
    found = {"ports": "ports first, then the largest", "largest": "the largest", "poorest": "the poorest"}
    return f", in {rule.count} regions it finds ({found[rule.fallback]})"
