"""An HTML mail as lines of text: blocks and line breaks end a line, cells are parted by tabs, links show where they lead."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from strikes.collect.notice_mail.mime import Refused

#: No notice comes near this; a page is held in memory several times while it is read.
MAX_PAGE = 4 * 2**20
_NEW_LINE, _NEW_CELL = "\x1e", "\x1f"
_BLOCKS = "p, div, tr, table, ul, ol, li, blockquote, h1, h2, h3, h4, h5, h6, hr, pre, section, article, header, footer, dt, dd, center"
_UNREAD = ["script", "style", "head", "template", "noscript", "object", "svg", "iframe"]
_LEADS = re.compile(r"youtu|^mailto:", re.I)
_SPACE = re.compile(r"[^\S\x1e\x1f]+")
_AROUND_BREAKS = re.compile(r" ?([\x1e\x1f]) ?")


def as_text(page: str) -> str:
    """Return the page's text, one line for each line a reader sees; raises Refused for a page past the limit."""
    if len(page) > MAX_PAGE:
        raise Refused("The mail's page is larger than 4 MB.")
    document = LexborHTMLParser(page.replace(_NEW_LINE, " ").replace(_NEW_CELL, " "))
    body = document.body
    if body is None:
        return ""
    body.strip_tags(_UNREAD)
    _mark(body)
    text = _AROUND_BREAKS.sub(r"\1", _SPACE.sub(" ", body.text()))
    return re.sub(r"\n{3,}", "\n\n", text.replace(_NEW_LINE, "\n").replace(_NEW_CELL, "\t"))


def _mark(body: LexborNode) -> None:
    for node in body.css("pre"):
        node.replace_with(_NEW_LINE + node.text().replace("\r", "").replace("\n", _NEW_LINE) + _NEW_LINE)
    for node in body.css("br"):
        node.replace_with(_NEW_LINE)
    for node in body.css("td, th"):
        # A cell that lays out a whole letter holds blocks of its own: they end lines already.
        node.insert_after(_NEW_CELL)
    for node in body.css("a[href]"):
        href = node.attributes.get("href") or ""
        if _LEADS.search(href) and href not in node.text():
            node.insert_after(f" <{href}> ")
    for node in body.css(_BLOCKS):
        node.insert_before(_NEW_LINE)
        node.insert_after(_NEW_LINE)
