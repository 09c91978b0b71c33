"""Batches: what is missing is run, here or on a cluster, and nothing that is done is lost."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from model import MODEL_VERSION
from problems import Problem, ProblemError
from results.adopt import adopt
from results.execute import Job, execute, none_settled, run_id
from results.lock import held
from results.order import by_burn_in
from results.question import distinct
from results.store import Label, ResultStore
from results.workers import run_on_workers
from scenarios.schema import Scenario

LARGEST_SEED = 2**53 - 1  # every reader of JSON tells it from its neighbours


@dataclass(frozen=True)
class BatchReport:
    """What a batch did.

    Attributes
    ----------
    runs : asked for; done : there in full now; failed : ended with an error; fresh : made by this call.
    """

    folder: Path
    runs: int
    done: int
    failed: int
    fresh: int
    seconds: float
    errors: tuple[str, ...] = ()


Progress = Callable[[int, int, dict[str, Any] | None], None]


def run_batch(
    scenarios: Sequence[Scenario],
    seeds: Sequence[int],
    folder: Path,
    *,
    labels: Mapping[str, Mapping[str, Label]] | None = None,
    workers: int | None = None,
    cluster: str | None = None,
    reuse: Sequence[Path] = (),
    on_progress: Progress | None = None,
    on_quarter: Callable[[Any], None] | None = None,
) -> BatchReport:
    """Run every scenario with every seed, leaving out what the folder has.

    Parameters
    ----------
    labels : what tells the scenarios of a sweep apart, by scenario: columns of its results.
    workers : processes; 1 runs in this process, None takes all cores.
    cluster : address of a Dask scheduler to use instead.
    reuse : other folders of results whose runs are taken over instead of being made again.
    on_progress : called with (finished, all, record of the run just finished).

    Raises
    ------
    ProblemError
        If the folder can't be used, two scenarios share a name, or seeds or workers make no sense.
    """
    _check(seeds, workers)
    scenarios = distinct(scenarios)  # runs are found by their scenario's name: two of one would answer for each other
    begun = time.perf_counter()
    store = ResultStore(folder, MODEL_VERSION)
    with held(folder):
        prints = {s.name: s.fingerprint() for s in scenarios}
        store.open_for({s.name: (prints[s.name], s.model_dump(mode="json")) for s in scenarios}, labels)
        jobs = [Job(run_id(prints[s.name], seed), s, seed) for s in scenarios for seed in seeds]
        adopt(jobs, folder, reuse)
        todo = [job for job in jobs if (store.record(job.run) or {}).get("status") != "done"]
        finished = len(jobs) - len(todo)
        if on_progress is not None:
            on_progress(finished, len(jobs), None)
        try:
            for run in _run_all(by_burn_in(todo), store, workers, cluster, on_quarter):
                finished += 1
                if on_progress is not None:
                    on_progress(finished, len(jobs), store.record(run))
        finally:
            seconds = time.perf_counter() - begun
            store.write_manifest({"written": time.strftime("%Y-%m-%dT%H:%M:%S%z"), "seconds": round(seconds, 3)})
            if labels or store.has_outcomes:
                store.write_outcomes()
        records = [store.record(job.run) or _lost(job) for job in jobs]
    failed = [r for r in records if r["status"] != "done"]
    errors = tuple(f"{r['scenario']}, seed {r['seed']}: {r['error']}" for r in failed)
    return BatchReport(folder, len(jobs), len(jobs) - len(failed), len(failed), len(todo), seconds, errors)


def _lost(job: Job) -> dict[str, Any]:
    """Record of a run whose files are not there when the batch ends."""
    return {"status": "failed", "scenario": job.scenario.name, "seed": job.seed, "error": "its files are missing"}


def _check(seeds: Sequence[int], workers: int | None) -> None:
    for seed in seeds:
        if not 1 <= seed <= LARGEST_SEED:
            raise ProblemError([Problem(None, None, "seed", seed, f"a whole number from 1 to {LARGEST_SEED}")])
    if not seeds:
        raise ProblemError([Problem(None, None, "seeds", 0, "a whole number from 1")])
    if workers is not None and workers < 1:
        raise ProblemError([Problem(None, None, "workers", workers, "a whole number from 1")])


def _run_all(
    todo: Sequence[Job], store: ResultStore, workers: int | None, cluster: str | None, on_quarter: Any
) -> Iterator[str]:
    count = min(workers or os.cpu_count() or 1, max(len(todo), 1))
    if cluster is None and count == 1:
        settled = none_settled()
        for job in todo:
            store.write(execute(job.scenario, job.run, job.seed, on_quarter, settled if job.burn_in else None))
            yield job.run
    elif todo:
        yield from run_on_workers(todo, store, count, cluster)
