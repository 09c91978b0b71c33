"""The address of the page as a widget: replaced in place, nothing is loaded and no step back is added."""

from __future__ import annotations

from pathlib import Path

import anywidget
import traitlets

HERE = Path(__file__).parent


class AddressWidget(anywidget.AnyWidget):
    """What follows the question mark.

    Attributes
    ----------
    page : end of the path that it belongs to; query : empty leaves the address alone.
    """

    _esm = (HERE / "address.js").read_text(encoding="utf-8")
    page = traitlets.Unicode("").tag(sync=True)
    query = traitlets.Unicode("").tag(sync=True)
