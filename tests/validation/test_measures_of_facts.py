"""Measures and estimators worked by hand."""

import json
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from commands.validate import as_object
from policies.observation import Geography
from policies.selections.lottery import Lottery
from scenarios.load import load_scenario
from validation import measuring, plan
from validation.choosing import chosen
from validation.facts import read_facts
from validation.measures import MEASURES, concentration, cycle, firm_differences, firm_sizes, industries, paths, places
from validation.measures.estimators import difference_in_differences, discontinuity
from validation.measures.experiments import EXPERIMENTS, _is_small, grant_large_firms, zone_productivity
from validation.observed import Observed, whole
from validation.score import Measured, bars, score


def test_every_fact_has_its_measure_and_at_most_half_are_for_calibration():
    facts = read_facts()
    known = {*MEASURES, *EXPERIMENTS, "export_growth", "years_in_fan", "manufactures_share", "concentration_rank"}
    assert {fact.measure for fact in facts} <= known
    assert len({fact.id for fact in facts}) == len(facts)
    assert sum(fact.role == "calibration" for fact in facts) <= len(facts) / 2
    assert all(fact.source and fact.standing for fact in facts)


def test_zipf_exponent_of_exact_pareto_ranks():
    size = 1000.0 / (np.arange(1, 201) - 0.5)  # rank - 1/2 proportional to 1 / size: exponent 1
    assert firm_sizes.rank_half_exponent(size, 0.5) == pytest.approx(1.0)


@pytest.mark.parametrize(("draw", "shape"), [("laplace", 1.0), ("normal", 2.0)])
def test_subbotin_tells_laplace_from_normal(draw, shape):
    x = getattr(np.random.default_rng(1), draw)(size=200_000)
    assert firm_sizes.subbotin(x) == pytest.approx(shape, abs=0.05)


def test_ellison_glaeser_by_hand():
    # all jobs of one sector in one of two equal regions, ten equal plants:
    # spread = (.25 + .25) / (1 - .5) = 1, H = .1, gamma = (1 - .1) / .9 = 1
    assert concentration.ellison_glaeser(np.array([10.0, 0.0]), np.array([0.5, 0.5]), 0.1) == pytest.approx(1.0)
    assert concentration.ellison_glaeser(np.array([5.0, 5.0]), np.array([0.5, 0.5]), 0.1) == pytest.approx(-1 / 9)


def test_premium_is_within_sectors():
    y = pd.Series([1.0, 2.0, 11.0, 13.0])
    assert firm_differences.within_premium(y, pd.Series([0, 1, 0, 1]), pd.Series(list("aabb"))) == pytest.approx(1.5)


def test_gravity_finds_the_elasticity_whatever_the_sizes():
    rng = np.random.default_rng(2)
    origin, destination = (x.ravel() for x in np.meshgrid(np.arange(6), np.arange(6)))
    keep = origin != destination
    distance, size = rng.normal(size=36), rng.normal(size=(2, 6))
    y = size[0][origin] + size[1][destination] - 0.9 * distance
    groups = [origin[keep], destination[keep]]
    taken = [places.without_effects(z[keep], groups) for z in (y, distance)]
    assert float((taken[0] * taken[1]).sum() / (taken[1] ** 2).sum()) == pytest.approx(-0.9)


def test_filter_leaves_nothing_of_a_line():
    assert np.abs(cycle.hodrick_prescott(np.arange(40.0))).max() < 1e-6


def test_difference_in_differences_by_hand():
    before, after = np.zeros(5), np.array([3.0, 5.0, 1.0, 1.0, np.nan])
    effect = difference_in_differences(before, after, np.array([True, True, False, False, False]))
    assert effect.value == pytest.approx(3.0)
    assert effect.error == pytest.approx(1.0)  # variance of 3 and 5 is 2, over two units 1; the others do not vary


def test_discontinuity_finds_the_jump_and_not_the_slope():
    forcing = np.linspace(-1.0, 1.0, 20)
    treated = forcing < 0.0
    assert discontinuity(2.0 * forcing + 0.5 * treated, forcing, treated).value == pytest.approx(0.5)


def test_growth_and_fan_by_hand():
    assert paths.growth({2000: 1.0, 2010: np.e}, 2000, 2010) == pytest.approx(10.0)
    model = np.array([[100.0, 100.0], [110.0, 130.0], [110.0, 130.0]])
    assert paths.share_in_fan(model, np.array([100.0, 120.0, 140.0])) == pytest.approx(0.5)


def test_manufactures_share_by_hand():
    rows = pd.DataFrame({
        "seed": [1, 1, 1, 1, 2, 2], "sector": ["textiles", "machinery", "mining", "tourism", "textiles", "energy"],
        "exports": [2.0, 1.0, 1.0, 50.0, 1.0, 3.0],
    })  # fmt: skip
    assert industries.manufactures_share(rows) == {1: 0.75, 2: 0.25}  # tourists buy no goods


def test_rank_of_concentration_by_hand():
    """Mining in one of two regions, textiles three to one, finance even: as in the record, or the other way round."""
    rows = pd.DataFrame({
        "seed": 1, "region": ["a", "b"] * 3, "sector": ["mining"] * 2 + ["textiles"] * 2 + ["finance"] * 2,
        "employment": [8.0, 0.0, 6.0, 2.0, 4.0, 4.0], "firms": [20, 0, 10, 10, 10, 10],
    })  # fmt: skip
    rows = pd.concat([rows, rows.assign(region=rows["region"].map({"a": "b", "b": "a"}), sector="x")])  # equal places
    record = {"mining": 0.3, "textiles": 0.1, "finance": 0.0}
    assert industries.concentration_rank(rows, record) == {1: pytest.approx(1.0)}
    assert industries.concentration_rank(rows, {k: -v for k, v in record.items()}) == {1: pytest.approx(-1.0)}
    assert set(industries.us_concentration()) <= set(load_scenario("laissez_faire").sectors.sectors)


def test_exports_are_real_as_in_the_record():
    """Prices at home rise by half while exports in the world's money double: 2 / 1.5 of what they bought at home."""
    totals = pd.DataFrame(
        {"seed": 1, "quarter": [0, 1], "exports": [1.0, 2.0], "gdp": [10.0, 30.0], "real_gdp": [10.0, 20.0]}
    )
    assert paths.at_constant_prices(totals, totals)["exports"].tolist() == pytest.approx([1.0, 2.0 / 1.5])


class Folder:
    """Two regions of two states, two seeds, three years of four quarters, exports doubling each year in "b".

    Prices at home stand at a half of the world's: product is 10 in its money and 20 in what it buys at home.
    """

    def __init__(self):
        self.runs = [
            {"scenario": "path_latin_america_gvc", "status": "done", "seed": s, "run": f"r{s}"} for s in (1, 2)
        ]
        regions = {"a": {"state": "brazil"}, "b": {"state": "mexico"}, "c": {"state": "mexico"}}
        self.scenarios = {"path_latin_america_gvc": {"country": {"start_year": 1961, "regions": regions}}}

    def table(self, name, runs, columns):
        """Exports by region, sector and quarter."""
        rows = [
            (seed, quarter, region, seed * scale * 2.0 ** (quarter // 4))
            for seed in (1, 2) for quarter in range(12) for region, scale in (("a", 100.0), ("b", 1.0), ("c", 2.0))
        ]  # fmt: skip
        table = pd.DataFrame(rows, columns=["seed", "quarter", "region", "exports"])
        if name == "totals":
            table = table.groupby(["seed", "quarter"], as_index=False)["exports"].sum().assign(gdp=10.0, real_gdp=20.0)
        return table[columns]


def test_a_state_of_a_map_exports_what_its_regions_do():
    table = measuring.path_table(Folder())
    mexico = table[(table["title"] == "Mexico") & (table["seed"] > 0)]
    assert mexico.groupby("year")["index"].unique().map(list).to_dict() == {1961: [100.0], 1962: [200.0], 1963: [400.0]}
    wide = measuring._exports(Folder(), next(p for p in plan.PATHS if p.country == "mexico"))
    assert wide[2].tolist() == [48.0, 96.0, 192.0]  # seed 2: 2 x (1 + 2) x 4 quarters, twice as much at home's prices
    record = table[(table["title"] == "Mexico") & (table["seed"] == 0)].set_index("year")["index"]
    assert record[1961] == 100.0
    assert record[1962] == pytest.approx(
        100.0 * paths.real_exports("mexico")[1962] / paths.real_exports("mexico")[1961]
    )


def test_lottery_draws_by_seed_and_name_alone():
    def geography(seed):
        n = np.zeros(2)
        regions = tuple(f"r{i}" for i in range(20))
        return Geography("x", ("a", "b"), regions, np.arange(20), np.array([0]), np.eye(2), np.eye(2), n, n, seed)

    may, rule = np.ones((2, 20), bool), Lottery(count=5, draw="zones")
    first, again = (rule.choose(None, geography(1), may, None) for _ in range(2))
    assert (first == again).all()
    assert first.sum() == 10
    assert (first[0] == first[1]).all()
    assert (first != rule.choose(None, geography(2), may, None)).any()
    assert Lottery(among="sectors", count=1).choose(None, geography(1), may, None).sum() == 20
    assert Lottery(among="region_sectors", share=0.25).choose(None, geography(1), may, None).sum() == 10


def test_a_sign_must_be_clear_and_the_score_counts_weights():
    facts = {fact.id: fact for fact in read_facts()}
    clear = Measured(facts["S09b"], "plain", {1: 1.0, 2: 1.1, 3: 0.9})
    unclear = Measured(facts["S09b"], "plain", {1: 1.0, 2: -1.1, 3: 0.2})
    inside = Measured(facts["S01"], "plain", {1: 1.0, 2: 1.1})
    outside = Measured(facts["S01"], "plain", {1: 2.0, 2: 2.0})
    assert clear.passed
    assert not unclear.passed
    assert outside.distance == pytest.approx(2.0 - facts["S01"].high)
    assert score([clear, outside]) == pytest.approx(0.5 / 1.5)
    assert score([inside, unclear]) == pytest.approx(1.0 / 1.5)


def test_unknown_ids_are_refused():
    from problems import ProblemError

    facts = read_facts()
    assert [fact.id for fact in chosen(facts, "S15a,E06", "ids")] == ["S15a", "E06a", "E06b", "E06c"]
    assert chosen(facts, None, "ids") == tuple(facts)
    for only in ("S99", "S15a,S99", "", ","):
        with pytest.raises(ProblemError, match="expected ids"):
            chosen(facts, only, "ids")


def test_zones_are_looked_at_when_they_have_been_open_for_five_years():
    """Wang (2013): effects after five years. A twentieth more productivity in that time is a point a year."""
    scenario = load_scenario(str(plan.TRIALS / "zones.toml"))
    first, last = scenario.run.census
    assert {(4 * last + 4 - 4 * i.start, 4 * i.start - (4 * first + 4)) for i in scenario.policy.instruments} == {
        (20, 0)
    }
    rows = [(4 * y + 3, f"{r}", "cars", 0.05 * (r > 1 and y == last), 1.0) for y in (first, last) for r in range(4)]
    columns = ["quarter", "region", "sector", "total_factor_productivity", "employment"]
    empty = dict.fromkeys(("totals", "regions", "places", "trade", "ledger"), pd.DataFrame())
    sectors = {"sectors": {"sectors": {"cars": {"alpha_m": 0.0}}}}
    run = Observed(firms=pd.DataFrame(rows, columns=columns), **empty, scenario=sectors)
    assert zone_productivity(run, {"2", "3"}).value == pytest.approx(1.0)


def test_persistence_compares_each_sector_with_itself():
    """A sector is gone, another is new: the three that there are in both keep their places exactly."""
    spread = {"a": (9, 1), "b": (8, 2), "c": (6, 4), "gone": (1, 9), "new": (5, 5)}
    rows = [
        (4 * year + 3, sector, region, jobs / 100.0)
        for year, left_out in ((0, "new"), (20, "gone")) for sector, pair in spread.items() if sector != left_out
        for region, jobs in zip("xy", pair, strict=True) for _ in range(100)
    ]  # fmt: skip
    firms = pd.DataFrame(rows, columns=["quarter", "sector", "region", "employment"])
    empty = dict.fromkeys(("totals", "regions", "trade", "ledger"), pd.DataFrame())
    names = {"sectors": {"sectors": {name: {"tradability": 1.0} for name in sorted(spread, reverse=True)}}}
    run = Observed(firms=firms, places=pd.DataFrame({"quarter": [3, 83]}), **empty, scenario=names)
    both = [concentration.gammas(run, year)[["a", "b", "c"]] for year in (0, 20)]
    assert concentration.persistence(run) == pytest.approx(np.corrcoef(*both)[0, 1])


def test_other_programs_can_read_the_table_whatever_was_measured(tmp_path):
    """Experiments by sign and by size, of the right sign and the wrong one, and what could not be measured."""
    facts = {fact.id: fact for fact in read_facts()}
    values = {"E01a": 20.0, "E06a": -3.0, "E06c": 0.0, "E08a": 0.1, "E15a": float("nan"), "S01": 1.0, "P01a": 9.0}
    rows = [Measured(facts[k], facts[k].economy or "plain", {1: v, 2: v}) for k, v in values.items()]
    table = json.loads(json.dumps(as_object(rows, bars(rows), 2, tmp_path)))
    told = {bar["bar"].split(" (")[0]: bar["value"] for bar in table["bars"]}
    assert told["experiments of the right sign"] == pytest.approx(3 / 5)
    assert told["experiments of the right size"] == pytest.approx(2 / 4)


def test_facts_of_firms_count_all_plants_of_one():
    plants = pd.DataFrame(
        {
            "firm": [1, 2, 3], "enterprise": [1, 1, 3], "sector": ["ict", "ict", "ict"],
            "employment": [2.0, 3.0, 1.0], "sales": [4.0, 1.0, 2.0], "exports": [0.0, 1.0, 0.0],
            "value_added": [1.0, 1.0, 1.0],
        }
    )  # fmt: skip
    firms = whole(plants).set_index("firm")
    assert firms["employment"].to_dict() == {1: 5.0, 3: 1.0}
    assert firms["exports"].to_dict() == {1: 1.0, 3: 0.0}


def test_density_pays_within_states_not_between():
    """Two states, in each a slope of 0.05; the denser one is poorer by far."""
    density = np.array([1.0, 2.0, 3.0, 11.0, 12.0, 13.0])
    wage = 0.05 * density - np.array([0.0, 0.0, 0.0, 5.0, 5.0, 5.0])
    cells = pd.DataFrame(
        {"quarter": 3, "region": ["a"] * 3 + ["b"] * 3, "wage": np.exp(wage), "employment": np.exp(density)}
    )
    empty = dict.fromkeys(("totals", "regions", "firms", "trade", "ledger"), pd.DataFrame())
    run = Observed(places=cells, **empty, scenario={})
    run.__dict__["states"] = {"a": 0, "b": 1}
    assert places.wage_density(run) == pytest.approx(0.05)
    run.__dict__["states"] = {"a": 0, "b": 0}
    assert places.wage_density(run) < 0.0


def test_convergence_is_the_beta_of_the_growth_equation():
    """Half of each lead is left after 35 years: log 2 over 35 a year, where the slope of mean growth has 0.5 over 35."""
    lead = np.array([-1.0, 0.0, 2.0])

    def cells(year):
        return pd.DataFrame(
            {"region": list("abc"), "value_added": np.exp(lead * 0.5 ** (year / 35)), "population": 1.0}
        )

    run = SimpleNamespace(census_years=(0, 20, 35), cells=cells)
    assert places.convergence(run) == pytest.approx(np.log(2.0) / 35.0)


def plants(rows):
    """Plants of a census: enterprise, sector, region, jobs; the name of a plant is its row."""
    frame = pd.DataFrame(rows, columns=["enterprise", "sector", "region", "employment"])
    return frame.assign(firm=[f"p{n}" for n in range(len(frame))])


def test_a_firm_of_many_plants_is_large_though_each_of_them_is_small():
    chain = [("chain", "textiles", "a", 1.0)] * 6
    census = plants([*chain, ("alone", "textiles", "a", 1.0), ("big", "textiles", "b", 1.0)])
    assert _is_small(census).tolist() == [False] * 6 + [True, True]  # six mean plants, and one


def test_large_firms_are_the_largest_tenth_with_all_their_plants_closed_ones_too():
    small = [(f"s{n}", "textiles", "a" if n % 2 else "b", 2.0) for n in range(18)]
    first = plants([*small, *[("chain", "textiles", "a", 1.0)] * 4, *[("net", "textiles", "b", 1.0)] * 4])
    last = first[first["firm"] != "p25"].assign(
        employment=lambda f: f["employment"] * np.where(f["region"] == "a", 1.5, 1.0)
    )
    run = SimpleNamespace(census=lambda year: first if year == 9 else last)
    effect = grant_large_firms(run, {"a"})
    assert effect.value == pytest.approx(100.0 * (1.5 - 1.0), rel=1e-6)
    assert effect.error == pytest.approx(0.0, abs=1e-9)
