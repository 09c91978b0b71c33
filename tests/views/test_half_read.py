"""What visitors do while the server still reads libraries in isn't lost."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any

import pytest
import reacton.utils
import solara

from views import half_read


@pytest.fixture
def half_read_pandas(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pandas as another thread sees it that is reading it in: among the modules, `DataFrame` not yet in it."""
    begun: Any = ModuleType("pandas")
    begun.Series = type("Series", (), {})
    monkeypatch.setitem(sys.modules, "pandas", begun)


def set_a_state() -> str:
    held: list[Any] = []

    @solara.component
    def Page() -> None:
        word, set_word = solara.use_state("before")
        held[:] = [word, set_word]

    _, rendered = solara.render(Page(), handle_error=False)
    held[1]("after")
    rendered.close()
    return str(held[0])


def test_a_state_is_made_and_set_while_pandas_is_half_read(half_read_pandas, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reacton.utils, "import_item", reacton.utils.import_item)  # given back in the end
    half_read.bear()
    assert set_a_state() == "after"


def test_reacton_still_finds_what_is_read_in(monkeypatch: pytest.MonkeyPatch) -> None:
    import pandas as pd

    monkeypatch.setattr(reacton.utils, "import_item", reacton.utils.import_item)
    half_read.bear()
    assert reacton.utils.isinstance_lazy(pd.DataFrame(), "pandas.DataFrame")
    assert not reacton.utils.isinstance_lazy("text", ["pandas.DataFrame", "nowhere.Frame", "nowhere"])
