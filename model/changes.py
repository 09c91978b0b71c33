"""Before the first stage of a quarter: what the scenario changes from this quarter on takes effect."""

from __future__ import annotations

from typing import Any

from model.nearness import to_investors
from model.population import kernels
from model.state import State
from model.trade import build_trade_cost
from policies.portfolio import Settings
from scenarios.changes import Timeline
from scenarios.schema import Change, Scenario


def take_effect(state: State, timeline: Timeline, due: tuple[Change, ...]) -> None:
    """Apply the changes of this quarter, each with a line in the chronicle."""
    for change in due:
        before = timeline.value(change.path) if _there(timeline, change) else False
        timeline.apply(change)
        state.tell("change", "", "", told(change.path, before, timeline.value(change.path)))
    if due:
        adopt(state, timeline.now)


def adopt(state: State, scenario: Scenario) -> None:
    """Let another scenario of the same country rule from here on; firms, people and money stay as they are."""
    old, p = state.p, scenario.parameters
    state.scenario, state.p = scenario, p
    if old != p:
        state.trade = build_trade_cost(scenario, state.space)
        border = float(scenario.country.nation.border_migration)
        for name, kernel in kernels(state.space, p, border).items():
            setattr(state, name, kernel)
        jobs = state.jobs_at_start.sum(axis=0)
        state.nearness = to_investors(scenario.country.investors, state.space, jobs, p.foreign_distance)
    state.portfolio.revise(scenario.policy.instruments, scenario.policy.conduct)
    if not state.portfolio.instruments:
        state.settings = Settings.neutral(*state.shape)
    if scenario.policy.unspent != "lower_taxes":
        state.budget.tax_factor = 1.0


def name_of(path: str) -> str:
    """What a change is made to, in words."""
    what = path.removeprefix("parameters.").removeprefix("policy.").removeprefix("instruments.")
    return what.replace(".", ": ").replace("_", " ")


def told(path: str, before: Any, after: Any) -> str:
    """A change in words."""
    what = name_of(path)
    if after is False:
        return f"{what} ends by a change of policy"
    if isinstance(after, dict):
        return f"{what} begins by a change of policy" if before is False else f"{what} is set anew"
    return f"{what} from {_shown(before)} to {_shown(after)}"


def _there(timeline: Timeline, change: Change) -> bool:
    try:
        timeline.value(change.path)
    except (KeyError, AttributeError, IndexError):
        return False
    return True


def _shown(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value)) or "all"
    return "none" if value is None else str(value).replace("_", " ")
