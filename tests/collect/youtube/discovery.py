"""Google's own description of the YouTube API, as bundled with its client: it checks requests and shapes answers."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from typing import Any


@cache
def document() -> dict[str, Any]:
    text = resources.files("googleapiclient.discovery_cache.documents").joinpath("youtube.v3.json")
    return dict(json.loads(text.read_text(encoding="utf-8")))


def method_at(path: str) -> tuple[str, dict[str, Any]] | None:
    """Return ("channels.list", its description) for a path asked with GET."""
    for name, resource in document()["resources"].items():
        for verb, method in resource.get("methods", {}).items():
            if method["httpMethod"] == "GET" and "/" + method["path"] == path:
                return f"{name}.{verb}", method
    return None


def faults(method: dict[str, Any], query: dict[str, list[str]]) -> list[str]:
    """Return what is wrong with a request, in the words of the API's errors."""
    known = document()["parameters"] | method["parameters"]
    found = [f"unexpectedParameter {name}" for name in query if name not in known]
    found += [
        f"missingRequiredParameter {name}"
        for name, rule in method["parameters"].items()
        if rule.get("required") and name not in query
    ]
    for name, values in query.items():
        rule = known.get(name, {})
        if len(values) > 1 and not rule.get("repeated"):
            found.append(f"repeated {name}")
        found += [f"invalid {name}={value}" for value in values if not _fits(rule, value)]
    return found


def _fits(rule: dict[str, Any], value: str) -> bool:
    if "enum" in rule:
        return value in rule["enum"]
    match rule.get("type"):
        case "integer":
            return value.isdigit() and int(rule.get("minimum", 0)) <= int(value) <= int(rule.get("maximum", 2**32))
        case "boolean":
            return value in ("true", "false")
    return True


def resource(schema: str, facts: dict[str, Any]) -> dict[str, Any]:
    """Make a resource of a schema from what a test knows of it; a fact that the schema has no place for is an error."""
    rules = document()["schemas"][schema]["properties"]
    unknown = set(facts) - set(rules)
    assert not unknown, f"{schema} has no {unknown}"
    made = {name: _value(rules[name], value, f"{schema}.{name}") for name, value in facts.items()}
    return {name: rule["default"] for name, rule in rules.items() if name == "kind" and "default" in rule} | made


def _value(rule: dict[str, Any], value: Any, where: str) -> Any:
    if "$ref" in rule:
        return resource(rule["$ref"], value)
    kind = rule["type"]
    if kind == "array":
        return [_value(rule["items"], item, where) for item in value]
    expected = {"string": str, "boolean": bool, "integer": int, "number": (int, float), "object": dict}[kind]
    if kind == "string" and rule.get("format") in ("uint64", "int64"):
        value = str(value)
    assert isinstance(value, expected), f"{where} should be {kind}, not {value!r}"
    assert "enum" not in rule or value in rule["enum"], f"{where} knows no {value!r}"
    return value
