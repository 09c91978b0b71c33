"""What a visitor can change, as a list for the form: every lever with unit, range, default, a sentence, a source."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from model.changes import name_of
from policies.catalogue import INSTRUMENTS
from scenarios.changes import FIGURES, acts_only_at_the_start
from scenarios.load import catalogue
from scenarios.schema import CONDUCT, Policy
from views import theme

if TYPE_CHECKING:
    from scenarios.schema import Change, Scenario

Group = dict[str, Any]
OWN = {"start", "end", "budget"}
NEVER = "with the run"  # when an instrument without an end ends


def parameters(scenario: Scenario) -> list[Group]:
    """Parameters of behaviour, grouped by the part of the economy that uses them."""
    groups: dict[str, Group] = {}
    given = scenario.parameters.values()
    for name, spec in catalogue().items():
        used = spec.used_in if isinstance(spec.used_in, str) else spec.used_in[0]
        part = used.removeprefix("model/").removesuffix(".py").replace("_", " ") or "other"
        fixed = acts_only_at_the_start(spec)
        note = " Acts only when the economy is built: set it in a scenario file." if fixed else ""
        group = groups.setdefault(part, {"name": part, "title": part.capitalize(), "items": []})
        group["items"].append({
            "type": "range", "path": f"parameters.{name}", "title": _title(name), "unit": spec.unit,
            "low": spec.low, "high": spec.high, "step": (spec.high - spec.low) / 400.0, "default": given[name],
            "fixed": fixed, "sentence": f"{spec.meaning.capitalize()}. {spec.low:g} to {spec.high:g}, "
            f"default {given[name]:g}. Source: {spec.source}.{note}",
        })  # fmt: skip
    return [*groups.values(), _abroad(scenario)]


def _abroad(scenario: Scenario) -> Group:
    """What the world asks for, by sector: a boom or a slump abroad."""
    items = [
        {
            "type": "range", "path": f"demand_abroad.{sector}", "title": theme.sector_name(sector), "unit": "times",
            "low": 0.1, "high": 10.0, "step": 0.1, "default": scenario.demand_abroad.get(sector, 1.0),
            "sentence": "Times what the world asks for otherwise.",
        }
        for sector in scenario.sectors.ids
    ]  # fmt: skip
    return {"name": "abroad", "title": "Demand abroad", "items": items}


def policy(scenario: Scenario, now: Scenario) -> list[Group]:
    """The package: what it may cost, each instrument, and kinds that can be added."""
    own = {i.id: i for i in scenario.policy.instruments}  # as the scenario has them: the way back leads there
    known = own | {i.id: i for i in now.policy.instruments if i.id not in own}
    names = [kind.model_fields["kind"].default for kind in INSTRUMENTS]
    kinds = [("", "choose …"), *((name, _title(name)) for name in names)]
    whole = {
        "name": "whole", "title": "The package", "open": True,
        "items": [
            _budget("policy.envelope", "Envelope", scenario.policy.envelope, "Most that all may cost together."),
            {"type": "choice", "path": "policy.unspent", "title": "Money not spent",
             "options": [("lump_sum", "goes to households"), ("lower_taxes", "lowers taxes")]},
            {"type": "choice", "path": "add", "title": "Add an instrument", "options": kinds, "again": True},
        ],
    }  # fmt: skip
    astray = {
        "name": "astray",
        "title": "Where it goes astray",
        "items": [_conduct(name, scenario) for name in CONDUCT],
    }
    return [whole, astray, *(_instrument(i, scenario) for i in known.values())]


def parameter_values(now: Scenario) -> dict[str, Any]:
    """What each path of the parameters holds."""
    asked = {f"demand_abroad.{sector}": now.demand_abroad.get(sector, 1.0) for sector in now.sectors.ids}
    return {f"parameters.{name}": value for name, value in now.parameters.values().items()} | asked


def policy_values(now: Scenario) -> dict[str, Any]:
    """What each path of the policy holds."""
    out: dict[str, Any] = {f"policy.{name}": getattr(now.policy, name) for name in FIGURES}
    for instrument in now.policy.instruments:
        base = f"policy.instruments.{instrument.id}"
        out[base] = True
        for name, value in instrument.model_dump(mode="json").items():
            out[f"{base}.{name}"] = 0.0 if name == "end" and value is None else value
        rule = instrument.selection
        if rule is not None:
            for name, value in rule.model_dump(mode="json").items():
                out[f"{base}.selection.{name}"] = value
            zones = getattr(rule, "zones", {}).get(now.country.name)
            if zones is not None:
                out[f"{base}.selection.zones.{now.country.name}"] = list(zones)
    return out


def units(scenario: Scenario, now: Scenario) -> dict[str, tuple[str, float]]:
    """Unit of each lever with a scale, by its words in the chronicle, and what a value is multiplied by for it."""
    items = (item for group in [*parameters(scenario), *policy(scenario, now)] for item in group["items"])
    return {name_of(i["path"]): (_unit(i), i.get("factor", 1.0)) for i in items if i["type"] == "range"}


def _unit(item: dict[str, Any]) -> str:
    """Unit of a lever in a sentence, where a figure without one has none."""
    return "" if item["unit"] == "1" else str(item["unit"])


def told(change: Change, scenario: Scenario, now: Scenario) -> str:
    """A change in words, its value in the unit of its lever."""
    what, value = name_of(change.path), change.value
    groups = [*parameters(scenario), *policy(scenario, now)]
    item = next((item for group in groups for item in group["items"] if item["path"] == change.path), None)
    if isinstance(value, bool | dict):
        return f"{what} {'ends' if value is False else 'begins'}"
    if item is None:
        return f"{what} = {value}"
    if isinstance(value, int | float):
        shown = f"{value * item.get('factor', 1.0):.4g}".replace("-", theme.MINUS)
        return f"{what} = {shown} {_unit(item)}".rstrip()
    names: dict[str, str] = dict(item.get("options", ()))
    if isinstance(value, list | tuple):
        return f"{what} = {', '.join(names.get(str(one), str(one)) for one in value) or 'all'}"
    return f"{what}: {NEVER}" if value is None else f"{what}: {names.get(str(value), str(value))}"


def _instrument(instrument: Any, scenario: Scenario) -> Group:
    base = f"policy.instruments.{instrument.id}"
    items: list[dict[str, Any]] = [{"type": "flag", "path": base, "title": "At work"}]
    if instrument.budget is not None:
        items.append(_budget(f"{base}.budget", "Budget", instrument.budget, "Most that it may cost."))
    for name, field in type(instrument).model_fields.items():
        extra = field.json_schema_extra
        if name in OWN or not isinstance(extra, dict) or not field.description:
            continue
        low, high = _bounds(field.metadata)
        items.append({
            "type": "range", "path": f"{base}.{name}", "title": _title(name), "unit": extra["unit"], "low": low,
            "high": high, "step": (high - low) / 100.0, "default": getattr(instrument, name),
            "sentence": field.description,
        })  # fmt: skip
    last = scenario.run.quarters / 4.0
    for name, title in (("start", "Begins"), ("end", "Ends")):
        items.append({
            "type": "range", "path": f"{base}.{name}", "title": title, "unit": "years after the start", "low": 0.0,
            "high": last, "step": 0.25, "default": getattr(instrument, name) or 0.0,
            "none": NEVER if name == "end" else "",
        })  # fmt: skip
    items += _aims(instrument, scenario, base)
    return {"name": instrument.id, "title": _title(instrument.id), "sentence": instrument.source, "items": items}


def _aims(instrument: Any, scenario: Scenario, base: str) -> list[dict[str, Any]]:
    rule, country = instrument.selection, scenario.country
    listed = rule is not None and hasattr(rule, "executors")
    zoned = rule is not None and country.name in getattr(rule, "zones", {})
    sectors = f"{base}.selection.sectors" if listed else f"{base}.sectors"
    places = f"{base}.selection.zones.{country.name}" if zoned else f"{base}.regions"
    return [
        {"type": "many", "path": sectors, "title": "Sectors", "empty": "" if listed else "none chosen: all",
         "options": [(s, theme.sector_name(s)) for s in scenario.sectors.ids]},
        {"type": "many", "path": places, "title": "Places", "empty": "" if zoned else "none chosen: all", "pick": True,
         "options": [(name, region.name) for name, region in country.regions.items()]},
    ]  # fmt: skip


def _conduct(name: str, scenario: Scenario) -> dict[str, Any]:
    """How the package goes astray: a lever that stands at 0 unless somebody moves it."""
    field = Policy.model_fields[name]
    extra, (low, high) = field.json_schema_extra, _bounds(field.metadata)
    assert isinstance(extra, dict)
    return {
        "type": "range", "path": f"policy.{name}", "title": _title(name), "unit": extra["unit"], "low": low,
        "high": high, "step": 0.01, "default": getattr(scenario.policy, name), "sentence": field.description,
    }  # fmt: skip


def _budget(path: str, title: str, value: float, sentence: str) -> dict[str, Any]:
    return {
        "type": "range", "path": path, "title": title, "unit": "% of GDP a year", "factor": 100.0, "low": 0.0,
        "high": max(0.02, 2.5 * value), "step": 0.0001, "default": value, "sentence": sentence,
    }  # fmt: skip


def _bounds(metadata: list[Any]) -> tuple[float, float]:
    low = next((m.ge for m in metadata if hasattr(m, "ge")), 0.0)
    return float(low), float(next((m.le for m in metadata if hasattr(m, "le")), 1.0))


def _title(name: str) -> str:
    return name.replace("_", " ").capitalize()
