"""Duty on imported inputs that a state gives back: who gets it buys inputs for less, makes more, and sells it cheaper.

A relief is a lower price of inputs for the firms that have it (Madani 1999, World Bank Policy Research Working Paper
2238, on export processing zones), not money after the fact: it moves what they make, and what investors read.
"""

from __future__ import annotations

import numpy as np

from model import demand
from model.state import Floats, State


def duty_on_inputs(state: State) -> Floats:
    """Duty in the price of a unit of money of inputs, by using sector and cell, (S, C)."""
    market, duty = state.market, demand.import_duty(state)
    imported = market.imports / np.maximum(market.spending, 1e-300)
    return np.asarray(state.tech.io.T @ (imported * duty / (1.0 + duty)))


def price_left(state: State) -> Floats | None:
    """What a unit of inputs costs after the relief, (K, S, C), at last quarter's imports; None where nobody has one."""
    if not state.settings.active("input_duty_relief"):
        return None
    return np.asarray(1.0 - state.settings.value("input_duty_relief") * duty_on_inputs(state))


def lift(state: State, left: Floats | None) -> Floats | None:
    """Log of what the relief adds to a firm's weight, (K, S, C): as much as productivity that saves the same cost."""
    if left is None:
        return None
    power = state.tech.capability_power * state.tech.alpha_m
    return np.asarray(-power[:, None] * np.log(left))


def given_back(state: State, inputs: Floats) -> Floats:
    """Duty on the inputs that firms bought this quarter, as far as the state gives it back, (N,) money."""
    duty = state.at_firms(duty_on_inputs(state)) * inputs
    state.statistics.input_duty = state.by_class(duty)
    if not state.settings.active("input_duty_relief"):
        return np.zeros(len(state.firms))
    rate = state.settings.pay("input_duty_relief", state.statistics.input_duty)
    return np.asarray(state.at_firms(rate) * duty)
