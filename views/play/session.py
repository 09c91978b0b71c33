"""What a visitor plays: a scenario, shipped or of their own, a seed, and the changes made so far."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from problems import Problem, ProblemError, nearest
from scenarios.document import Document, read
from scenarios.load import load_scenario, names_of, scenario_path
from scenarios.schema import Change
from views.play.player import Player
from views.second_look import second_look_at

if TYPE_CHECKING:
    import pyarrow as pa

    from scenarios.schema import Scenario

LEADER = "leader"  # the layer that a map opens with


class Session:
    """A scenario being played.

    Parameters
    ----------
    name : of a shipped scenario, or of the visitor's file.
    text : content of the visitor's file, None for a shipped scenario.
    changes : made before, as a link holds them; added to those of the file.
    layer : that the map shows.

    Raises
    ------
    ProblemError
        If the scenario or a change doesn't fit, or the map has no such layer.
    """

    def __init__(
        self, name: str, text: str | None = None, seed: int = 1, quarter: int | None = 0,
        changes: tuple[Change, ...] = (), layer: str = LEADER,
    ) -> None:  # fmt: skip
        self.name, self.text, self.seed = name, text, seed
        self.own = changes
        self.scenario = opened(name, text, changes)
        self.layer = _known_layer(layer, self.scenario)
        self.addresses: set[int] = set()  # hashes of those that the browser was told: they lead back to it
        self.player = Player(self.scenario, seed, goal=quarter or 0)

    @property
    def title(self) -> str:
        """Title of the scenario."""
        return self.scenario.title

    @cached_property
    def of_file(self) -> tuple[Change, ...]:
        """Changes that the scenario's own file makes."""
        return self.scenario.changes if not self.own else opened(self.name, self.text).changes

    @cached_property
    def remarks(self) -> list[str]:
        """What a visitor's file might have meant otherwise, as `check` tells it."""
        return [] if self.text is None else second_look_at(f"{self.name}.toml", self.text.encode())

    def saved(self) -> str:
        """The session as a scenario file that the command line replays."""
        return document_of(self.name, self.text, self.player.changes)

    def tables(self) -> bytes:
        """The run so far as Parquet files in one archive: bytes as the command line writes them."""
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
            for path, content in self._files(self.player.tables()).items():
                archive.writestr(path, content)
        return buffer.getvalue()

    def parquet(self, name: str, rows: pa.Table) -> bytes:
        """Rows of one table as Parquet; all rows in their order give the bytes that the command line writes."""
        return next(iter(self._files({name: rows}).values()))

    def _files(self, tables: Mapping[str, pa.Table]) -> dict[str, bytes]:
        from results.execute import run_id, table_files

        run = run_id(self.player.scenario.fingerprint(), self.seed)
        return table_files(tables, run, file_stem(self.name), self.seed)

    def close(self) -> None:
        """Let go of the economy."""
        self.player.close()


def _known_layer(layer: str, scenario: Scenario) -> str:
    from views.play.picture import layer_names

    names = layer_names(scenario)
    if layer not in names:
        raise ProblemError([Problem(None, None, "layer", layer, "a layer of the map", nearest(layer, names))])
    return layer


def file_stem(name: str) -> str:
    """Name of the file that a session is saved in."""
    stem = name.removesuffix(".toml")
    return stem if stem.endswith("_session") else f"{stem}_session"[:40]


def opened(name: str, text: str | None, changes: tuple[Change, ...] = ()) -> Scenario:
    """Read a shipped scenario or the text of a file, with changes added to those it has.

    Raises
    ------
    ProblemError
        With every problem, lines counted in the visitor's own file.
    """
    if text is None and name not in (shipped := names_of("scenarios")):  # a link must not read files of this machine
        expected = "a shipped scenario, or a file to be uploaded"
        raise ProblemError([Problem(None, None, "scenario", name, expected, nearest(name, shipped))])
    if text is None and not changes:
        return load_scenario(name)
    shown = f"{name.removesuffix('.toml')}.toml"
    content = text if text is not None and not changes else document_of(name, text, changes, added=True)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / Path(shown).name
        path.write_text(content, encoding="utf-8")
        try:
            return load_scenario(str(path))
        except ProblemError as error:
            told = [replace(p, file=shown if p.file == str(path) else p.file) for p in error.problems]
            raise ProblemError(told) from None


def document_of(name: str, text: str | None, changes: tuple[Change, ...], *, added: bool = False) -> str:
    """A scenario file with these changes, in place of its own or added to them."""
    import tomli_w

    data = dict(_document(name, text).data)
    before = data.pop("changes", []) if added else []
    data.pop("changes", None)
    after = [{"quarter": c.quarter, "path": c.path, "value": _plain(c.value)} for c in changes]
    return tomli_w.dumps(data | ({"changes": [*before, *after]} if before or after else {}), multiline_strings=True)


def _document(name: str, text: str | None) -> Document:
    if text is None:
        return read(scenario_path(name))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "own.toml"
        path.write_text(text, encoding="utf-8")
        return read(path, f"{name.removesuffix('.toml')}.toml")


def _plain(value: Any) -> Any:
    """Without what TOML can't hold."""
    if isinstance(value, dict):
        return {key: _plain(inside) for key, inside in value.items() if inside is not None}
    return [_plain(inside) for inside in value] if isinstance(value, list | tuple) else value
