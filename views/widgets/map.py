"""The map as a widget: a small canvas of our own, a frame is one message of bytes."""

from __future__ import annotations

import anywidget
import traitlets

from views.widgets.scripts import script


class MapWidget(anywidget.AnyWidget):
    """Map of an economy.

    Attributes
    ----------
    geography : what doesn't change: see `views.play.picture.geography`.
    frame : a quarter as bytes; drawn : number of the last one that the browser drew.
    layer : "leader", a figure's name, or "sector:<id>"; chosen : cell that is open, -1 if none.
    clicks : counts the choices of a cell; marked : regions that policy singles out.
    """

    _esm = script("dom", "numbers", "map_frame", "svg_pen", "map_drawing", "map_key", "map")
    geography = traitlets.Dict().tag(sync=True)
    frame = traitlets.Bytes(b"").tag(sync=True)
    drawn = traitlets.Int(0).tag(sync=True)
    layer = traitlets.Unicode("leader").tag(sync=True)
    chosen = traitlets.Int(-1).tag(sync=True)
    clicks = traitlets.Int(0).tag(sync=True)
    marked = traitlets.List(traitlets.Int()).tag(sync=True)
