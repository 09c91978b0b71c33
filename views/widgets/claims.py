"""The claims beside the map as a widget."""

from __future__ import annotations

import anywidget
import traitlets

from views.widgets.scripts import script


class ClaimsWidget(anywidget.AnyWidget):
    """What the article claims, and how it stands.

    Attributes
    ----------
    rows : see `views.play.claims.rows`; summary : a sentence; needed : the quotient that a claim needs.
    wanted : region that was chosen last; clicks : counts the choices.
    """

    _esm = script("dom", "claims")
    rows = traitlets.List().tag(sync=True)
    summary = traitlets.Unicode("").tag(sync=True)
    needed = traitlets.Float(1.5).tag(sync=True)
    wanted = traitlets.Int(-1).tag(sync=True)
    clicks = traitlets.Int(0).tag(sync=True)
