"""Files that appear whole or not at all, JSON that is the same for the same content, and what is wrong in words."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from problems import Problem, ProblemError, of_system


def write_whole(path: Path, content: bytes) -> None:
    """Write beside the place and move there: a reader sees all of it or nothing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())  # else a loss of power may leave the name without the content
        os.replace(beside, path)
    except OSError:
        beside.unlink(missing_ok=True)
        raise


def is_left_over(path: Path) -> bool:
    """Whether a file is half of one that `write_whole` was stopped at."""
    return path.name.startswith(".") and path.name.endswith(".part")


def to_json(value: Any) -> bytes:
    """JSON that is the same for the same content."""
    return (json.dumps(value, indent=1, sort_keys=True, allow_nan=False) + "\n").encode()


def read_json(path: Path) -> dict[str, Any]:
    """Read a JSON object.

    Raises
    ------
    ProblemError
        If it is unreadable or no JSON object.
    """
    with told(path):
        try:
            value = json.loads(path.read_bytes())
        except (ValueError, RecursionError):
            raise misfit(path, "not valid JSON", "a file written by this program; move the folder away") from None
    if not isinstance(value, dict):
        raise misfit(path, "not a JSON object", "a file written by this program; move the folder away")
    return value


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn an operating system's refusal into a problem that says what to do."""
    try:
        yield
    except OSError as error:
        raise ProblemError([of_system(error, str(path))]) from None


def misfit(path: Path, value: str, expected: str) -> ProblemError:
    """What was found at a path, and what was expected there."""
    return ProblemError([Problem(str(path), None, None, value, expected)])
