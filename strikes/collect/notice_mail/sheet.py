"""A text as numbered lines: quotation marks and bullets gone, labels found."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from itertools import compress
from operator import attrgetter
from typing import NamedTuple

from strikes.collect.notice_mail.fold import composed, visible
from strikes.collect.notice_mail.line import Line, line
from strikes.collect.notice_mail.words import Label

_QUOTE = re.compile(r"^(?:[ \t]*[>|])+[ \t]?")
#: A label behind a mere blank is believed where so many fields are named in all: `Content used without leave` is prose.
_COMPANY = 3


_shown, _folded, _is_marked = attrgetter("shown"), attrgetter("folded"), attrgetter("is_marked")
_parts, _has_cells = attrgetter("parts"), attrgetter("has_cells")


class Hit(NamedTuple):
    """A line that begins with a label; `key` is the field it names, `value` what stands after it on the same line."""

    line: int
    key: str
    labels: tuple[Label, ...]
    value: str


class Sheet:
    """The lines of one text, or of a part of it."""

    def __init__(self, lines: list[Line]) -> None:
        self._lines = lines
        self.lines: list[str] = list(map(_shown, lines))
        self.folded: list[str] = list(map(_folded, lines))
        self._marked = [(number, lines[number]) for number in compress(range(len(lines)), map(_is_marked, lines))]
        #: The lines that begin with a notice's label, in order.
        self.hits = self._label_hits()

    def part(self, start: int, stop: int) -> Sheet:
        """Return lines `start` to `stop` as a sheet of their own."""
        return self if start == 0 and stop == len(self.lines) else Sheet(self._lines[start:stop])

    def _label_hits(self) -> list[Hit]:
        strict = [Hit(n, one.labels[0].key, one.labels, one.value) for n, one in self._marked if one.kind == "label"]
        found = [(number, one.loose) for number, one in self._marked if one.loose]
        if not found:
            return strict
        keys = {hit.key for hit in strict}
        loose = [Hit(n, labels[0].key, labels, value) for n, (labels, value) in found if labels[0].key not in keys]
        if len(keys | {hit.key for hit in loose}) < _COMPANY:
            return strict
        return sorted(strict + loose)

    @cached_property
    def header_hits(self) -> list[Hit]:
        """The lines that begin with a header word (From, Date, ...) of a forwarded mail."""
        return [Hit(n, one.labels[0].key, one.labels, one.value) for n, one in self._marked if one.kind == "header"]

    def numbers_of(self, kind: str) -> list[int]:
        """Return the numbers of the lines of one kind."""
        return [number for number, line in self._marked if line.kind == kind]

    @property
    def has_cells(self) -> bool:
        """Do lines hold cells of a table, parted by tabs or bars?"""
        return any(map(_has_cells, self._lines))

    @property
    def is_one_message(self) -> bool:
        """Is there no line by which mail programs mark a message inside another?"""
        return all(line.kind in ("label", "") for _, line in self._marked)

    @cached_property
    def text(self) -> str:
        """All lines without invisible signs, as long as `compared`."""
        return "\n".join(map(visible, self.lines))

    @cached_property
    def compared(self) -> str:
        """The folded lines as one text."""
        return "\n".join(self.folded)

    def line_of(self, place: int) -> int:
        """Return the number of the line in which a place of `compared` lies."""
        return bisect_right(self._starts, place) - 1

    @cached_property
    def _starts(self) -> list[int]:
        starts = [0]
        for folded in self.folded:
            starts.append(starts[-1] + len(folded) + 1)
        return starts


def sheet(text: str) -> Sheet:
    """Make a sheet of a text as a mail or a paste holds it."""
    lines = list(map(line, _unquoted(composed(text))))
    if any(map(_parts, lines)):
        lines = [part for one in lines for part in (map(line, one.parts) if one.parts else (one,))]
    return Sheet(lines)


def _unquoted(text: str) -> list[str]:
    """Return the lines without signs of quotation, a blank line where the depth of quotation changes."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").split("\n")
    if ">" not in text and "|" not in text:
        return lines
    marks = [_QUOTE.match(line) for line in lines]
    depths = [mark.group().count(">") if mark else 0 for mark in marks]
    found, depth = [], 0
    for number, (shown, mark) in enumerate(zip(lines, marks, strict=True)):
        now = depths[number]
        # The overhang of a line that a mail program broke loses its mark: it still belongs to the quotation.
        is_overhang = now < depth and shown and depths[number + 1 : number + 2] == [depth]
        if now != depth and not is_overhang:
            found.append("")
            depth = now
        is_rule = "|" in shown and not shown.strip("|-:+= \t>")
        found.append("" if is_rule else shown[mark.end() :] if mark else shown)
    return found
