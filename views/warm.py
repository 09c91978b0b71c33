"""What all pages but the first need, read in behind the first page instead of before it."""

from __future__ import annotations

import importlib
import threading

PAGES = ("laboratory", "compare", "transplant", "facts", "data", "lessons")
ASIDE = ("lessons",)  # pages that the gallery leads to, not the frame of every page
UNSEEN, AFTER = 10.0, 1.0
"""Seconds to wait for a first visitor, and after the first page was sent: the browser is still building it."""

_shown, _wanted, _there = threading.Event(), threading.Event(), threading.Event()


def begin() -> None:
    """Start reading in, once, in a thread of its own: one only, or two would meet half-read modules."""
    threading.Thread(target=_work, name="warm", daemon=True).start()


def shown() -> None:
    """A page has been sent."""
    _shown.set()


def there() -> bool:
    """Whether everything is read in."""
    return _there.is_set()


def wait() -> None:
    """Read in at once, and come back when that is done."""
    _wanted.set()
    _shown.set()
    _there.wait()


def _work() -> None:
    _shown.wait(UNSEEN)
    _wanted.wait(AFTER)
    try:
        importlib.import_module("model.economy")
        for page in PAGES:
            importlib.import_module(f"views.pages.{page}")
    finally:
        _there.set()  # whoever waits then meets the error itself, and shows it
    _settle_first()


def _settle_first() -> None:
    """Settle what is opened most, which also reads in or makes what is compiled; a visitor who plays comes first."""
    from views.pages import current
    from views.pages.state_link import PageState
    from views.play import settled
    from views.play.session import opened

    first = PageState()
    settled.settle(opened(first.scenario, None), first.seed, go_on=lambda: not current.any_open())
