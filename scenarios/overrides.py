"""Changes of single values from the command line: `--set path=value`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from typing import Any

from problems import Problem, ProblemError, nearest
from scenarios.country import Nation, Region
from scenarios.document import Document
from scenarios.schema import RunSettings

SHELL = "--set"
SCENARIO_KEYS = ("country", "policy", "envelope", "title")
POLICY_KEYS = ("envelope", "unspent")


class Overrides:
    """Settings of a command line, applied to the files they belong to before those are checked."""

    def __init__(self, settings: dict[str, Any]) -> None:
        self._open = settings
        self._policies: set[str] = set()

    @classmethod
    def parse(cls, settings: Sequence[str]) -> Overrides:
        """Read "path=value" texts.

        Raises
        ------
        ProblemError
            If one has no path or no equals sign.
        """
        read: dict[str, Any] = {}
        for setting in settings:
            path, sign, value = setting.partition("=")
            if not sign or not path.strip():
                raise ProblemError([Problem(SHELL, None, None, repr(setting), "path=value, such as run.quarters=80")])
            read[path.strip()] = _value(value.strip())
        return cls(read)

    def apply_to_scenario(self, document: Document) -> None:
        """Take what belongs to the scenario's own file."""
        for path in list(self._open):
            head, _, tail = path.partition(".")
            if (not tail and head in SCENARIO_KEYS) or (head == "run" and tail in RunSettings.model_fields):
                self._put(document, path.split("."), self._open.pop(path))
            elif head == "parameters" and tail:
                self._put(document, ["parameters", tail], self._open.pop(path))

    def apply_to_country(self, document: Document) -> None:
        """Take what belongs to the country: `country.nation.tariff`, `country.regions.busan.schooling`."""
        for path in list(self._open):
            parts = path.split(".")
            if parts[:2] == ["country", "nation"] and len(parts) == 3 and parts[2] in Nation.model_fields:
                self._put(document, parts[1:], {"value": self._open.pop(path), "source": "setting"})
            elif (
                parts[:2] == ["country", "regions"] and len(parts) == 4
                and parts[2] in document.data.get("regions", {}) and parts[3] in Region.model_fields
            ):  # fmt: skip
                self._put(document, parts[1:], {"value": self._open.pop(path), "source": "setting"})

    def apply_to_policy(self, document: Document) -> None:
        """Take what belongs to the policy: `policy.envelope`, `policy.instruments.<id>.budget`."""
        instruments = {i.get("id"): n for n, i in enumerate(document.data.get("instruments", []))}
        self._policies = {str(name) for name in instruments}
        for path in list(self._open):
            parts = path.split(".")
            if parts[0] == "policy" and len(parts) == 2 and parts[1] in POLICY_KEYS:
                self._put(document, parts[1:], self._open.pop(path))
            elif parts[:2] == ["policy", "instruments"] and len(parts) >= 4 and parts[2] in instruments:
                self._put(document, ["instruments", instruments[parts[2]], *parts[3:]], self._open.pop(path))

    def refuse_unused(self, parameters: Iterable[str]) -> None:
        """Complain of paths that lead nowhere."""
        known = [
            *SCENARIO_KEYS,
            *(f"run.{name}" for name in RunSettings.model_fields),
            *(f"parameters.{name}" for name in parameters),
            *(f"country.nation.{name}" for name in Nation.model_fields),
            *(f"policy.{name}" for name in POLICY_KEYS),
            *(f"policy.instruments.{name}.budget" for name in sorted(self._policies)),
        ]
        expected = "a path such as country, run.quarters, parameters.<name>, policy.instruments.<id>.budget"
        problems = [Problem(SHELL, None, p, repr(v), expected, nearest(p, known)) for p, v in self._open.items()]
        if problems:
            raise ProblemError(problems)

    @staticmethod
    def _put(document: Document, path: Sequence[str | int], value: Any) -> None:
        inside: Any = document.data
        for part in path[:-1]:
            inside = inside[int(part)] if isinstance(inside, list) else inside.setdefault(part, {})
        inside[path[-1]] = value
        for key in [key for key in document.lines if key[: len(path)] == tuple(path)]:
            del document.lines[key]


def _value(text: str) -> Any:
    """A TOML value where it reads as one, else the bare text."""
    try:
        return tomllib.loads(f"value = {text}")["value"]
    except (tomllib.TOMLDecodeError, RecursionError):
        return text
