"""What a visitor of a server may ask for. On one's own machine nothing is limited.

The environment says: `MARSHALL_PUBLIC=1` takes the limits of a public server, and each can be set by itself.
docs/deployment.md explains them.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING

from problems import Problem, ProblemError

if TYPE_CHECKING:
    from scenarios.schema import Scenario

PREFIX = "MARSHALL_"
SCENARIOS = 4  # side by side on the page Compare


@dataclass(frozen=True)
class Limits:
    """Limits of a server; None: no limit.

    Attributes
    ----------
    firms, quarters : of one run, burn-in included; seeds : of a comparison; seconds : of a comparison's computing.
    sessions : economies open in the laboratory at once, one a browser tab.
    batches : comparisons computing at once; workers : processes of each.
    public : strangers use it, so that what isn't set has the limits of a public server.
    """

    firms: int | None = None
    quarters: int | None = None
    seeds: int | None = None
    seconds: int | None = None
    sessions: int | None = None
    batches: int | None = None
    workers: int | None = None
    public: bool = False
    results: Path = Path("results")

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Limits:
        """Read the limits.

        Raises
        ------
        ProblemError
            If a variable isn't a whole number from 1.
        """
        public = environment.get(f"{PREFIX}PUBLIC", "") not in ("", "0")
        given = {
            field.name: _number(f"{PREFIX}{field.name.upper()}", environment)
            for field in fields(cls) if field.name not in ("public", "results")
        }  # fmt: skip
        chosen = {name: PUBLIC.get(name) if value is None and public else value for name, value in given.items()}
        return cls(**chosen, public=public, results=Path(environment.get(f"{PREFIX}RESULTS") or "results"))

    def check_scenario(self, scenario: Scenario) -> None:
        """Refuse a run that is too large.

        Raises
        ------
        ProblemError
            With each limit that it breaks.
        """
        run = scenario.run
        self._refuse(("run.firms", run.firms, self.firms), ("run.quarters", run.quarters + run.burn_in, self.quarters))

    def check_seeds(self, count: int) -> None:
        """Refuse too many seeds.

        Raises
        ------
        ProblemError
            If there are more than allowed.
        """
        self._refuse(("seeds", count, self.seeds))

    def check_sessions(self, others: int) -> None:
        """Refuse one more economy in the laboratory.

        Raises
        ------
        ProblemError
            If as many others are open as allowed.
        """
        if self.sessions is not None and others >= self.sessions:
            expected = f"at most {self.sessions:,} at once on this server; try again in some minutes"
            raise ProblemError([Problem(None, None, "economies open", others, expected)])

    def _refuse(self, *asked: tuple[str, int, int | None]) -> None:
        problems = [
            Problem(None, None, key, value, f"at most {most:,} on this server (your own machine has no limit)")
            for key, value, most in asked if most is not None and value > most
        ]  # fmt: skip
        if problems:
            raise ProblemError(problems)


PUBLIC: Mapping[str, int] = {
    "firms": 20_000, "quarters": 400, "seeds": 64, "seconds": 900, "sessions": 40, "batches": 2, "workers": 1,
}  # fmt: skip
"""Limits of a public server that sets none itself: an estimate for four cores and 8 GB."""


def _number(name: str, environment: Mapping[str, str]) -> int | None:
    text = environment.get(name, "").strip()
    if not text:
        return None
    if not text.isdecimal() or len(text) > 18 or int(text) < 1:
        raise ProblemError([Problem("environment", None, name, text, "a whole number from 1")])
    return int(text)
