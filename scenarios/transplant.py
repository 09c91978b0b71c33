"""Policies on other countries: a package carried over, with as much money as asked."""

from __future__ import annotations

from collections.abc import Sequence

from policies.catalogue import INSTRUMENTS
from policies.instrument import Instrument
from policies.scaling import RELIEFS, scaled
from problems import Problem, ProblemError, nearest
from scenarios.consistency import budgets
from scenarios.load import load_scenario, names_of
from scenarios.schema import Policy, Scenario

BARE = "laissez_faire"  # a scenario without parameters, instruments or money of its own
MOST_ENVELOPE = 0.3


def chosen(option: str, names: Sequence[str], known: Sequence[str]) -> tuple[str, ...]:
    """Names of countries, policies or instruments; all that are there when the option isn't given.

    Raises
    ------
    ProblemError
        If there is none of that name, or the option names none.
    """
    given = tuple(dict.fromkeys(part.strip() for name in names for part in name.split(",") if part.strip()))
    wrong = [name for name in given if name not in known]
    if wrong:
        raise ProblemError(
            Problem(option, None, None, n, f"any of {', '.join(known)}", nearest(n, known)) for n in wrong
        )
    if names and not given:
        raise ProblemError([Problem(option, None, None, ",".join(names), f"any of {', '.join(known)}")])
    return given or tuple(known)


def policies() -> tuple[str, ...]:
    """Names of the packages that do something."""
    return tuple(name for name in names_of("policies") if name != "none")


def transplanted(country: str, policy: str, settings: Sequence[str]) -> Scenario:
    """A country under a policy that may be another's."""
    found = load_scenario(BARE, (f"country={country}", f"policy={policy}", *settings), carried=True)
    return found.model_copy(update={
        "name": f"{country}_{policy}"[:60], "title": f"{found.country.title} under {found.policy.title}",
        "summary": "", "watch": (),
    })  # fmt: skip


def kinds() -> tuple[str, ...]:
    """Kinds of instruments that cost money or forgo revenue, and the tariff, which earns some."""
    return tuple(kind for kind, model in _by_kind().items() if model.spends or _forgoes(model) or kind == "tariff")


def alone(country: str, kind: str, settings: Sequence[str]) -> Scenario:
    """A country under one instrument alone, from the first year on: national, of the catalogue's figures, for all."""
    model = _by_kind()[kind]
    budget = {"budget": 0.01} if model.spends else {}
    title = kind.replace("_", " ").capitalize()
    found = bare(country, settings)
    document = {"name": kind, "title": title, "envelope": 0.01, "instruments": ({"id": kind, "kind": kind, **budget},)}
    policy = Policy.model_validate(document)
    return found.model_copy(update={
        "name": f"{country}_{kind}"[:60], "title": f"{found.country.title}: {title.lower()} alone", "policy": policy,
    })  # fmt: skip


def _by_kind() -> dict[str, type[Instrument]]:
    return {model.model_fields["kind"].default: model for model in INSTRUMENTS}


def _forgoes(model: type[Instrument]) -> bool:
    return any(field in model.model_fields for field in RELIEFS)


def bare(country: str, settings: Sequence[str]) -> Scenario:
    """A country without policy."""
    found = load_scenario(BARE, (f"country={country}", "policy=none", *settings)).without_policy()
    title = f"{found.country.title} without policy"
    return found.model_copy(update={"name": f"{country}_none", "title": title, "summary": "", "watch": ()})


def at_scale(scenario: Scenario, factor: float) -> Scenario:
    """The same with all money of the policy multiplied; the envelope holds what the budgets then come to."""
    instruments = scaled(scenario.policy.instruments, factor)
    policy = scenario.policy.model_copy(update={"instruments": instruments})
    found = scenario.model_copy(update={"policy": policy})
    wanted = max(budgets(found).values(), default=0.0) * (1.0 + 1e-9)
    envelope = min(max(scenario.policy.envelope * factor, wanted), MOST_ENVELOPE)
    return found.model_copy(update={"policy": policy.model_copy(update={"envelope": envelope})})
