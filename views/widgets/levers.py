"""Sliders and choices as one widget: a hundred of them open at once."""

from __future__ import annotations

import anywidget
import traitlets

from views.widgets.scripts import script


class LeversWidget(anywidget.AnyWidget):
    """A form built from a list.

    Attributes
    ----------
    groups : see `views.play.levers`; values : what each path holds now.
    asked : the last wish, `{path, value, n}`; note : the answer to it; picking : path whose places the map chooses.
    refused : the last wish that wasn't granted: its lever goes back to what holds.
    search : label of the search field, empty for none.
    """

    _esm = script("dom", "levers")
    groups = traitlets.List().tag(sync=True)
    values = traitlets.Dict().tag(sync=True)
    asked = traitlets.Dict().tag(sync=True)
    refused = traitlets.Dict().tag(sync=True)
    note = traitlets.Unicode("").tag(sync=True)
    picking = traitlets.Unicode("").tag(sync=True)
    search = traitlets.Unicode("").tag(sync=True)
