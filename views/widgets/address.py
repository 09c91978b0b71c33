"""The address of the page as a widget: replaced in place, nothing is loaded and no step back is added."""

from __future__ import annotations

import anywidget
import traitlets

from views.widgets.scripts import script


class AddressWidget(anywidget.AnyWidget):
    """What follows the question mark.

    Attributes
    ----------
    page : end of the path that it belongs to; query : empty leaves the address alone.
    """

    _esm = script("address")
    page = traitlets.Unicode("").tag(sync=True)
    query = traitlets.Unicode("").tag(sync=True)
