"""Parts of the page Compare that show results."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Any

import solara

from results.question import NO_POLICY
from views.against import POLICY, words_for
from views.comparing import fans, words
from views.comparing.tiles import own_ids
from views.comparing.work import Answer, Panels, Work
from views.figures.maps import MAPPED
from views.study import counted_in
from views.widgets.charts import ChartsWidget
from views.words import sure

SVG_DASHES = ("none", "8 3", "2 2", "9 3 3 3")  # as `fans.DASHES`


@solara.component
def Problems(texts: tuple[str, ...]) -> None:
    """Mistakes, in the words of the command line."""
    lines = [solara.v.Html(tag="p", children=[text]) for text in texts[:20]]
    solara.v.Html(tag="div", class_="card problems", attributes={"role": "alert"}, children=lines)


@solara.component
def LeftOut(work: Work) -> None:
    """Says which of the chosen scenarios have no answer of their own, and why."""
    for name in work.plan.not_compared(work.question):
        solara.v.Html(tag="p", class_="soft left-out", attributes={"role": "note"}, children=[words.left_out(name)])


@solara.component
def Answers(work: Work, found: Answer) -> None:
    """The answer in a sentence first; then figures, table, maps."""
    comparison, results = found.comparison, found.results
    titles = words.titles(results.scenarios)
    for at, name in enumerate(comparison.differences):
        with solara.v.Html(tag="section", class_="card answer", attributes={"data-scenario": name}):
            title, base = titles[name], titles[comparison.baseline_of[name]]
            mark = solara.v.Html(tag="span", class_="line-mark", style_=f"background:{fans.COLOURS[at]}")
            solara.v.Html(tag="h2", children=[mark, f"{title}, against {base}"])
            solara.v.Html(tag="p", class_="verdict", children=[words.headline(comparison, results, name)])
            for line in words.open_questions(comparison, name):
                solara.v.Html(tag="p", class_="soft open", children=[line])
            if name not in comparison.unchanged:
                sides = (
                    ("Without", "With") if words_for(comparison, results, name) is POLICY else ("Baseline", "Scenario")
                )
                solara.HTML(unsafe_innerHTML=_table(words.rows(comparison, name), comparison.level, sides))
    if found.panels is not None:
        Figures(found.panels, found)


def _table(rows: list[words.Row], level: float, sides: tuple[str, str]) -> str:
    """The differences as a table; each row's bar is on its own scale; sides: heads of what is compared."""
    head = ("Outcome", "Difference", f"{level:.0%} interval", "Lower · higher", "Seeds higher", *sides)
    cells = "".join(f'<th scope="col">{text}</th>' for text in head)
    body = "".join(
        f'<tr class="{"settled" if r.settled else "unsettled"}"><th scope="row">{r.title} <small>{r.unit}</small></th>'
        f"<td>{r.difference}</td><td>{r.interval}</td><td>{_bar(r)}</td><td>{r.probability}</td>"
        f"<td>{r.base}</td><td>{r.mean}</td></tr>"
        for r in rows
    )
    note = f"{sure('Bold:', level)} Differences are taken seed by seed; each bar has its own scale."
    return (f'<div class="scroll" tabindex="0" role="region" aria-label="Differences"><table class="differences">'
            f'<thead><tr>{cells}</tr></thead><tbody>{body}</tbody></table></div>'
            f'<p class="soft">{note}</p>')  # fmt: skip


def _bar(r: words.Row) -> str:
    if not r.low <= r.high:
        return ""
    return (f'<svg viewBox="0 0 100 12" width="100" height="12" aria-hidden="true">'
            f'<line x1="50" x2="50" y1="0" y2="12" class="zero"/>'
            f'<line x1="{r.low:.1f}" x2="{r.high:.1f}" y1="6" y2="6" class="reach"/>'
            f'<circle cx="{r.middle:.1f}" cy="6" r="3.5" class="mean"/></svg>')  # fmt: skip


@solara.component
def Figures(drawn: Panels, found: Answer) -> None:
    """Fan charts and maps."""
    outcome, set_outcome = solara.use_state("employment")
    comparison, titles = found.comparison, words.titles(found.results.scenarios)
    changed = [n for n in comparison.differences if n not in comparison.unchanged]
    if not changed:
        return
    bare = all(words_for(comparison, found.results, name) is POLICY for name in changed)
    solara.v.Html(
        tag="h2",
        class_="part",
        children=["What the policy adds over time" if bare else "Difference to the baseline over time"],
    )
    Legend(found, with_base=False)
    Charts(drawn, fans.gains(comparison, titles))
    solara.v.Html(tag="h2", class_="part", children=["Places in the last year"])
    items = [{"text": title, "value": key} for key, (title, _) in MAPPED.items()]
    with solara.v.Html(tag="div", class_="fields"):
        solara.v.Select(label="Map shows", items=items, v_model=outcome, on_v_model=set_outcome)
    solara.v.Html(tag="p", class_="soft", children=["Rings are ports."])
    bases = list(dict.fromkeys(comparison.baseline_of.values()))
    with solara.v.Html(tag="div", class_="panels maps"):
        for name in (*bases, *comparison.differences):
            Tile(drawn.maps[outcome][name], titles[name], f"{name}_{outcome}")
    on_one_map = [name for name in changed if f"{name}+" in drawn.maps[outcome]]
    if on_one_map:
        told = "Difference to the baseline; hatched: the interval holds zero"
        solara.v.Html(tag="h3", class_="part", children=[told])
    with solara.v.Html(tag="div", class_="panels maps"):
        for name in on_one_map:
            Tile(drawn.maps[outcome][f"{name}+"], titles[name], f"{name}_change_{outcome}")
    solara.v.Html(tag="h2", class_="part", children=["Paths"])
    Legend(found, with_base=True)
    Charts(drawn, fans.levels(comparison, titles))


@solara.component
def Charts(drawn: Panels, charts: list[dict[str, Any]]) -> None:
    """Charts that the browser draws."""
    ChartsWidget.element(columns=drawn.columns, data=drawn.data, charts=charts)


@solara.component
def Legend(found: Answer, with_base: bool) -> None:
    """Which line is whose."""
    comparison, titles = found.comparison, words.titles(found.results.scenarios)
    with solara.v.Html(tag="p", class_="soft legend"):
        for at, name in enumerate(comparison.differences):
            Key(fans.COLOURS[at], SVG_DASHES[at], titles[name])
        if with_base:
            bare = all(base.startswith(NO_POLICY) for base in comparison.baseline_of.values())
            Key("var(--soft)", "3 3", "without policy" if bare else "baseline")
        solara.v.Html(tag="span", children=[f"Line: median; band: nine of ten runs, {counted_in(comparison)}."])


@solara.component
def Key(colour: str, dash: str, name: str) -> None:
    """A line and its name, which never part at the end of a row."""
    with solara.v.Html(tag="span", class_="key"):
        solara.HTML(tag="span", unsafe_innerHTML=_line(colour, dash))
        solara.v.Html(tag="span", children=[name])


def _line(colour: str, dash: str) -> str:
    return (f'<svg width="34" height="10" aria-hidden="true"><line x1="0" x2="34" y1="5" y2="5" stroke="{colour}" '
            f'stroke-width="3" stroke-dasharray="{dash}"/></svg>')  # fmt: skip


@solara.component
def Tile(svg: str, title: str, name: str) -> None:
    """A map with its title, and buttons that save it."""
    save = "".join(
        f'<button type="button" class="plain small" data-save="{kind}" data-name="{escape(name)}" '
        f'aria-label="Save the map {escape(title)} as {kind.upper()}">{kind.upper()}</button>'
        for kind in ("png", "svg")
    )
    head = f'<figcaption><span class="chart-title">{escape(title)}</span>{save}</figcaption>'
    solara.HTML(tag="figure", classes=["card", "plotted"], unsafe_innerHTML=head + own_ids(svg, name))


@solara.component
def Again(work: Work, *, drawn: bool, busy: bool) -> None:
    """The command that gives the same figures, and the report; rendered anew when it is drawn."""
    with solara.v.Html(tag="section", class_="card again"):
        solara.v.Html(tag="h2", children=["Reproduce this"])
        solara.v.Html(tag="pre", class_="command", attributes={"tabindex": "0"}, children=[work.command])
        own = [name for name in work.question.scenarios if name.endswith(".toml")]
        text = "The command gives the same figures to the last bit, on any machine of the same kind."
        if own:
            text += f" It needs {', '.join(Path(name).name for name in own)} in its folder."
        solara.v.Html(tag="p", class_="soft", children=[text])
        if drawn:
            solara.FileDownload(work.report.read_bytes, "report.html", label="Report")
        elif busy:
            solara.v.Html(tag="p", class_="soft", children=["The report can be downloaded here when it is drawn."])
