"""The page Transplant: every policy on every country at equal cost, and what each success factor earned."""

from __future__ import annotations

import solara

from problems import ProblemError
from views import factor_values, shipped, transplants
from views.attribution import NOTES, SIDES
from views.limits import Limits
from views.transplant import INSTRUMENTS, PACKAGES, Subject, named


@solara.component
def Transplant() -> None:
    """Packages, single instruments, success factors: what was made here, else what came with this version."""
    solara.v.Html(tag="h1", children=["Would the policy work elsewhere?"])
    Matrix(PACKAGES, ("--seeds 8", "--countries korea,plain --policies chaebol --seeds 4 --quarters 80"))
    solara.v.Html(tag="h2", class_="part", children=["What each instrument does alone"])
    Matrix(INSTRUMENTS, ("--alone --seeds 8", "--alone --countries plain --seeds 4 --quarters 80"))
    Factors()


@solara.component
def Matrix(subject: Subject, parts: tuple[str, str]) -> None:
    """The matrix that was made here, else the one that came with this version, else the commands that make it."""
    root = Limits.from_environment().results

    def read() -> transplants.Transplants | str | None:
        try:
            return transplants.newest(root, subject) or shipped.matrix(subject)
        except ProblemError as error:
            return str(error)

    found = solara.use_memo(read, [])
    if isinstance(found, str):
        solara.Error(found)
    elif found is None:
        how = f"It runs every {subject.one} on every country at equal cost: many runs. In full, or a part of it:"
        commands = tuple(f"{transplants.COMMAND} {part}" for part in parts)
        Missing("No matrix has been made yet.", how, commands)
    else:
        Table(found, f"{transplants.COMMAND} {parts[0]}")


@solara.component
def Table(found: transplants.Transplants, command: str) -> None:
    """One outcome at a time."""
    outcome, choose = solara.use_state(found.outcomes[0])
    with solara.v.Html(tag="section", class_="card"):
        solara.v.Html(tag="p", class_="verdict", children=[transplants.answer(found, outcome)])
        items = [{"text": named(o), "value": o} for o in found.outcomes]
        with solara.v.Html(tag="div", class_="fields"):
            solara.v.Select(label="Outcome", items=items, v_model=outcome, on_v_model=choose)
        solara.HTML(unsafe_innerHTML=transplants.table(found, outcome))
        solara.v.Html(tag="p", class_="soft", children=[transplants.caption(found, outcome)])
        if found.subject is INSTRUMENTS:
            with solara.v.Html(tag="details"):
                solara.v.Html(tag="summary", children=["What studies found of each"])
                solara.HTML(unsafe_innerHTML=transplants.evidence(shipped.evidence()))
        if found.shipped:
            CameWithIt(f"docs/{found.subject.file}.md", command)
        report = found.folder / "report.html"
        if report.exists():
            solara.FileDownload(report.read_bytes, "transplant.html", label="Report")


@solara.component
def Factors() -> None:
    """What each of the five success factors earned, for each system that was attributed."""
    solara.v.Html(tag="h2", class_="part", children=["What earned it: the five success factors"])
    made = solara.use_memo(lambda: factor_values.found(Limits.from_environment().results), [])
    came = solara.use_memo(_shipped_factors, [])
    found = made or came
    if not found:
        Missing("No attribution has been made yet.", "It runs all 32 combinations of the five factors:",
                (f"{factor_values.COMMAND} chaebol --seeds 8",))  # fmt: skip
        return
    with solara.v.Html(tag="section", class_="card"):
        for side in factor_values.sides(found):
            solara.v.Html(tag="h3", children=[SIDES[side].capitalize()])
            solara.v.Html(tag="p", class_="soft", children=[NOTES[side]])
            solara.HTML(unsafe_innerHTML=factor_values.table(found, side))
        solara.v.Html(tag="p", class_="soft", children=[factor_values.note(found)])
        if not made:
            CameWithIt("docs/attribution.md", f"{factor_values.COMMAND} chaebol --seeds 8")


def _shipped_factors() -> list[factor_values.Study]:
    from scenarios.success_factors import success_factors

    return shipped.factors({name: factor.title for name, factor in success_factors().items()})


@solara.component
def CameWithIt(where: str, command: str) -> None:
    """Says of a study that it wasn't made here, and how to make one."""
    text = f"This came with Marshall ({where} says of which version). Your own takes its place:"
    solara.v.Html(tag="p", class_="soft", children=[text])
    solara.v.Html(tag="pre", class_="command", attributes={"tabindex": "0"}, children=[command])


@solara.component
def Missing(what: str, how: str, commands: tuple[str, ...]) -> None:
    """What to do where there is nothing to show."""
    with solara.v.Html(tag="section", class_="card"):
        solara.v.Html(tag="p", children=[what])
        solara.v.Html(tag="p", class_="soft", children=[how])
        for command in commands:
            solara.v.Html(tag="pre", class_="command", attributes={"tabindex": "0"}, children=[command])
