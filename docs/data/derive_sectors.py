"""Derive the sector, input-output and relatedness files from published tables.

    uv run python docs/data/derive_sectors.py TABLES SCENARIOS

TABLES holds `03a_io_coefficients_18sector.csv` (technical coefficients of six tables) and
`05a_…`/`05b_…` (trade elasticities). `bea_use_2021.csv` lies beside this file. Each step says
what it takes and what it judges; SCENARIOS is the folder that the files are written to.
"""

import sys
from pathlib import Path

import numpy as np
import pandas as pd

HERE = Path(__file__).parent
ESTIMATES = pd.read_csv(HERE / "sector_estimates.csv", comment="#").set_index("sector")
SECTORS = list(ESTIMATES.index)
LONG_NAMES = {
    "textiles_apparel_design": "textiles",
    "oil_gas_energy": "energy",
    "petrochemicals_chem": "petrochemicals",
    "metals_shipbuilding": "shipbuilding",
    "machinery_robotics": "machinery",
    "software_ict": "ict",
    "biotech_pharma": "biopharma",
}
SIGMA_BAND = (4.0, 6.0)
LABOUR_BAND = (0.50, 0.80)
RENT_IN_SURPLUS = 0.5
FOOD_SHARE = 0.27
HALVED = ["finance", "tourism"]
CONSTRUCTED = 1_706_000 / 1_961_969


def coefficients(tables: Path) -> pd.DataFrame:
    """Mean technical coefficients over the six tables, inputs down, users across."""
    rows = pd.read_csv(tables / "03a_io_coefficients_18sector.csv")
    rows = rows.replace({"input_sector": LONG_NAMES, "using_sector": LONG_NAMES})
    mean = rows.groupby(["input_sector", "using_sector"]).coefficient.mean().unstack()
    return mean.loc[SECTORS, SECTORS]


def elasticities(tables: Path) -> pd.Series:
    """Elasticity of substitution: geometric mean of two published kinds, kept within the band."""
    trade = pd.read_csv(tables / "05a_trade_elasticity_caliendo_parro.csv")
    trade = trade[trade.imputed_mean == 0].replace({"sim_sector": LONG_NAMES})
    estimated = 1.0 + trade.groupby("sim_sector").theta.mean()
    medians = pd.read_csv(tables / "05b_sigma_broda_weinstein_73c_by_sector.csv")
    medians = medians[medians.cname == "ALL_73"].replace({"sector": LONG_NAMES}).set_index("sector").sigma_median
    both = pd.concat([np.log(estimated), np.log(medians)], axis=1).mean(axis=1)
    return np.exp(both).clip(*SIGMA_BAND).reindex(SECTORS)


def cost_shares(inputs: pd.DataFrame, bea: pd.DataFrame) -> pd.DataFrame:
    """Shares of capital, labour and inputs in cost, summing to 1."""
    sums = bea.groupby("sector")[["compensation", "value_added"]].sum()
    labour = (sums.compensation / sums.value_added).reindex(SECTORS).clip(*LABOUR_BAND)
    labour[["energy", "mining"]] = 0.40
    labour["agrifood"] = 0.60
    materials = inputs.sum()
    capital = (1.0 - RENT_IN_SURPLUS) * (1.0 - labour) * (1.0 - materials)
    shares = pd.DataFrame({"alpha_k": capital.round(3), "alpha_m": materials.round(3)})
    return shares.assign(alpha_l=(1.0 - shares.sum(axis=1)).round(3))


def demand_shares(bea: pd.DataFrame) -> pd.DataFrame:
    """How households, investors and governments divide their spending among the sectors."""
    by_sector = bea.groupby("sector").sum().reindex(SECTORS)
    households = by_sector.households.copy()
    households[HALVED] /= 2.0
    others = households.drop("agrifood")
    households = pd.concat([pd.Series({"agrifood": FOOD_SHARE}), (1.0 - FOOD_SHARE) * others / others.sum()])
    investment = by_sector.equipment + by_sector.software + CONSTRUCTED * by_sector.construction
    government = by_sector.public_input + by_sector.public_investment
    table = {"household_share": households, "investment_share": investment, "government_share": government}
    return pd.DataFrame({name: exact_shares(column.reindex(SECTORS)) for name, column in table.items()})


def exact_shares(weights: pd.Series, digits: int = 4) -> pd.Series:
    """Round shares so that they sum to 1 exactly; the largest takes the remainder."""
    shares = (weights / weights.sum()).round(digits)
    shares[shares.idxmax()] += 1.0 - shares.sum()
    return shares.round(digits)


def bundles(inputs: pd.DataFrame) -> pd.DataFrame:
    """Shares of each input in a sector's bundle; columns sum to 1."""
    return inputs.apply(exact_shares)


def relatedness(inputs: pd.DataFrame, figures: pd.DataFrame) -> pd.DataFrame:
    """Mean of input-output links, likeness of inputs and likeness of skills and technology."""
    bundle = bundles(inputs).to_numpy()
    off = bundle * (1.0 - np.eye(len(bundle)))
    links = np.sqrt((off + off.T) / (off + off.T).max())
    purchases = off / np.linalg.norm(off, axis=0)
    likeness = purchases.T @ purchases
    traits = figures[["skill_intensity", "complexity", "rd_intensity", "alpha_k", "resource"]]
    traits = ((traits - traits.mean()) / traits.std()).to_numpy()
    distance = np.linalg.norm(traits[:, None, :] - traits[None, :, :], axis=2)
    technology = np.exp(-distance / np.median(distance))
    mean = (links + likeness + technology) / 3.0
    np.fill_diagonal(mean, 1.0)
    return pd.DataFrame(mean.round(3), index=SECTORS, columns=SECTORS)


def derive(tables: Path) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Figures of the sectors, input bundles, relatedness."""
    inputs = coefficients(tables)
    bea = split_industries(pd.read_csv(HERE / "bea_use_2021.csv", comment="#"))
    sigma = elasticities(tables).fillna(SIGMA_BAND[0]).round(2)
    figures = pd.concat([sigma.rename("sigma"), cost_shares(inputs, bea), ESTIMATES, demand_shares(bea)], axis=1)
    return figures, bundles(inputs), relatedness(inputs, figures)


def split_industries(bea: pd.DataFrame) -> pd.DataFrame:
    """Give each sector its part of every industry."""
    flows = bea.columns.difference(["sector", "industry", "share"])
    return bea[["sector"]].join(bea[flows].mul(bea.share, axis=0))


SOURCE_OF = {
    "sigma": "elasticities",
    "alpha_k": "io_tables_bea",
    "alpha_l": "io_tables_bea",
    "alpha_m": "io_tables",
    "rd_intensity": "oecd_rd",
    "pay": "bea_pay",
    "armington": "gtap",
    "household_share": "bea_use",
    "investment_share": "bea_use",
    "government_share": "bea_use",
}
UNITS = {
    "sigma": "elasticity",
    "armington": "elasticity",
    "rd_intensity": "share of sales",
    "world_growth": "log a quarter",
    "skill_intensity": "mean sector = 1",
    "pay": "mean sector = 1",
    "resource": "elasticity",
    "tradability": "0 to 1",
    "complexity": "0 to 1",
}
INCOME_ELASTICITY = {"agrifood": -0.24, "finance": 0.31, "tourism": 0.31}
SERVICES = ["ict", "renewables", "finance", "tourism", "logistics"]
ORDER = [
    "sigma",
    "alpha_k",
    "alpha_l",
    "alpha_m",
    "rd_intensity",
    "resource",
    "skill_intensity",
    "pay",
    "tradability",
    "armington",
    "openness",
    "complexity",
    "world_growth",
    "household_share",
    "investment_share",
    "government_share",
]


def figure_line(name: str, sector: str, value: float) -> str:
    """One figure of a sector as a line of TOML."""
    source = SOURCE_OF.get(name, "estimate")
    if sector in SERVICES and name in ("sigma", "rd_intensity"):
        source = "estimate"
    return f'{name} = {{ value = {value:g}, unit = "{UNITS.get(name, "share")}", source = "{source}" }}'


def sectors_text(figures: pd.DataFrame) -> str:
    """The sector file below its header."""
    blocks = []
    for sector, row in figures.iterrows():
        lines = [figure_line(name, str(sector), row[name]) for name in ORDER]
        if sector in INCOME_ELASTICITY:
            gain = f'{{ value = {INCOME_ELASTICITY[str(sector)]:g}, unit = "log points a log point", source = "estimate" }}'
            lines.insert(ORDER.index("investment_share"), f"income_elasticity = {gain}")
        blocks.append("\n".join([f"[{sector}]", f'title = "{row.title}"', *lines]))
    return "\n\n".join(blocks) + "\n"


def matrix_text(matrix: pd.DataFrame) -> str:
    """A matrix as one table a column."""
    blocks = []
    for using in matrix.columns:
        lines = [f"{given} = {share:g}" for given, share in matrix[using].items()]
        blocks.append("\n".join([f"[{using}]", *lines]))
    return "\n\n".join(blocks) + "\n"


def main(tables: Path, scenarios: Path) -> None:
    """Write the three files, each below its own header."""
    figures, shares, related = derive(tables)
    texts = {"sectors": sectors_text(figures), "io": matrix_text(shares), "relatedness": matrix_text(related)}
    for name, text in texts.items():
        header = (HERE / f"{name}_header.toml").read_text()
        (scenarios / f"{name}.toml").write_text(header + "\n" + text)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
