"""What somebody who knows Mesa, and not this project, would try."""

import mesa
import pytest
from mesa.discrete_space import Cell

from agents.firm import Firm
from agents.government import Government
from agents.investor import Bank, Conglomerate, Multinational, VentureFund
from model.economy import RegionalEconomy


@pytest.fixture(scope="module")
def economy(small) -> RegionalEconomy:
    model = RegionalEconomy(small, rng=3)
    for _ in range(6):
        model.step()
    return model


def test_it_is_a_mesa_model(economy):
    assert isinstance(economy, mesa.Model)
    assert economy.steps == 6
    assert economy.time == 6.0
    assert economy.running


def test_agents_by_type(economy):
    assert set(economy.agent_types) == {Firm, Government, Bank, VentureFund, Conglomerate, Multinational}
    assert len(economy.agents_by_type[Firm]) == len(economy.firms)
    assert len(economy.agents) == sum(len(s) for s in economy.agents_by_type.values())


def test_select_get_set_and_aggregate(economy):
    firms = economy.agents_by_type[Firm]
    exporters = firms.select(lambda firm: firm.exporter)
    assert 0 < len(exporters) < len(firms)
    assert sum(exporters.get("exports")) == pytest.approx(float(economy.firms.exports.sum()))
    assert firms.agg("employment", sum) == pytest.approx(float(economy.firms.employment.sum()))
    firm = next(iter(firms))
    firm.productivity = firm.productivity + 1.0
    assert float(economy.firms.productivity[firm.row]) == firm.productivity
    firm.productivity = firm.productivity - 1.0


def test_do_and_groupby(economy):
    firms = economy.agents_by_type[Firm]
    seen: list[int] = []
    firms.do(lambda firm: seen.append(firm.unique_id))
    assert len(set(seen)) == len(firms)
    assert set(firms.groupby("sector").groups) <= set(economy.sector_names)


def test_grid_holds_the_firms(economy):
    firm = next(iter(economy.agents_by_type[Firm]))
    assert isinstance(firm.cell, Cell)
    assert firm in economy.grid[firm.cell.coordinate].agents
    assert sum(len(cell.agents) for cell in economy.grid.all_cells) == len(economy.firms)


def test_a_view_stays_the_same_firm_when_others_leave(small):
    model = RegionalEconomy(small, rng=5)
    model.step()
    views = {firm.lineage: (firm, firm.cell.coordinate) for firm in model.agents_by_type[Firm]}
    for _ in range(8):
        model.step()
    alive = {firm.lineage for firm in model.agents_by_type[Firm]}
    gone = views.keys() - alive
    assert gone, "no firm has closed, so the test shows nothing"
    for lineage, (firm, place) in views.items():
        assert firm.open == (lineage in alive)
        if firm.open:
            assert firm.cell.coordinate == place
        else:
            with pytest.raises(LookupError):
                _ = firm.cash


def test_two_models_share_nothing(small):
    one, two = RegionalEconomy(small, rng=1), RegionalEconomy(small, rng=1)
    firm = next(iter(one.agents_by_type[Firm]))
    firm.cash = 123.0
    assert two.firms.cash[firm.row] != 123.0


def test_a_firm_cannot_be_removed_from_outside(economy):
    with pytest.raises(NotImplementedError, match="exit"):
        next(iter(economy.agents_by_type[Firm])).remove()


def test_balances_of_governments_and_investors(economy):
    money = economy.state.money
    nation = economy.agents_by_type[Government].select(lambda g: not g.regional)
    assert [g.balance for g in nation] == [money.national]
    assert sum(f.balance for f in economy.agents_by_type[VentureFund]) == pytest.approx(float(money.funds.sum()))
    groups = economy.agents_by_type[Conglomerate]
    members = sum(len(g.firms) for g in groups)
    assert members == int((economy.firms.owner == 2).sum())
