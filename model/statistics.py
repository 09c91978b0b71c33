"""The statistical office: what firms did this quarter, by sector and place."""

from __future__ import annotations

from functools import partial

import numpy as np

from model import heads
from model.state import State


def count(state: State) -> None:
    """Sum the firms' columns by sector and cell; skills follow jobs."""
    from model.agglomeration import follow_employment

    firms, stats, plans = state.firms, state.statistics, state.plans
    assert plans is not None
    total = partial(state.by_sector_cell, index=state.sector_cell())
    stats.employment = total(firms.employment)
    stats.per_labour = heads.per_labour(stats.employment, state.sectors.pay)
    stats.firms = total(plans.producing.astype(float))
    stats.output = total(firms.sales)
    stats.exports = total(firms.exports)
    stats.wages = stats.employment * state.market.wage
    stats.value_added = stats.output - stats.inputs
    jobs = np.maximum(stats.employment, 1e-12)
    stats.productivity, stats.practice = (
        np.where(stats.employment > 0.0, total(x * firms.employment) / jobs, before)
        for x, before in ((firms.productivity, stats.productivity), (state.practice, stats.practice))
    )
    stats.capital = total(firms.capital)
    stats.foreign = total(firms.employment * state.is_foreign) / jobs
    classes = state.class_sector_cell()
    stats.research, stats.investment, stats.debt = (
        state.by_class(x, classes) for x in (firms.rd, firms.investment, firms.debt)
    )
    stats.gdp = float(stats.value_added.sum()) + state.budget.duty
    follow_employment(state, stats.employment)
