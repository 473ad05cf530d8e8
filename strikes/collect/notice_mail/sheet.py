"""A text as numbered lines: quotation marks and bullets gone, labels found."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from strikes.collect.notice_mail.fold import composed, fold, visible
from strikes.collect.notice_mail.line import Line, line
from strikes.collect.notice_mail.words import Label, words

_QUOTE = re.compile(r"^(?:[ \t]*[>|])+[ \t]?")
#: A label behind a mere blank is believed where so many fields are named in all: `Content used without leave` is prose.
_COMPANY = 3


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


class Sheet:
    """The lines of one text, or of a part of it."""

    def __init__(self, lines: list[Line]) -> None:
        self._lines = lines
        self.lines = [line.shown for line in lines]
        self.folded = [line.folded for line in lines]

    def part(self, start: int, stop: int) -> Sheet:
        """Return lines `start` to `stop` as a sheet of their own."""
        return self if start == 0 and stop == len(self.lines) else Sheet(self._lines[start:stop])

    @cached_property
    def hits(self) -> list[Hit]:
        """The lines that begin with a notice's label, in order."""
        strict = [Hit(n, one.labels, one.value) for n, one in enumerate(self._lines) if one.labels and one.labels[0].kind == "label"]
        keys = {hit.key for hit in strict}
        loose = [
            Hit(number, one.loose_labels, one.loose_value)
            for number, one in enumerate(self._lines)
            if one.loose_labels and one.loose_labels[0].key not in keys
        ]
        if not loose or len(keys | {hit.key for hit in loose}) < _COMPANY:
            return strict
        return sorted(strict + loose, key=lambda hit: hit.line)

    @cached_property
    def header_hits(self) -> list[Hit]:
        """The lines that begin with a header word (From, Date, ...) of a forwarded mail."""
        return [Hit(n, one.labels, one.value) for n, one in enumerate(self._lines) if one.labels and one.labels[0].kind == "header"]

    @cached_property
    def separators(self) -> list[int]:
        """The numbers of the lines that mail programs put over a forwarded mail."""
        return [number for number, one in enumerate(self._lines) if one.is_separator]

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
    return Sheet([line(part) for whole in _unquoted(composed(text)) for part in _apart(whole)])


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


def _apart(shown: str) -> list[str]:
    """Cut a line that holds a whole block (a paste that lost its line ends) before each of its labels."""
    if shown.count(":") < 4:
        return [shown]
    places = [match.start() for match in words().inline_label.finditer(fold(shown))]
    if len(places) < _COMPANY:
        return [shown]
    cuts = [*sorted({0, *places}), len(shown)]
    return [shown[start:stop] for start, stop in zip(cuts, cuts[1:], strict=False)]
