"""What is asked of a comparison: which scenarios, with which changes, on which seeds.

The command line and the page Compare ask through the same object, so that the same question makes the same runs
in the same folder, and each can say the command that asks it again.
"""

from __future__ import annotations

import hashlib
import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from problems import Problem, ProblemError

if TYPE_CHECKING:
    from scenarios.schema import Scenario

NO_POLICY = "laissez_faire"
MOST_SEEDS = 100_000
RESULTS = Path("results")


@dataclass(frozen=True)
class Question:
    """A comparison that somebody asks for.

    Attributes
    ----------
    scenarios : names of shipped scenarios, or paths of scenario files.
    seeds : keys of chance, the same for every scenario.
    baseline : what to compare with; None: each scenario's own country without policy.
    settings : changes "path=value"; quarters : recorded quarters, None: as the scenario says.
    """

    scenarios: tuple[str, ...]
    seeds: tuple[int, ...]
    baseline: str | None = None
    settings: tuple[str, ...] = ()
    quarters: int | None = None

    def resolve(self) -> Plan:
        """Read everything that is named.

        Raises
        ------
        ProblemError
            With every mistake in names, files and settings, or if there is nothing to compare.
        """
        read = [read_scenario(name, self.settings, self.quarters) for name in self.scenarios]
        chosen = distinct(read)
        base = read_scenario(self.baseline, self.settings, self.quarters) if self.baseline else None
        _refuse_nothing(chosen, base)
        everything, baseline_of = with_baselines(chosen, base)
        given = {s.name: name for s, name in zip(read, self.scenarios, strict=True)}
        return Plan(tuple(everything), baseline_of, base.name if base else NO_POLICY, given)

    @property
    def plain(self) -> bool:
        """Whether nothing is changed, so that names alone tell what is run."""
        return not self.settings and self.quarters is None

    def command(self, out: Path | None = None) -> str:
        """The command line that asks the same."""
        words = ["uv", "run", "run.py", "compare", *self.scenarios, "--seeds", seeds_text(self.seeds)]
        words += ["--baseline", self.baseline] if self.baseline else []
        words += ["--quarters", str(self.quarters)] if self.quarters is not None else []
        for setting in self.settings:
            words += ["--set", setting]
        return shlex.join([*words, "--out", str(out)] if out is not None else words)


@dataclass(frozen=True)
class Plan:
    """A question with everything read in.

    Attributes
    ----------
    scenarios : all that are run, baselines included; baseline_of : scenario to its baseline.
    baseline : name of the baseline that was given, or of no policy.
    given : scenario to how it was asked for, which may be the path of a file.
    """

    scenarios: tuple[Scenario, ...]
    baseline_of: dict[str, str]
    baseline: str
    given: dict[str, str]

    @property
    def name(self) -> str:
        """Name of the folder."""
        return "compare-" + "-".join(s.name for s in self.scenarios)[:80]

    def not_compared(self, asked: Question) -> tuple[str, ...]:
        """Scenarios that were chosen and get no answer of their own: without a policy there's nothing to compare."""
        return () if asked.baseline else tuple(name for name in self.given if name not in self.baseline_of)


def _refuse_nothing(chosen: Sequence[Scenario], base: Scenario | None) -> None:
    """Refuse scenarios that are all the baseline itself, or that have no policy to take away."""
    names = ", ".join(s.name for s in chosen)
    if base is not None and all(s.name == base.name for s in chosen):
        raise ProblemError([Problem("--baseline", None, None, base.name, "another scenario than the one compared")])
    if base is None and not any(s.policy.instruments for s in chosen):
        expected = (
            "a scenario with a policy (--set policy=NAME gives it one; run.py scenarios lists them), or --baseline"
        )
        raise ProblemError([Problem(None, None, "scenario", names, expected)])


def with_baselines(scenarios: Sequence[Scenario], base: Scenario | None) -> tuple[list[Scenario], dict[str, str]]:
    """All scenarios to run, and the baseline of each: the one given, else its own country without policy."""
    if base is not None:
        return distinct([*scenarios, base]), {s.name: base.name for s in scenarios if s.name != base.name}
    bare: dict[str, Scenario] = {}
    of: dict[str, str] = {}
    compared = [s for s in scenarios if s.policy.instruments]
    countries = {s.without_policy().fingerprint() for s in compared}
    for scenario in compared:
        none = scenario.without_policy()
        mark = none.fingerprint()
        if mark not in bare:
            name = NO_POLICY if len(countries) == 1 else f"{NO_POLICY}_{none.country.name}"
            taken = {s.name for s in bare.values()} | {s.name for s in compared}
            name = name if name not in taken else f"{name}_{len(bare) + 1}"
            title = f"{none.country.title} without policy"
            bare[mark] = none.model_copy(update={"name": name, "title": title, "summary": "", "watch": ()})
        of[scenario.name] = bare[mark].name
    return [*compared, *bare.values()], of


def distinct(scenarios: Sequence[Scenario]) -> list[Scenario]:
    """Scenarios without repetitions; different ones of one name are refused.

    Raises
    ------
    ProblemError
        If two files would share the name of a result.
    """
    kept: dict[str, Scenario] = {}
    for scenario in scenarios:
        if scenario.name in kept and kept[scenario.name].fingerprint() != scenario.fingerprint():
            expected = "files of different names"
            raise ProblemError(
                [Problem(None, None, "scenario", f"two different ones called {scenario.name}", expected)]
            )
        kept[scenario.name] = scenario
    return list(kept.values())


def read_scenario(name: str, settings: Sequence[str], quarters: int | None) -> Scenario:
    """Read a scenario with changes."""
    from scenarios.load import load_scenario

    changes = (*settings, f"run.quarters={quarters}") if quarters is not None else tuple(settings)
    return retold(load_scenario(name, changes), settings)


def retold(scenario: Scenario, settings: Sequence[str]) -> Scenario:
    """The scenario with a title that is true: its own tells of the country and the policy that settings replaced."""
    paths = {setting.partition("=")[0].strip() for setting in settings}
    if not paths & {"country", "policy"} or "title" in paths:
        return scenario
    country, policy = scenario.country.title, scenario.policy
    title = f"{country} under {policy.title}" if policy.instruments else f"{country} without policy"
    return scenario.model_copy(update={"title": title, "summary": "", "watch": ()})


def folder_for(out: Path | None, name: str, scenarios: Sequence[Scenario], *, plain: bool) -> Path:
    """Where results go: results/NAME, with a mark of the content when it isn't the shipped scenario's."""
    if out is not None:
        return out
    if plain:
        return RESULTS / name
    mark = hashlib.sha256("".join(s.fingerprint() for s in scenarios).encode()).hexdigest()[:6]
    return RESULTS / f"{name}-{mark}"


def seeds_of(text: str) -> list[int]:
    """Seeds of "8" (1 to 8), "3-7" or "1,4,9".

    Raises
    ------
    ProblemError
        If it says something else.
    """
    expected = f"a number of seeds from 1 (8), a range (3-7) or a list (1,4,9), at most {MOST_SEEDS:,} of them"
    refused = ProblemError([Problem("--seeds", None, "seeds", text, expected)])
    try:
        if "," in text:
            found = sorted({int(part) for part in text.split(",")})
        elif "-" in text.strip()[1:]:
            first, last = text.strip().split("-", 1)
            found = list(range(int(first), min(int(last), int(first) + MOST_SEEDS) + 1))
        else:
            found = list(range(1, min(int(text), MOST_SEEDS + 1) + 1))
    except ValueError:
        raise refused from None
    if not found or found[0] < 1 or len(found) > MOST_SEEDS:
        raise refused
    return found


def seeds_text(seeds: Sequence[int]) -> str:
    """Seeds as the command line takes them: the shortest of "8", "3-7" and "1,4,9"."""
    first, last = min(seeds), max(seeds)
    if len(seeds) != last - first + 1:
        return ",".join(map(str, sorted(seeds)))
    return str(last) if first == 1 else f"{first}-{last}"
