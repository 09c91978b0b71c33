"""Names of what is shipped, found without reading any of it."""

from __future__ import annotations

from pathlib import Path

HERE = Path(__file__).parent
NO_SCENARIOS = frozenset({"parameters", "sectors", "io", "relatedness", "factors", "world"})


def names_of(kind: str) -> tuple[str, ...]:
    """Names of the shipped scenarios, countries or policies."""
    folder, others = (HERE, NO_SCENARIOS) if kind == "scenarios" else (HERE / kind, frozenset())
    return tuple(sorted(path.stem for path in folder.glob("*.toml") if path.stem not in others))
