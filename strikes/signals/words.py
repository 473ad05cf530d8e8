"""The sentence of a finding: the signal's words with the facts of the case put in."""

from __future__ import annotations

import string
from collections.abc import Mapping
from typing import Any


class _Facts(dict[str, Any]):
    def __missing__(self, name: str) -> str:
        return "unknown"


class _Formatter(string.Formatter):
    def get_field(self, field_name: str, args: Any, kwargs: Any) -> Any:
        # Plain names only: a template is ours, and still nothing in it may reach into the values it is given.
        value = kwargs[field_name]
        return ("unknown" if value is None else value), field_name

    def format_field(self, value: Any, format_spec: str) -> Any:
        if isinstance(value, list):
            return ", ".join(str(item) for item in value[:5]) + (", ..." if len(value) > 5 else "")
        if isinstance(value, float) and not format_spec:
            return f"{value:.3g}"
        return format(value, "" if isinstance(value, str) else format_spec)


def sentence(explain: Mapping[str, str], grade: str, facts: Mapping[str, Any]) -> str:
    """Return the sentence for a grade; what is not known is said to be unknown."""
    return _Formatter().vformat(explain.get(grade, grade.replace("_", " ")), (), _Facts(facts))
