"""Figures of a run of a year, or two, have years along their axes and something to be seen above them."""

import pytest

from results.compare import compare
from results.runner import run_batch
from results.store import open_results
from scenarios.load import load_scenario
from views.figures import fans, maps, style

SHORT = ("run.firms=200", "country=plain", "run.quarters=4")


def made(folder, burn_in):
    own = load_scenario("chaebol", (*SHORT, f"run.burn_in={burn_in}"))
    base = own.without_policy().model_copy(update={"name": "base"})
    run_batch([own, base], (1,), folder, workers=1)
    results = open_results(folder)
    return compare(results, {"chaebol": "base"}), results


def years(axes):
    axes.figure.draw_without_rendering()
    assert axes.xaxis.get_offset_text().get_text() == ""
    return [t.label1.get_text() for t in axes.xaxis.get_major_ticks()]


@pytest.mark.parametrize("burn_in", [0, 4])
def test_the_years_are_years_and_one_alone_is_a_point(burn_in, tmp_path):
    comparison, results = made(tmp_path, burn_in)
    start = results.scenarios["chaebol"]["country"]["start_year"]
    with style.applied():
        gains = fans.draw_gains(comparison, results, "chaebol")
        paths = fans.draw_paths(comparison, results, "chaebol")
        seen = gains.axes[-1]
        assert str(start) in years(seen)
        assert seen.get_xlim() == (start - 1.0, start + 1.0)
        assert "o" in [line.get_marker() for line in seen.lines]
        assert str(start) in years(paths.axes[-1])
        label = paths.axes[0].get_ylabel()
        assert label == (f"index, {start} = 100" if burn_in == 0 else "index, year before the start = 100")
        assert "1 run;" in paths.get_suptitle()
        of = maps.draw_outcome(comparison, results, "chaebol")
        assert of.get_suptitle().endswith("mean of 1 run")
        for figure in (gains, paths, of):
            style.close(figure)
