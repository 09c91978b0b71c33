"""A package with more or less money: the same instruments, windows and aims."""

from __future__ import annotations

from collections.abc import Sequence

from policies.catalogue import AnyInstrument

RELIEFS = ("relief",)
"""Fields of instruments that forgo revenue: the part of a tax or duty that is not raised."""
MOST_BUDGET = 0.2
"""What an instrument's budget may be at most, share of GDP a year."""


def scaled(instruments: Sequence[AnyInstrument], factor: float) -> tuple[AnyInstrument, ...]:
    """Multiply what instruments cost: budgets, and reliefs up to the whole tax. Rates and rules stay.

    Parameters
    ----------
    factor : 1 leaves the package as it is, 0 takes all money away.
    """
    return tuple(_scaled(i, factor) for i in instruments)


def _scaled(instrument: AnyInstrument, factor: float) -> AnyInstrument:
    update: dict[str, float] = {}
    if instrument.budget is not None:
        update["budget"] = min(instrument.budget * factor, MOST_BUDGET)
    elif not instrument.spends:
        update = {f: min(getattr(instrument, f) * factor, 1.0) for f in RELIEFS if hasattr(instrument, f)}
    return instrument.model_copy(update=update)
