"""The five success factors, each of which can be switched off as policy and as mechanism."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from itertools import product
from typing import Literal

from policies.instrument import Instrument
from problems import Problem, ProblemError
from scenarios.base import Frozen
from scenarios.document import read
from scenarios.load import HERE
from scenarios.parameters import Parameters
from scenarios.schema import Scenario

Side = Literal["policy", "mechanism"]
SIDES: tuple[Side, ...] = ("policy", "mechanism")
FILE = "attribution/success_factors.toml"


class SuccessFactor(Frozen):
    """A factor as data.

    Attributes
    ----------
    kinds : instruments that belong to it; kinds_for_foreign_firms : those that do when aimed at foreign firms only.
    mechanisms : parameters and the values at which they do nothing.
    reason, mechanism : why, in words.
    """

    title: str
    kinds: tuple[str, ...]
    kinds_for_foreign_firms: tuple[str, ...] = ()
    reason: str
    mechanisms: dict[str, float]
    mechanism: str


@cache
def success_factors() -> dict[str, SuccessFactor]:
    """All factors by name, in the order of the file."""
    data = read(HERE / FILE).data
    return {name: SuccessFactor.model_validate(entry) for name, entry in data.items()}


def factor_of(instrument: Instrument) -> str:
    """Name of the factor that an instrument belongs to.

    Raises
    ------
    ProblemError
        If its kind belongs to none.
    """
    kind = str(getattr(instrument, "kind", ""))
    factors = success_factors()
    if instrument.ownership == ("foreign",):
        for name, factor in factors.items():
            if kind in factor.kinds_for_foreign_firms:
                return name
    for name, factor in factors.items():
        if kind in factor.kinds:
            return name
    raise ProblemError([Problem(f"scenarios/{FILE}", None, "kinds", kind, "every kind of instrument in one factor")])


def coalitions(scenario: Scenario, side: Side) -> dict[tuple[bool, ...], Scenario]:
    """The scenario under every combination of factors switched on, by which are on."""
    names = tuple(success_factors())
    found = {}
    for on in product((False, True), repeat=len(names)):
        kept = {name for name, yes in zip(names, on, strict=True) if yes}
        changed = _policy_of(scenario, kept) if side == "policy" else _mechanisms_of(scenario, kept)
        mark = "".join("1" if yes else "0" for yes in on)
        title = f"{scenario.title}, {side}: {', '.join(sorted(kept)) or 'nothing'}"
        found[on] = changed.model_copy(update={"name": f"{scenario.name[:40]}_{side}_{mark}", "title": title})
    return found


def _policy_of(scenario: Scenario, on: Collection[str]) -> Scenario:
    kept = tuple(i for i in scenario.policy.instruments if factor_of(i) in on)
    if not kept:
        return scenario.without_policy()
    return scenario.model_copy(update={"policy": scenario.policy.model_copy(update={"instruments": kept})})


def _mechanisms_of(scenario: Scenario, on: Collection[str]) -> Scenario:
    off = {k: v for name, f in success_factors().items() if name not in on for k, v in f.mechanisms.items()}
    return scenario.model_copy(update={"parameters": Parameters.model_validate(scenario.parameters.values() | off)})
