"""Reacton's look-ups in modules that another thread is still reading in."""

from __future__ import annotations

import sys
from typing import Any

import reacton.utils


def bear() -> None:
    """Have Reacton take what a half-read module doesn't hold yet as not there.

    At every state made or set, Reacton asks whether the value is a `pandas.DataFrame` if pandas is among the loaded
    modules. There it stands from the first line on that is read, without `DataFrame`: whoever opened or changed a page
    in the seconds that `warm` reads pandas in lost what they did and saw a traceback. No value is a frame of a pandas
    that isn't read in yet.
    """
    reacton.utils.import_item = _found


def _found(name: str) -> Any:
    """`pandas.DataFrame` by its name, None unless it is there."""
    module, _, item = name.rpartition(".")
    return getattr(sys.modules.get(module), item, None) if module else sys.modules.get(name)
