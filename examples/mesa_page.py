"""Marshall as a plain Mesa page: `SolaraViz` on `RegionalEconomy`, each browser tab with an economy of its own.

    uv run --group examples solara run examples/mesa_page.py

What a Mesa user knows is here: model parameters, a space drawn from agents, plots of a data collector. It draws two or
three quarters a second; the laboratory (`run.py ui`) is made for playing.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))  # `solara run` starts elsewhere

import numpy as np
import solara
from matplotlib.figure import Figure
from mesa import DataCollector
from mesa.visualization import SolaraViz, make_plot_component
from mesa.visualization.utils import update_counter

from agents.firm import Firm
from model.economy import RegionalEconomy
from scenarios.load import load_scenario
from scenarios.schema import Scenario
from views.theme import sector_colour, sector_name

MEASURES = {
    "Exports": "exports", "Clusters": "clusters", "Expected by chance": "clusters_null", "Real wage": "real_wage",
}  # fmt: skip


class OwnScenario(Scenario):
    """A scenario that `SolaraViz` doesn't mistake for one of Mesa's: on "Reset" it rebuilds what looks true."""

    def __bool__(self) -> bool:
        return False


class Korea(RegionalEconomy):
    """Korea's chaebol drive with parameters that a form can hold.

    Parameters
    ----------
    firms : at the start; envelope : what the policy may cost, % of GDP a year; rng : the seed.
    """

    def __init__(self, firms: int = 600, envelope: float = 2.2, rng: int = 1) -> None:
        settings = [f"run.firms={firms}", f"policy.envelope={envelope / 100.0}", "run.burn_in=8"]
        scenario = load_scenario("chaebol", settings)
        super().__init__(OwnScenario.model_construct(**dict(scenario)), rng=rng)
        of = {title: lambda model, name=name: model.recorder.latest.get(name) for title, name in MEASURES.items()}
        self.datacollector = DataCollector(of)
        while self.quarter < 0:  # the quarters in which the economy settles are not part of the show
            super().step()
        self.datacollector.collect(self)

    def step(self) -> None:
        """Run a quarter and note the measures."""
        super().step()
        self.datacollector.collect(self)
        self.running = not self.finished


PARAMETERS: dict[str, Any] = {
    "firms": {"type": "SliderInt", "value": 600, "label": "Firms at the start", "min": 300, "max": 3000, "step": 100},
    "envelope": {"type": "SliderFloat", "value": 2.2, "label": "Policy, % of GDP a year", "min": 0.0, "max": 5.0,
                 "step": 0.1},
    "rng": {"type": "SliderInt", "value": 1, "label": "Seed", "min": 1, "max": 50, "step": 1},
}  # fmt: skip


@solara.component
def Firms(model: Korea) -> None:
    """Firms on the map: colour by sector, size by jobs; a firm lies anywhere in its cell."""
    update_counter.get()  # Mesa's sign that a step was made
    firms = model.agents_by_type[Firm]
    coordinates = np.array([firm.cell.coordinate for firm in firms], float)
    within = np.array([[key % 1009 / 1009.0, key // 1009 % 1013 / 1013.0] for key in firms.get("lineage_key")])
    rows, cols = (coordinates + within - 0.5).T
    sectors = np.array(firms.get("sector"))
    figure = Figure(figsize=(5.4, 4), layout="constrained")
    axes = figure.subplots()
    for sector in sorted(set(sectors.tolist())):
        mine = sectors == sector
        axes.scatter(cols[mine], rows[mine], s=4.0 + 2.0 * np.array(firms.get("employment"))[mine], alpha=0.8,
                     color=sector_colour(sector), label=sector_name(sector), linewidths=0)  # fmt: skip
    axes.invert_yaxis()
    axes.set_aspect("equal")
    axes.set_axis_off()
    axes.set_title(f"{len(firms):,} firms after {model.quarter} quarters", fontsize=10)
    figure.legend(loc="outside right center", fontsize=7, frameon=False)
    solara.FigureMatplotlib(figure, format="png", bbox_inches="tight")


@solara.component
def Page() -> None:
    """The page; the model is made inside, so that no two visitors share one."""
    model = solara.use_memo(Korea, [])
    SolaraViz(
        model,
        components=[
            Firms,
            make_plot_component("Exports"),
            make_plot_component(["Clusters", "Expected by chance"]),
            make_plot_component("Real wage"),
        ],
        model_params=PARAMETERS,
        name="Korea's chaebol drive",
        play_interval=100,
    )
