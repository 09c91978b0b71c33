"""Runs on several processes: those of this machine, or the workers of a Dask cluster."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from problems import Problem, ProblemError
from results.execute import Job, execute, none_settled
from results.homes import Homes
from results.shielded import shielded_from_interrupts
from results.store import ResultStore, RunFiles, write_files
from scenarios.schema import Scenario

NOBODY = "127.0.0.1:0"  # Dask's pages: on a free port, for this machine only
ON_EACH = 8  # parcels waiting on each worker, so that none is idle while the next is sent
PARCEL = 1.0  # seconds of runs that go in one parcel: sending one costs what a short run's files do
MOST = 8  # runs in a parcel
NAMED = "run-"  # tasks named alike are of a kind to Dask, which learns how long they take
Run = tuple[str, str, int, bool]  # its name, its scenario's, its seed, whether it shares its burn-in
SETTINGS = {
    "distributed.worker.daemon": True,
    "distributed.scheduler.allowed-failures": 5,
    "logging.distributed": "critical",
}
# What Dask's processes do all the time costs more than a short run's files: they look at the stacks of the workers
# every 10 ms, at their own loops every 20 ms, at memory every 100 ms. Nobody reads the first two.
QUIET = {
    "distributed.worker.profile.enabled": False,
    "distributed.admin.tick.interval": "1s",
    "distributed.admin.system-monitor.interval": "10s",
    "distributed.worker.memory.monitor-interval": "1s",
    # memory that is handed back to the system after each array comes back empty, page by page
    "distributed.nanny.pre-spawn-environ.MALLOC_TRIM_THRESHOLD_": None,
}


def run_on_workers(todo: Sequence[Job], store: ResultStore, workers: int, cluster: str | None) -> Iterator[str]:
    """Make runs on so many processes here, or on a cluster; tells the name of each when its files are there."""
    import dask
    from distributed import Client, LocalCluster

    with dask.config.set(SETTINGS | QUIET):
        with shielded_from_interrupts():
            here = None if cluster else LocalCluster(
                n_workers=workers, threads_per_worker=1, processes=True, silence_logs=50,
                dashboard_address=NOBODY, worker_dashboard_address=NOBODY,
            )  # fmt: skip
        try:
            with _client(Client, cluster or here) as client:
                folder = None if cluster else str(store.folder.resolve())
                at_once = ON_EACH * max(len(client.scheduler_info()["workers"]), workers)
                yield from _send_all(client, Parcels(todo), store, folder, at_once)
        finally:
            if here is not None:
                here.close()


def _send_all(client: Any, parcels: Parcels, store: ResultStore, folder: str | None, at_once: int) -> Iterator[str]:
    """Keep so many parcels on their way until all runs are made; tells the name of each run."""
    from distributed import as_completed

    sent: dict[str, list[Job]] = {}
    homes = Homes(client.scheduler_info()["workers"])

    def send(number: int) -> list[Any]:
        futures: list[Any] = []
        while len(futures) < number and (parcel := parcels.next()):
            futures.append(_submit(client, parcel, folder, homes.send(parcel)))
            sent[futures[-1].key] = parcel
        return futures

    done = as_completed(send(at_once))
    for future in done:
        seconds, files = future.result()
        for one in files:
            store.write(one)
        parcel = sent.pop(future.key)
        homes.back(parcel)
        parcels.took(seconds / len(parcel))
        done.update(send(1))
        yield from (job.run for job in parcel)


class Parcels:
    """Runs in parcels: of one until it is known how long one takes, of more if that is short.

    A parcel holds seeds of one scenario, or runs of one country whose burn-ins are shared.
    """

    def __init__(self, todo: Sequence[Job]) -> None:
        self._todo = deque(todo)
        self._seconds = PARCEL

    def took(self, seconds: float) -> None:
        """Note how long a run took."""
        self._seconds = seconds

    def next(self) -> list[Job]:
        """Take the next parcel; empty when all are taken."""
        parcel: list[Job] = []
        room = max(min(int(PARCEL / max(self._seconds, 1e-9)), MOST), 1)
        while self._todo and len(parcel) < room and (not parcel or _alike(self._todo[0], parcel[0])):
            parcel.append(self._todo.popleft())
        return parcel


def _alike(job: Job, other: Job) -> bool:
    return job.scenario is other.scenario or (job.burn_in == other.burn_in != "")


def _client(make: Any, target: Any) -> Any:
    try:
        return make(target, timeout="10s")
    except (OSError, ValueError, TypeError, ImportError) as error:
        if not isinstance(target, str):
            raise  # a cluster of this machine: no address that a user could have got wrong
        expected = f"the address of a running scheduler, such as tcp://127.0.0.1:8786 ({error})"
        raise ProblemError([Problem("--cluster", None, None, target, expected)]) from None


def _submit(client: Any, parcel: Sequence[Job], folder: str | None, home: str | None) -> Any:
    # sent with each parcel rather than kept on the workers: a sweep has thousands of scenarios, a scenario 60 kB
    texts = {job.scenario.name: job.scenario.to_json() for job in parcel}
    runs = [(job.run, job.scenario.name, job.seed, bool(job.burn_in)) for job in parcel]
    where = {"workers": [home], "allow_other_workers": True} if home else {}  # a wish: who is idle may take it
    return client.submit(_work, texts, runs, folder, key=NAMED + runs[0][0], pure=False, **where)


_settled = none_settled()  # of this worker


@lru_cache(maxsize=MOST)
def _scenario(text: str) -> Scenario:
    return Scenario.from_json(text)


def _work(texts: Mapping[str, str], runs: Sequence[Run], folder: str | None) -> tuple[float, list[RunFiles]]:
    """Make runs on a worker; write there when it shares the folder, else send the files home. Tells its seconds."""
    begun, home = time.perf_counter(), []
    for run, name, seed, shares in runs:
        files = execute(_scenario(texts[name]), run, seed, settled=_settled if shares else None)
        if folder is None:
            home.append(files)
        else:
            write_files(Path(folder), files)
    return time.perf_counter() - begun, home
