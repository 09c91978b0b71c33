"""What a visitor sees of a page that fails: words, and a way on; nothing of Python."""

from __future__ import annotations

import ipyvuetify as v
import solara

from views import app


@solara.component
def Failing(broken: solara.Reactive[bool]) -> None:
    if broken.value:
        raise RuntimeError("/secret/path")
    solara.Text("all is well")


def test_a_page_that_fails_says_so_and_can_be_tried_again() -> None:
    broken = solara.reactive(True)
    _, rc = solara.render(app.Guarded([Failing(broken)]), handle_error=False)

    told = str([html.children for html in rc.find(v.Html).widgets])
    assert "This page failed" in told
    assert "RuntimeError" in told
    assert "/secret/path" not in told
    broken.value = False
    rc.find(v.Btn).widget.click()
    assert "This page failed" not in str([html.children for html in rc.find(v.Html).widgets])
    rc.close()
