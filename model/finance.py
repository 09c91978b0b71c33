"""Stage 12: banks, funds and headquarters close their quarter."""

from __future__ import annotations

import numpy as np

from model import venture
from model.accounts import Holder
from model.settlement import ownership
from model.state import Floats, State

FAMILY_SHARE = 0.05  # headquarters' cash that goes to the owning families a quarter (estimate)


def close(state: State) -> None:
    """Interest on public debt and foreign assets, banks' dividends or rescue, savings into funds."""
    venture.invest(state)
    _interest_on_balances(state)
    dividends = _bank_dividends(state) + _families(state) + _fund_payouts(state)
    people = dividends * ownership(state)
    state.cells.deposits += people
    state.cells.income += people
    _save_in_funds(state)


def lending_room(state: State) -> Floats:
    """Return what each region's bank can still lend on its equity, (R,) money; below 0 it is short of equity."""
    carried = state.money.equity / max(state.p.bank_capital, 1e-9)
    return np.asarray(carried - state.by_region(state.firms.debt))


def _bank_shares(state: State) -> Floats:
    """Banks hold public debt and foreign assets in proportion to their equity."""
    equity = np.maximum(state.money.equity, 1e-300)
    return np.asarray(equity / equity.sum())


def _interest_on_balances(state: State) -> None:
    money, rate, flows = state.money, state.p.public_interest, state.flows
    national = rate * max(-money.national, 0.0)
    world = -rate * money.world
    money.national -= national
    money.world -= world
    share = _bank_shares(state)
    for amount in (national, world):
        money.clearing += share * amount
        money.equity += share * amount
    flows.pay("interest on public debt", Holder.NATIONAL, Holder.BANKS, national)
    flows.pay("interest on foreign assets", Holder.WORLD, Holder.BANKS, world)


def _bank_dividends(state: State) -> float:
    """Banks pay out equity beyond their target; the nation rescues those that fell below the minimum."""
    money, p = state.money, state.p
    loans = state.by_region(state.firms.debt) + money.seized.sum(axis=1)
    paid = 0.25 * np.maximum(money.equity - p.bank_target * loans, 0.0)
    rescue = np.maximum(0.5 * p.bank_capital * loans - money.equity, 0.0)
    money.equity += rescue - paid
    money.clearing += rescue - paid
    money.national -= float(rescue.sum())
    state.flows.pay("bank dividends", Holder.BANKS, Holder.HOUSEHOLDS, paid)
    state.flows.pay("bank rescue", Holder.NATIONAL, Holder.BANKS, rescue)
    return float(paid.sum())


def _families(state: State) -> float:
    """Families that own conglomerates take a part of headquarters' cash."""
    paid = FAMILY_SHARE * np.maximum(state.money.groups, 0.0)
    state.money.groups -= paid
    state.flows.pay("family dividends", Holder.GROUPS, Holder.HOUSEHOLDS, paid)
    return float(paid.sum())


def _fund_payouts(state: State) -> float:
    """Funds return a part of their cash to savers: about ten years of life."""
    paid = np.maximum(state.money.funds, 0.0) / 40.0
    state.money.funds -= paid
    state.flows.pay("fund payouts", Holder.FUNDS, Holder.HOUSEHOLDS, paid)
    return float(paid.sum())


def _save_in_funds(state: State) -> None:
    cells, region = state.cells, state.space.region
    saved = state.p.venture_capital * np.clip(cells.income, 0.0, np.maximum(cells.deposits, 0.0))
    cells.deposits -= saved
    state.money.funds += np.bincount(region, weights=saved, minlength=state.space.regions)
    state.flows.pay("savings in funds", Holder.HOUSEHOLDS, Holder.FUNDS, saved)
