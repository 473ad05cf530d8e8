"""Free text may hold anything: what is withheld elsewhere, and contacts of anybody, is taken out of it as well."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import replace
from typing import Any

from strikes.report.case import Case
from strikes.report.redact import Masked, Redactor

#: Shorter names would take ordinary words with them.
SHORTEST_NAME = 4

_EMAIL = re.compile(r"[\w.+%'-]+@[\w-]+(?:\.[\w-]+)+")
#: At least nine digits, as people write numbers: `+994 50 123 45 67`, `(050) 123-45-67`. Years, dates and ids are
#: shorter, or hang together with letters.
_PHONE = re.compile(r"(?<![\w/=.-])(?:\+|00)?\(?\d(?:[ .()/-]{0,2}\d){8,14}(?![\w/=-])")
_IP = re.compile(
    r"(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w.])|(?<![\w:])(?:[0-9a-fA-F]{1,4}:){4,7}[0-9a-fA-F]{1,4}(?![\w:])"
)
#: Lines of a mail's head that tell whose mailbox it lay in and by which way it came.
_HEADER = re.compile(
    r"^[ \t>]*(?:received|message-id|delivered-to|x-[\w-]+|to|cc|bcc|return-path|references|in-reply-to)"
    r"[ \t]*:.*(?:\n[ \t]+.*)*",
    re.IGNORECASE | re.MULTILINE,
)
_URL = re.compile(r"(https?://[^\s?#<>\"]+)([?#][^\s<>\"]*)")
_VIDEO = re.compile(r"[?&](v=[\w-]{11})\b")


def _plain_url(found: re.Match[str]) -> str:
    """Return an address without what follows its path: there sit the marks by which a reader is followed."""
    video = _VIDEO.search(found[2])
    return f"{found[1]}?{video[1]}" if video else found[1]


_PATTERNS: tuple[tuple[str, re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    ("mail_headers", _HEADER, "[mail header]"),
    ("links", _URL, _plain_url),
    ("emails", _EMAIL, "[e-mail]"),
    ("network_addresses", _IP, "[network address]"),
    ("phones", _PHONE, "[phone]"),
)


def scrubbed(text: str, spared: Collection[str] = ()) -> str:
    """Return a text without contacts, mail headers and tracking; `spared` addresses stay."""
    for what, pattern, instead in _PATTERNS:
        if what == "emails":
            text = pattern.sub(lambda found: found[0] if found[0].lower() in spared else "[e-mail]", text)
        else:
            text = pattern.sub(instead, text)
    return text


def free_texts(case: Case) -> tuple[Case, list[Masked]]:
    """Take contacts of anybody but the claimants out of every text."""
    spared = {address.lower() for row in case.claimants for address in row["emails"]}
    return _everywhere(case, lambda text: scrubbed(text, spared), "contacts", "never_leaves")


def withheld_names(whole: Case) -> Redactor:
    """Return the redactor that takes out of every text what `whole` names and the case it is given no longer shows."""

    def redact(case: Case) -> tuple[Case, list[Masked]]:
        shown = _shown(case)
        hidden = {
            value.casefold(): f"[{label}]" if label else "[…]"
            for value, (what, label) in whole.names.items()
            if value.casefold() not in shown and len(value) >= SHORTEST_NAME
        }
        if not hidden:
            return case, []
        longest_first = sorted(hidden, key=lambda value: (-len(value), value))
        pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)", re.IGNORECASE)

        def cleaned(text: str) -> str:
            return pattern.sub(lambda found: hidden.get(found[0].casefold(), "[…]"), text)

        return _everywhere(case, cleaned, "names_in_texts", "withheld", but=("title", "channel_title", "video_title"))

    return redact


def _shown(case: Case) -> set[str]:
    fields = ("channel_id", "channel_title", "video_id", "video_title", "name", "email", "ref", "claimant_channel_id")
    shown = {row.get(name) for row in case.claims for name in fields}
    shown |= {row.get("title") for row in case.channels}
    for row in case.claimants:
        shown.update(row["names"], row["emails"], row["channel_ids"])
    return {value.casefold() for value in shown if value}


#: Where free text stands: what people and web pages wrote, and sentences made of it.
_TEXTS = {
    "claimants": ("notes",),
    "channels": ("title", "topic"),
    "claims": ("video_title", "channel_title", "work_title", "work_url", "claim_text"),
    "findings": ("facts",),
    "ties": ("sentence",),
    "evidence": ("value", "source_url"),
}


def _everywhere(
    case: Case, change: Callable[[str], str], what: str, why: str, but: Collection[str] = ()
) -> tuple[Case, list[Masked]]:
    changed = 0

    def walk(value: Any) -> Any:
        nonlocal changed
        if isinstance(value, str):
            after = change(value)
            changed += after != value
            return after
        if isinstance(value, dict):
            return {key: walk(inner) for key, inner in value.items()}
        return [walk(inner) for inner in value] if isinstance(value, list) else value

    parts: dict[str, Any] = {
        part: tuple(
            row | {name: walk(row[name]) for name in names if name in row and name not in but}
            for row in getattr(case, part)
        )
        for part, names in _TEXTS.items()
    }
    return replace(case, **parts), [Masked(what, changed, why)]
