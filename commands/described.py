"""A line for each instrument of a policy, for `run.py scenarios NAME`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from policies.catalogue import AnyInstrument


def instrument(one: AnyInstrument, country: str) -> str:
    """What an instrument is, when it runs, with how much money, for whom and where, and who says so."""
    from views.structure import where

    end = "on" if one.end is None else f"to {one.end:g}"
    parts = [f"from year {one.start:g} {end}"]
    if one.budget is not None:
        whose = "GDP" if one.government == "national" else "the region's product"
        parts.append(f"at most {100 * one.budget:g} % of {whose} a year")
    told = f"{', '.join([*parts, _sectors(one)])}{where(one, country)}"
    return f"  {one.id} ({one.kind}), {one.government}, {told}: {one.source or 'no source'}"


def _sectors(one: AnyInstrument) -> str:
    """Sectors that an instrument names, or who chooses them."""
    rule = getattr(one.selection, "rule", "zone_list")
    if rule in ("entrepreneurial_discovery", "lottery"):
        return f"chosen by {rule}"
    named = one.sectors or getattr(one.selection, "sectors", ())
    return f"for {', '.join(named)}" if named else "for all sectors"
