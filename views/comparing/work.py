"""A comparison that a page asked for: its runs in the background, its results when they are there."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from problems import Problem, ProblemError
from results.background import BackgroundBatch, Progress
from results.compare import Comparison, compare
from results.question import Plan, Question, folder_for, seeds_text
from results.store import MANIFEST, Results, open_results
from views.limits import SCENARIOS, Limits

_AT_WORK: set[int] = set()
_GATE = threading.Lock()


@dataclass(frozen=True)
class Answer:
    """Results of a comparison, as far as they are there."""

    results: Results
    comparison: Comparison


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
        self._batch: BackgroundBatch | None = None

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
            total = self.progress.total
            self._news(Progress("done", total, total, total))
            return
        self._enter()
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

    @property
    def answer(self) -> Answer | None:
        """What the finished runs say; None before two runs of a seed can be compared."""
        if not (self.folder / MANIFEST).exists():
            return None
        return self._answer_when_over if self.progress.over else self._read()

    @cached_property
    def _answer_when_over(self) -> Answer | None:
        return self._read()

    def _read(self) -> Answer | None:
        results = open_results(self.folder)
        try:
            return Answer(results, compare(results, self.plan.baseline_of, seeds=self.question.seeds))
        except ProblemError:
            return None  # no seed is finished in both

    @property
    def command(self) -> str:
        """The command line that asks the same, uploaded files by their bare names."""
        names = tuple(Path(name).name for name in self.question.scenarios)
        base = Path(self.question.baseline).name if self.question.baseline else None
        return replace(self.question, scenarios=names, baseline=base).command()

    def _complete(self) -> bool:
        if not (self.drawn / "report.html").exists() or not (self.folder / MANIFEST).exists():
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
        self.progress = progress
        if progress.over:
            with _GATE:
                _AT_WORK.discard(id(self))
        self.on_change()


def _check(question: Question, limits: Limits) -> None:
    if not 1 <= len(question.scenarios) <= SCENARIOS:
        expected = f"one to {SCENARIOS} (one is compared with its country without policy)"
        raise ProblemError([Problem(None, None, "scenarios", len(question.scenarios), expected)])
    limits.check_seeds(len(question.seeds))


def _others(root: Path, folder: Path) -> Sequence[Path]:
    """Folders beside this one that may hold the same runs."""
    found = sorted(path.parent for path in root.glob(f"*/{MANIFEST}")) if root.is_dir() else []
    return [path for path in found if path != folder]
