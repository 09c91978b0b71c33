"""Whatever a package holds, in whatever order."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError
from testland import MONEY, C, S, announce

from policies.catalogue import INSTRUMENTS
from policies.channels import CHANNELS


@st.composite
def packages(draw):
    chosen = draw(st.lists(st.sampled_from(INSTRUMENTS), min_size=1, max_size=6))
    made = []
    for n, kind in enumerate(chosen):
        fields = {"id": f"i{n}", "government": draw(st.sampled_from(["national", "regional"]))}
        if kind.spends or draw(st.booleans()):
            fields["budget"] = draw(st.floats(0.0, 0.2))
        made.append(kind.model_validate(fields))
    return made


@given(packages(), st.randoms(), st.floats(0.0, 1e3))
@settings(max_examples=80, deadline=None)
def test_order_never_matters_and_budgets_are_never_overspent(package, chance, size):
    turned = list(package)
    chance.shuffle(turned)
    results = []
    for order in (package, turned):
        settings_ = announce(*order)
        paid = {
            name: settings_.pay(name, np.full(c.shape(S, C), size))
            for name, c in CHANNELS.items()
            if c.kind in ("grant", "forgone")
        }
        results.append(
            (
                paid,
                {name: settings_.value(name) for name in CHANNELS},
                settings_.spent_by_government(),
                list(settings_.ledger()),
            )
        )
    for name in CHANNELS:
        assert np.array_equal(results[0][1][name], results[1][1][name])
    assert all(np.array_equal(results[0][0][n], results[1][0][n]) for n in results[0][0])
    assert results[0][2] == results[1][2]
    assert results[0][3] == results[1][3]
    spent = results[0][2]
    assert sum(spent.values()) <= MONEY["national"] * (1 + 1e-12)
    for government, amount in spent.items():
        assert amount <= MONEY[government] * (1 + 1e-12)
    by_instrument: dict[str, float] = {}
    for row in results[0][3]:
        by_instrument[row.instrument] = by_instrument.get(row.instrument, 0.0) + row.spent
    for one in package:
        assert by_instrument.get(one.id, 0.0) <= (one.budget or 0.0) * 100.0 * (1 + 1e-9) + 1e-12


@pytest.mark.parametrize("kind", INSTRUMENTS, ids=lambda kind: kind.model_fields["kind"].default)
@pytest.mark.parametrize("who", [{"size": "small"}, {"ownership": ["foreign"]}], ids=["size", "ownership"])
def test_who_is_reached_is_asked_only_where_firms_are_told_apart(kind, who):
    """An instrument is by firm when a channel that it writes has firm classes."""
    made = {"id": "it", "government": "national"} | ({"budget": 0.01} if kind.spends else {})
    written = announce(kind.model_validate(made))
    classes = [name for name, channel in CHANNELS.items() if len(channel.dims) == 3 and written.active(name)]
    assert kind.by_firm == bool(classes)
    if kind.by_firm:
        kind.model_validate(made | who)
    else:
        with pytest.raises(ValidationError, match="reaches places"):
            kind.model_validate(made | who)
