"""Changes of a scenario during its run: from a quarter on, a parameter or the policy is another.

A path is written as for `--set`: `parameters.<name>`, `policy.envelope` and the package's other figures (`FIGURES`),
`demand_abroad.<sector>`, `policy.instruments.<id>.<key>`. `policy.instruments.<id>` itself takes a table (an
instrument, new or in the place of the old one), false (it ends) or true (it is back as it was).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from policies.catalogue import AnyInstrument
from problems import Problem, ProblemError, nearest
from scenarios.base import Frozen
from scenarios.document import Document
from scenarios.parameters import Parameters, ParameterSpec
from scenarios.ranges import told_range
from scenarios.schema import CONDUCT, Change, Factor, Policy, Scenario
from scenarios.validate import shown, validated

if TYPE_CHECKING:
    from policies.instrument import Instrument

ONLY_AT_THE_START = "model/population.py"
FIGURES = ("envelope", "unspent", *CONDUCT)  # of a policy as a whole
BOUNDS = ("at least ", "at most ", "more than ", "less than ")
TOLD_BY_RANGE = (*BOUNDS, "a number", "a whole number", "a finite number")
CALENDAR = "a year of the calendar"


class _Package(Frozen):
    """What a change of an instrument must fit into."""

    instruments: tuple[AnyInstrument, ...]


class _Demand(Frozen):
    """What a change of demand abroad must fit into."""

    demand_abroad: dict[str, Factor]


class Timeline:
    """A scenario as it is after the changes so far.

    Attributes
    ----------
    now : the scenario in force, without changes to come.
    """

    def __init__(self, scenario: Scenario) -> None:
        self.now = scenario.model_copy(update={"changes": ()})
        self._known: dict[str, Instrument] = {i.id: i for i in scenario.policy.instruments}

    def copy(self) -> Timeline:
        """One that can be tried out."""
        other = Timeline(self.now)
        other._known = dict(self._known)
        return other

    def apply(self, change: Change) -> None:
        """Let a change take effect.

        Raises
        ------
        ProblemError
            If its path leads nowhere or its value doesn't fit; the scenario stays as it was.
        """
        head, _, rest = change.path.partition(".")
        if head == "parameters" and rest:
            self.now = self.now.model_copy(update={"parameters": self._parameters(rest, change)})
        elif head == "demand_abroad" and rest in self.now.sectors.ids:
            self.now = self.now.model_copy(update={"demand_abroad": self._demand(rest, change)})
        elif head == "policy" and rest in FIGURES:
            self._adopt(change, self._policy({rest: change.value}, change))
        elif change.path.startswith("policy.instruments.") and rest.partition(".")[2]:
            self._instruments(rest.partition(".")[2], change)
        else:
            raise self._astray(change)

    def value(self, path: str) -> Any:
        """What a path holds now: a number, text, list or table; False for an instrument that is not at work."""
        head, *parts = path.split(".")
        if head == "parameters":
            return self.now.parameters.values()[parts[0]]
        if head == "demand_abroad":
            return self.now.demand_abroad.get(parts[0], 1.0)
        if parts[0] != "instruments":
            return getattr(self.now.policy, parts[0])
        running = {i.id: i for i in self.now.policy.instruments}
        if parts[1] not in running:
            return False
        value: Any = running[parts[1]].model_dump(mode="json")
        for part in parts[2:]:
            value = value.get(part) if isinstance(value, dict) else None
        return value

    def _parameters(self, name: str, change: Change) -> Parameters:
        from scenarios.load import catalogue

        specs, given = catalogue(), change.value
        if name not in specs:
            close = nearest(name, specs)
            meant = f"parameters.{close}" if close else None
            raise _problem(change, "path", repr(change.path), "the name of a parameter", meant)
        spec = specs[name]
        if acts_only_at_the_start(spec):
            expected = "a parameter that acts during a run (this one only shapes the start)"
            raise _problem(change, "path", repr(change.path), expected)
        number = isinstance(given, int | float) and not isinstance(given, bool)
        if not number or not spec.low <= given <= spec.high:
            raise _problem(change, "value", repr(given), f"{spec.low:g} to {spec.high:g} {spec.unit} ({spec.meaning})")
        return Parameters.model_validate(self.now.parameters.values() | {name: float(given)})

    def _demand(self, sector: str, change: Change) -> dict[str, float]:
        given = _checked(_Demand, {"demand_abroad": {sector: change.value}}, change).demand_abroad
        return self.now.demand_abroad | given

    def _policy(self, update: Mapping[str, Any], change: Change) -> Policy:
        policy = self.now.policy
        plain = {"name": policy.name, "title": policy.title} | {name: getattr(policy, name) for name in FIGURES}
        found = _checked(Policy, plain | dict(update), change)
        return policy.model_copy(update={key: getattr(found, key) for key in update})

    def _instruments(self, path: str, change: Change) -> None:
        name, _, key = path.partition(".")
        running: dict[str, Any] = {i.id: i for i in self.now.policy.instruments}
        if key:
            if name not in running:
                raise self._no_instrument(name, running, change)
            running[name] = self._altered(running[name], key.split("."), change)
        elif change.value is False or change.value is True:
            if name not in self._known:
                raise self._no_instrument(name, self._known, change)
            running.pop(name, None)
            if change.value:
                running[name] = self._known[name]
        else:
            running[name] = self._made(name, change)
        self._adopt(change, self.now.policy.model_copy(update={"instruments": tuple(running.values())}))
        self._known |= running

    def _altered(self, instrument: Instrument, keys: list[str], change: Change) -> Instrument:
        data = instrument.model_dump(mode="json", exclude_none=True)
        inside = data
        for part in keys[:-1]:
            inside = inside.setdefault(part, {})
            if not isinstance(inside, dict):
                raise _problem(change, "path", repr(change.path), f"a path into {instrument.id}")
        inside[keys[-1]] = change.value
        return _checked(_Package, {"instruments": [data]}, change).instruments[0]

    def _made(self, name: str, change: Change) -> Instrument:
        if not isinstance(change.value, dict):
            expected = "a table (an instrument), false (it ends) or true (it is back)"
            raise _problem(change, "value", repr(change.value), expected)
        return _checked(_Package, {"instruments": [change.value | {"id": name}]}, change).instruments[0]

    def _adopt(self, change: Change, policy: Policy) -> None:
        """Take a policy that hits something and can be paid."""
        from scenarios.consistency import of_policy

        after = self.now.model_copy(update={"policy": policy})
        found = of_policy(after, Document("", {}), Document("", {}))
        if found:
            keys = {"envelope": "policy.envelope"}
            raise ProblemError(replace(p, file=None, line=None, key=keys.get(p.key or "", change.path)) for p in found)
        self.now = after

    def _no_instrument(self, name: str, known: Mapping[str, Any], change: Change) -> ProblemError:
        expected = f"the id of an instrument ({', '.join(sorted(known)) or 'there is none'})"
        close, rest = nearest(name, known), change.path.split(".")[3:]
        meant = ".".join(["policy.instruments", close, *rest]) if close else None
        return _problem(change, "path", repr(change.path), expected, meant)

    def _astray(self, change: Change) -> ProblemError:
        from scenarios.load import catalogue

        known = [f"parameters.{name}" for name in catalogue()] + [f"policy.{name}" for name in FIGURES]
        known += [f"policy.instruments.{name}.budget" for name in self._known]
        known += [f"demand_abroad.{name}" for name in self.now.sectors.ids]
        figures = ", ".join(f"policy.{name}" for name in FIGURES)
        expected = f"a path: parameters.<name>, demand_abroad.<sector>, {figures}, policy.instruments.<id>.<key>"
        return _problem(change, "path", repr(change.path), expected, nearest(change.path, known))


def acts_only_at_the_start(spec: ParameterSpec) -> bool:
    """Whether a parameter shapes the first morning and nothing after it."""
    return spec.used_in in (ONLY_AT_THE_START, (ONLY_AT_THE_START,))


def with_change(scenario: Scenario, change: Change) -> Scenario:
    """Add a change; one of the same path in the same quarter gives way."""
    kept = [c for c in scenario.changes if (c.quarter, c.path) != (change.quarter, change.path)]
    changes = tuple(sorted([*kept, change], key=lambda c: c.quarter))
    return scenario.model_copy(update={"changes": changes})


def check(scenario: Scenario, document: Document) -> list[Problem]:
    """Find what is wrong with the changes of a scenario, with their lines in its file."""
    problems, timeline = [], Timeline(scenario)
    first, last = -scenario.run.burn_in, scenario.run.quarters - 1
    numbered = sorted(enumerate(scenario.changes), key=lambda pair: pair[1].quarter)
    for number, change in numbered:
        path = ("changes", number)
        if not first <= change.quarter <= last:
            expected = f"a quarter of the run, {first} to {last}"
            problems.append(document.problem((*path, "quarter"), str(change.quarter), expected))
            continue
        try:
            timeline.apply(change)
        except ProblemError as error:
            problems += [_at(p, change, document, path) for p in error.problems]
    return problems


def _at(problem: Problem, change: Change, document: Document, path: tuple[str | int, ...]) -> Problem:
    """A problem at its place in the file: of the path where the path is wrong, else of the value, with its path."""
    which = "path" if problem.key == "path" else "value"
    key, place = f"changes[{int(path[1]) + 1}].{which}", problem.key or change.path
    value, expected = problem.value, problem.expected
    if which == "value" and _within(place, change.path):
        expected = f"for {place}: {expected}"
    elif which == "value":
        expected = f"for {change.path}: what {place} = {value} allows, or there {expected}"
        value = shown(change.value)
    line = document.line((*path, which))
    return replace(problem, file=document.file, line=line, key=key, value=value, expected=expected)


def _within(place: str, path: str) -> bool:
    return place == path or place.startswith(f"{path}.")


def _problem(change: Change, what: str, value: str, expected: str, close: str | None = None) -> ProblemError:
    return ProblemError([Problem(None, None, "path" if what == "path" else change.path, value, expected, close)])


def _checked[M: Frozen](model: type[M], data: dict[str, Any], change: Change) -> M:
    """Read a changed piece into its model; what is wrong is told of the change."""
    try:
        return validated(model, Document("", data))
    except ProblemError as error:
        raise ProblemError(_of_change(p, data, change) for p in error.problems) from None


def _of_change(problem: Problem, data: dict[str, Any], change: Change) -> Problem:
    """A problem with a changed piece: of the change's path, of its value, or of a key inside its value."""
    listed, key = data.get("instruments"), problem.key or ""
    if listed:  # the one that the change leads to, and it alone
        place = ".".join([*change.path.split(".")[:3], *key.split(".")[1:]])
    else:
        place = key if key.startswith("demand_abroad") else f"policy.{key}"
    expected = problem.expected or ""
    if "known key" in expected and _within(change.path, place):
        head, close = place.rpartition(".")[0], problem.nearest
        rest = change.path.removeprefix(place)
        meant = f"{head}.{close}{rest}" if close else None
        return replace(problem, file=None, line=None, key="path", value=repr(change.path), nearest=meant)
    limits = told_range(place, listed[0] if listed else None)
    if limits and expected.startswith(TOLD_BY_RANGE) and CALENDAR not in expected:
        expected = limits if expected.startswith(BOUNDS) else f"{expected}, {limits}"
    return replace(
        problem, file=None, line=None, key=place if _within(place, change.path) else change.path, expected=expected
    )
