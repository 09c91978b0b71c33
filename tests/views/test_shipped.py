"""Studies that came with this version, from small tables by hand and from the committed ones."""

from pathlib import Path

from scenarios.names import names_of
from scenarios.success_factors import success_factors
from views import factor_values, shipped, transplants
from views.transplant import INSTRUMENTS

MATRIX = """country,policy,outcome,relative,gain,low,high,probability_better,verdict,cost,cost_low,cost_high,seeds,factor,cost_wanted
korea,chaebol,exports,True,12.0,8.0,16.0,1.0,better,0.01,0.009,0.011,4,2.0,0.01
plain,chaebol,exports,True,-3.0,-5.0,-1.0,0.0,worse,0.01,0.009,0.011,4,2.0,0.01
korea,india_it,exports,True,0.5,,,0.5,open,0.01,0.009,0.011,4,2.0,0.01
"""
FACTORS = """outcome,factor,value,low,high,probability_higher,settled,seeds,side,scenario
exports_growth,trade,2.0,1.0,3.0,1.0,True,4,policy,chaebol
exports_growth,total,2.0,1.0,3.0,1.0,True,4,policy,chaebol
exports_growth,trade,0.5,-1.0,2.0,0.5,False,4,policy,india_it
exports_growth,total,0.5,-1.0,2.0,0.5,False,4,policy,india_it
"""


def test_a_matrix_without_results(tmp_path: Path) -> None:
    assert shipped.matrix(root=tmp_path) is None
    (tmp_path / "transplant.csv").write_text(MATRIX)
    assert shipped.matrix(INSTRUMENTS, tmp_path) is None
    found = shipped.matrix(root=tmp_path)
    assert found is not None
    assert (found.cost, found.seeds, found.shipped) == (0.01, 4, True)
    assert [(p["policy"], p["better"], p["worse"], p["open"]) for p in found.policies] == [
        ("chaebol", 1, 1, 0), ("india_it", 0, 0, 1),
    ]  # fmt: skip
    html = transplants.table(found, "exports")
    assert (html.count("▲"), html.count("▼")) == (1, 1)
    assert "surely good in 1 of 2 countries" in transplants.answer(found, "exports")


def test_factors_without_results(tmp_path: Path) -> None:
    assert shipped.factors({}, tmp_path / "none.csv") == []
    (tmp_path / "a.csv").write_text(FACTORS)
    found = shipped.factors({"trade": "Trade"}, tmp_path / "a.csv")
    assert [s["scenario"] for s in found] == ["chaebol", "india_it"]
    html = factor_values.table(found, "policy")
    assert html.count("<b>▲ +2.00</b>") == 2
    assert "<small>−1.00 to +2.00</small>" in html


def test_what_came_with_this_version_is_of_its_countries_and_packages() -> None:
    found = shipped.matrix()
    assert found is not None
    assert {r["country"] for r in found.matrix} == set(names_of("countries"))
    assert {r["policy"] for r in found.matrix} == set(names_of("policies")) - {"none"}
    systems = {s["scenario"] for s in shipped.factors({n: f.title for n, f in success_factors().items()})}
    assert set() < systems <= set(names_of("scenarios")) - {"laissez_faire"}
