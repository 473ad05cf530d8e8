"""An HTML mail as lines of text: blocks and breaks end a line, tabs part cells, links show where they lead."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from strikes.collect.notice_mail.mime import Refused

#: No notice comes near this; a page is held in memory several times while it is read.
MAX_PAGE = 4 * 2**20
# Marks of our own, put where a reader sees an end: of a paragraph, a block, a line, a cell.
_PARAGRAPH, _BLOCK, _LINE, _CELL = "\x1c", "\x1d", "\x1e", "\x1f"
_PARAGRAPHS = "p, table, ul, ol, blockquote, h1, h2, h3, h4, h5, h6, hr, pre"
_BLOCKS = "div, tr, li, section, article, header, footer, dt, dd, center"
_UNREAD = ["script", "style", "head", "template", "noscript", "object", "svg", "iframe"]
_LEADS = re.compile(r"youtu|^mailto:", re.I)
_SPACE = re.compile(r"[^\S\x1c-\x1f]+")
_ENDS = re.compile(r"[\x1c-\x1e\x1f ]*[\x1c-\x1e][\x1c-\x1e\x1f ]*")
_MARKS = str.maketrans(dict.fromkeys(_PARAGRAPH + _BLOCK + _LINE + _CELL, " "))


def as_text(page: str) -> str:
    """Return the page's text, one line for each line a reader sees; raises Refused for a page past the limit."""
    if len(page) > MAX_PAGE:
        raise Refused("The mail's page is larger than 4 MB.")
    document = LexborHTMLParser(page.translate(_MARKS))
    body = document.body
    if body is None:
        return ""
    body.strip_tags(_UNREAD)
    _mark(body)
    return _ENDS.sub(_line_ends, _SPACE.sub(" ", body.text())).replace(_CELL, "\t")


def _line_ends(run: re.Match[str]) -> str:
    """Return the line ends a reader sees for a run of marks: blocks that meet end one line, `<br>` always one more."""
    marks = run[0].strip(" " + _CELL)
    if _PARAGRAPH in marks:
        return "\n\n"
    return "\n" * max(1, marks.count(_LINE) + (marks[0] == _BLOCK and _LINE in marks))


def _mark(body: LexborNode) -> None:
    for node in body.css("pre"):
        node.replace_with(_PARAGRAPH + node.text().replace("\r", "").replace("\n", _LINE) + _PARAGRAPH)
    for node in body.css("br"):
        node.replace_with(_LINE)
    for node in body.css("td, th"):
        node.insert_after(_CELL)
    for node in body.css("a[href]"):
        href = node.attributes.get("href") or ""
        if _LEADS.search(href) and href not in node.text():
            node.insert_after(f" <{href}> ")
    for kinds, mark in ((_PARAGRAPHS, _PARAGRAPH), (_BLOCKS, _BLOCK)):
        for node in body.css(kinds):
            node.insert_before(mark)
            node.insert_after(mark)
