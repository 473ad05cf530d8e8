"""Markdown for mail: the same blocks, every sign of foreign text that could become markup made harmless (R24)."""

from __future__ import annotations

import re

from strikes.report.blocks import Beside, Block, Chart, Document, Heading, Items, Pairs, Para, Table
from strikes.report.shown import clipped, visible

#: What could open a link, an image, code, HTML, a table cell, a formula or an entity, wherever it stands.
_SIGNS = re.compile(r"([\\`*_\[\]<>|~&$])")
#: What makes a heading, a list, a quotation or a rule of a line that begins with it.
_LEADING = re.compile(r"^(\d*)([#+=.)-])")
#: What GitHub and others turn into a link without any sign.
_LINKS = re.compile(r"(:)(//)|(www)(\.)", re.IGNORECASE)
_LONGEST = 2000


def to_markdown(document: Document) -> str:
    """Return a document as Markdown."""
    lines = [f"**{escaped(document.tlp)}** · {escaped(document.kicker)}", "", f"# {escaped(document.title)}", ""]
    if document.mark:
        lines = [f"> **{escaped(document.mark)}**", "", *lines]
    for page in (*document.summary, document.annex):
        for block in page:
            lines += [*_lines(block), ""]
    return "\n".join([*lines, "---", escaped(document.footer), ""])


def escaped(text: str) -> str:
    """Return foreign text as Markdown that shows it and does nothing."""
    shown = _SIGNS.sub(r"\\\1", clipped(visible(text), _LONGEST))
    unlinked = _LINKS.sub(lambda found: f"{found[1] or found[3]}\\{found[2] or found[4]}", shown)
    return _LEADING.sub(r"\1\\\2", unlinked)


def _lines(block: Block) -> list[str]:
    match block:
        case Heading():
            return [f"{'#' * (block.level)} {escaped(block.text)}"]
        case Para():
            return [f"> {escaped(block.text)}" if block.style == "caution" else escaped(block.text)]
        case Items():
            marks = [f"{i}." if block.ordered else "-" for i in range(1, len(block.texts) + 1)]
            return [f"{mark} {escaped(text)}" for mark, text in zip(marks, block.texts, strict=True)]
        case Pairs():
            return [f"- **{escaped(term)}**: {escaped(text)}" for term, text in block.pairs]
        case Table():
            return _table(block)
        case Chart():
            return _table(block.equivalent)
        case Beside():
            return [line for inner in (*block.left, *block.right) for line in (*_lines(inner), "")]


def _table(table: Table) -> list[str]:
    head = "| " + " | ".join(escaped(column.title) or " " for column in table.columns) + " |"
    rule = "|" + "|".join("--:" if column.is_number else "---" for column in table.columns) + "|"
    rows = ["| " + " | ".join(escaped(cell) for cell in row) + " |" for row in table.rows]
    return [head, rule, *rows, *(["", f"*{escaped(table.note)}*"] if table.note else [])]
