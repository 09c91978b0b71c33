"""Changes of single values from the command line: `--set path=value`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from typing import Any

from policies.catalogue import INSTRUMENTS
from problems import Problem, ProblemError, nearest
from scenarios.country import Nation
from scenarios.document import SHELL, Document, Setting
from scenarios.schema import CONDUCT, RunSettings

SCENARIO_KEYS = ("country", "policy", "envelope", "title")
TABLES = ("parameters", "demand_abroad")
POLICY_KEYS = ("envelope", "unspent", *CONDUCT)
RECORDS = {
    "population": "country.regions.<region>.population", "schooling": "country.regions.<region>.schooling",
    "unemployment": "another figure", "world_size": "another figure",
}  # fmt: skip
"""Figures of the nation that the economy doesn't read, and what to change instead."""

FIGURES_OF_NATION = tuple(name for name in Nation.model_fields if name not in RECORDS)
FIGURES_OF_REGION = ("population", "schooling", "learning", "income", "research", "infrastructure", "amenity")
KEYS_OF_INSTRUMENTS = tuple(sorted({key for kind in INSTRUMENTS for key in kind.model_fields} - {"id", "kind"}))
EXPECTED = (
    "a path such as country, run.quarters, parameters.<name>, country.nation.<name>, policy.instruments.<id>.budget"
)


class Overrides:
    """Settings of a command line, applied to the files they belong to before those are checked."""

    def __init__(self, settings: dict[str, Setting]) -> None:
        self._open = settings
        self._regions: set[str] = set()
        self._instruments: set[str] = set()

    @classmethod
    def parse(cls, settings: Sequence[str]) -> Overrides:
        """Read "path=value" texts.

        Raises
        ------
        ProblemError
            If one has no path or no equals sign.
        """
        read: dict[str, Setting] = {}
        for setting in settings:
            path, sign, value = setting.partition("=")
            if not sign or not path.strip():
                raise ProblemError([Problem(SHELL, None, None, repr(setting), "path=value, such as run.quarters=80")])
            read[path.strip()] = Setting(path.strip(), value.strip())
        return cls(read)

    def apply_to_scenario(self, document: Document) -> None:
        """Take what belongs to the scenario's own file, its own instruments and envelope too."""
        self._take_instruments(document)
        for path in list(self._open):
            head, _, tail = path.partition(".")
            if path == "policy.envelope" and "envelope" in document.data:
                self._put(document, ["envelope"], self._open.pop(path))  # the file's is in force, not the package's
            elif (not tail and head in SCENARIO_KEYS) or (head == "run" and tail in RunSettings.model_fields):
                self._put(document, path.split("."), self._open.pop(path))
            elif head in TABLES and tail:
                self._put(document, [head, tail], self._open.pop(path))

    def apply_to_country(self, document: Document) -> None:
        """Take what belongs to the country: `country.nation.tariff`, `country.regions.busan.schooling`."""
        self._refuse_records()
        regions = document.data.get("regions")
        self._regions = set(regions) if isinstance(regions, dict) else set()
        for path in list(self._open):
            parts = path.split(".")
            if (parts[:2] == ["country", "nation"] and len(parts) == 3 and parts[2] in FIGURES_OF_NATION) or (
                parts[:2] == ["country", "regions"] and len(parts) == 4
                and parts[2] in self._regions and parts[3] in FIGURES_OF_REGION
            ):  # fmt: skip
                self._put(document, parts[1:], self._open.pop(path), figure=True)

    def _refuse_records(self) -> None:
        """Complain of figures of the nation that would change nothing."""
        paths = {f"country.nation.{name}": instead for name, instead in RECORDS.items()}
        problems = [
            Problem(SHELL, None, path, self._open[path].text, f"{instead}: this one is a record and changes nothing")
            for path, instead in paths.items()
            if path in self._open
        ]
        if problems:
            raise ProblemError(problems)

    def apply_to_policy(self, document: Document) -> None:
        """Take what belongs to the policy: `policy.envelope`, `policy.instruments.<id>.budget`."""
        self._take_instruments(document)
        for path in list(self._open):
            parts = path.split(".")
            if parts[0] == "policy" and len(parts) == 2 and parts[1] in POLICY_KEYS:
                self._put(document, parts[1:], self._open.pop(path))

    def _take_instruments(self, document: Document) -> None:
        """Take what belongs to the instruments that a document lists."""
        given = document.data.get("instruments")
        listed = given if isinstance(given, list) else []
        numbers = {i["id"]: n for n, i in enumerate(listed) if isinstance(i, dict) and isinstance(i.get("id"), str)}
        self._instruments |= {str(name) for name in numbers}
        for path in list(self._open):
            parts = path.split(".")
            if parts[:2] == ["policy", "instruments"] and len(parts) >= 4 and parts[2] in numbers:
                self._put(document, ["instruments", numbers[parts[2]], *parts[3:]], self._open.pop(path))

    def refuse_unused(self, parameters: Iterable[str]) -> None:
        """Complain of paths that lead nowhere."""
        known = [
            *SCENARIO_KEYS,
            *(f"run.{name}" for name in RunSettings.model_fields),
            *(f"parameters.{name}" for name in parameters),
            "demand_abroad.<sector>",
            *(f"country.nation.{name}" for name in FIGURES_OF_NATION),
            *(f"country.regions.{region}.{name}" for region in self._regions for name in FIGURES_OF_REGION),
            *(f"policy.{name}" for name in POLICY_KEYS),
            *(f"policy.instruments.{name}.{key}" for name in self._instruments for key in KEYS_OF_INSTRUMENTS),
        ]
        problems = [Problem(SHELL, None, s.path, s.text, *_meant(s.path, known)) for s in self._open.values()]
        if problems:
            raise ProblemError(problems)

    @staticmethod
    def _put(document: Document, path: Sequence[str | int], setting: Setting, *, figure: bool = False) -> None:
        inside: Any = document.data
        for part in path[:-1]:
            inside = inside[int(part)] if isinstance(inside, list) else inside.setdefault(part, {})
            if not isinstance(inside, dict | list) or (isinstance(inside, list) and part != "instruments"):
                raise ProblemError([Problem(SHELL, None, setting.path, setting.text, f"a table at {part}")])
        value = _value(setting.text)
        inside[path[-1]] = {"value": value, "source": "setting"} if figure else value
        document.settings[tuple(path)] = setting


def _meant(path: str, known: Sequence[str]) -> tuple[str, str | None]:
    """What was expected and the path that was meant: where the parts before are right, a wrong part is told alone.

    A whole path resembles each that ends as it does: `country.regions.seoul.population` the one of any short name.
    """
    if path.startswith("policy.instruments.") and not any(name.startswith("policy.instruments.") for name in known):
        return "a policy with instruments: this one has none (policy=NAME gives another)", None
    parts, left = path.split("."), [name.split(".") for name in known]
    for depth, part in enumerate(parts):
        names = sorted({name[depth] for name in left if len(name) > depth})
        meant = part if part in names else nearest(part, names)
        if meant is None:
            there = depth > 1 and names
            return (f"one of {', '.join(names)} for {part}", None) if there else (EXPECTED, nearest(path, known))
        left = [name for name in left if name[depth : depth + 1] == [meant]]
    return EXPECTED, nearest(path, [".".join(name) for name in left])


def _value(text: str) -> Any:
    """A TOML value where it reads as one, else the bare text."""
    try:
        return tomllib.loads(f"value = {text}")["value"]
    except (ValueError, RecursionError):  # no TOML, or a number of more digits than Python reads
        return text
