"""A folder of results: one file a run and table, a record of each run, and a manifest of the whole.

```
manifest.json            scenarios as they were resolved, status of every run, versions; volatile things
                         (times, machine) under the key "times" and nowhere else
runs/<run>.json          outcomes, identities, status of a run; written last, so it marks the run as done
tables/<table>/<run>.parquet
outcomes.parquet         of a sweep: a row a run with the values that were varied and the outcomes
```
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from results.changes import changed, changes
from results.files import is_left_over, misfit, to_json, told, write_whole
from results.lock import NAME as LOCK
from results.reading import FORMAT, clear, ends_as_parquet, read_manifest, read_record, read_table

if TYPE_CHECKING:
    import pandas as pd

MANIFEST = "manifest.json"
OUTCOMES = "outcomes.parquet"
Label = str | int | float | bool
TABLES = ("totals", "regions", "clusters", "events", "policy_ledger", "firms")
CENSUS = ("places", "trade")  # of runs that have census years


@dataclass(frozen=True)
class RunFiles:
    """What a run writes: paths inside the folder, and their bytes; the record is last."""

    files: Mapping[str, bytes]


class ResultStore:
    """Writes a folder of results.

    Parameters
    ----------
    folder : Path
        Made when missing; must be ours when not empty.

    Raises
    ------
    ProblemError
        If it can't be used.
    """

    def __init__(self, folder: Path, version: str) -> None:
        self.folder, self.version = folder, version
        with told(folder):
            if folder.exists() and not folder.is_dir():
                raise misfit(folder, "an ordinary file", "a folder for results (choose another --out)")
            if folder.is_dir() and any(folder.iterdir()) and not self._ours():
                raise misfit(folder, "a folder with other content", "an empty or new folder (choose another --out)")
            folder.mkdir(parents=True, exist_ok=True)

    def _ours(self) -> bool:
        """Whether it has a manifest, or only what a batch leaves that is stopped before it writes one."""
        left = all(p.name == LOCK or is_left_over(p) for p in self.folder.iterdir())
        return (self.folder / MANIFEST).is_file() or left

    def open_for(
        self, scenarios: Mapping[str, tuple[str, Any]], labels: Mapping[str, Mapping[str, Label]] | None = None
    ) -> None:
        """Announce which scenarios will be written: name to (fingerprint, resolved content).

        Whoever calls holds the folder: what an earlier batch left half written is removed.

        Parameters
        ----------
        labels : what tells the scenarios of a sweep apart, by scenario; columns of its results.

        Raises
        ------
        ProblemError
            If the folder holds another version's results, another scenario of the same name, or the same one under
            another name.
        """
        labels = labels or {}
        known: dict[str, Any] = {}
        if (self.folder / MANIFEST).exists():
            manifest = read_manifest(self.folder / MANIFEST)
            if manifest["model_version"] != self.version:
                found = f"results of version {manifest['model_version']}"
                raise misfit(self.folder, found, f"results of version {self.version} (choose another --out)")
            known = dict(manifest["scenarios"])
        for name, (fingerprint, content) in scenarios.items():
            if name in known and known[name]["fingerprint"] != fingerprint:
                found = f"results of another scenario called {name} (fingerprint {known[name]['fingerprint']})"
                raise misfit(self.folder, found, f"results of fingerprint {fingerprint} (choose another --out)")
            known.setdefault(name, self._entry(fingerprint, content, labels.get(name), known))
        self._refuse_doubles(known)
        self._scenarios = known
        clear(self.folder)
        self.write_manifest({})

    @staticmethod
    def _entry(fingerprint: str, content: Any, labels: Mapping[str, Label] | None, known: Mapping[str, Any]) -> Any:
        """What the manifest says of a scenario; of a labelled one by what sets it apart from the first."""
        if labels is None:
            return {"fingerprint": fingerprint, "scenario": content}
        entry = {"fingerprint": fingerprint, "labels": dict(labels)}
        first = next((name for name, e in known.items() if "labels" in e and "scenario" in e), None)
        if first is None:
            return entry | {"scenario": content}
        return entry | {"like": first, "changes": changes(known[first]["scenario"], content)}

    def _refuse_doubles(self, known: Mapping[str, Any]) -> None:
        """A run belongs to one scenario: two names for the same content would share it."""
        names: dict[str, str] = {}
        for name, entry in known.items():
            other = names.setdefault(entry["fingerprint"], name)
            if other != name:
                raise misfit(self.folder, f"{other} and {name} are the same scenario", "each scenario once")

    def record(self, run: str) -> dict[str, Any] | None:
        """Record of a run that is there in full, or None."""
        path = self.folder / "runs" / f"{run}.json"
        if not path.exists():
            return None
        record = read_record(path)
        whole = record["status"] == "failed" or all(self._has(t, run) for t in TABLES)
        return record if whole else None

    def _has(self, table: str, run: str) -> bool:
        """Whether a table is there to its end."""
        path = self.folder / "tables" / table / f"{run}.parquet"
        with told(path):
            return path.is_file() and ends_as_parquet(path)

    def write(self, files: RunFiles) -> None:
        """Write a run's files; each appears whole or not at all."""
        write_files(self.folder, files)

    def write_manifest(self, times: Mapping[str, Any]) -> None:
        """Write down what the folder holds."""
        runs = [read_record(path) for path in sorted((self.folder / "runs").glob("*.json"))]
        keys = ("run", "scenario", "seed", "quarters", "status", "error")
        runs.sort(key=lambda r: (r["scenario"], r["seed"]))
        manifest = {
            "format": FORMAT,
            "model_version": self.version,
            "scenarios": dict(sorted(self._scenarios.items())),
            "seeds": sorted({r["seed"] for r in runs}),
            "runs": [{key: r.get(key) for key in keys} for r in runs],
            "times": dict(times),
        }
        with told(self.folder):
            write_whole(self.folder / MANIFEST, to_json(manifest))

    @property
    def has_outcomes(self) -> bool:
        """Whether the folder is a sweep's: what is added to it later belongs into its table."""
        return (self.folder / OUTCOMES).exists()

    def write_outcomes(self) -> None:
        """Write `outcomes.parquet`: a row a finished run with its labels, if it has any, and outcomes."""
        import pyarrow as pa
        import pyarrow.parquet as pq

        rows = Results(self.folder).outcome_rows
        if rows:
            sink = io.BytesIO()
            columns = list(dict.fromkeys(key for row in sorted(rows, key=len, reverse=True) for key in row))
            table = pa.table({column: [row.get(column) for row in rows] for column in columns})
            pq.write_table(table, sink, compression="zstd")
            with told(self.folder):
                write_whole(self.folder / OUTCOMES, sink.getvalue())


def write_files(folder: Path, files: RunFiles) -> None:
    """Write files in their order, so that the record comes when the tables are there."""
    with told(folder):
        for name, content in files.files.items():
            write_whole(folder / name, content)


def _content(entry: Mapping[str, Any], entries: Mapping[str, Any]) -> Any:
    if "scenario" in entry:
        return entry["scenario"]
    return changed(entries[entry["like"]]["scenario"], entry["changes"])


class Results:
    """A folder of results, read when asked: `.totals`, `.regions`, `.clusters`, `.events`, `.policy_ledger`,
    `.firms`, and of a census `.places` and `.trade`, are data frames with the columns `run, scenario, seed, quarter`
    first.
    """

    totals: pd.DataFrame
    regions: pd.DataFrame
    clusters: pd.DataFrame
    events: pd.DataFrame
    policy_ledger: pd.DataFrame
    firms: pd.DataFrame
    places: pd.DataFrame
    trade: pd.DataFrame

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.manifest = read_manifest(folder / MANIFEST)

    @cached_property
    def scenarios(self) -> dict[str, Any]:
        """Resolved scenarios by name."""
        entries = self.manifest["scenarios"]
        return {name: _content(entry, entries) for name, entry in entries.items()}

    @cached_property
    def labels(self) -> dict[str, dict[str, Label]]:
        """What tells the scenarios of a sweep apart, by scenario."""
        entries = self.manifest["scenarios"]
        return {name: entry["labels"] for name, entry in entries.items() if "labels" in entry}

    @cached_property
    def runs(self) -> list[dict[str, Any]]:
        """Records of all runs, with outcomes and identities."""
        paths = sorted((self.folder / "runs").glob("*.json"))
        return sorted((read_record(path) for path in paths), key=lambda r: (r["scenario"], r["seed"]))

    @cached_property
    def outcomes(self) -> pd.DataFrame:
        """A row a finished run: scenario, seed, the labels of a sweep, and its outcomes."""
        import pandas as pd

        return pd.DataFrame(self.outcome_rows)

    @property
    def outcome_rows(self) -> list[dict[str, Any]]:
        """`outcomes` as plain rows."""
        labels = self.labels
        return [
            {**{k: r[k] for k in ("run", "scenario", "seed")}, **labels.get(r["scenario"], {}), **r["outcomes"]}
            for r in self.runs
            if r["status"] == "done"
        ]

    def table(
        self, name: str, runs: Sequence[str] | None = None, columns: Sequence[str] | None = None,
        since: int | None = None,
    ) -> pd.DataFrame:  # fmt: skip
        """Read a table, of all runs or of some, from a quarter on; the labels of a sweep are its last columns."""
        import pandas as pd
        import pyarrow as pa

        folder = self.folder / "tables" / name
        chosen = [r["run"] for r in self.runs if r["status"] == "done" and (runs is None or r["run"] in runs)]
        parts = [read_table(folder / f"{run}.parquet", list(columns) if columns else None, since) for run in chosen]
        try:
            frame = pa.concat_tables(parts).to_pandas() if parts else pd.DataFrame()
        except pa.ArrowInvalid:
            raise misfit(folder, "tables of different columns", "those of one version of the program") from None
        return self._labelled(frame) if self.labels and "scenario" in frame else frame

    def _labelled(self, frame: pd.DataFrame) -> pd.DataFrame:
        import pandas as pd

        labels = pd.DataFrame.from_dict(self.labels, orient="index")
        return frame.join(labels, on="scenario")

    def __getattr__(self, name: str) -> pd.DataFrame:
        if name not in (*TABLES, *CENSUS):
            raise AttributeError(name)
        frame = self.table(name)
        self.__dict__[name] = frame
        return frame


def open_results(folder: str | Path) -> Results:
    """Open a folder of results.

    Raises
    ------
    ProblemError
        If it holds none.
    """
    path = Path(folder)
    with told(path):
        if not path.is_dir():
            raise misfit(path, "no such folder" if not path.exists() else "an ordinary file", "a folder of results")
        if not (path / MANIFEST).is_file():
            raise misfit(path, "no manifest.json", "a folder written by run, batch or compare")
    return Results(path)
