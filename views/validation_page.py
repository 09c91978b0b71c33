"""The page of a validation: the table, where the model misses, null models, figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from views.figures import facts, style

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure


CAPTIONS = {
    "facts": "Facts with a band: 0 is its lower and 1 its upper end. Filled: the mean over seeds lies inside.",
    "signs": "Facts of which the sign is known: the effect in its standard errors. Right of the line it is clear.",
    "paths": "Exports beside the record, both 100 in the first year. Nothing is fitted but that year.",
}


def write_page(
    table: pd.DataFrame, null: pd.DataFrame, paths: pd.DataFrame, bars: Sequence[Any], about: Mapping[str, Any],
    folder: Path,
) -> None:  # fmt: skip
    """Write `validation.html` and its figures into the folder."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    from views.inline import inline
    from views.validation_table import null_rows, rows_of

    written = _figures(table, paths, folder / "figures")
    loader = FileSystemLoader(Path(__file__).parent)
    economies, rows = rows_of(table)
    nulls, null_table = null_rows(null)
    text = Environment(loader=loader, autoescape=True, undefined=StrictUndefined).get_template(
        "validation.html.j2"
    ).render(
        about=about, bars=bars, economies=economies, rows=rows, nulls=nulls, null_table=null_table,
        figures=[{"svg": Markup(inline(path)), "caption": CAPTIONS[name]} for name, path in written.items()],
    )  # fmt: skip
    (folder / "validation.html").write_text(text, encoding="utf-8")


def _figures(table: pd.DataFrame, paths: pd.DataFrame, folder: Path) -> dict[str, Path]:
    folder.mkdir(parents=True, exist_ok=True)
    written = {}
    with style.applied():
        for name, figure in _drawn(table, paths):
            path = folder / f"validation_{name}.svg"
            figure.savefig(path, metadata={"Date": None})
            figure.savefig(path.with_suffix(".png"), dpi=150, metadata={"Software": None})
            style.close(figure)
            written[name] = path
    return written


def _drawn(table: pd.DataFrame, paths: pd.DataFrame) -> list[tuple[str, Figure]]:
    signs = table["unit"].isin(facts.SIGNS)
    drawn = []
    if (~signs).any():
        drawn.append(("facts", facts.draw_bands(table[~signs])))
    if signs.any():
        drawn.append(("signs", facts.draw_signs(table[signs])))
    return [*drawn, ("paths", facts.draw_paths(paths))] if len(paths) else drawn
