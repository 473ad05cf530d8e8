"""A text as numbered lines: quotation marks and bullets gone, labels found."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from strikes.collect.notice_mail.fold import composed, fold, visible
from strikes.collect.notice_mail.words import Label, words

#: Longest label of the table is far shorter; a colon further right belongs to prose.
_LABEL_LENGTH = 70
_QUOTE = re.compile(r"^(?:[ \t]*[>|])+[ \t]?")
_BULLET = re.compile(r"^[ \t]*(?:(?:[-*+•·▪◦‣–—]|\d{1,2}[.)]|#{1,6})[ \t]+)+")
_MARKUP = " \t*_#`|\"'-=>"
#: A label without its colon is believed when something else sets it apart from its value.
_GAP = re.compile(r"\t+| {2,}| ?[-=|] | ?->| ?=> ?")


@dataclass(frozen=True, slots=True)
class Hit:
    """A line that begins with a label; `value` is what stands after it on the same line."""

    line: int
    labels: tuple[Label, ...]
    value: str

    @property
    def key(self) -> str:
        """The field the label names."""
        return self.labels[0].key

    @property
    def is_header(self) -> bool:
        """Is it a header word (From, Date, ...) rather than a notice's label?"""
        return self.labels[0].kind == "header"


class Sheet:
    """The lines of one text (or of a part of it) and what the table of words finds there."""

    def __init__(self, lines: list[str], folded: list[str]) -> None:
        self.lines = lines
        self.folded = folded

    def part(self, start: int, stop: int) -> Sheet:
        """Return lines `start` to `stop` as a sheet of their own."""
        if start == 0 and stop == len(self.lines):
            return self
        return Sheet(self.lines[start:stop], self.folded[start:stop])

    def folded_part(self, start: int, stop: int) -> str:
        """Return some folded lines as one text."""
        return "\n".join(self.folded[start:stop])

    @cached_property
    def text(self) -> str:
        """All lines without invisible signs, as long as `compared`."""
        return "\n".join(visible(line) for line in self.lines)

    @cached_property
    def compared(self) -> str:
        """The folded lines as one text."""
        return "\n".join(self.folded)

    @cached_property
    def hits(self) -> list[Hit]:
        """The label lines, in order."""
        hits = [hit for number in range(len(self.lines)) if (hit := self._hit(number))]
        more = self._without_colon(hits)
        return sorted(hits + more, key=lambda hit: hit.line) if more else hits

    def line_of(self, place: int) -> int:
        """Return the number of the line in which a place of `compared` lies."""
        return bisect_right(self._starts, place) - 1

    @cached_property
    def _starts(self) -> list[int]:
        starts = [0]
        for line in self.folded:
            starts.append(starts[-1] + len(line) + 1)
        return starts

    def _hit(self, number: int) -> Hit | None:
        line = self.folded[number]
        if not line:
            return None
        colon = line.find(":", 0, _LABEL_LENGTH)
        name = line[:colon] if colon > 0 else line[:_LABEL_LENGTH]
        known = words().labels.get(name.strip(_MARKUP))
        if known is None:
            return None
        raw = self.lines[number]
        return Hit(number, tuple(known), raw[_raw_colon(raw) + 1 :] if colon > 0 else "")

    def _without_colon(self, hits: list[Hit]) -> list[Hit]:
        """Find labels that lack their colon: set apart by a tab, a dash or a gap, or by nothing but a blank.

        A mere blank is believed only for fields not found otherwise, and where three fields are named in all: `Content
        used without leave` is prose.
        """
        taken, strict, loose = {hit.line for hit in hits}, [], []
        for number, line in enumerate(self.folded):
            if number in taken or _first_word(line) not in words().first_words:
                continue
            if hit := self._at_gap(number, line):
                strict.append(hit)
            elif hit := self._at_blank(number, line):
                loose.append(hit)
        keys = {hit.key for hit in hits + strict}
        loose = [hit for hit in loose if hit.key not in keys]
        return strict + (loose if len(keys | {hit.key for hit in loose}) >= 3 else [])

    def _at_gap(self, number: int, line: str) -> Hit | None:
        gap = _GAP.search(line)
        return self._hit_of(number, line[: gap.start()], gap.end()) if gap else None

    def _at_blank(self, number: int, line: str) -> Hit | None:
        places = [blank.start() for blank in re.finditer(" ", line[:_LABEL_LENGTH])]
        found = (self._hit_of(number, line[:place], place) for place in reversed(places[1:]))
        return next((hit for hit in found if hit), None)

    def _hit_of(self, number: int, name: str, value_at: int) -> Hit | None:
        known = words().labels.get(name.strip(_MARKUP))
        if known is None or known[0].kind != "label":
            return None
        return Hit(number, tuple(known), visible(self.lines[number])[value_at:])


def sheet(text: str) -> Sheet:
    """Make a sheet of a text as a mail or a paste holds it."""
    lines = [part for line in _unquoted(composed(text)) for part in _apart(line)]
    if text.isascii():
        return Sheet(lines, "\n".join(lines).lower().split("\n"))
    return Sheet(lines, [fold(visible(line)) for line in lines])


def _unquoted(text: str) -> list[str]:
    """Return the lines without signs of quotation, a blank line where the depth of quotation changes."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").split("\n")
    if ">" not in text and "|" not in text:
        return [_without_bullet(line) for line in lines]
    marks = [_QUOTE.match(line) for line in lines]
    depths = [mark.group().count(">") if mark else 0 for mark in marks]
    found, depth = [], 0
    for number, (line, mark) in enumerate(zip(lines, marks, strict=True)):
        now = depths[number]
        # The overhang of a line that a mail program broke loses its mark: it still belongs to the quotation.
        is_overhang = now < depth and line and depths[number + 1 : number + 2] == [depth]
        if now != depth and not is_overhang:
            found.append("")
            depth = now
        is_rule = "|" in line and not line.strip("|-:+= \t>")
        found.append("" if is_rule else _without_bullet(line[mark.end() :] if mark else line))
    return found


def _without_bullet(line: str) -> str:
    bullet = _BULLET.match(line)
    return (line[bullet.end() :] if bullet else line).strip()


def _apart(line: str) -> list[str]:
    """Cut a line that holds a whole block (a paste that lost its line ends) before each of its labels."""
    if line.count(":") < 4:
        return [line]
    folded = fold(line)
    places = [match.start() for match in words().inline_label.finditer(folded)]
    if len(places) < 3:
        return [line]
    cuts = sorted({0, *places}) + [len(line)]
    return [line[start:stop].strip() for start, stop in zip(cuts, cuts[1:], strict=False)]


def _first_word(line: str) -> str:
    return line.partition("\t")[0].partition(" ")[0].strip(_MARKUP)


def _raw_colon(line: str) -> int:
    """Return the place of the first colon of any kind, or the line's end."""
    places = [place for colon in ":：﹕∶ː꞉" if (place := line.find(colon)) >= 0]
    return min(places, default=len(line))
