"""Stage 3: governments read last quarter's figures and set their instruments."""

from __future__ import annotations

import numpy as np

from agents.government import NATIONAL
from model import measures
from model.clusters import neighbours
from model.space import Space
from model.state import Floats, State
from policies.observation import Geography, Observation
from scenarios.schema import Scenario


def geography(scenario: Scenario, space: Space, seed: int = 0) -> Geography:
    """What instruments may know of the map and the sectors."""
    sectors = scenario.sectors
    return Geography(
        country=scenario.country.name,
        sectors=sectors.ids,
        regions=tuple(scenario.country.regions),
        region_of_cell=space.region,
        port_cells=space.port_cells,
        relatedness=sectors.relatedness,
        inputs=sectors.io * sectors.alpha_m,
        complexity=sectors.complexity,
        world_growth=sectors.world_growth,
        seed=seed,
        neighbours=_touching(space),
    )


def _touching(space: Space) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    """Regions of which a cell touches one of the other's, (R, R)."""
    touching = np.zeros((space.regions, space.regions), bool)
    around = neighbours(space.rows, space.cols, space.shape)
    cell, side = np.nonzero(around >= 0)
    touching[space.region[cell], space.region[around[cell, side]]] = True
    np.fill_diagonal(touching, False)
    return touching


def decide(state: State) -> None:
    """Announce the quarter's instruments within what each government has for policy."""
    state.billed[:] = 0.0
    state.bill_of_regions[:] = 0.0
    state.policy_bill = 0.0
    state.works_bill = None
    if not state.portfolio.instruments:
        return
    state.settings = state.portfolio.announce(observe(state), _money(state))
    state.works_bill = take_bill(state)
    _tell_choices(state)


def _tell_choices(state: State) -> None:
    """One line for each set of regions and sectors, naming the instruments that chose it."""
    by_place: dict[str, dict[str, list[str]]] = {}
    for instrument, region, sector in state.settings.choices():
        by_place.setdefault(region, {}).setdefault(instrument, []).append(sector)
    regions = state.scenario.country.regions
    titles = {name: s.title or name.replace("_", " ") for name, s in state.sectors.sectors.items()}
    for region, chosen in by_place.items():
        for sectors in sorted({tuple(sorted(names)) for names in chosen.values()}):
            instruments = [name for name, names in chosen.items() if tuple(sorted(names)) == sectors]
            what = ", ".join(titles[name] for name in sectors if name) or "all sectors"
            where = regions[region].name if region else "the whole country"
            by = ", ".join(instruments).replace("_", " ")
            sector = sectors[0] if len(sectors) == 1 else ""
            state.tell(
                "policy",
                region,
                sector,
                f"{where}: {by} begin{'' if len(instruments) > 1 else 's'}, for {what}",
            )


def _money(state: State) -> dict[str, float]:
    """Money for policy this quarter: the envelope's share of product, and no more than taxes brought in.

    Regions draw on the same money: where it is spent is for the instruments to say, all together stay within it.
    """
    budget, envelope = state.budget, state.scenario.policy.envelope
    revenue = float(budget.income_tax.sum()) + budget.profit_tax + budget.duty
    money = min(envelope * state.gdp, max(revenue, 0.0))
    return dict.fromkeys((NATIONAL, *state.portfolio.geography.regions), money)


def observe(state: State) -> Observation:
    """Last quarter's statistics, as a state would have them."""
    stats = state.statistics
    by_region = state.space.by_region(stats.employment)
    quotient = measures.location_quotient(by_region)
    output = np.maximum(stats.output, 1e-300)
    return Observation(
        quarter=state.quarter,
        gdp=4.0 * stats.gdp,
        gdp_by_region=4.0 * state.space.by_region(stats.value_added.sum(axis=0)),
        employment=stats.employment,
        output=stats.output,
        exports=stats.exports,
        profits=stats.profits,
        rd=stats.research,
        investment=stats.investment,
        debt=stats.debt,
        entries=stats.start_ups,
        startup_equity=start_up_equity(state),
        import_duty_on_inputs=stats.input_duty,
        population=state.cells.population,
        returns=stats.returns,
        location_quotient=quotient,
        relatedness_density=measures.relatedness_density(quotient, state.sectors.relatedness),
        export_share=stats.exports / output,
    )


def bought(state: State, channel: str) -> Floats:
    """What money spent at places buys, in money of the best run country.

    A part is lost in price, delay and the wrong place: 13 % in rich, 27 % in middling and 40 % in poor countries
    (IMF 2015, Making Public Investment More Efficient; Pritchett 2000, Journal of Economic Growth 5; from memory). It
    is spent all the same.
    """
    return float(state.scenario.country.nation.public_efficiency) * state.settings.works(channel)


def start_up_equity(state: State) -> float:
    """Money that a start-up needs: capital of the mean firm times an entrant's customers."""
    return float(state.p.entrant_customers * state.mean_capital * state.cells.investment_price.mean())


def take_bill(state: State) -> tuple[float, Floats]:
    """What the instruments cost since the last call: the nation's part, and each region's, (R,)."""
    spent = state.settings.spent_by_government()
    regions = state.portfolio.geography.regions
    total = np.array([spent.get(NATIONAL, 0.0), *(spent.get(region, 0.0) for region in regions)])
    fresh = total - state.billed
    state.billed = total
    state.bill_of_regions += fresh[1:]
    state.policy_bill += float(fresh.sum())
    return float(fresh[0]), fresh[1:]
