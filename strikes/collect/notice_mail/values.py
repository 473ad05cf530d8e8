"""What a value of a notice is: a video's address, an e-mail address, a name; never more than stands in the text."""

from __future__ import annotations

import html
import re
from typing import NamedTuple
from urllib.parse import unquote

from strikes.collect.notice_mail.fold import one_line, visible

_ADDRESS = re.compile(r"(?:https?://|www\.|\bm\.|\byoutu)[^\s<>\"'`|\]]+", re.I)
#: `v=3D` is what is left where the source of a mail was pasted: the sign `=` in quoted-printable.
_VIDEO = re.compile(
    r"(?:youtu\.be/|youtube(?:-nocookie)?\.com/(?:(?:shorts|live|embed|v|e|video)/|[^\s#]*?(?:[?&;]|[?&;]amp;)v=(?:3D(?=[\w-]{11}(?![\w-])))?))"
    # Where case does not matter, [A-Z] also takes the Kelvin sign and the long s.
    r"(?-i:([A-Za-z0-9_-]{11})(?=__;|(?![A-Za-z0-9_-])))",
    re.I,
)
_ORDINARY = re.compile(r"https?://www\.youtube\.com/watch\?v=([A-Za-z0-9_-]{11})")
_UNFINISHED = re.compile(r"(?:youtu\.be/|youtube\.com/)\S*$", re.I)
_MAIL_WORD = re.compile(r"[^\s<>()\[\]\"',;:|]+@[^\s<>()\[\]\"',;:|]+")
_MAIL = re.compile(r"[\w.!#$%&'+/=?^{}~-]+@(?:[\w](?:[\w-]*[\w])?\.)+[^\W\d_][\w-]{1,23}")
_PHONE = re.compile(r"(?<![\w@.])\+?\d[\d ().-]{6,18}\d(?![\w@])")
_DOUBLE = re.compile(r"\s*<\s*(?:mailto:|https?://|tel:)[^<>]*>|\s*\[\s*(?:mailto:|https?://|tel:)[^\[\]]*\]", re.I)
_LINKED = re.compile(r"\[([^\[\]]+)\]\((?:mailto:|https?://)[^()\s]*\)", re.I)
_HTML_SIGN = re.compile(r"&(?:#\d{1,6}|#x[0-9a-f]{1,5}|[a-z]{2,8});", re.I)
_MASKED = re.compile(
    r"\[?e-?mail\s*protected\]?|[\W_]+|[\[(]?(?:redacted|hidden|removed|скрыто|gizli|gizlədilib)[\])]?|n/a", re.I
)

#: Most values need no mending.
_SIMPLE = re.compile(r"(?!n/a|email|e-mail|redacted|hidden|removed)[^\W_][\w ,.:;'()/!?@-]*", re.I)


class Video(NamedTuple):
    """A video as a notice names it: the id, and the address as it stands in the text."""

    id: str
    url: str


def videos(text: str) -> list[Video]:
    """Return the YouTube videos a text names, each once, in order; redirects and tracking wrappers are seen through."""
    if match := _ORDINARY.fullmatch(text):
        return [Video(match[1], text)]
    if "youtu" not in text.lower():
        return []
    found: dict[str, Video] = {}
    for address in _ADDRESS.findall(visible(text)):
        shown = _opened(address)
        if match := _VIDEO.search(shown):
            start = max(shown.lower().rfind("http", 0, match.start()), 0)
            found.setdefault(match[1], Video(match[1], shown[start : match.end()]))
    return list(found.values())


def is_cut_address(text: str) -> bool:
    """Does the text end in the midst of a YouTube address?"""
    return _UNFINISHED.search(text) is not None


def email_address(text: str) -> str | None:
    """Return the first e-mail address that is written out; a masked one (`a***@b.com`) is none."""
    if _MAIL.fullmatch(text):
        return text
    if "@" not in text:
        return None
    for word in _MAIL_WORD.findall(_LINKED.sub(r"\1", _DOUBLE.sub("", visible(text)))):
        bare: str = word.strip(".*_`")
        # One asterisk of Markdown may stand at either end; inside, it hides letters.
        if _MAIL.fullmatch(bare) and not (word.startswith("**") and not word.endswith("*")):
            return bare
    return None


def phone_number(text: str) -> str | None:
    """Return the first telephone number in a contact line, as written."""
    match = _PHONE.search(visible(text))
    return match[0].strip() if match and sum(map(str.isdigit, match[0])) >= 7 else None


def plain(text: str) -> str | None:
    """Return a value as a person reads it: without doubled links, Markdown or entities; None for nothing or a mask."""
    if _SIMPLE.fullmatch(text) and "  " not in text:
        return text.rstrip()
    text = _LINKED.sub(r"\1", text) if "](" in text else text
    text = _DOUBLE.sub("", text) if "<" in text or "[" in text else text
    text = html.unescape(text) if _HTML_SIGN.search(text) else text
    text = _without_emphasis(one_line(text).rstrip("|").strip())
    return None if not text or _MASKED.fullmatch(text) else text


def _without_emphasis(text: str) -> str:
    for sign in ("**", "__", "*", "_", "`"):
        if text.startswith(sign) and len(text) > 2 * len(sign):
            # `*Label:* value` and `**Label:** value` leave their closing signs before the value.
            text = text[len(sign) :].removesuffix(sign).strip()
    return text


def _opened(address: str) -> str:
    for _ in range(3):
        if "%" not in address:
            break
        address = unquote(address, errors="replace")
    return address.replace("&amp;", "&")
