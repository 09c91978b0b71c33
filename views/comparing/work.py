"""A comparison that a page asked for: its runs in the background, its results when they are there.

Results are read in a thread of their own, never while a page is being rendered: tables and sentences from the first
pairs of runs on, figures when all runs are there.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from problems import Problem, ProblemError
from results.background import BackgroundBatch, Progress
from results.compare import Comparison, compare
from results.question import Plan, Question, folder_for, seeds_text
from results.store import MANIFEST, Results, open_results
from views.limits import SCENARIOS, Limits

_AT_WORK: set[int] = set()
_GATE = threading.Lock()


READ_EVERY = 2.0  # seconds between two readings while runs come in


@dataclass(frozen=True)
class Panels:
    """Figures of a comparison: numbers for charts (`views.comparing.fans`), maps (`views.comparing.tiles`)."""

    columns: list[str]
    data: bytes
    maps: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Answer:
    """Results of a comparison, as far as they are there; panels when all are."""

    results: Results
    comparison: Comparison
    panels: Panels | None = None


class Work:
    """One comparison.

    Parameters
    ----------
    on_change : called, perhaps from another thread, when there is news.

    Raises
    ------
    ProblemError
        If the question has a mistake or asks for more than the limits allow.
    """

    def __init__(self, question: Question, limits: Limits, on_change: Callable[[], None] = lambda: None) -> None:
        self.question, self.limits, self.on_change = question, limits, on_change
        _check(question, limits)
        self.plan: Plan = question.resolve()
        for scenario in self.plan.scenarios:
            limits.check_scenario(scenario)
        shipped = question.plain and not any(name.endswith(".toml") for name in question.scenarios)
        name = folder_for(None, self.plan.name, self.plan.scenarios, plain=shipped).name
        self.folder = limits.results / name
        self.progress = Progress(total=len(self.plan.scenarios) * len(question.seeds))
        self.answer: Answer | None = None
        self._batch: BackgroundBatch | None = None
        self._reading = threading.Lock()
        self._read_at = 0.0

    @property
    def drawn(self) -> Path:
        """Folder of the figures and the report for these seeds."""
        return self.folder / "drawn" / seeds_text(self.question.seeds).replace(",", "_")[:100]

    @property
    def busy(self) -> bool:
        """Whether it is at work."""
        return self._batch is not None and not self.progress.over

    def start(self) -> None:
        """Make what is missing; what is there already is used at once.

        Raises
        ------
        ProblemError
            If the server has as many comparisons at work as it takes.
        """
        if self._complete():
            threading.Thread(target=self._show_then_draw, name="read", daemon=True).start()
            return
        self._enter()
        self._make()

    def _show_then_draw(self) -> None:
        """All runs are there: the figures first, then the report if it is missing."""
        total = self.progress.total
        there = Progress("done", total, total, total)
        self._read(whole=True)
        if self.report.exists():
            self._news(there)
            return
        try:
            self._enter()
        except ProblemError:
            self._news(there)  # no report as long as the server is full; the figures are there
        else:
            self._make()

    def _make(self) -> None:
        limits = self.limits
        self._batch = BackgroundBatch(
            self.plan.scenarios, self.question.seeds, self.folder, workers=limits.workers, seconds=limits.seconds,
            reuse=_others(limits.results, self.folder), program="views.comparing.process", on_change=self._news,
            baseline_of=self.plan.baseline_of, drawn=str(self.drawn.resolve()), command=self.command,
        )  # fmt: skip
        self._batch.start()

    def cancel(self) -> None:
        """Stop; what is done is kept."""
        if self._batch is not None:
            self._batch.cancel()

    def wait_over(self, seconds: float | None = None) -> Progress:
        """Wait for the end."""
        if self._batch is not None:
            self._batch.wait_over(seconds)
        return self.progress

    def _read_soon(self, *, whole: bool) -> None:
        """Read what is there in a thread; one that is at it already is enough, unless all is wanted."""
        now = time.monotonic()
        if whole or (now - self._read_at > READ_EVERY and not self._reading.locked()):
            self._read_at = now
            threading.Thread(target=self._read, args=(whole,), name="read", daemon=True).start()

    def _read(self, whole: bool) -> None:
        with self._reading:
            if not (self.folder / MANIFEST).exists() or (self.answer is not None and self.answer.panels is not None):
                return
            results = open_results(self.folder)
            try:
                comparison = compare(results, self.plan.baseline_of, seeds=self.question.seeds)
            except ProblemError:
                return  # no seed is finished in both
            self.answer = Answer(results, comparison)
            self.on_change()
            if whole:
                self.answer = Answer(results, comparison, panels(results, comparison))
                self.on_change()

    @property
    def command(self) -> str:
        """The command line that asks the same, uploaded files by their bare names."""
        names = tuple(Path(name).name for name in self.question.scenarios)
        base = Path(self.question.baseline).name if self.question.baseline else None
        return replace(self.question, scenarios=names, baseline=base).command()

    @property
    def report(self) -> Path:
        """The report for these seeds, there when it is drawn."""
        return self.drawn / "report.html"

    def _complete(self) -> bool:
        if not (self.folder / MANIFEST).exists():
            return False
        records = open_results(self.folder).runs
        there = {(r["scenario"], r["seed"]) for r in records if r["status"] == "done"}
        return there >= {(s.name, seed) for s in self.plan.scenarios for seed in self.question.seeds}

    def _enter(self) -> None:
        with _GATE:
            most = self.limits.batches
            if most is not None and len(_AT_WORK) >= most:
                expected = f"at most {most} at once on this server; try again in a minute"
                raise ProblemError([Problem(None, None, "comparisons at work", len(_AT_WORK), expected)])
            _AT_WORK.add(id(self))

    def _news(self, progress: Progress) -> None:
        before, self.progress = self.progress, progress
        if progress.done and (progress.done != before.done or progress.phase != before.phase):
            self._read_soon(whole=progress.over or progress.phase == "drawing")
        if progress.over:
            with _GATE:
                _AT_WORK.discard(id(self))
        self.on_change()


def panels(results: Results, comparison: Comparison) -> Panels:
    """Figures of what has been read."""
    from views.comparing import fans, tiles

    columns, data = fans.numbers(results, comparison)
    return Panels(columns, data, tiles.draw(results, comparison))


def _check(question: Question, limits: Limits) -> None:
    if not 1 <= len(question.scenarios) <= SCENARIOS:
        expected = f"1 to {SCENARIOS} (one is compared with its country without policy)"
        raise ProblemError([Problem(None, None, "scenarios chosen", len(question.scenarios), expected)])
    limits.check_seeds(len(question.seeds))


def _others(root: Path, folder: Path) -> Sequence[Path]:
    """Folders beside this one that may hold the same runs."""
    found = sorted(path.parent for path in root.glob(f"*/{MANIFEST}")) if root.is_dir() else []
    return [path for path in found if path != folder]
