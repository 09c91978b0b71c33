"""One run turned into the bytes of its files."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from model import MODEL_VERSION
from results.files import to_json
from results.store import RunFiles

if TYPE_CHECKING:
    import pyarrow as pa

    from scenarios.schema import Scenario


@dataclass(frozen=True)
class Job:
    """A run to be made."""

    run: str
    scenario: Scenario
    seed: int


def run_id(fingerprint: str, seed: int) -> str:
    """Name of a run: the same for the same scenario, seed and version of the model."""
    return hashlib.sha256(f"{fingerprint}/{seed}/{MODEL_VERSION}".encode()).hexdigest()[:12]


def execute(scenario: Scenario, run: str, seed: int, on_quarter: Any = None) -> RunFiles:
    """Run; a failure is a record with its error."""
    from model.simulate import simulate

    record: dict[str, Any] = {
        "run": run,
        "scenario": scenario.name,
        "seed": seed,
        "quarters": scenario.run.quarters,
    }
    quarter = [-scenario.run.burn_in]

    def note(economy: Any) -> None:
        quarter[0] = economy.quarter
        if on_quarter is not None:
            on_quarter(economy)

    try:
        output = simulate(scenario, seed, note)
    except Exception as error:
        if _interrupted(error):
            raise KeyboardInterrupt from error
        text = f"{type(error).__name__} in quarter {quarter[0]}: {error}"
        return RunFiles({f"runs/{run}.json": to_json(record | {"status": "failed", "error": text})})
    files = table_files(output.tables, run, scenario.name, seed)
    record |= {"status": "done", "error": None, "outcomes": output.outcomes, "identities": output.identities}
    return RunFiles(files | {f"runs/{run}.json": to_json(record)})


def _interrupted(error: BaseException | None) -> bool:
    """Whether Ctrl-C is behind an error: compiled code that it hits ends with a SystemError."""
    while error is not None and not isinstance(error, KeyboardInterrupt):
        error = error.__cause__ or error.__context__
    return error is not None


def table_files(tables: Mapping[str, pa.Table], run: str, scenario: str, seed: int) -> dict[str, bytes]:
    """The tables of a run as Parquet: path inside the folder of results to content."""
    return {
        f"tables/{name}/{run}.parquet": _parquet(_labelled(table, run, scenario, seed))
        for name, table in tables.items()
    }


def _labelled(table: pa.Table, run: str, scenario: str, seed: int) -> pa.Table:
    """Put run, scenario, seed in front."""
    import numpy as np
    import pyarrow as pa

    n = table.num_rows
    same = pa.array(np.zeros(n, np.int32))
    front = {
        "run": pa.DictionaryArray.from_arrays(same, pa.array([run])),
        "scenario": pa.DictionaryArray.from_arrays(same, pa.array([scenario])),
        "seed": pa.array(np.full(n, seed, np.int64)),
    }
    return pa.table({**front, **dict(zip(table.column_names, table.columns, strict=True))})


def _parquet(table: pa.Table) -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    sink = io.BytesIO()
    repeated = [field.name for field in table.schema if not pa.types.is_floating(field.type)]  # values hardly are
    pq.write_table(table, sink, compression="zstd", store_schema=False, use_dictionary=repeated)
    return sink.getvalue()
