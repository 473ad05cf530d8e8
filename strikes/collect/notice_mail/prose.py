"""What the sentences of a notice tell: phrases of the table, each with whether it states a fact or a possibility.

Labelled values are left out: a video titled `Your channel has been terminated` terminates nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from strikes.collect.notice_mail.sheet import Sheet
from strikes.collect.notice_mail.words import Phrase, words

_SENTENCE_END = re.compile(r"[.!?](?=\s)")
#: Paragraphs up to this length are remembered: notices of a kind share most of theirs.
_REMEMBERED = 2000


@dataclass(frozen=True, slots=True)
class Told:
    """A phrase found in a paragraph; places count from the paragraph's beginning."""

    phrase: Phrase
    start: int
    end: int
    #: Where the phrase's `{channel}` or `{n}` stands, and its folded text.
    span: tuple[int, int]
    shown: str
    is_conditional: bool
    concerns_video: bool
    begins_line: bool
    ends_line: bool

    def states(self, keys: tuple[str, ...]) -> bool:
        """Is it a phrase of one of these kinds? (Sentences that name a claimant are read for the name only.)"""
        return self.phrase.kind == "phrase" and self.phrase.key in keys


def told_outside(sheet: Sheet, held: frozenset[int]) -> list[tuple[int, Told]]:
    """Return every phrase in the paragraphs outside the held lines, with the number of its paragraph's first line."""
    return [
        (first, told)
        for first, last in _paragraphs(sheet, held)
        for told in told_in("\n".join(sheet.folded[first:last]))
    ]


def _paragraphs(sheet: Sheet, held: frozenset[int]) -> Iterator[tuple[int, int]]:
    first = None
    for number, line in enumerate(sheet.folded):
        if line and number not in held:
            first = number if first is None else first
        elif first is not None:
            yield first, number
            first = None
    if first is not None:
        yield first, len(sheet.folded)


def told_in(paragraph: str) -> tuple[Told, ...]:
    """Return the phrases in a folded paragraph, in the order of the table."""
    return _told_in(paragraph) if len(paragraph) <= _REMEMBERED else _told_in.__wrapped__(paragraph)


@lru_cache(maxsize=8192)
def _told_in(paragraph: str) -> tuple[Told, ...]:
    return tuple(told for phrase in words().phrases_in(paragraph) if (told := _first(phrase, paragraph)))


@lru_cache(maxsize=8192)
def is_known_line(line: str) -> bool:
    """Does a folded line begin like the platform's or a forwarder's own words, so that it is no part of a value?"""
    return words().stop.match(line) is not None or any(told.start == 0 for told in told_in(line))


def _first(phrase: Phrase, paragraph: str) -> Told | None:
    """Return the phrase's first place that states a fact, else its last."""
    found = None
    for match in phrase.pattern.finditer(paragraph):
        found = _told(phrase, match)
        if not found.is_conditional:
            break
    return found


def _told(phrase: Phrase, match: re.Match[str]) -> Told:
    paragraph, (start, end) = match.string, match.span()
    groups = {name: match.span(name) for name in match.groupdict() if name != "claimant"}
    span = next(iter(groups.values()), (0, 0))
    sentence = _sentence_start(paragraph, start)
    return Told(
        phrase,
        start,
        end,
        span,
        shown=paragraph[slice(*span)],
        is_conditional=_is_conditional(paragraph[sentence:start]),
        concerns_video=_concerns_video(paragraph[sentence:end]),
        begins_line=start == 0 or paragraph[start - 1] == "\n",
        ends_line=end == len(paragraph) or paragraph[end] == "\n",
    )


def _sentence_start(paragraph: str, place: int) -> int:
    begin = max(0, place - 300)
    return max((end.end() for end in _SENTENCE_END.finditer(paragraph, begin, place)), default=begin)


def _is_conditional(before: str) -> bool:
    """Does what stands before in the sentence say if, when, may ...?"""
    clause = re.split("[,;:]", before)[-1]
    return words().condition.search(before) is not None or words().occasion.search(clause) is not None


def _concerns_video(sentence: str) -> bool:
    """Is the sentence about a video rather than about the whole channel?"""
    return words().single_video.search(sentence) is not None or words().whole_channel.search(sentence) is None
