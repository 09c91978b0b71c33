"""From what pydantic finds wrong to problems a user can put right."""

from __future__ import annotations

import json
import types
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from problems import Problem, ProblemError, nearest
from scenarios.document import Document

CALENDAR = 1800.0  # from here on a number of years is meant as one of the calendar

_EXPECTED = {
    "missing": "this key, which has no default",
    "float_type": "a number",
    "float_parsing": "a number",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "string_type": "text in quotes",
    "bool_type": "true or false",
    "finite_number": "a finite number",
    "tuple_type": "a list in square brackets",
    "dict_type": "a table",
    "model_type": "a table",
    "model_attributes_type": "a table",
    "too_short": "at least one entry",
    "string_pattern_mismatch": "a name of small letters, digits and _, starting with a letter",
}

_BOUNDS = {
    "greater_than_equal": ("at least", "ge"),
    "less_than_equal": ("at most", "le"),
    "greater_than": ("more than", "gt"),
    "less_than": ("less than", "lt"),
}


def validated[M: BaseModel](model: type[M], document: Document) -> M:
    """Read a document into a model.

    Raises
    ------
    ProblemError
        With all problems at once.
    """
    try:
        # by way of JSON, where strict types still take a list for a tuple: "8" and true are no numbers
        return model.model_validate_json(json.dumps(document.data, default=str), strict=True)
    except ValidationError as error:
        raise ProblemError(_problem(model, document, e) for e in error.errors(include_url=False)) from None


def _problem(model: type[BaseModel], document: Document, error: Any) -> Problem:
    path = _in_file(error["loc"], document.data)
    kind, text, given = error["type"], str(error["msg"]), error.get("input")
    expected, close = _EXPECTED.get(kind, text[:1].lower() + text[1:]), None
    value: str | None = shown(given)
    context = error.get("ctx", {})
    if kind == "extra_forbidden":
        names = _keys_at(model, error["loc"][:-1])
        expected, close = (
            "a known key" + (f" ({', '.join(names)})" if len(names) <= 8 else ""),
            nearest(str(path[-1]), names),
        )
    elif kind in _BOUNDS:
        word, key = _BOUNDS[kind]
        value, expected = _figure(given), f"{word} {context[key]:g}" + _unit(given)
        if path[-1] in ("start", "end") and isinstance(given, int | float) and given >= CALENDAR:
            expected += " years after the country's first year, not a year of the calendar"
    elif kind == "string_too_long":
        expected = f"at most {context['max_length']} character" + ("s" if context["max_length"] > 1 else "")
    elif kind in ("literal_error", "union_tag_invalid"):
        names = [
            n.strip().strip("'")
            for n in str(context.get("expected") or context.get("expected_tags")).replace(" or ", ", ").split(",")
        ]
        tag = context.get("tag")
        value = shown(tag) if tag is not None else value
        if tag is not None:
            path = (*path, str(context.get("discriminator", "kind")).strip("'"))
        expected, close = f"one of {', '.join(names)}", nearest(str(tag if tag is not None else given), names)
    elif kind == "union_tag_not_found":
        discriminator = str(context["discriminator"]).strip("'")
        path, expected, value = (*path, discriminator), f"a {discriminator}", "missing"
    elif kind == "missing":
        value = "missing"
        close = _misspelt(path, document.data, model, error["loc"])
    elif kind == "value_error":
        message = text.removeprefix("Value error, ")
        key, _, rest = message.partition(": ")
        if rest and key.isidentifier():
            path, expected = _to_blame(document, path, key, rest), rest
            value = shown(given.get(key)) if isinstance(given, dict) and key in given else "missing"
        else:
            expected = message
    return document.problem(path, value, expected, close)


def _to_blame(document: Document, path: tuple[str | int, ...], key: str, message: str) -> tuple[str | int, ...]:
    """The key that a rule over several keys is told of: one beside it that the message names, if the shell set that."""
    beside = [at for at in document.settings if at[:-1] == path and str(at[-1]) in message]
    return (*path, key) if (*path, key) in document.settings or not beside else beside[0]


def _in_file(loc: tuple[str | int, ...], data: Any) -> tuple[str | int, ...]:
    """Drop what pydantic adds to a path (the tag of a union), keep what the file holds."""
    path: list[str | int] = []
    for number, part in enumerate(loc):
        if isinstance(data, dict):
            if part in data:
                data = data[part]
            elif number < len(loc) - 1 or part in (data.get("kind"), data.get("rule")):
                continue
        elif isinstance(data, list) and isinstance(part, int) and part < len(data):
            data = data[part]
        elif number < len(loc) - 1 or not isinstance(part, int):
            continue
        path.append(part)
    return tuple(path)


def _misspelt(path: tuple[str | int, ...], data: Any, model: type[BaseModel], loc: tuple[str | int, ...]) -> str | None:
    """A key of the file that may have been meant for a missing one."""
    for part in path[:-1]:
        data = data[part]
    if not isinstance(data, dict):
        return None
    unknown = set(map(str, data)) - set(_keys_at(model, loc[:-1]))
    return nearest(str(path[-1]), unknown)


def shown(value: Any) -> str | None:
    """A value as a message has it, cut where it is long."""
    if value is None:
        return None
    text = "true" if value is True else "false" if value is False else repr(value)
    return text if len(text) <= 80 else text[:77] + "…"


def _figure(given: Any) -> str | None:
    """The number of a figure, whose unit and note are not what is wrong."""
    return shown(given["value"] if isinstance(given, dict) and "value" in given else given)


def _unit(given: Any) -> str:
    """What a figure is measured in, and how a per cent is written as a share."""
    unit = str(given.get("unit", "")) if isinstance(given, dict) and "value" in given else ""
    if unit.startswith("share") and 1.0 < given["value"] <= 100.0:
        return f" ({unit}: {given['value'] / 100.0:g} is {given['value']:g} %)"
    return f" ({unit})" if unit else ""


def _keys_at(model: Any, loc: tuple[str | int, ...]) -> list[str]:
    """Names of the keys that a model takes at a path."""
    current: list[Any] = [model]
    for part in loc:
        current = [after for kind in current for after in _into(kind, part)]
    return sorted({name for kind in current for name in _fields(kind)})


def _fields(kind: Any) -> list[str]:
    return [name for k in _options(kind) if isinstance(k, type) and issubclass(k, BaseModel) for name in k.model_fields]


def _into(kind: Any, part: str | int) -> list[Any]:
    found: list[Any] = []
    for option in _options(kind):
        if isinstance(option, type) and issubclass(option, BaseModel):
            if part in option.model_fields:
                found.append(option.model_fields[str(part)].annotation)
            tag = option.model_fields.get("kind") or option.model_fields.get("rule")
            if tag is not None and part in get_args(tag.annotation):
                found.append(option)
        elif get_origin(option) in (tuple, list):
            found.append(get_args(option)[0])
        elif get_origin(option) is dict:
            found.append(get_args(option)[1])
    return found


def _options(kind: Any) -> list[Any]:
    """Members of a union, annotations taken off."""
    if get_origin(kind) is Annotated:
        return _options(get_args(kind)[0])
    if get_origin(kind) in (Union, types.UnionType):
        return [o for member in get_args(kind) for o in _options(member)]
    return [] if get_origin(kind) is Literal else [kind]
