"""Runs on several processes: those of this machine, or the workers of a Dask cluster."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

from problems import Problem, ProblemError
from results.execute import Job, execute
from results.shielded import shielded_from_interrupts
from results.store import ResultStore, RunFiles, write_files
from scenarios.schema import Scenario

NOBODY = "127.0.0.1:0"  # Dask's pages: on a free port, for this machine only
ON_EACH = 8  # tasks waiting on each worker, so that none is idle while the next is sent
NAMED = "run-"  # tasks named alike are of a kind to Dask, which learns how long they take
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
    from distributed import Client, LocalCluster, as_completed

    with dask.config.set(SETTINGS | QUIET):
        with shielded_from_interrupts():
            here = None if cluster else LocalCluster(
                n_workers=workers, threads_per_worker=1, processes=True, silence_logs=50,
                dashboard_address=NOBODY, worker_dashboard_address=NOBODY,
            )  # fmt: skip
        try:
            with _client(Client, cluster or here) as client:
                folder = None if cluster else str(store.folder.resolve())
                waiting = iter(todo)
                at_once = ON_EACH * max(len(client.scheduler_info()["workers"]), workers)
                done = as_completed([_submit(client, job, folder) for job in islice(waiting, at_once)])
                for future in done:
                    if cluster or future.status != "finished":  # else there is nothing to fetch
                        _keep(future.result(), store)
                    following = next(waiting, None)
                    if following is not None:
                        done.add(_submit(client, following, folder))
                    yield future.key.removeprefix(NAMED)
        finally:
            if here is not None:
                here.close()


def _keep(files: RunFiles | None, store: ResultStore) -> None:
    if files is not None:
        store.write(files)


def _client(make: Any, target: Any) -> Any:
    try:
        return make(target, timeout="10s")
    except OSError as error:
        raise ProblemError(
            [Problem("--cluster", None, None, str(target), f"the address of a running scheduler ({error})")]
        ) from None


def _submit(client: Any, job: Job, folder: str | None) -> Any:
    # sent with each run rather than kept on the workers: a sweep has thousands of scenarios, a scenario 60 kB
    text = job.scenario.to_json()
    return client.submit(_work, text, job.run, job.seed, folder, key=NAMED + job.run, pure=False)


@lru_cache(maxsize=4)
def _scenario(text: str) -> Scenario:
    return Scenario.from_json(text)


def _work(text: str, run: str, seed: int, folder: str | None) -> RunFiles | None:
    """Run on a worker; write there when it shares the folder, else send the files home."""
    files = execute(_scenario(text), run, seed)
    if folder is None:
        return files
    write_files(Path(folder), files)
    return None
