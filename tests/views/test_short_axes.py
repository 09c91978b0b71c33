"""A logarithmic axis has figures enough to be read, however short it is."""

import pytest

from views.figures import style
from views.figures.fans import plain_ticks


@pytest.mark.parametrize(("low", "high"), [(99.6, 101.2), (95.0, 118.0), (60.0, 290.0), (90.0, 2_000.0)])
def test_an_axis_has_at_least_three_figures_all_different(low, high):
    import matplotlib.pyplot as plt

    with style.applied():
        figure, axes = plt.subplots()
        axes.set_yscale("log")
        axes.set_ylim(low, high)
        plain_ticks(axes)
        figure.draw_without_rendering()
        shown = [t.label1.get_text() for t in axes.yaxis.get_major_ticks() if low <= t.get_loc() <= high]
        style.close(figure)
    assert len(shown) >= 3
    assert len(set(shown)) == len(shown)
    assert all(float(text.replace(",", "")) > 0.0 for text in shown)
