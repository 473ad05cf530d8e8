"""One line of a text: how it is compared, and which label it begins with.

Notices of a kind share most of their lines, so what a line is gets worked out once and remembered.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from strikes.collect.notice_mail.fold import fold, visible
from strikes.collect.notice_mail.words import Label, words

#: Longest label of the table is far shorter; a colon further right belongs to prose.
_LABEL_LENGTH = 70
_BULLET = re.compile(r"^[ \t]*(?:(?:[-*+•·▪◦‣–—]|\d{1,2}[.)]|#{1,6})[ \t]+)+")
_MARKUP = " \t*_#`|\"'-=>"
#: A label without its colon is believed when something else sets it apart from its value.
_GAP = re.compile(r"\t+| {2,}| ?[-=|] | ?->| ?=> ?")
_COLONS = ":：﹕∶ː꞉"
#: Longer lines are not remembered: no two notices share them, and a hostile one could fill the memory.
_REMEMBERED = 300


@dataclass(frozen=True, slots=True)
class Line:
    """A line without bullets; `labels` is empty where it begins with none of the table's."""

    shown: str
    folded: str
    labels: tuple[Label, ...] = ()
    value: str = ""
    #: The same where a label is set apart by nothing but a blank: believed only in company (see sheet.py).
    loose_labels: tuple[Label, ...] = ()
    loose_value: str = ""
    #: Is it what a mail program writes over a forwarded mail?
    is_separator: bool = False


def line(text: str) -> Line:
    """Look at a line of a text."""
    return _line(text) if len(text) <= _REMEMBERED else _line.__wrapped__(text)


@lru_cache(maxsize=16384)
def _line(text: str) -> Line:
    bullet = _BULLET.match(text)
    shown = (text[bullet.end() :] if bullet else text).strip()
    folded = fold(visible(shown))
    if not folded:
        return Line(shown, folded)
    labels, value = _with_colon(shown, folded) or _at_gap(shown, folded) or ((), "")
    loose, loose_value = ((), "") if labels else _at_blank(shown, folded) or ((), "")
    is_separator = folded.strip("-_=*> :\t") in words().separators
    return Line(shown, folded, labels, value, loose, loose_value, is_separator)


def _with_colon(shown: str, folded: str) -> tuple[tuple[Label, ...], str] | None:
    colon = folded.find(":", 0, _LABEL_LENGTH)
    labels = words().labels.get((folded[:colon] if colon > 0 else folded[:_LABEL_LENGTH]).strip(_MARKUP))
    if labels is None:
        return None
    return tuple(labels), shown[_colon_in(shown) + 1 :].strip(" \t") if colon > 0 else ""


def _at_gap(shown: str, folded: str) -> tuple[tuple[Label, ...], str] | None:
    gap = _GAP.search(folded) if _first_word(folded) in words().first_words else None
    return _known(folded[: gap.start()], visible(shown)[gap.end() :]) if gap else None


def _at_blank(shown: str, folded: str) -> tuple[tuple[Label, ...], str] | None:
    if _first_word(folded) not in words().first_words:
        return None
    places = [blank.start() for blank in re.finditer(" ", folded[:_LABEL_LENGTH])]
    found = (_known(folded[:place], visible(shown)[place:]) for place in reversed(places[1:]))
    return next((one for one in found if one), None)


def _known(name: str, value: str) -> tuple[tuple[Label, ...], str] | None:
    labels = words().labels.get(name.strip(_MARKUP))
    return (tuple(labels), value.strip(" \t")) if labels and labels[0].kind == "label" else None


def _first_word(folded: str) -> str:
    return folded.partition("\t")[0].partition(" ")[0].strip(_MARKUP)


def _colon_in(shown: str) -> int:
    """Return the place of the first colon of any kind."""
    return min(place for colon in _COLONS if (place := shown.find(colon)) >= 0)
