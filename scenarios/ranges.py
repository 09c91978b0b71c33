"""What a figure of a policy may be, in words: its range with its unit."""

from __future__ import annotations

from typing import Any, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from policies.catalogue import INSTRUMENTS
from policies.selections import Selection
from scenarios.schema import Policy

UNITS = {"envelope": "share of GDP a year"}
OF_DEMAND = "0.1 to 10 times what the world asks for"


def told_range(path: str, instrument: Any = None) -> str | None:
    """Range and unit of the figure at a path; None for what is no figure, or none that is known.

    Parameters
    ----------
    path : as a change writes it, such as policy.envelope or policy.instruments.<id>.selection.count.
    instrument : the table of the instrument that the path leads into.
    """
    head, *parts = path.split(".")
    if head == "demand_abroad":
        return OF_DEMAND
    if head != "policy" or not parts:
        return None
    if parts[0] != "instruments":
        return _in_words(Policy.model_fields.get(parts[0]), parts[0])
    table, keys = instrument, parts[2:]
    model = _of_tag("kind", table, INSTRUMENTS)
    if keys[:1] == ["selection"] and isinstance(table, dict):
        model, keys = _of_tag("rule", table.get("selection"), get_args(get_args(Selection)[0])), keys[1:]
    if model is None or len(keys) != 1:
        return None
    return _in_words(model.model_fields.get(keys[0]), keys[0])


def _of_tag(tag: str, table: Any, models: tuple[type[BaseModel], ...]) -> type[BaseModel] | None:
    name = table.get(tag) if isinstance(table, dict) else None
    return next((model for model in models if model.model_fields[tag].default == name), None)


def _in_words(field: FieldInfo | None, name: str) -> str | None:
    if field is None:
        return None
    bounds = {key: getattr(m, key) for m in field.metadata for key in ("ge", "gt", "le") if hasattr(m, key)}
    low = bounds.get("ge", bounds.get("gt"))
    if low is None or "le" not in bounds:
        return None
    extra = field.json_schema_extra
    unit = str(extra.get("unit", "")) if isinstance(extra, dict) else UNITS.get(name, "")
    above = "" if "ge" in bounds else "more than "
    return f"{above}{low:g} to {bounds['le']:g} {unit}".rstrip()
