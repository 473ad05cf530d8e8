"""Markdown for mail: the same blocks, every sign of foreign text that could become markup made harmless (R24).

No more is escaped than must be: people copy addresses and sentences out of it.
"""

from __future__ import annotations

import re

from strikes.report.blocks import Beside, Block, Chart, Document, Heading, Items, Pairs, Para, Table
from strikes.report.shown import clipped, visible

_SIGNS = re.compile(
    r"([\\`*<|~$]"  # code, emphasis, HTML, table cells, strike-through, formulas
    r"|&(?=[#\w])"  # entities
    r"|(?<!\w)_|_(?!\w)"  # emphasis; inside a word it is none
    r"|(?<=\])[(:])"  # what makes a link or its definition of a bracket
)
#: What makes a heading, a list, a quotation, a rule or a task of a line that begins with it.
_LEADING = re.compile(r"^(\d*)([#+=.)>\[-])")
#: What many renderers turn into a link without any sign.
_LINKS = re.compile(r"\b(?:(https?:)(//([\w.-]+))|(www)(\.))", re.IGNORECASE)
#: Hosts that may become links: they stand in our own texts.
TRUSTED = frozenset(
    {
        "www.youtube.com",
        "support.google.com",
        "digital-strategy.ec.europa.eu",
        "smex.org",
        "www.freepressunlimited.org",
    }
)
_LONGEST = 2000


def to_markdown(document: Document) -> str:
    """Return a document as Markdown."""
    mark = [f"> **{escaped(document.mark)}**", ""] if document.mark else []
    kicker = " · ".join(filter(None, (document.tlp and f"**{escaped(document.tlp)}**", escaped(document.kicker))))
    lines = [*mark, kicker, "", f"# {escaped(document.title)}", ""]
    for i, page in enumerate((*document.summary, document.annex)):
        lines += ["---", ""] if i and page else []
        lines += [line for block in page for line in (*_lines(block), "")]
    return "\n".join([*lines, "---", "", escaped(document.footer), ""])


def escaped(text: str) -> str:
    """Return foreign text as Markdown that shows it and does nothing."""
    shown = _SIGNS.sub(r"\\\1", clipped(visible(text), _LONGEST))
    return _LEADING.sub(r"\1\\\2", _LINKS.sub(_unlinked, shown))


def _unlinked(found: re.Match[str]) -> str:
    if found[4]:
        return f"{found[4]}\\{found[5]}"
    return found[0] if found[3].lower() in TRUSTED else f"{found[1]}\\{found[2]}"


def _lines(block: Block) -> list[str]:
    match block:
        case Heading():
            return [f"## {escaped(block.text)}"]
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
