"""The chronicle as a widget: a list that can be narrowed, whose events lead to their places."""

from __future__ import annotations

import anywidget
import traitlets

from views.widgets.scripts import script


class ChronicleWidget(anywidget.AnyWidget):
    """What happened.

    Attributes
    ----------
    events : see `views.play.chronicle.entries`; kinds : pairs of name and title.
    wanted : region whose event was chosen last; clicks : counts the choices.
    """

    _esm = script("dom", "chronicle")
    events = traitlets.List().tag(sync=True)
    kinds = traitlets.List().tag(sync=True)
    wanted = traitlets.Int(-1).tag(sync=True)
    clicks = traitlets.Int(0).tag(sync=True)
