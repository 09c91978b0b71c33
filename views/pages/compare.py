"""The page Compare: two to four scenarios on the same seeds."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import solara
from solara.server import kernel_context

from problems import ProblemError
from results.background import Progress
from scenarios.load import list_scenarios
from views.comparing import words
from views.comparing.work import Work
from views.limits import SCENARIOS, Limits
from views.own_files import given
from views.pages import compare_parts as parts
from views.pages import current
from views.pages.asked import Asked, decode, encode, in_words, kept, with_file, with_session
from views.pages.remarks import Remarks
from views.pages.upload import Upload
from views.play.session import Session
from views.second_look import second_look_at
from views.widgets.address import AddressWidget

work: solara.Reactive[Work | None] = solara.reactive(cast(Any, None))
"""The session's comparison: every browser has its own, and finds it again when it comes back to the page."""
news: solara.Reactive[int] = solara.reactive(0)
form: solara.Reactive[Asked] = solara.reactive(Asked())
address: solara.Reactive[str] = solara.reactive("")
"""That of the comparison under way, so that a reload finds it again."""

EVERY = 0.25  # seconds between two renderings of the progress


def _follow(started: Work, beat: solara.Reactive[int]) -> Any:
    """Rendering at most every quarter of a second, and at each change of phase and each new answer."""
    last: list[Any] = [0.0, None]

    def tell() -> None:
        now, seen = time.monotonic(), (started.progress.phase, id(started.answer))
        if seen != last[1] or now - last[0] > EVERY:
            last[:] = [now, seen]
            beat.value = beat.peek() + 1

    return tell


def start(asked: Asked, held: solara.Reactive[Work | None], beat: solara.Reactive[int]) -> None:
    """Start a comparison in the place of the one held, which is stopped.

    Raises
    ------
    ProblemError
        If the question has a mistake or breaks a limit.
    """
    started = Work(asked.question(), Limits.from_environment())
    if (before := held.peek()) is not None:
        before.cancel()
    started.on_change = _follow(started, beat)
    started.start()
    if kernel_context.has_current_context():
        kernel_context.get_current_context().on_close(started.cancel)  # runs end with the session
    held.value = started


def begin(asked: Asked) -> None:
    """Start the session's comparison; the one before is stopped.

    Raises
    ------
    ProblemError
        If the question has a mistake or breaks a limit.
    """
    start(asked, work, news)
    address.value = encode(asked)


def with_given(asked: Asked) -> Asked:
    """The form with the files that the server was started with among its choices."""
    files = asked.files
    for own in given():
        if not own.mistakes:
            files = tuple(dict.fromkeys((*files, kept(f"{own.name}.toml", own.text.encode(), files))))
    return replace(asked, files=files)


@solara.component
def Compare() -> None:
    """The form, the progress, the answer."""
    solara.v.Html(tag="h1", children=["Compare"])
    errors, set_errors = solara.use_state(cast(tuple[str, ...], ()))
    search = solara.use_router().search

    def restore() -> None:
        try:
            found = decode(search) if work.peek() is None else None
            if found is not None:
                form.value = found
                begin(found)
        except ProblemError as error:
            set_errors(in_words(error))
        form.value = with_given(form.peek())

    solara.use_effect(restore, [search])
    AddressWidget.element(page="/compare", query=address.value)
    with solara.v.Html(tag="div", class_="compare-top"):
        Form(set_errors)
        _ = news.value
        if errors:
            parts.Problems(errors)
        if work.value is not None:
            State(work.value, work.value.progress)
            parts.LeftOut(work.value)
    if work.value is not None:
        found = work.value.answer
        if found is not None:
            parts.Answers(work.value, found)
            parts.Again(work.value, drawn=work.value.report.exists(), busy=work.value.busy)


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
def Form(set_errors: Any) -> None:
    """What is asked."""
    asked, played = form.value, current.session.value
    names = {card.name: card.title for card in sorted(solara.use_memo(list_scenarios, []), key=lambda card: card.title)}
    names |= {path: f"{Path(path).name} (yours)" for path in asked.files}
    remarks = solara.use_memo(lambda: _remarks(asked.files), [asked.files])

    def attempt(act: Callable[[], None]) -> None:
        try:
            act()
            set_errors(())
        except ProblemError as error:
            set_errors(in_words(error))

    def put(**fields: str) -> None:
        form.value = replace(form.value, **cast(Any, fields))

    def upload(name: str, content: bytes) -> None:
        attempt(lambda: form.set(with_file(form.value, name, content)))

    def bring_played() -> None:
        attempt(lambda: form.set(with_session(form.value, cast(Session, played))))

    with solara.v.Html(tag="section", class_="card", attributes={"aria-label": "What to compare"}):
        solara.v.Html(tag="p", class_="soft", children=[
            f"Choose up to {SCENARIOS}. Each is run on the same seeds with and without its policy, "
            "so that chance strikes both alike."])  # fmt: skip
        with solara.v.Html(tag="div", class_="choices", attributes={"role": "group", "aria-label": "Scenarios"}):
            for name, title in names.items():
                solara.Checkbox(label=title, value=name in asked.chosen,
                                on_value=lambda on, name=name: form.set(form.value.ticked(name, on)))  # fmt: skip
        with solara.v.Html(tag="div", class_="fields"):
            solara.InputText("Seeds: how many, or which (3-7)", value=asked.seeds,
                             on_value=lambda text: put(seeds=text), continuous_update=True)  # fmt: skip
            solara.InputText("Years (empty: all)", value=asked.years,
                             on_value=lambda text: put(years=text), continuous_update=True)  # fmt: skip
            solara.InputText("Firms (empty: all)", value=asked.firms,
                             on_value=lambda text: put(firms=text), continuous_update=True)  # fmt: skip
            items = [{"text": "the same country without policy", "value": ""}]
            items += [{"text": title, "value": name} for name, title in names.items()]
            solara.v.Select(label="Compare with", items=items, v_model=asked.baseline,
                            on_v_model=lambda name: put(baseline=name))  # fmt: skip
        with solara.v.Html(tag="div", class_="buttons"):
            solara.Button("Compare", on_click=lambda: attempt(lambda: begin(form.value)), color="primary",
                          classes=["go"], disabled=not asked.chosen)  # fmt: skip
            Upload(upload)
            if played is not None:
                solara.Button("Add what the laboratory plays", on_click=bring_played, outlined=True)
        Remarks(remarks)


def _remarks(files: tuple[str, ...]) -> list[str]:
    """On all files that the visitor brought."""
    return [text for path in files for text in second_look_at(Path(path).name, Path(path).read_bytes())]
