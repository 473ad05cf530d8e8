"""One line of a text: how it is compared, and what it begins with.

Notices of a kind share most of their lines, so what a line is gets worked out once and remembered.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from strikes.collect.notice_mail.fold import fold, visible
from strikes.collect.notice_mail.words import Label, words

#: Longest label of the table is far shorter; a colon further right belongs to prose.
_LABEL_LENGTH = 70
_BULLET = re.compile(r"^[ \t]*(?:(?:[-*+•·▪◦‣–—]|\d{1,2}[.)]|#{1,6})[ \t]+)+")
_MARKUP = " \t*_#`|\"'-=>"
#: A label without its colon is believed when something else sets it apart from its value.
_GAP = re.compile(r"\t+| {2,}| ?[-=|] | ?->| ?=> ?")
_COLONS = ":：﹕∶ː꞉"
#: What mail programs end the line with that stands over a quotation.
_ADDRESSED = re.compile(r"<[^<>\s]+@[^<>\s]+>|<>|\[email\s*protected\]|youtube")
#: Longer lines are not remembered: no two notices share them, and a hostile one could fill the memory.
_REMEMBERED = 300
#: A line with so many colons may be a block that lost its line ends; so many labels make sure.
_CROWDED = 4
_COMPANY = 3


class Line(NamedTuple):
    """A line without bullets; `kind` is `label`, `header`, `separator`, `wrote`, or empty for prose."""

    shown: str
    folded: str
    kind: str = ""
    labels: tuple[Label, ...] = ()
    value: str = ""
    #: A label set apart by nothing but a blank, with its value: believed only in company (sheet.py).
    loose: tuple[tuple[Label, ...], str] | None = None
    #: The lines this one was before a paste lost its line ends.
    parts: tuple[str, ...] = ()
    #: Is it anything but plain prose?
    is_marked: bool = False
    #: Does it hold cells of a table, parted by tabs or bars?
    has_cells: bool = False


_EMPTY = Line("", "")


def line(text: str) -> Line:
    """Look at a line of a text."""
    return _line(text) if len(text) <= _REMEMBERED else _line.__wrapped__(text)


@lru_cache(maxsize=16384)
def _line(text: str) -> Line:
    shown = text.strip()
    if shown and not shown[0].isalpha() and (bullet := _BULLET.match(shown)):
        shown = shown[bullet.end() :].strip()
    folded = fold(visible(shown))
    if not folded:
        return _EMPTY
    parts = _parts(shown) if folded.count(":") >= _CROWDED else ()
    has_cells = "\t" in folded or "|" in folded
    if found := _with_colon(shown, folded) or _at_gap(shown, folded):
        labels, value = found
        return Line(shown, folded, labels[0].kind, labels, value, None, parts, True, has_cells)
    kind, loose = _kind(folded), _at_blank(shown, folded)
    return Line(shown, folded, kind, (), "", loose, parts, bool(kind or loose), has_cells)


def _kind(folded: str) -> str:
    if folded.strip("-_=*> :\t") in words().separators:
        return "separator"
    is_attribution = folded[-1] == ":" and (folded.endswith(words().wrote) or _ADDRESSED.search(folded) is not None)
    return "wrote" if is_attribution else ""


def _parts(shown: str) -> tuple[str, ...]:
    """Cut a line that holds a whole block before each of its labels."""
    places = [match.start() for match in words().inline_label.finditer(fold(shown))]
    cuts = [*sorted({0, *places}), len(shown)]
    return tuple(shown[a:b] for a, b in zip(cuts, cuts[1:], strict=False)) if len(places) >= _COMPANY else ()


def _with_colon(shown: str, folded: str) -> tuple[tuple[Label, ...], str] | None:
    colon = folded.find(":", 0, _LABEL_LENGTH)
    name = folded[:colon] if colon > 0 else folded[:_LABEL_LENGTH]
    labels = words().labels.get(name) or words().labels.get(name.strip(_MARKUP))
    if not labels:
        return None
    return labels, shown[_colon_in(shown) + 1 :].strip(" \t") if colon > 0 else ""


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
    return (labels, value.strip(" \t")) if labels and labels[0].kind == "label" else None


def _first_word(folded: str) -> str:
    return folded.partition("\t")[0].partition(" ")[0].strip(_MARKUP)


def _colon_in(shown: str) -> int:
    """Return the place of the first colon of any kind."""
    if shown.isascii():
        return shown.find(":")
    return min(place for colon in _COLONS if (place := shown.find(colon)) >= 0)
