"""`run.py scenarios`: what there is to run."""

from __future__ import annotations

import click

from commands.options import ScenarioName, echo_json


@click.command("scenarios")
@click.argument("name", type=ScenarioName(), required=False)
@click.option("--json", "as_json", is_flag=True, help="One JSON object on standard output, nothing else.")
def command(name: str | None, as_json: bool) -> int:
    """List scenarios, or describe one: its map, regions, policy, parameters with source."""
    if name is not None:
        return _describe(name, as_json)
    from scenarios.load import list_scenarios, names_of

    cards = list_scenarios()
    if as_json:
        keys = ("name", "title", "country", "policy", "quarters")
        echo_json([{key: getattr(card, key) for key in keys} for card in cards])
        return 0
    for card in cards:
        click.echo(f"{card.name}\n    {card.title}: {card.country}, {card.policy}, {card.quarters // 4} years")
        click.echo(f"    {card.summary}")
    for what, key in (("Countries", "country"), ("Policies", "policy")):
        names = ", ".join(names_of("countries" if key == "country" else "policies"))
        click.echo(f"\n{what}, for --set {key}=NAME with any scenario: {names}")
    return 0


def _describe(name: str, as_json: bool) -> int:
    from commands import described
    from scenarios.load import catalogue, load_scenario
    from views.carried_out import carried_out
    from views.structure import structure

    scenario = load_scenario(name)
    if as_json:
        echo_json(scenario.model_dump(mode="json"))
        return 0
    country = scenario.country
    lines = [scenario.title, scenario.summary, "", country.map.strip("\n"), ""]
    lines += [
        f"  {region.symbol}  {region.name}: {region.population:.2f} million, {region.schooling:.1f} years at school"
        + ("" if float(region.learning) == 1.0 else f" that teach {region.learning:.2f} of American ones")
        + ("" if region.income is None else f", {region.income:.2f} of the mean income")
        for region in country.regions.values()
    ]
    people = sum(float(region.population) for region in country.regions.values())
    total = float(country.nation.population)
    lines += ["", f"  Regions hold {people:.4g} of {total:.4g} million people; {country.grid.cells} cells are land."]
    lines += structure(country, scenario.sectors.ids)
    lines += ["", "Figures of the country", *(
        f"  {key}: {figure:g} {figure.unit} [{figure.source}]"
        for key in type(country.nation).model_fields
        if (figure := getattr(country.nation, key)) is not None
    )]  # fmt: skip
    lines += [
        "",
        f"Policy: {scenario.policy.title} (at most {100 * scenario.policy.envelope:g} % of GDP a year)",
    ]
    lines += [described.instrument(i, country.name) for i in scenario.policy.instruments]
    lines += [f"  {text}" for text in [carried_out(scenario.model_dump(mode="json"))] if text]
    specs = catalogue()
    lines += ["", "Parameters", *(
        f"  {key} = {value:g} {specs[key].unit}: {specs[key].meaning} [{specs[key].standing}: {specs[key].source}]"
        for key, value in scenario.parameters.values().items()
    )]  # fmt: skip
    click.echo("\n".join(lines))
    return 0
