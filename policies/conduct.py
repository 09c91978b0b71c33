"""How a package is carried out where it goes as it often goes, and not as it is written.

Support reaches firms that know the government (`capture`), and governments outbid each other for plants (`race`).
What is answered abroad is in `model/retaliation.py`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from policies.channels import CHANNELS, OWNERS, SIZES, Floats

Bools = NDArray[np.bool_]

CONNECTED = np.array([owner == "group" or (owner, size) == ("domestic", "large") for owner in OWNERS for size in SIZES])


@dataclass(frozen=True)
class Conduct:
    """What goes astray of a package, 0 to 1 each; the figures and their sources stand in `scenarios/schema.py`."""

    capture: float = 0.0
    race: float = 0.0


AS_WRITTEN = Conduct()


def captured(name: str, offered: Floats, paid_there: Bools, capture: float) -> Floats:
    """What a channel holds when part of the connected firms beyond an instrument's aims get it all the same.

    Large firms at home and those of conglomerates sit at the table (Khwaja & Mian 2005, Quarterly Journal of Economics
    120(4); Faccio 2006, American Economic Review 96(1)). The budget stays as it is: they draw on it like others.

    Parameters
    ----------
    offered : (K, S, C) as the instrument sets it; other shapes are money spent at places and stay as they are.
    paid_there : (C,) where the government that pays has a say.
    capture : share of connected firms.
    """
    rule = CHANNELS[name]
    if rule.dims != "KSC" or capture <= 0.0:
        return offered
    gain = (1.0 - offered) if rule.combine == "product" else offered
    beyond = CONNECTED[:, None, None] & paid_there & (gain <= 0.0)
    gain = np.where(beyond, capture * float(gain.max()), gain)
    return np.asarray(1.0 - gain if rule.combine == "product" else gain)


def effort(first: Bools, neighbours: Bools, race: float) -> Floats:
    """How far each region goes, (R,), as a share of those that began, who go all the way.

    Each of the others matches the share `race` of what its neighbours do on average. States spend 0.7 for each unit
    that their neighbours spend (Case, Rosen & Hines 1993, Journal of Public Economics 52(3); from memory).

    Parameters
    ----------
    first : (R,) regions that have the instrument of their own accord; neighbours : (R, R) regions that touch.
    """
    begun = first.astype(float)
    if race <= 0.0 or not first.any():
        return begun
    weight = neighbours / np.maximum(neighbours.sum(axis=1, keepdims=True), 1)
    weight = np.where(first[:, None], 0.0, race * weight)
    return np.clip(np.linalg.solve(np.eye(first.size) - weight, begun), 0.0, 1.0)
