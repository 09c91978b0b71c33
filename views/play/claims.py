"""The article's claims of the country that plays, and how they stand now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from model import observe_claims
from scenarios.claims import QUOTIENT, claims_of
from views import theme

if TYPE_CHECKING:
    from model.economy import RegionalEconomy
    from scenarios.schema import Scenario

CREDITS = {"policy": "credited to policy", "endowment": "credited to what the place has", "firms": "credited to firms"}


def any_of(scenario: Scenario) -> bool:
    """Whether the article claims something of the country."""
    return bool(claims_of(scenario.country.name))


def rows(economy: RegionalEconomy) -> list[dict[str, Any]]:
    """A row a claim, for `views.widgets.claims`."""
    claims = claims_of(economy.scenario.country.name)
    found = observe_claims.look(economy.state, economy.recorder, claims)
    return [
        {"region": now.claim.region, "at": now.regions[0], "emerged": now.emerged, "driver": now.claim.driver,
         "credit": CREDITS.get(now.claim.credit, now.claim.credit), "happened": now.claim.happened,
         "sectors": [
             {"code": theme.sector_code(s.sector), "name": theme.sector_name(s.sector),
              "colour": theme.sector_colour(s.sector), "ink": theme.ink_on(theme.sector_colour(s.sector)),
              "quotient": round(s.quotient, 2), "cluster": s.cluster}
             for s in now.sectors
         ]}
        for now in found
    ]  # fmt: skip


def summary(found: Sequence[Mapping[str, Any]]) -> str:
    """How many of the rows hold now, and by which rule."""
    held = sum(row["emerged"] for row in found)
    return (f"{held} of {len(found)} hold now. A claim holds when the location quotient is at least {QUOTIENT:g} and a "
            "cluster beyond chance lies there, in each sector.")  # fmt: skip
