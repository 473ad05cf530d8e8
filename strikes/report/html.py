"""One HTML page without script, without anything fetched, with no link made of data (R24)."""

from __future__ import annotations

import base64
import hashlib
from html import escape
from importlib import resources

from strikes.report.blocks import Beside, Block, Chart, Document, Heading, Items, Pairs, Para, Table
from strikes.report.shown import clipped, visible
from strikes.report.svg import to_svg

_LONGEST = 2000


def to_html(document: Document) -> str:
    """Return a document as a page that browsers may show and nothing else."""
    style = resources.files("strikes.report").joinpath("templates/pack.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    head = [
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
        '<meta name="referrer" content="no-referrer">',
        '<meta name="viewport" content="width=device-width">',
        f"<title>{_shown(document.title)}</title>",
        f"<style>{style}</style>",
    ]
    parts = [block for page in (*document.summary, document.annex) for block in page]
    body = [
        *([f'<p class="mark">{_shown(document.mark)}</p>'] if document.mark else []),
        f'<p class="kicker"><b class="tlp">{_shown(document.tlp)}</b> {_shown(document.kicker)}</p>',
        f"<h1>{_shown(document.title)}</h1>",
        *map(_drawn, parts),
        f"<footer>{_shown(document.footer)}</footer>",
    ]
    head_text, body_text = "\n".join(head), "\n".join(body)
    return (
        f'<!doctype html>\n<html lang="{document.language}">\n<head>\n{head_text}\n</head>\n'
        f"<body>\n<main>\n{body_text}\n</main>\n</body>\n</html>\n"
    )


def _shown(text: str) -> str:
    return escape(clipped(visible(text), _LONGEST))


def _drawn(block: Block) -> str:
    match block:
        case Heading():
            return f"<h2>{_shown(block.text)}</h2>"
        case Para():
            return f'<p class="{block.style}">{_shown(block.text)}</p>'
        case Items():
            kind = "ol" if block.ordered else "ul"
            return f"<{kind}>{''.join(f'<li dir=auto>{_shown(text)}</li>' for text in block.texts)}</{kind}>"
        case Pairs():
            return f"<dl>{''.join(f'<dt>{_shown(a)}</dt><dd>{_shown(b)}</dd>' for a, b in block.pairs)}</dl>"
        case Table():
            return _table(block)
        case Chart():
            return (
                f"<figure>{to_svg(block.kind, block.data)}"
                f"<details><summary>{_shown(block.as_table)}</summary>{_table(block.equivalent)}</details></figure>"
            )
        case Beside():
            sides = ("".join(map(_drawn, side)) for side in (block.left, block.right))
            return f'<div class="beside">{"".join(f"<section>{side}</section>" for side in sides)}</div>'


def _table(table: Table) -> str:
    classes = [' class="number"' if column.is_number else "" for column in table.columns]
    head = "".join(f"<th{c}>{_shown(column.title)}</th>" for c, column in zip(classes, table.columns, strict=True))
    rows = "".join(
        "<tr>" + "".join(f"<td dir=auto{c}>{_shown(cell)}</td>" for c, cell in zip(classes, row, strict=True)) + "</tr>"
        for row in table.rows
    )
    note = f'<p class="note">{_shown(table.note)}</p>' if table.note else ""
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>{note}"
