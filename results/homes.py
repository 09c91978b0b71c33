"""Which worker makes which runs: those of one burn-in go to one worker, which then makes it once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from results.execute import Job

BurnIn = tuple[str, int]  # mark and seed


class Homes:
    """Deals burn-ins out to the workers, each to the one that has fewest of their runs to make.

    Runs that share nothing have no home: Dask gives them to whoever is free.
    """

    def __init__(self, workers: Iterable[str]) -> None:
        self._waiting = dict.fromkeys(workers, 0)
        self._home: dict[BurnIn, str] = {}

    def send(self, parcel: Sequence[Job]) -> str | None:
        """Home of a parcel that is sent now."""
        if not parcel[0].burn_in or not self._waiting:
            return None
        least = min(self._waiting, key=lambda worker: self._waiting[worker])
        home = self._home.setdefault(_burn_in(parcel[0]), least)
        for job in parcel:
            self._home.setdefault(_burn_in(job), home)
        self._waiting[home] += len(parcel)
        return home

    def back(self, parcel: Sequence[Job]) -> None:
        """Note that the runs of a parcel are made."""
        home = self._home.get(_burn_in(parcel[0]))
        if home is not None:
            self._waiting[home] -= len(parcel)


def _burn_in(job: Job) -> BurnIn:
    return job.burn_in, job.seed
