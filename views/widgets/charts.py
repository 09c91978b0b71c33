"""Charts as a widget: all numbers of a run in one message."""

from __future__ import annotations

import anywidget
import traitlets

from views.widgets.scripts import script


class ChartsWidget(anywidget.AnyWidget):
    """Charts and headline figures of a run.

    Attributes
    ----------
    columns : names of the columns of `data`, float32, row by row.
    charts, tiles : what is drawn: see `views.play.series`. marks : years at which something was changed.
    """

    _esm = script("dom", "numbers", "charts")
    columns = traitlets.List(traitlets.Unicode()).tag(sync=True)
    data = traitlets.Bytes(b"").tag(sync=True)
    charts = traitlets.List().tag(sync=True)
    tiles = traitlets.List().tag(sync=True)
    marks = traitlets.List().tag(sync=True)
