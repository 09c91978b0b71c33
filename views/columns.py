"""Heads of the six tables as a reader sees them: what a column is, and its unit; the names are the contract's.

Outcomes have their titles from `views.words`, firms' units are those of their columns in the simulator.
"""

from __future__ import annotations

from typing import NamedTuple

from agents.firm import FIRM_COLUMNS
from views.words import OUTCOMES, title_of

PEOPLE, NUMBER = "thousand people", "number"
FLOW, STOCK, GOODS, A_QUARTER = "money a quarter", "money", "consumer goods a quarter", "number a quarter"


class Head(NamedTuple):
    """What stands above a column."""

    title: str
    unit: str = ""


EVERY = {
    "quarter": Head("Quarter", "burn-in below 0"),
    "employment": Head("Jobs", PEOPLE),
    "firms": Head("Plants at work", NUMBER),
    "entries": Head("Plants opened", A_QUARTER),
    "exits": Head("Plants closed", A_QUARTER),
    "output": Head("Sales", FLOW),
    "value_added": Head("Value added", FLOW),
    "exports": Head("Exports", FLOW),
    "productivity": Head("Own productivity", "log"),
    "location_quotient": Head("Location quotient", "nation = 1"),
}
TOTALS = {
    "real_gdp": Head("Real GDP", GOODS),
    "imports": Head("Imports", FLOW),
    "real_wage": Head("Real wage", "consumer goods a quarter, a thousand workers"),
    "population": Head("Population", PEOPLE),
    "unemployment_rate": Head("Unemployment", "share of labour force, 0 to 1"),
    "region_gini": Head(title_of("region_gini"), OUTCOMES["region_gini"].unit),
    "export_hhi": Head(title_of("export_hhi"), OUTCOMES["export_hhi"].unit),
    "public_cost": Head(title_of("public_cost"), FLOW),
    "gdp": Head("GDP", FLOW),
    "real_consumption": Head("Real consumption", GOODS),
    "investment": Head("Investment", FLOW),
    "real_investment": Head("Real investment", "capital goods a quarter"),
    "research": Head("Research and development", FLOW),
    "wages": Head("Wages", FLOW),
    "foreign_investment": Head("Foreign direct investment", FLOW),
    "public_debt": Head("Public debt", STOCK),
    "foreign_assets": Head("Assets abroad", STOCK),
    "lump_sum": Head("Lump sum to households", FLOW),
    "foreign_share": Head(title_of("foreign_share"), "share of jobs, 0 to 1"),
    "clusters": Head("Clusters", NUMBER),
    "clusters_null": Head(title_of("clusters_null"), NUMBER),
    "cluster_employment_share": Head(title_of("cluster_employment_share"), "share of jobs, 0 to 1"),
    "top_groups_share": Head(title_of("top_groups_share"), "share of sales, 0 to 1"),
    "groups_share": Head(title_of("groups_share"), "share of sales, 0 to 1"),
    "mean_return": Head("Mean return on a new plant", "a quarter"),
    "exporters": Head("Exporters", "share of plants, 0 to 1"),
    "iterations": Head("Rounds of the market", NUMBER),
}
REGIONS = {
    "wage": Head("Wage", "money a quarter, a thousand people"),
    "capital": Head("Capital", FIRM_COLUMNS["capital"].unit),
    "foreign_share": TOTALS["foreign_share"],
    "revealed_comparative_advantage": Head("Revealed comparative advantage", "world = 1"),
    "relatedness_density": Head("Relatedness density", "0 to 1"),
}
CLUSTERS = {
    "cluster": Head("Cluster", NUMBER),
    "cells": Head("Cells", NUMBER),
    "born": Head("Formed", "quarter"),
    "places": Head("Places", "row and column of each cell"),
}
LEDGER = {"spent": Head("Spent", FLOW), "forgone": Head("Revenue forgone", FLOW)}
FIRMS = {
    "firm": Head("Plant", "key"),
    "enterprise": Head("Firm", "key of its first plant"),
    "cell": Head("Cell", NUMBER),
}
OWN = {"totals": TOTALS, "regions": REGIONS, "clusters": CLUSTERS, "policy_ledger": LEDGER, "firms": FIRMS}


def head(table: str, column: str) -> Head:
    """What stands above a column of a table; its name in words where nothing more is known."""
    known = OWN.get(table, {}).get(column) or EVERY.get(column)
    title = known.title if known else column.replace("_", " ").capitalize()
    if table == "firms" and column in FIRM_COLUMNS:
        return Head(title, FIRM_COLUMNS[column].unit or (known.unit if known else ""))
    return known or Head(title)
