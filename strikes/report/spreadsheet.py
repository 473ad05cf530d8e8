"""Cells that no spreadsheet program takes for a formula (R23)."""

from __future__ import annotations

from typing import Any

#: What starts a formula: ASCII signs, their full-width forms, and control characters that some programs skip.
_STARTS = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20", "\t", "\r", "\n", "\0")


def safe_cell(value: Any) -> Any:
    """Return numbers as they are and text with an apostrophe in front where a program might calculate it.

    Spaces and quotes before the sign do not help an attacker: they are looked through. `read_back` undoes it.
    """
    if isinstance(value, bool):
        return "yes" if value else "no"  # LibreOffice keeps a truth value as a formula
    if value is None or isinstance(value, int | float):
        return value
    text = "|".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
    looked_through = text.lstrip(" \u00a0\u3000\"'")
    if text.startswith(_STARTS) or looked_through.startswith(_STARTS):
        return "'" + text
    return text


def read_back(cell: str) -> str:
    """Return what `safe_cell` was given."""
    return cell[1:] if cell.startswith("'") and safe_cell(cell[1:]) == cell else cell
