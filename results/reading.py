"""Files of a folder of results, read and checked: what is damaged is told, or counts as not there."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from problems import ProblemError
from results.files import misfit, read_json, told

if TYPE_CHECKING:
    import pyarrow as pa

FORMAT = 1
MAGIC = b"PAR1"  # first and last of a Parquet file
SHORTEST = 12  # bytes: both, and the length of the footer
RECORD = {"run": str, "scenario": str, "seed": int, "quarters": int}
OF_ENDS = {"done": ("outcomes", dict), "failed": ("error", str)}
FRONT = ("run", "scenario", "seed", "quarter")
NEVER_EMPTY = ("totals", "regions")
AGAIN = "a file written by this program; delete it and run again"


def read_manifest(path: Path) -> dict[str, Any]:
    """Read the manifest of a folder.

    Raises
    ------
    ProblemError
        If it is of another format or its scenarios are not told as they should be.
    """
    manifest = read_json(path)
    if manifest.get("format") != FORMAT:
        raise misfit(path, f"format {manifest.get('format')}", f"format {FORMAT} (move the folder away)")
    entries = manifest.get("scenarios")
    if not isinstance(manifest.get("model_version"), str):
        raise misfit(path, "no model_version", "a file written by this program; move the folder away")
    if not isinstance(entries, dict) or not all(_is_entry(entry, entries) for entry in entries.values()):
        raise misfit(path, "scenarios that can't be read", "a file written by this program; move the folder away")
    return manifest


def _is_entry(entry: Any, entries: dict[str, Any]) -> bool:
    """Whether a scenario is told with its fingerprint and content, or by what sets it apart from one that is."""
    if not isinstance(entry, dict) or not isinstance(entry.get("fingerprint"), str):
        return False
    if not isinstance(entry.get("labels", {}), dict):
        return False
    like = entries.get(entry["like"]) if isinstance(entry.get("like"), str) else None
    apart = isinstance(like, dict) and isinstance(like.get("scenario"), dict) and isinstance(entry.get("changes"), list)
    return isinstance(entry.get("scenario"), dict) or apart


def read_record(path: Path) -> dict[str, Any]:
    """Read the record of a run.

    Raises
    ------
    ProblemError
        If it isn't whole.
    """
    record = read_json(path)
    end = OF_ENDS.get(record["status"]) if isinstance(record.get("status"), str) else None
    wanted = RECORD | dict([end] if end else [])
    if end is None or not all(isinstance(record.get(key), kind) for key, kind in wanted.items()):
        raise misfit(path, "no whole record of a run", AGAIN)
    return record


def clear(folder: Path) -> None:
    """Remove what a stop or a loss of power left: files half written, and records that aren't whole."""
    with told(folder):
        for path in list(folder.rglob(".*.part")):
            path.unlink(missing_ok=True)
        for path in (folder / "runs").glob("*.json"):
            if not _is_whole(path):
                path.unlink(missing_ok=True)


def _is_whole(path: Path) -> bool:
    content = path.read_bytes()  # one that may not be read is told, not removed
    try:
        return bool(content) and bool(read_record(path))
    except ProblemError:
        return False


def ends_as_parquet(path: Path) -> bool:
    """Whether a file ends as a Parquet file does: one cut short by a loss of power or a full disk doesn't."""
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        if size < SHORTEST:
            return False
        file.seek(-len(MAGIC), os.SEEK_END)
        return file.read() == MAGIC


def read_table(path: Path, columns: list[str] | None, since: int | None) -> pa.Table:
    """Read a table of a run, from a quarter on.

    Raises
    ------
    ProblemError
        If it is no Parquet file, lacks a column, or has no rows where every run has some.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    with told(path):
        try:
            there = pq.read_schema(path).names
            missing = [name for name in dict.fromkeys((*FRONT, *(columns or ()))) if name not in there]
            if missing:
                raise misfit(path, f"no column {', '.join(missing)}", AGAIN)
            late = None if since is None else [("quarter", ">=", since)]
            found = pq.read_table(path, columns=columns, filters=late, partitioning=None)
        except pa.ArrowInvalid:
            raise misfit(path, "not a Parquet file", AGAIN) from None
    if path.parent.name in NEVER_EMPTY and since is None and found.num_rows == 0:
        raise misfit(path, "no rows", AGAIN)
    return found
