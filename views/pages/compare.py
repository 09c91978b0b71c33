"""The page Compare: two to four scenarios on the same seeds."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from typing import Any, cast

import solara
from solara.server import kernel_context

from problems import Problem, ProblemError
from results.background import Progress
from results.question import Question, seeds_of
from scenarios.load import list_scenarios, load_scenario
from views.comparing import words
from views.comparing.work import Work
from views.limits import SCENARIOS, Limits
from views.pages import compare_parts as parts

work: solara.Reactive[Work | None] = solara.reactive(cast(Any, None))
"""The session's comparison: every browser has its own, and finds it again when it comes back to the page."""
news: solara.Reactive[int] = solara.reactive(0)
own_files: solara.Reactive[tuple[str, ...]] = solara.reactive(())

EVERY = 0.25  # seconds between two renderings of the progress


def change_chosen(chosen: tuple[str, ...], name: str, on: bool) -> tuple[str, ...]:
    """The scenarios after one was ticked or unticked."""
    return (*chosen, name) if on and name not in chosen else tuple(n for n in chosen if n != name or on)


def ask(chosen: tuple[str, ...], seeds: str, years: str, firms: str, baseline: str | None) -> Question:
    """The question of a filled-in form.

    Raises
    ------
    ProblemError
        If a field makes no sense.
    """
    quarters = 4 * _whole("years", years) if years.strip() else None
    settings = (f"run.firms={_whole('firms', firms)}",) if firms.strip() else ()
    return Question(chosen, tuple(seeds_of(seeds)), baseline, settings, quarters)


def _whole(key: str, text: str) -> int:
    if not text.strip().isdigit() or int(text) < 1:
        raise ProblemError([Problem(None, None, key, text, "a whole number from 1, or nothing for the scenario's own")])
    return int(text)


def _follow(started: Work) -> Any:
    """Rendering at most every quarter of a second, and at each change of phase."""
    last = [0.0, ""]

    def tell() -> None:
        now, phase = time.monotonic(), started.progress.phase
        if phase != last[1] or now - cast(float, last[0]) > EVERY:
            last[:] = [now, phase]
            news.value = news.peek() + 1

    return tell


def begin(question: Question) -> None:
    """Start the session's comparison; the one before is stopped.

    Raises
    ------
    ProblemError
        If the question has a mistake or breaks a limit.
    """
    if (before := work.peek()) is not None:
        before.cancel()
    started = Work(question, Limits.from_environment())
    started.on_change = _follow(started)
    started.start()
    if kernel_context.has_current_context():
        kernel_context.get_current_context().on_close(started.cancel)  # runs end with the session
    work.value = started


def keep_upload(name: str, content: bytes) -> str:
    """Write an uploaded scenario where this session alone reads it; returns its path.

    Raises
    ------
    ProblemError
        With every mistake in the file.
    """
    stem = "".join(c if c.isalnum() or c in "-_" else "_" for c in Path(name).stem)[:40] or "scenario"
    folder = Path(tempfile.mkdtemp(prefix="marshall-"))
    path = folder / f"{stem}.toml"
    path.write_bytes(content)
    try:
        load_scenario(str(path))
    except ProblemError as error:
        raise ProblemError([_without(p, folder) for p in error.problems]) from None
    return str(path)


def _without(p: Problem, folder: Path) -> Problem:
    file = p.file.replace(f"{folder}/", "") if p.file else p.file
    return Problem(file, p.line, p.key, p.value, p.expected, p.nearest)


@solara.component
def Compare() -> None:
    """The form, the progress, the answer."""
    solara.v.Html(tag="h1", children=["Compare"])
    chosen, set_chosen = solara.use_state(("chaebol",))
    errors, set_errors = solara.use_state(cast(tuple[str, ...], ()))
    with solara.v.Html(tag="div", class_="compare-top"):
        Form(chosen, set_chosen, set_errors)
        _ = news.value
        if errors:
            parts.Problems(errors)
        if work.value is not None:
            State(work.value, work.value.progress)
    if work.value is not None:
        found = work.value.answer
        if found is not None:
            parts.Answers(work.value, found)


@solara.component
def State(now: Work, progress: Progress) -> None:
    """How far the comparison is, and the button that stops it."""
    with solara.v.Html(tag="section", class_="card", attributes={"aria-label": "Progress"}):
        share = 100.0 * progress.done / max(progress.total, 1)
        solara.v.Html(tag="p", class_="progress-text", attributes={"role": "status", "aria-live": "polite"},
                      children=[words.progress_text(progress)])  # fmt: skip
        if now.busy:
            solara.v.ProgressLinear(value=share, height=8, rounded=True,
                                    indeterminate=progress.phase in ("starting", "waiting", "drawing"))  # fmt: skip
            solara.Button("Stop", on_click=now.cancel, outlined=True, classes=["stop"])
    if progress.errors:
        parts.Problems(progress.errors)


@solara.component
def Form(chosen: tuple[str, ...], set_chosen: Any, set_errors: Any) -> None:
    """What is asked."""
    seeds, set_seeds = solara.use_state("8")
    years, set_years = solara.use_state("")
    firms, set_firms = solara.use_state("")
    baseline, set_baseline = solara.use_state("")
    names = {card.name: card.title for card in solara.use_memo(list_scenarios, [])}
    names |= {path: f"{Path(path).name} (yours)" for path in own_files.value}

    def start() -> None:
        try:
            begin(ask(chosen, seeds, years, firms, baseline or None))
            set_errors(())
        except ProblemError as error:
            set_errors(tuple(p.text() for p in error.problems))

    def upload(name: str, content: bytes) -> None:
        try:
            path = keep_upload(name, content)
            own_files.value = (*own_files.value, path)
            set_chosen(change_chosen(chosen, path, True))
            set_errors(())
        except ProblemError as error:
            set_errors(tuple(p.text() for p in error.problems))

    with solara.v.Html(tag="section", class_="card", attributes={"aria-label": "What to compare"}):
        solara.v.Html(tag="p", class_="soft", children=[
            f"Choose up to {SCENARIOS}. Each is run on the same seeds with and without its policy, "
            "so that chance strikes both alike."])  # fmt: skip
        with solara.v.Html(tag="div", class_="choices", attributes={"role": "group", "aria-label": "Scenarios"}):
            for name, title in names.items():
                solara.Checkbox(label=title, value=name in chosen,
                                on_value=lambda on, name=name: set_chosen(change_chosen(chosen, name, on)))  # fmt: skip
        with solara.v.Html(tag="div", class_="fields"):
            solara.InputText("Seeds: how many, or which (3-7)", value=seeds, on_value=set_seeds, continuous_update=True)
            solara.InputText("Years (empty: all)", value=years, on_value=set_years, continuous_update=True)
            solara.InputText("Firms (empty: all)", value=firms, on_value=set_firms, continuous_update=True)
            items = [{"text": "the same country without policy", "value": ""}]
            items += [{"text": title, "value": name} for name, title in names.items()]
            solara.v.Select(label="Compare with", items=items, v_model=baseline, on_v_model=set_baseline)
        with solara.v.Html(tag="div", class_="buttons"):
            solara.Button("Compare", on_click=start, color="primary", classes=["go"], disabled=not chosen)
            parts.Upload(upload)
