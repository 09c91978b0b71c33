"""A package with more or less money: the same instruments, windows and aims."""

from __future__ import annotations

from collections.abc import Sequence

from policies.catalogue import AnyInstrument

RELIEFS: dict[str, str] = {"relief": "", "opening": "access"}
"""Fields of instruments that forgo revenue, the part of a tax or duty not raised, and what is bought with it, if not
the relief itself: a trade agreement pays with its own duties for the access that it gets."""
MOST_BUDGET = 0.2
"""What an instrument's budget may be at most, share of GDP a year."""
MOST_ACCESS = 0.3
"""Trade cost that an agreement may save at most, share of cost."""


def scaled(instruments: Sequence[AnyInstrument], factor: float) -> tuple[AnyInstrument, ...]:
    """Multiply what instruments cost: budgets, and reliefs up to the whole tax or duty. Rates and rules stay.

    Parameters
    ----------
    factor : 1 leaves the package as it is, 0 takes all money away.
    """
    return tuple(_scaled(i, factor) for i in instruments)


def _scaled(instrument: AnyInstrument, factor: float) -> AnyInstrument:
    if instrument.budget is not None:
        return instrument.model_copy(update={"budget": min(instrument.budget * factor, MOST_BUDGET)})
    if instrument.spends:
        return instrument
    update: dict[str, float] = {}
    for given, bought in RELIEFS.items():
        before = getattr(instrument, given, 0.0)
        if before > 0.0:
            update[given] = min(before * factor, 1.0)
            if bought:
                update[bought] = min(getattr(instrument, bought) * update[given] / before, MOST_ACCESS)
    return instrument.model_copy(update=update)
