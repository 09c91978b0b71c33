"""Instruments, budgets, ledger: worked by hand on two regions of two cells and two sectors."""

import numpy as np
import pytest
from testland import GEOGRAPHY, MONEY, C, K, S, announce, instrument, seen

from policies.catalogue import INSTRUMENTS
from policies.channels import CHANNELS
from policies.portfolio import Portfolio


def test_nothing_is_neutral():
    settings = announce()
    for name, channel in CHANNELS.items():
        assert not settings.active(name)
        assert (settings.value(name) == channel.neutral).all()
        assert settings.value(name).shape == channel.shape(S, C)
    assert settings.spent_by_government() == {}
    assert list(settings.ledger()) == []


def test_rd_grant_within_its_budget_pays_its_rate():
    """1 % of 400 a year is 1 a quarter; small firms in iron claim 0.25 x 0.5 x 3 owners x 4 cells = 1.5 on a base of 0.5."""
    settings = announce(instrument("rd_grant", rate=0.25, budget=0.01, sectors=["iron"], size="small"))
    assert settings.value("rd_grant")[0, 0].tolist() == [0.25] * 4
    assert settings.value("rd_grant")[1].sum() == 0.0
    assert settings.value("rd_grant")[:, 1].sum() == 0.0
    rates = settings.pay("rd_grant", np.full((K, S, C), 0.5))
    assert rates[0, 0, 0] == pytest.approx(0.25 / 1.5, rel=1e-9)  # claims 1.5, has 1
    assert settings.spent_by_government() == {"national": pytest.approx(1.0, rel=1e-9)}


def test_firms_count_on_what_was_paid_of_a_grant_lately():
    """Half of the claims can be paid: firms close a quarter of the distance to that each quarter."""
    book = Portfolio([instrument("rd_grant", rate=0.4, budget=0.01)], GEOGRAPHY)  # 1.0 a quarter
    counted = []
    for quarter in range(3):
        now = book.announce(seen(quarter), MONEY)
        counted.append(now.value("rd_grant")[0, 0, 0])
        claims = np.full((K, S, C), 2.0 / 0.4 / (K * S * C))  # 0.4 of it is 2.0
        assert (now.pay("rd_grant", claims) * claims).sum() == pytest.approx(1.0)
    assert counted == pytest.approx([0.4, 0.4 * 0.875, 0.4 * (0.875 - 0.25 * 0.375)])


def test_nobody_learns_from_a_quarter_in_which_nothing_was_claimed():
    book = Portfolio([instrument("rd_grant", rate=0.4, budget=0.01)], GEOGRAPHY)
    book.announce(seen(0), MONEY).pay("rd_grant", np.zeros((K, S, C)))
    assert book.announce(seen(1), MONEY).value("rd_grant")[0, 0, 0] == 0.4


def test_a_grant_below_its_budget_is_paid_in_full():
    settings = announce(instrument("rd_grant", rate=0.25, budget=0.02))
    assert settings.pay("rd_grant", np.full((K, S, C), 0.01))[0, 0, 0] == 0.25
    assert sum(row.spent for row in settings.ledger()) == pytest.approx(0.25 * 0.01 * K * S * C)


def test_regions_run_their_own_budgets():
    """North has 100 a year, so 0.25 a quarter at 1 %; south 0.75."""
    settings = announce(instrument("rd_grant", rate=0.5, budget=0.01, government="regional"))
    settings.pay("rd_grant", np.ones((K, S, C)))
    spent = settings.spent_by_government()
    assert spent["north"] == pytest.approx(0.25, rel=1e-9)
    assert spent["south"] == pytest.approx(0.75, rel=1e-9)


def test_a_tax_holiday_is_booked_as_forgone():
    settings = announce(instrument("tax_holiday", relief=0.4, ownership=["foreign"], regions=["south"]))
    factor = settings.pay("profit_tax_factor", np.full((K, S, C), 2.0))
    assert factor[2, 0].tolist() == [1.0, 1.0, 0.6, 0.6]
    assert factor[0].min() == 1.0
    rows = list(settings.ledger())
    assert sum(r.forgone for r in rows) == pytest.approx(0.4 * 2.0 * 2 * S * 2)
    assert {r.region for r in rows} == {"south"}
    assert settings.spent_by_government() == {}


def test_of_two_holidays_the_better_holds():
    """Half everywhere and 0.8 in the south leave 0.5 and 0.2, in any order; what is forgone is booked once."""
    one = instrument("tax_holiday", relief=0.5)
    for name in ("a", "z"):
        two = one.model_copy(update={"id": name, "relief": 0.8, "regions": ("south",)})
        settings = announce(one, two)
        paid = settings.pay("profit_tax_factor", np.ones((K, S, C)))
        assert paid[0, 0] == pytest.approx([0.5, 0.5, 0.2, 0.2])
        assert sum(r.forgone for r in settings.ledger()) == pytest.approx((0.5 * 2 + 0.8 * 2) * K * S)


def test_zones_on_one_ground_save_customs_once_and_agreements_both_count():
    """Two zones' customs of 0.1 and 0.2 leave 0.8; an agreement's 0.1 on top of it 0.72."""
    one = instrument("duty_free_inputs", customs=0.1)
    two = one.model_copy(update={"id": "other", "customs": 0.2})
    assert announce(one, two).value("world_trade_cost")[0] == pytest.approx(0.8)
    deal = instrument("trade_agreement", access=0.1)
    assert announce(one, two, deal).value("world_trade_cost")[0] == pytest.approx(0.72)


def test_infrastructure_goes_by_people():
    settings = announce(instrument("infrastructure", budget=0.01, regions=["north"]))
    assert settings.works("infrastructure").tolist() == [0.25, 0.75, 0.0, 0.0]
    assert settings.spent_by_government() == {"national": 1.0}


def test_research_skills_and_promotion_spend_their_budget():
    for kind, channel in (
        ("research_centre", "research_capacity"), ("skills_programme", "skills"),
        ("investment_promotion", "foreign_promotion"), ("cluster_organisation", "diffusion"),
    ):  # fmt: skip
        settings = announce(instrument(kind, budget=0.004))
        assert settings.works(channel).sum() == pytest.approx(0.4)
        assert settings.spent_by_government() == {"national": pytest.approx(0.4)}


def test_cluster_organisation_goes_by_jobs():
    settings = announce(instrument("cluster_organisation", budget=0.01, sectors=["chips"]))
    assert settings.works("diffusion")[1].tolist() == pytest.approx([0.1, 0.1, 0.4, 0.4])
    assert settings.works("diffusion")[0].sum() == 0.0


def test_tariff_duty_and_customs():
    settings = announce(
        instrument("tariff", rate=0.2, sectors=["iron"]),
        instrument("duty_free_inputs", relief=0.8, customs=0.1, regions=["south"]),
    )
    assert settings.value("import_duty").tolist() == [[0.2] * 4, [0.0] * 4]
    assert settings.value("world_trade_cost")[0].tolist() == [1.0, 1.0, 0.9, 0.9]
    assert settings.pay("input_duty_relief", np.ones((K, S, C)))[0, 0].tolist() == [0.0, 0.0, 0.8, 0.8]


def test_directed_credit_to_groups_by_list():
    settings = announce(
        instrument(
            "directed_credit", ceiling=0.5, interest=0.4, budget=0.2,
            selection={"rule": "national_priority", "sectors": ["chips"], "executors": "groups"},
        )
    )  # fmt: skip
    assert settings.value("credit_ceiling")[4:6, 1].min() == 0.5
    assert settings.value("credit_ceiling")[:4].max() == 0.0
    assert settings.value("credit_ceiling")[:, 0].max() == 0.0
    assert settings.value("credit_rate")[4, 1, 0] == 0.4


def test_export_contest_pays_by_exports():
    settings = announce(instrument("export_contest", ceiling=0.6, prize=0.1, budget=0.1))
    assert settings.value("export_credit").min() == 0.6
    assert np.allclose(settings.value("investment_subsidy"), 0.05)


def test_venture_coinvestment():
    settings = announce(instrument("venture_coinvestment", rate=0.3, budget=0.2, ownership=["domestic"]))
    assert settings.value("entry_grant")[0].min() == 0.3
    assert settings.value("entry_grant")[2:].max() == 0.0


def test_trade_agreement_opens_both_ways():
    """Two agreements leave (1 - 0.1)(1 - 0.2) of the cost and 0.5 x 0.25 of the duty; nothing is paid."""
    one = instrument("trade_agreement", access=0.1, opening=0.5, sectors=["iron"])
    two = one.model_copy(update={"id": "other", "access": 0.2, "opening": 0.75})
    settings = announce(one, two)
    assert settings.value("world_trade_cost")[0] == pytest.approx(0.72)
    assert settings.value("ordinary_duty")[0] == pytest.approx(0.125)
    assert (settings.value("ordinary_duty")[1] == 1.0).all()
    assert settings.spent_by_government() == {}


def test_a_trade_agreement_forgoes_the_duty_that_it_opens():
    """Ordinary duty of 10 a place on iron; the first waives half, the second three quarters of the rest."""
    one = instrument("trade_agreement", opening=0.5, sectors=["iron"])
    two = one.model_copy(update={"id": "other", "opening": 0.75})
    settings = announce(one, two)
    left = settings.pay("ordinary_duty", np.full((S, C), 10.0))
    assert left[0] == pytest.approx(0.125)
    assert left[1] == pytest.approx(1.0)
    forgone = {i: sum(r.forgone for r in settings.ledger() if r.instrument == i) for i in ("trade_agreement", "other")}
    assert forgone == {"other": pytest.approx(30.0), "trade_agreement": pytest.approx(5.0)}
    assert settings.spent_by_government() == {}


def test_only_regions_that_an_instrument_was_chosen_for_pay_for_it():
    """A zone in the north costs 1 % of its 100 a year; the south's money isn't asked for, so nothing is cut."""
    zone = {"rule": "zone_list", "zones": {"testland": ["north"]}}
    one = instrument("infrastructure", government="regional", budget=0.01, selection=zone)
    settings = announce(one, money=dict.fromkeys(MONEY, 0.25))
    assert settings.spent_by_government() == {"north": pytest.approx(0.25)}


def test_money_of_regions_comes_out_of_the_nations():
    """The nation wants all of its 1, north 0.25 and south 0.75 of the same 1: each gets a half."""
    national = instrument("infrastructure", budget=0.01)
    regional = instrument("infrastructure", budget=0.01, government="regional").model_copy(update={"id": "theirs"})
    settings = announce(national, regional, money={"national": 1.0, "north": 0.25, "south": 0.75})
    expected = {"national": 0.5, "north": 0.125, "south": 0.375}
    assert settings.spent_by_government() == pytest.approx(expected)


def test_public_procurement_buys_where_the_sector_is_made():
    settings = announce(instrument("public_procurement", budget=0.01, sectors=["chips"], regions=["south"]))
    assert settings.works("public_demand").tolist() == [[0.0] * 4, pytest.approx([0.0, 0.0, 0.5, 0.5])]
    assert settings.spent_by_government() == {"national": pytest.approx(1.0)}


def test_supplier_development_reaches_those_who_sell_to_the_sector():
    """Chips of output 2 in the south need 0.3 x 2 of iron and 0.1 x 2 of chips; iron has 0.1 of its jobs in each
    southern cell, chips 0.4: weights 0.06 and 0.08 a cell, of 0.28 in all."""
    settings = announce(instrument("supplier_development", budget=0.01, sectors=["chips"], regions=["south"]))
    assert settings.works("diffusion")[:, 2:].tolist() == [
        pytest.approx([0.06 / 0.28] * 2),
        pytest.approx([0.08 / 0.28] * 2),
    ]
    assert settings.works("diffusion")[:, :2].sum() == 0.0


def test_consortium_splits_one_budget():
    one = instrument("university_industry_consortium", budget=0.01, sectors=["chips"], laboratories=0.25)
    settings = announce(one)
    assert settings.works("research_capacity") == pytest.approx(0.25 * np.array([0.1, 0.1, 0.4, 0.4]))
    assert settings.works("diffusion")[1] == pytest.approx(0.75 * np.array([0.1, 0.1, 0.4, 0.4]))
    assert settings.works("diffusion")[0].sum() == 0.0
    assert settings.spent_by_government() == {"national": pytest.approx(1.0)}


def test_windows_are_half_open():
    one = instrument("infrastructure", budget=0.01, start=1, end=2)
    assert [announce(one, quarter=q).active("infrastructure") for q in (-4, 3, 4, 7, 8)] == [
        False,
        False,
        True,
        True,
        False,
    ]


def test_discovery_takes_the_near_and_drops_what_shrinks():
    one = instrument(
        "cluster_organisation", budget=0.01, government="regional",
        selection={"rule": "entrepreneurial_discovery", "count": 1, "revise": 1},
    )  # fmt: skip
    portfolio = Portfolio([one], GEOGRAPHY)
    first = portfolio.announce(seen(0), MONEY)
    # density x potential: north 0.2 x 1 against 0.9 x 2, south 0.9 x 1 against 0.2 x 2
    assert first.choices() == (("cluster_organisation", "north", "chips"), ("cluster_organisation", "south", "iron"))
    assert portfolio.announce(seen(1), MONEY).choices() == ()
    shrunk = np.array([[4.0, 4.0, 1.0, 1.0], [0.5, 0.5, 4.0, 4.0]])
    review = portfolio.announce(seen(4, shrunk), MONEY)
    assert review.choices() == (("cluster_organisation", "north", "iron"),)
    assert review.works("diffusion")[1, :2].sum() == 0.0


def test_zones_named_and_by_rule():
    named = {"rule": "zone_list", "zones": {"testland": ["north"]}, "fallback": "ports", "count": 1}
    elsewhere = {**named, "zones": {"otherland": ["x"]}}
    assert announce(instrument("tax_holiday", selection=named)).value("profit_tax_factor")[0, 0].tolist() == [
        0.5,
        0.5,
        1,
        1,
    ]
    assert announce(instrument("tax_holiday", selection=elsewhere)).value("profit_tax_factor")[0, 0].tolist() == [
        1,
        1,
        0.5,
        0.5,
    ]


def test_the_same_id_twice_is_refused():
    one = instrument("tariff")
    with pytest.raises(ValueError, match="same id"):
        Portfolio([one, one], GEOGRAPHY)


def test_every_kind_is_tried_here():
    assert len(INSTRUMENTS) == 19


def test_an_exchange_reform_frees_what_it_reaches_and_the_furthest_counts():
    settings = announce(
        instrument("exchange_reform", freed=0.4, sectors=["iron"]),
        instrument("exchange_reform").model_copy(update={"id": "all", "freed": 0.3}),
    )
    assert settings.value("exchange_freed").tolist() == [[0.4] * 4, [0.3] * 4]
    assert settings.spent_by_government() == {}


def test_an_open_door_lets_in_where_it_reaches_and_the_widest_counts():
    settings = announce(
        instrument("open_door", admission=0.5, sectors=["iron"]),
        instrument("open_door", regions=["south"]).model_copy(update={"id": "zones"}),
    )
    assert settings.value("foreign_admission").tolist() == [[0.5, 0.5, 1.0, 1.0], [0.0, 0.0, 1.0, 1.0]]
    assert settings.spent_by_government() == {}
