"""Once a year the statistical office looks for clusters, follows them and tells the chronicle."""

from __future__ import annotations

import numpy as np

from model import clusters
from model.draws import Process
from model.state import State

RENEW = 20  # quarters between renewals of what chance would give
PERMUTATIONS = 99


class ClusterWatch:
    """Detection and tracking over a run.

    Attributes
    ----------
    number : clusters alive; by_chance : expected when firms are placed at random; employment : jobs in them.
    rows : a row a cluster and look.
    """

    def __init__(self, state: State) -> None:
        self.number = 0
        self.by_chance = 0.0
        self.employment = 0.0
        self.rows: list[dict[str, object]] = []
        self._thresholds = np.zeros(0)
        self._renewed = -(10**9)
        self._tracker = clusters.ClusterTracker()
        self._regions = list(state.scenario.country.regions.values())
