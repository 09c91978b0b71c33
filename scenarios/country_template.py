"""A country file to start from: three regions on a small map, every figure marked as an estimate to be replaced."""

from __future__ import annotations

from scenarios.load import load_scenario, sector_table

MAP = """
~~~~~~~~~~~~
~NNNNNNNNN~~
~NNNNNNNNNN~
~NNNNNNNNNN~
~NNNNCCNNNN~
~SSSSCCSSSS~
~SSSSCCSSSS~
~SSSSSSSSSS~
~SSSSSSSSSS~
~~SSSSSSSS~~
~~~~~~~~~~~~
"""

# key, value, unit, what it is and where to look for it
NATION = (
    ("population", 20, "million", "census, or World Development Indicators SP.POP.TOTL"),
    ("participation", 0.42, "share of population", "labour force over population (ILO)"),
    ("unemployment", 0.06, "share of labour force", "labour force survey"),
    ("schooling", 7, "years", "mean years of adults (Barro & Lee)"),
    ("income_gap", 1.2, "log", "0.6 x log of US over own GDP a head in the start year (WDI NY.GDP.PCAP.KD)"),
    ("export_share", 0.13, "share of gross output", "exports over GDP (WDI NE.EXP.GNFS.ZS) over 1.54"),
    ("income_tax", 0.15, "share of labour income", "with indirect taxes"),
    ("profit_tax", 0.25, "share of profits", "effective, not statutory"),
    ("tariff", 0.08, "share of value", "duties collected over imports; add what licences and quotas do"),
    ("government_consumption", 0.14, "share of GDP", "WDI NE.CON.GOVT.ZS"),
    ("regional_revenue_share", 0.15, "share of tax revenue", "what regions may spend (OECD, IMF)"),
    ("foreign_share", 0.05, "share of employment", "foreign-owned firms"),
    ("foreign_law", 1, "share", "1: open; 0.1: the law lets in one of ten foreign plants that would come"),
    ("exchange_cost", 1, "factor", "1: none; above it what rationed or overvalued currency adds to trade cost"),
    ("public_efficiency", 0.73, "share", "what public money buys: 0.87 rich, 0.73 middling, 0.6 poor (IMF 2015)"),
    ("group_share", 0.08, "share of employment", "conglomerates"),
    ("groups", 10, "count", "conglomerates that matter"),
    ("border_cost", 1, "factor", "1 in one state; near 1.4 between member states of a union"),
    ("mobility", 0.5, "factor", "who moves house in five years, 1 as in the United States (Bell et al. 2015)"),
    ("world_size", 80, "country's output", "GDP of the rest of the world over the country's (WDI NY.GDP.MKTP.KD)"),
    ("public_debt", 0.4, "share of GDP", "IMF"),
    ("labour_force_growth", 0.015, "log a year", "people of 15 to 64 in the years to run (WDI SP.POP.1564.TO)"),
    ("schooling_growth", 0.01, "log a year", "the same of mean years of schooling (Barro & Lee)"),
)
REGIONS = (
    ("capital", "Capital", "C", 6, 9, 1.5, 0.9, 1.5, {"agrifood": 0.2, "finance": 2.0, "ict": 1.8, "tourism": 1.3}),
    ("north", "North", "N", 7, 6.5, 0.9, 0.3, 0.9, {"mining": 2.0, "energy": 1.5}),
    ("south", "South", "S", 7, 6, 0.7, 0.2, 0.8, {"agrifood": 1.4, "textiles": 1.5}),
)
NATIONAL_HEAD = (
    '# 2. The nation in the first year. Every figure: { value, unit, source = a key of [sources] or "estimate", note }.'
)


def new_country_text(name: str) -> str:
    """Write a commented country that passes `check` and runs as it stands."""
    title = name.replace("_", " ").capitalize()
    lines = [
        f"# {title}. Say here: the first year and why that one (before its clusters existed), how wide a cell",
        "# is, what is left out. Nothing that came after the first year may be in this file.",
        "# The guide is docs/adding_a_country.md; scenarios/countries/korea.toml is a finished example.",
        f'name = "{name}"',
        f'title = "{title}, 2000"',
        'summary = "One sentence: what the country was in its first year."',
        "start_year = 2000",
        "cell_km = 50",
        "# 1. The map: ~ is sea, . land abroad, anything else the symbol of a region; rows of equal length; 100 to 225",
        "# cells of land.",
        f'map = """{MAP}"""',
        "",
        "[sources]",
        'census = "Statistical office, title, year (and an address): replace"',
        "",
        NATIONAL_HEAD,
        "[nation]",
        *(f'{key} = {{ value = {value:g}, unit = "{unit}", source = "estimate", note = "{note}" }}'
          for key, value, unit, note in NATION),
    ]  # fmt: skip
    for number, region in enumerate(REGIONS):
        lines += ["", *_region(*region, first=number == 0)]
    lines += [
        "",
        "# 4. Ports: row and column on the map, counted from 0; a cell of land.",
        "[[ports]]",
        'name = "Harbour"',
    ]
    lines += ["cell = [5, 1]", 'quality = { value = 1, unit = "ordinary port = 1", source = "estimate" }', ""]
    return "\n".join(lines)


def new_country_scenario_text(name: str) -> str:
    """Write the scenario that runs the new country without policy."""
    title = name.replace("_", " ").capitalize()
    return (
        f'title = "{title}"\nsummary = "{title} without industrial policy."\nwatch = []\n'
        f'country = "{name}"\npolicy = "none"      # or any package of scenarios/policies\n\n'
        "[run]\nquarters = 80\nburn_in = 40\nfirms = 3000\n"
    )


def _region(
    key: str, title: str, symbol: str, people: float, schooling: float, income: float, research: float, roads: float,
    quotients: dict[str, float], *, first: bool,
) -> list[str]:  # fmt: skip
    about = ["# 3. Regions. Shares: jobs of the region by sector in the first year, national share times location"]
    about += ["# quotient, scaled to 1. Endowment: 0 to 1, what nature gives farms, mines, wells, sun and wind."]
    figures = (
        ("population", people, "million"), ("schooling", schooling, "years"),
        ("learning", 1.0, "United States = 1"), ("research", research, "best = 1"),
        ("income", income, "national mean = 1"),
        ("infrastructure", roads, "national mean = 1"), ("amenity", 0.0, "log, national mean = 0"),
    )  # fmt: skip
    shares = ", ".join(f"{sector} = {share:.4f}" for sector, share in _shares(quotients).items())
    return [
        *(about if first else []),
        f"[regions.{key}]",
        f'name = "{title}"',
        f'symbol = "{symbol}"',
        *(f'{field} = {{ value = {value:g}, unit = "{unit}", source = "estimate" }}' for field, value, unit in figures),
        f"shares = {{ {shares} }}",
        'shares_source = "estimate"',
        "endowment = { agrifood = 0.5, mining = 0.3, energy = 0.3, renewables = 0.5 }",
        'endowment_source = "estimate"',
    ]


def _shares(quotients: dict[str, float]) -> dict[str, float]:
    """Jobs by sector: those of the plain, which balance, times the region's quotients."""
    ids = sector_table().ids
    plain = load_scenario("laissez_faire").country.share_array(ids)[0]
    jobs = {sector: float(share) * quotients.get(sector, 1.0) for sector, share in zip(ids, plain, strict=True)}
    return {sector: share / sum(jobs.values()) for sector, share in jobs.items()}
