"""A land of two regions of two cells and two sectors, on which policy is worked out by hand."""

import numpy as np
from pydantic import TypeAdapter

from policies.catalogue import AnyInstrument
from policies.observation import Geography, Observation
from policies.portfolio import Portfolio, Settings

S, C, R, K = 2, 4, 2, 6
READ = TypeAdapter(AnyInstrument)
GEOGRAPHY = Geography(
    country="testland",
    sectors=("iron", "chips"),
    regions=("north", "south"),
    region_of_cell=np.array([0, 0, 1, 1]),
    port_cells=np.array([3]),
    relatedness=np.array([[1.0, 0.4], [0.4, 1.0]]),
    inputs=np.array([[0.1, 0.3], [0.2, 0.1]]),
    complexity=np.array([-1.0, 1.0]),
    world_growth=np.zeros(2),
)


def seen(quarter=0, employment=None) -> Observation:
    ones = np.ones((S, C))
    jobs = np.array([[4.0, 4.0, 1.0, 1.0], [1.0, 1.0, 4.0, 4.0]]) if employment is None else employment
    classes = np.ones((K, S, C))
    return Observation(
        quarter=quarter, gdp=400.0, gdp_by_region=np.array([100.0, 300.0]), employment=jobs, output=ones, exports=ones * 0.5,
        profits=classes, rd=classes, investment=classes, debt=classes, entries=classes, startup_equity=1.0,
        import_duty_on_inputs=classes, population=np.array([1.0, 3.0, 2.0, 2.0]), returns=ones,
        location_quotient=np.array([[1.6, 0.4], [0.4, 1.6]]), relatedness_density=np.array([[0.2, 0.9], [0.9, 0.2]]),
        export_share=ones * 0.5,
    )  # fmt: skip


MONEY = {"national": 100.0, "north": 25.0, "south": 75.0}


def instrument(kind, **fields):
    return READ.validate_python({"id": kind, "kind": kind, **fields})


def announce(*instruments, quarter=0, money=MONEY, **kw) -> Settings:
    return Portfolio(instruments, GEOGRAPHY).announce(seen(quarter, **kw), money)
