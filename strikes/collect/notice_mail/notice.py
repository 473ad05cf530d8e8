"""One message as the parsers see it, and what a parser finds in it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from strikes.collect.notice_mail.blocks import blocks, held_lines, is_named
from strikes.collect.notice_mail.fold import fold, one_line, visible
from strikes.collect.notice_mail.forwards import Envelope
from strikes.collect.notice_mail.prose import Told, paragraph, paragraphs_outside
from strikes.collect.notice_mail.reading import Claim
from strikes.collect.notice_mail.sheet import Sheet
from strikes.collect.notice_mail.values import plain
from strikes.collect.notice_mail.words import Phrase, words
from strikes.model import EventType

#: The id in the subject of a counter-notification thread.
_CASE_ID = re.compile(r"\[([A-Z2-7]{26})\]")
_NAME_ENDS = re.compile(
    r"[:;](?=\s|$)|\s+[(\[<]|,\s+(?=[a-zа-я])|\n\s*\n|\s+claiming\b|\s+[-–—]\s|\s+(?:and|but|so|because|who|which)\s+(?:[a-z])|[!?](?=\s|$)"
)
#: A full stop behind these belongs to the name; behind the second kind the name goes on.
_LEGAL_FORM = re.compile(r"(?:^|[\s,])(?:inc|ltd|co|corp|llc|plc|gmbh|jr|sr|s\.a|s\.r\.l|a\.ş|ş)$", re.I)
_TITLE = re.compile(r"(?:^|\s)(?:dr|mr|mrs|ms|st|no|vs|\w)$", re.I)
#: Mail programs break lines near here; a shorter line was ended on purpose.
_WRAP_WIDTH = 60
_LINES_OF_GREETING = 10


@dataclass(frozen=True, slots=True)
class Found:
    """What a parser made of a notice."""

    event_type: EventType
    generation: str
    claims: tuple[Claim, ...] = ()
    #: The languages of what was recognised, one entry for each label or phrase.
    languages: tuple[str, ...] = ()
    #: True where a mere keyword net decided, for want of any genuine mail of this kind.
    is_net: bool = False


class Notice:
    """A message: its envelope, its lines, the subject that counts as its own, its blocks, what its sentences tell."""

    def __init__(self, envelope: Envelope, sheet: Sheet, subject: str) -> None:
        self.envelope = envelope
        self.sheet = sheet
        self.subject = subject
        #: The labelled blocks of the text.
        self.blocks = blocks(sheet)
        #: What is told outside the blocks, by paragraph, each with the number of its first line.
        self.paragraphs = paragraphs_outside(sheet, held_lines(self.blocks))
        #: The id of the counter-notification thread.
        self.case_id = _case_id(subject, sheet)
        self._heading = paragraph(fold(visible(subject)))
        self._stated = self._heading.stated.union(*[told.stated for _, told in self.paragraphs])
        self._mentioned = self._heading.mentioned.union(*[told.mentioned for _, told in self.paragraphs])

    @property
    def told(self) -> list[tuple[int, Told]]:
        """The phrases of the text, each with the number of its paragraph's first line."""
        return [(first, told) for first, paragraph in self.paragraphs for told in paragraph.told]

    @property
    def is_about_copyright(self) -> bool:
        """Does the subject or the text speak of copyright at all?"""
        return any(words().topic.search(text) for text in (fold(self.subject), self.sheet.compared))

    @property
    def brings_strike(self) -> bool:
        """Does a line of its own announce a strike? In a sentence, a strike may be one that is now lifted."""
        return "strike_heading" in self._mentioned and any(
            told.phrase.key == "strike_heading" and told.begins_line and told.ends_line for _, told in self.told
        )

    @property
    def is_scheduled(self) -> bool:
        """Is a video to be removed later? Such mails speak in conditions (if you do not delete it), strike mails too.

        What is said of whole channels (the courtesy period before a termination) does not count.
        """
        is_said = "scheduled" in self._mentioned and any(
            told.phrase.key == "scheduled" and told.concerns_video
            for told in (*self._heading.told, *(told for _, told in self.told))
        )
        return is_said and not self.brings_strike and not any(one.counts for _, one in self.paragraphs)

    def tells(self, *keys: str) -> bool:
        """Is one of these stated as a fact (not as something that may come), in the subject or in the text?"""
        return not self._stated.isdisjoint(keys)

    def mentions(self, *keys: str) -> bool:
        """Is one of these spoken of at all?"""
        return not self._mentioned.isdisjoint(keys)

    def spoken(self, *keys: str) -> tuple[str, ...]:
        """Return the languages of the phrases of these kinds, one entry each."""
        return tuple(told.phrase.language for _, told in self.told if told.phrase.key in keys)

    def named_in_prose(self, *keys: str) -> list[tuple[str, int]]:
        """Return the claimants that sentences of these kinds name, each with the place behind its name."""
        found: dict[int, tuple[str, int]] = {}
        phrases = {told.phrase for _, told in self.told if told.phrase.kind == "claimant" and told.phrase.key in keys}
        for phrase in sorted(phrases, key=lambda phrase: (-len(phrase.text), phrase.text)):
            for match in phrase.pattern.finditer(self.sheet.compared):
                start = match.start()
                if start not in found and (named := self._name(phrase, match)):
                    found[start] = named
        return [found[start] for start in sorted(found)]

    def _name(self, phrase: Phrase, match: re.Match[str]) -> tuple[str, int] | None:
        text, (start, stop) = self.sheet.text, match.span("claimant")
        shown = text[start:stop]
        if phrase.text.endswith("{claimant}"):
            shown = _ended(_sentence_part(text, start))
            stop = start + len(shown)
        elif phrase.text.startswith("{claimant}"):
            shown = _begun(shown)
        name = plain(one_line(shown))
        return (name, max(stop, match.end())) if name and len(name) <= 120 and is_named(name) else None


def _case_id(subject: str, sheet: Sheet) -> str | None:
    for line in (subject, *sheet.lines):
        if "[" in line and (match := _CASE_ID.search(line)):
            return match[1]
    return None


def _sentence_part(text: str, start: int) -> str:
    """Return what follows a place, to the end of its paragraph, or of its line where that was ended on purpose."""
    line_start, paragraph_end = text.rfind("\n", 0, start) + 1, text.find("\n\n", start)
    part = text[start : start + 200 if paragraph_end < 0 else min(paragraph_end, start + 200)]
    first, _, below = part.partition("\n")
    line_length = start - line_start + len(first)
    return part if line_length + len(below.split(" ", 1)[0]) >= _WRAP_WIDTH else first


def _ended(text: str) -> str:
    """Cut what follows `... by` where the name ends: at a stop, a colon, a bracket, a clause."""
    text = _NAME_ENDS.split(text.lstrip("\"“«'"), maxsplit=1)[0]
    for stop in re.finditer(r"\.(?=\s|$|[\"”»])", text):
        before = text[: stop.start()]
        if _TITLE.search(before) and not _LEGAL_FORM.search(before):
            continue
        return text[: stop.end()] if _LEGAL_FORM.search(before) else before
    return text.rstrip("\"”»', ")


def _begun(text: str) -> str:
    """Return the name that stands before a verb, where it fills its sentence from the start and looks like a name."""
    shown = re.split(r"[.!?:]\s+|\n\s*\n", text)[-1]
    pieces = shown.split()
    small = {"of", "the", "and", "&", "de", "for", "и", "ve", "və"}
    looks_like_name = 0 < len(pieces) <= 6 and all(
        piece[0].isupper() or piece[0].isdigit() or piece in small for piece in pieces
    )
    return shown if looks_like_name and "," not in shown else ""


def greeted(notice: Notice) -> str | None:
    """Return the channel a notice greets; None where it greets nobody in particular."""
    for first, one in notice.paragraphs:
        for told in one.greetings:
            if told.shown not in words().no_channel:
                below = notice.sheet.lines[first : first + (_LINES_OF_GREETING if told.start else 1)]
                return plain("\n".join(map(visible, below))[slice(*told.span)])
    return None
