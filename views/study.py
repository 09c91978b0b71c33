"""A study on one page: the answer, figures, tables, how far to trust it, how to do it again."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from views.inline import inline
from views.words import effect

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from results.compare import Comparison
    from results.store import Results


INTERVALS = (
    "Intervals hold the uncertainty of chance within the model, not that of its parameters or its form. Each stands "
    "for itself: of many, some leave zero by chance."
)


@dataclass(frozen=True)
class Row:
    """A line of a table; settled where its interval leaves zero."""

    cells: tuple[str, ...]
    settled: bool


@dataclass(frozen=True)
class Shown:
    """A figure by its name, and what to see in it."""

    name: str
    caption: str


@dataclass(frozen=True)
class Section:
    """A part of the page."""

    title: str
    text: str = ""
    columns: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    figures: tuple[Shown, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Study:
    """What a page says."""

    title: str
    subtitle: str
    answer: str
    sections: tuple[Section, ...]
    command: str
    trust: str = INTERVALS


def write_study(study: Study, draw: Mapping[str, Callable[[], Figure]], parts: Sequence[Results], folder: Path) -> Path:
    """Draw the figures and write `report.html` into the folder; parts: the results that the study read."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    from results.files import told, write_whole

    with told(folder):
        paths = _figures(draw, folder / "figures")
        loader = FileSystemLoader(Path(__file__).parent)
        environment = Environment(loader=loader, autoescape=True, undefined=StrictUndefined)
        runs = [run for results in parts for run in results.runs]
        gaps = [max(r["identities"].values(), default=0.0) for r in runs if r["status"] == "done"]
        text = environment.get_template("study.html.j2").render(
            study=study,
            svg=lambda name: Markup(inline(paths[name])),
            version=parts[0].manifest["model_version"],
            identity=f"{max(gaps, default=0.0):.0e}",
            failed=sum(r["status"] != "done" for r in runs),
        )
        write_whole(folder / "report.html", text.encode(errors="replace"))  # as in a file's name
    return folder / "report.html"


def _figures(draw: Mapping[str, Callable[[], Figure]], target: Path) -> dict[str, Path]:
    from views.figures import style

    target.mkdir(parents=True, exist_ok=True)
    with style.applied():
        for name, make in draw.items():
            figure = make()
            figure.savefig(target / f"{name}.svg", metadata={"Date": None})
            figure.savefig(target / f"{name}.png", dpi=150, metadata={"Software": None})
            style.close(figure)
    return {name: target / f"{name}.svg" for name in draw}


def measured(outcome: str, value: float, low: float, high: float) -> tuple[str, str]:
    """A difference and its interval in print."""
    mean, *ends = effect(outcome, value, low, high)
    return mean, interval(*ends)


def interval(low: str, high: str) -> str:
    """Low to high in print; one seed has no interval."""
    return "–" if "–" in (low, high) else f"{low} to {high}"


def between(low: float, high: float, number: Callable[[float], str]) -> str:
    """Low to high; one seed has no interval."""
    return f"{number(low)} to {number(high)}" if math.isfinite(low) and math.isfinite(high) else "–"


def counted(number: int, what: str = "seed") -> str:
    """How many seeds, or others, there are."""
    return f"{number} {what}{'' if number == 1 else 's'}"


def counted_in(comparison: Comparison) -> str:
    """How many seeds a comparison has; the fewest and the most where runs failed in some scenarios alone."""
    counts = sorted({len(seeds) for seeds in comparison.paired.values()})
    return counted(counts[0]) if len(counts) == 1 else f"{counts[0]} to {counted(counts[-1])}"


def sample(seeds: int, level: float) -> str:
    """How many seeds there are, and what interval they give."""
    return "1 seed, which has no interval" if seeds == 1 else f"{counted(seeds)}, {level:.0%} intervals"


def as_text(section: Section) -> str:
    """What a section says, in plain text: its table with the first column left, others right, and its notes."""
    table = [section.columns, *(r.cells for r in section.rows)]
    widths = [max(len(line[i]) for line in table) for i in range(len(section.columns))]
    lines = []
    for line in table:
        first, rest = line[0].ljust(widths[0]), [c.rjust(w) for c, w in zip(line[1:], widths[1:], strict=True)]
        lines.append("  " + "  ".join([first, *rest]))
    told = [section.title, section.text, "\n".join(lines), "\n".join(f"  {note}" for note in section.notes)]
    return "\n\n".join(part for part in told if part)
