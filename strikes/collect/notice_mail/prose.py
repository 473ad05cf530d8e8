"""What the sentences of a notice tell: phrases of the table, each with whether it states a fact or a possibility.

Labelled values are left out: a video titled `Your channel has been terminated` terminates nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from strikes.collect.notice_mail.sheet import Sheet
from strikes.collect.notice_mail.words import Phrase, words

_SENTENCE_END = re.compile(r"[.!?](?=\s)")
#: Paragraphs up to this length are remembered: notices of a kind share most of theirs.
_REMEMBERED = 2000
#: Kinds of which it matters whether they tell a fact; a greeting or a name is neither.
_STATEMENTS = ("phrase", "standing")


class Told(NamedTuple):
    """A phrase found in a paragraph; places count from the paragraph's beginning."""

    phrase: Phrase
    start: int
    end: int
    #: Where the phrase's `{channel}` or `{n}` stands, and its folded text.
    span: tuple[int, int]
    shown: str
    is_conditional: bool
    #: Is a `scheduled` phrase about a video rather than about the whole channel?
    concerns_video: bool
    begins_line: bool
    ends_line: bool

    @property
    def is_line(self) -> bool:
        """Does it fill a line, or open one with a name?"""
        return self.begins_line and (self.ends_line or self.phrase.text.startswith("{"))


class Paragraph(NamedTuple):
    """What one paragraph tells; the sets hold the keys of its phrases."""

    told: tuple[Told, ...]
    #: Stated as facts.
    stated: frozenset[str]
    #: Spoken of at all.
    mentioned: frozenset[str]
    languages: tuple[str, ...]
    #: Lines of their own that greet, and sentences that count strikes.
    greetings: tuple[Told, ...]
    counts: tuple[Told, ...]


def paragraphs_outside(sheet: Sheet, held: frozenset[int]) -> list[tuple[int, Paragraph]]:
    """Return the paragraphs outside the held lines, each with the number of its first line."""
    folded = sheet.folded
    return [(first, paragraph("\n".join(folded[first:last]))) for first, last in _stretches(folded, held)]


def _stretches(folded: list[str], held: frozenset[int]) -> Iterator[tuple[int, int]]:
    first = None
    for number, line in enumerate(folded):
        if line and number not in held:
            first = number if first is None else first
        elif first is not None:
            yield first, number
            first = None
    if first is not None:
        yield first, len(folded)


def paragraph(folded: str) -> Paragraph:
    """Return what a folded paragraph tells, its phrases in the order of the table."""
    return _paragraph(folded) if len(folded) <= _REMEMBERED else _paragraph.__wrapped__(folded)


@lru_cache(maxsize=8192)
def _paragraph(folded: str) -> Paragraph:
    told = tuple(told for phrase in words().phrases_in(folded) if (told := _first(phrase, folded)))
    phrases = [one for one in told if one.phrase.kind == "phrase"]
    return Paragraph(
        told,
        frozenset(one.phrase.key for one in phrases if not one.is_conditional),
        frozenset(one.phrase.key for one in phrases),
        tuple(one.phrase.language for one in told if one.phrase.kind != "greeting"),
        tuple(one for one in told if one.phrase.kind == "greeting" and one.is_line),
        tuple(one for one in told if "{n}" in one.phrase.text and not one.is_conditional),
    )


@lru_cache(maxsize=8192)
def is_known_line(line: str) -> bool:
    """Does a folded line begin like the platform's or a forwarder's own words, so that it is no part of a value?"""
    return words().stop.match(line) is not None or any(told.start == 0 for told in paragraph(line).told)


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
    span = next((match.span(name) for name in match.groupdict() if name != "claimant"), (0, 0))
    sentence = _sentence_start(paragraph, start)
    is_conditional = phrase.kind in _STATEMENTS and _is_conditional(paragraph[sentence:start])
    return Told(
        phrase,
        start,
        end,
        span,
        shown=paragraph[slice(*span)],
        is_conditional=is_conditional,
        concerns_video=phrase.key == "scheduled" and _concerns_video(paragraph[sentence:end], is_conditional),
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


def _concerns_video(sentence: str, is_conditional: bool) -> bool:
    """Is the sentence about a video now, rather than about what becomes of a channel and its videos one day?"""
    if words().whole_channel.search(sentence) is None:
        return True
    return not is_conditional and words().single_video.search(sentence) is not None
