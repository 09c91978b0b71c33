"""Do the tests notice? Errors put into the code on purpose, one at a time, each with the tests that must turn red.

`uv run python -m benchmarks.mutations [words …]` copies the project to a temporary folder, breaks one line of
`mutations.toml` after another there, and runs only the tests named with it. It ends with 1 if a mutation survives.
With words: those mutations alone whose file or sentence holds one of them.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
TABLE = Path(__file__).with_suffix(".toml")
LEFT_OUT = shutil.ignore_patterns(".git", ".venv", ".*_cache", "results-*", "*.egg-info", ".hypothesis")
RED = 1  # pytest: tests ran and some failed; other codes say that none ran, which is no verdict


@dataclass(frozen=True)
class Mutation:
    """A line of a file, what it becomes, and the tests of which each must turn red."""

    file: str
    line: str
    becomes: str
    tests: tuple[str, ...]
    why: str

    def occurrences(self, root: Path = ROOT) -> int:
        return (root / self.file).read_text().count(self.line)

    def apply(self, root: Path) -> None:
        path = root / self.file
        path.write_text(path.read_text().replace(self.line, self.becomes))

    def undo(self, root: Path) -> None:
        shutil.copy2(ROOT / self.file, root / self.file)  # with its time, by which compiled code is told stale


def mutations(words: Sequence[str] = ()) -> list[Mutation]:
    """Every mutation of the table, or those whose file or sentence holds one of the words."""
    rows = tomllib.loads(TABLE.read_text())["mutation"]
    found = [Mutation(**{**row, "tests": tuple(row["tests"])}) for row in rows]
    return [m for m in found if not words or any(word in m.file or word in m.why for word in words)]


def survivors(mutation: Mutation, root: Path) -> list[str]:
    """Tests named with a mutation that stay green under it."""
    mutation.apply(root)
    try:
        return [test for test in mutation.tests if not red(test, root)]
    finally:
        mutation.undo(root)


def red(test: str, root: Path) -> bool:
    """Run one test, with all its cases unless it names one; whether it fails."""
    options = ["-q", "-x", "-p", "no:cacheprovider", "-p", "no:xdist", "-o", "addopts="]
    command = [sys.executable, "-m", "pytest", *options, test]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True)
    if done.returncode not in (0, RED):
        raise RuntimeError(f"{test} gave no verdict:\n{done.stdout[-3000:]}{done.stderr[-1000:]}")
    return done.returncode == RED


def main() -> int:
    chosen, alive = mutations(sys.argv[1:]), 0
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "project"
        shutil.copytree(ROOT, root, ignore=LEFT_OUT)
        for mutation in chosen:
            begun, green = time.perf_counter(), survivors(mutation, root)
            alive += bool(green)
            word = "SURVIVED" if green else "killed"
            print(f"{word:8} {time.perf_counter() - begun:4.0f} s  {mutation.file}: {mutation.why}", flush=True)
            for test in green:
                print(f"           green: {test}", flush=True)
    print(f"{len(chosen) - alive} of {len(chosen)} killed")
    return 1 if alive else 0


if __name__ == "__main__":
    raise SystemExit(main())
