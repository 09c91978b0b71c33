"""What a quarter's message to the map holds, byte by byte."""

import numpy as np

from model.economy import RegionalEconomy
from scenarios.load import load_scenario
from views.play import picture


def test_a_frame_tells_of_each_sector_where_its_clusters_lie() -> None:
    economy = RegionalEconomy(load_scenario("chaebol", ["run.firms=4000", "run.burn_in=2", "run.quarters=8"]), 1)
    economy.run()
    sectors, cells = economy.state.shape
    data = picture.frame(economy, 7)
    head = np.frombuffer(data, np.float32, 6)
    assert head.tolist()[:2] == [7.0, 7.0]
    assert head.tolist()[3:] == [cells, len(picture.LAYERS), sectors]
    small = np.frombuffer(data, np.uint8, offset=4 * (6 + len(picture.LAYERS) * cells)).reshape(-1, cells)
    assert len(small) == 2 * sectors + 2  # quotients, the leader, clusters, seats
    alive = economy.recorder.clusters.alive
    assert alive, "the run has no cluster to tell of"
    inside = {(c.sector, cell) for c in alive for cell in c.cells}
    told = {(s, c) for s, c in np.argwhere(small[sectors + 1 : 2 * sectors + 1] == 1).tolist()}
    assert told == inside
