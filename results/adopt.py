"""Runs that another folder of results has are taken over, not made again."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Protocol

from problems import ProblemError
from results.files import read_json, told
from results.store import CENSUS, TABLES
from scenarios.schema import Scenario


class Run(Protocol):
    """A run that is asked for."""

    @property
    def run(self) -> str:
        """Its name: a hash of all it depends on, chance included."""

    @property
    def scenario(self) -> Scenario:
        """What is run."""


def adopt(runs: Iterable[Run], folder: Path, others: Sequence[Path]) -> int:
    """Take over what other folders have of these runs; returns how many.

    A run's name is the hash of all it depends on, so a run of that name and scenario is that run, bit for bit.
    """
    taken = 0
    for job in runs:
        if others and not (folder / "runs" / f"{job.run}.json").exists():
            taken += any(_take(other, folder, job.run, job.scenario) for other in others if other != folder)
    return taken


def _take(other: Path, folder: Path, run: str, scenario: Scenario) -> bool:
    record = other / "runs" / f"{run}.json"
    if not record.is_file():
        return False
    try:
        told_of = read_json(record)
        kept = (*TABLES, *CENSUS) if scenario.run.census else TABLES
        tables = [Path("tables") / table / f"{run}.parquet" for table in kept]
        usable = told_of["scenario"] == scenario.name and told_of["status"] == "done"
        if not usable or not all((other / table).is_file() for table in tables):
            return False
        with told(folder):
            for path in (*tables, Path("runs") / f"{run}.json"):  # the record last: it marks the run as done
                _link(other / path, folder / path)
    except (ProblemError, KeyError):
        return False  # a folder that can't be read is no help, and no harm
    return True


def _link(source: Path, target: Path) -> None:
    """The same file in both folders where the file system can, a copy elsewhere; files are replaced, never changed."""
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        os.link(source, beside)
    except OSError:
        shutil.copyfile(source, beside)
    os.replace(beside, target)
