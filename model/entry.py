"""Stage 11: spin-offs and other start-ups, plants of multinationals, affiliates of conglomerates."""

from __future__ import annotations

from model.affiliates import open_affiliates
from model.branches import open_branches
from model.plants import open_plants
from model.prospects import read_prospects
from model.start_ups import open_start_ups
from model.state import State


def open_firms(state: State) -> None:
    """Work out what firms would earn, then let each kind of founder decide."""
    prospect = read_prospects(state)
    state.statistics.returns = prospect.surplus / prospect.stake - state.p.depreciation
    state.statistics.entered = 0
    open_start_ups(state, prospect)
    open_branches(state, prospect)
    open_plants(state, prospect)
    open_affiliates(state, prospect)
