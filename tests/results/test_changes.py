"""Differences of JSON objects."""

from hypothesis import given
from hypothesis import strategies as st

from results.changes import changed, changes

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 3) | st.floats(-1, 1) | st.text(max_size=2),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3),
)


def test_by_hand():
    base = {"a": {"b": 1, "c": [1, 2]}, "d": 0}
    other = {"a": {"b": 2, "c": [1, 3]}, "d": 0}
    assert changes(base, other) == [[["a", "b"], 2], [["a", "c"], [1, 3]]]


@given(VALUES, VALUES)
def test_changes_lead_from_one_to_the_other(base, other):
    assert changed(base, changes(base, other)) == other


@given(VALUES)
def test_nothing_changes_where_nothing_differs(value):
    assert changes(value, value) == []
