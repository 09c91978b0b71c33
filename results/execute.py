"""One run turned into the bytes of its files."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from model import MODEL_VERSION
from model.settled import Settled
from results.files import to_json
from results.store import RunFiles

if TYPE_CHECKING:
    import pyarrow as pa

    from scenarios.schema import Scenario

# Burn-ins that a process of a batch keeps, and their bytes. Runs come in an order in which one is enough; the second is
# for runs that come late, or side by side. An economy of 6,000 firms takes 9 MB, of 100,000 some 40, of a million 350:
# the bound lets the largest that are run share theirs, one at a time, and adds less than such a run holds itself.
KEPT, LARGEST = 2, 400e6


@dataclass(frozen=True)
class Job:
    """A run to be made.

    Attributes
    ----------
    burn_in : mark of the burn-in that it shares with other runs of the batch; empty where it shares none.
    """

    run: str
    scenario: Scenario
    seed: int
    burn_in: str = ""


def run_id(fingerprint: str, seed: int) -> str:
    """Name of a run: the same for the same scenario, seed and version of the model."""
    return hashlib.sha256(f"{fingerprint}/{seed}/{MODEL_VERSION}".encode()).hexdigest()[:12]


def none_settled() -> Settled:
    """Room for the burn-ins of a process of a batch."""
    return Settled(KEPT, LARGEST)


def execute(
    scenario: Scenario, run: str, seed: int, on_quarter: Any = None, settled: Settled | None = None
) -> RunFiles:
    """Run; a failure is a record with its error.

    Parameters
    ----------
    settled : burn-ins to begin with, where the run shares its own with others.
    """
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
        output = simulate(scenario, seed, note, settled)
        files = table_files(output.tables, run, scenario.name, seed)
        done = {"status": "done", "error": None, "outcomes": output.outcomes, "identities": output.identities}
        return RunFiles(files | {f"runs/{run}.json": to_json(record | done)})  # refuses an outcome that isn't finite
    except Exception as error:
        if _interrupted(error):
            raise KeyboardInterrupt from error
        text = f"{type(error).__name__} in quarter {quarter[0]}: {error}"
        return RunFiles({f"runs/{run}.json": to_json(record | {"status": "failed", "error": text})})


def _interrupted(error: BaseException | None) -> bool:
    """Whether Ctrl-C is behind an error: compiled code that it hits ends with an error of its own.

    Some keep it as their cause; a serializer only names it in its text.
    """
    from pydantic_core import PydanticSerializationError

    while error is not None and not isinstance(error, KeyboardInterrupt):
        if isinstance(error, PydanticSerializationError) and "KeyboardInterrupt" in str(error):
            return True
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
