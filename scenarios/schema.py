"""What a resolved scenario holds: everything a run needs, and nothing from outside."""

from __future__ import annotations

import hashlib
import json
from typing import Annotated, Any, Literal

from pydantic import Field, SerializerFunctionWrapHandler, model_serializer, model_validator

from policies.catalogue import AnyInstrument
from policies.conduct import Conduct
from policies.instrument import figure
from scenarios.base import Frozen
from scenarios.country import Country, Slug, Text
from scenarios.order import in_order, order_of
from scenarios.parameters import Parameters
from scenarios.sectors import SectorTable
from scenarios.world import WorldSeries

Unspent = Literal["lump_sum", "lower_taxes"]
Envelope = Annotated[float, Field(ge=0.0, le=0.3)]
Factor = Annotated[float, Field(ge=0.1, le=10.0)]

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
    capture, race, retaliation : how policy goes astray, 0 to 1 each; 0, nothing does, is an assumption and
        no finding. docs/user_guide.md says what studies found.
    """

    name: Slug
    title: Text
    summary: Text = ""
    envelope: Envelope = 0.0
    unspent: Unspent = "lump_sum"
    capture: float = figure(
        0.0, 0.0, 1.0, "share of firms", "Large firms at home, beyond an instrument's aims, that get it all the same."
    )
    race: float = figure(
        0.0, 0.0, 0.95, "share", "What other regions match of what their neighbours offer firms, each at its own cost."
    )
    retaliation: float = figure(
        0.0, 0.0, 1.0, "share", "Duty abroad on an industry's goods, for each point of duty and of subsidy here."
    )
    instruments: tuple[AnyInstrument, ...] = ()

    @property
    def as_written(self) -> Policy:
        """The same where nothing goes astray."""
        return self.model_copy(update=CONDUCT)

    @property
    def conduct(self) -> Conduct:
        """What the package's own working needs to know of it."""
        return Conduct(self.capture, self.race)


CONDUCT = dict.fromkeys(("capture", "race", "retaliation"), 0.0)
"""Figures of a policy that is carried out as it is written."""


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
    demand_abroad: dict[str, Factor] = Field(default_factory=dict)
    instruments: tuple[AnyInstrument, ...] = ()
    changes: tuple[Change, ...] = ()


class Scenario(Frozen):
    """A scenario with everything it names read in.

    Attributes
    ----------
    demand_abroad : by sector, times what the world asks for from quarter 0 on; 1 where a sector isn't named.
    """

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
    demand_abroad: dict[str, Factor] = Field(default_factory=dict)
    changes: tuple[Change, ...] = ()

    def fingerprint(self) -> str:
        """Hash of what a run depends on, the order of regions and sectors too; names, titles, texts left out."""
        content = _bare(self.model_dump(mode="json", exclude={"name"}))
        content["policy"].pop("name")
        for name, nothing in CONDUCT.items():  # runs from before there were such figures keep their mark
            if content["policy"][name] == nothing:
                content["policy"].pop(name)
        for key in ("changes", "demand_abroad"):
            if not content[key]:
                content.pop(key)
        canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), allow_nan=False)
        return hashlib.sha256(canonical.encode()).hexdigest()[:16]

    def without_policy(self) -> Scenario:
        """The same country, parameters and length with no instrument: the counterfactual."""
        policy = self.policy.as_written.model_copy(
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
