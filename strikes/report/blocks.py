"""What a page is made of. PDF, HTML and Markdown draw these blocks in their own way; foreign text is plain text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Heading:
    """A heading; level 1 opens a part, 2 a section."""

    text: str
    level: int = 2


@dataclass(frozen=True)
class Para:
    """A paragraph. `style`: plain, lead, note (small) or caution."""

    text: str
    style: str = "plain"


@dataclass(frozen=True)
class Items:
    """A list of sentences."""

    texts: tuple[str, ...]
    ordered: bool = False


@dataclass(frozen=True)
class Column:
    """A column of a table; `width` in fractions of the page (0: as narrow as its contents)."""

    title: str
    width: float = 1
    is_number: bool = False


@dataclass(frozen=True)
class Table:
    """A table of texts."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


@dataclass(frozen=True)
class Pairs:
    """Terms with their explanations."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Chart:
    """A picture with the table that says the same. `kind` names the drawing, `data` is what it draws."""

    kind: str
    data: dict[str, Any]
    equivalent: Table
    #: What the fold is called under which a page keeps the table.
    as_table: str


@dataclass(frozen=True)
class Beside:
    """Two narrow columns of blocks side by side."""

    left: tuple[Block, ...]
    right: tuple[Block, ...]


Block = Heading | Para | Items | Table | Pairs | Chart | Beside


@dataclass(frozen=True)
class Document:
    """A whole paper: a summary, page by page, and an annex."""

    title: str
    kicker: str
    tlp: str
    language: str
    #: Printed across every page: that the data are invented.
    mark: str
    footer: str
    summary: tuple[tuple[Block, ...], ...]
    annex: tuple[Block, ...]


def as_data(block: Block) -> dict[str, Any]:
    """Return a block as plain data, with its kind."""
    inner = {name: _plain(value) for name, value in vars(block).items()}
    return {"block": type(block).__name__.lower()} | inner


def _plain(value: Any) -> Any:
    if isinstance(value, Heading | Para | Items | Table | Pairs | Chart | Beside):
        return as_data(value)
    if isinstance(value, Column):
        return dict(vars(value))
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_plain(inner) for inner in value]
    return value
