"""What a resolved scenario holds: everything a run needs, and nothing from outside."""

from __future__ import annotations

import hashlib
import json
from typing import Annotated, Any, Literal

from pydantic import Field, SerializerFunctionWrapHandler, model_serializer, model_validator

from policies.catalogue import AnyInstrument
from scenarios.base import Frozen
from scenarios.country import Country, Slug, Text
from scenarios.order import in_order, order_of
from scenarios.parameters import Parameters
from scenarios.sectors import SectorTable
from scenarios.world import WorldSeries

Unspent = Literal["lump_sum", "lower_taxes"]
Envelope = Annotated[float, Field(ge=0.0, le=0.3)]

TEXTS = frozenset(
    {"title", "summary", "watch", "source", "sources", "note", "shares_source", "endowment_source", "unit"}
)


class RunSettings(Frozen):
    """Length and size of a run."""

    quarters: int = Field(160, ge=1, le=4000, description="recorded quarters")
    burn_in: int = Field(40, ge=0, le=1000, description="quarters before quarter 0")
    firms: int = Field(6000, ge=50, le=5_000_000, description="firms at the start")
    census: tuple[Annotated[int, Field(ge=0, le=1000)], ...] = Field(
        (), description="years in which every firm, every place and trade between regions is recorded"
    )


class Policy(Frozen):
    """A package of instruments, and what is done with money that isn't spent.

    Attributes
    ----------
    envelope : most that the package may cost, share of GDP a year.
    unspent : what a state does with revenue left over: hand it to households as a lump sum, or tax less.
    """

    name: Slug
    title: Text
    summary: Text = ""
    envelope: Envelope = 0.0
    unspent: Unspent = "lump_sum"
    instruments: tuple[AnyInstrument, ...] = ()


class Change(Frozen):
    """Something that is different from a quarter on.

    Attributes
    ----------
    quarter : first quarter with the new value; negative during the burn-in.
    path : what changes, such as parameters.migration_rate or policy.instruments.<id>.budget.
    value : what it is from then on.
    """

    quarter: int = Field(ge=-1000, le=4000)
    path: Annotated[str, Field(min_length=1, max_length=200)]
    value: Any


class ScenarioFile(Frozen):
    """A scenario as its file writes it."""

    title: Text
    summary: Text = ""
    watch: tuple[Text, ...] = ()
    country: Slug
    policy: Slug
    envelope: Envelope | None = None
    run: RunSettings = RunSettings()
    parameters: dict[str, float] = Field(default_factory=dict)
    instruments: tuple[AnyInstrument, ...] = ()
    changes: tuple[Change, ...] = ()


class Scenario(Frozen):
    """A scenario with everything it names read in."""

    name: Slug
    title: Text
    summary: Text = ""
    watch: tuple[Text, ...] = ()
    country: Country
    policy: Policy
    parameters: Parameters
    sectors: SectorTable
    world: WorldSeries
    run: RunSettings
    changes: tuple[Change, ...] = ()

    def fingerprint(self) -> str:
        """Hash of what a run depends on, the order of regions and sectors too; names, titles, texts left out."""
        content = _bare(self.model_dump(mode="json", exclude={"name"}))
        content["policy"].pop("name")
        if not self.changes:
            content.pop("changes")
        canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), allow_nan=False)
        return hashlib.sha256(canonical.encode()).hexdigest()[:16]

    def without_policy(self) -> Scenario:
        """The same country, parameters and length with no instrument: the counterfactual."""
        policy = self.policy.model_copy(
            update={"instruments": (), "envelope": 0.0, "name": "none", "title": "No policy"}
        )
        changes = tuple(change for change in self.changes if not change.path.startswith("policy."))
        return self.model_copy(update={"policy": policy, "changes": changes})

    def to_json(self) -> str:
        """Write the scenario so that `from_json` gives it back."""
        return self.model_dump_json()

    @classmethod
    def from_json(cls, text: str) -> Scenario:
        """Read what `to_json` wrote, or a manifest, in the order of regions and sectors that it had."""
        return cls.model_validate_json(text)

    @model_serializer(mode="wrap")
    def _with_order(self, write: SerializerFunctionWrapHandler) -> dict[str, Any]:
        return {**write(self), "order": order_of(self.country, self.sectors)}

    @model_validator(mode="before")
    @classmethod
    def _in_order(cls, content: Any) -> Any:
        return in_order(content) if isinstance(content, dict) else content


def _bare(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _bare(v) for key, v in value.items() if key not in TEXTS}
    return [_bare(v) for v in value] if isinstance(value, list | tuple) else value
