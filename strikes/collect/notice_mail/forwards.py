"""Where a notice begins inside a mail: behind the lines that mail programs put over what they forward or quote."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from strikes.collect.notice_mail.dates import stated_time
from strikes.collect.notice_mail.sheet import Hit, Sheet
from strikes.collect.notice_mail.values import plain

#: A header block: at least a sender and one more of date, subject and receiver, on lines that follow each other.
_NEXT_LINE = 3
#: Threads are shorter; of a longer one the innermost mails are left unread.
_MAX_MESSAGES = 60
_PLATFORM = re.compile(r"youtube|@google\.com|@(?:[\w-]+\.)*google\.com", re.I)
#: Subjects of answers and forwards, in the languages of the table.
_PREFIX = re.compile(r"^(?:(?:re|fwd?|fw|wg|ynt|ilt|i̇lt|yön|tr|пер|отв|ha|на|yön|cvb)\s*(?:\[\d+\])?\s*:\s*)+", re.I)


@dataclass(frozen=True, slots=True)
class Envelope:
    """Who sent a message, when, and under what subject, as stated over it; None where nothing is stated."""

    sender: str | None = None
    sent_at: str | None = None
    subject: str | None = None
    #: How the message came to lie in the text: as the mail itself, forwarded, or quoted in an answer.
    way: str = "mail"

    @property
    def is_from_platform(self) -> bool:
        """Does the shown sender belong to the platform? This is a claim, not a proof (that is DKIM's)."""
        return self.sender is not None and _is_platform(self.sender)

    @property
    def notice_at(self) -> str | None:
        """The time of the message, unless somebody else than the platform is named as its sender."""
        return self.sent_at if self.sender is None or self.is_from_platform or "protected" in self.sender else None


@lru_cache(maxsize=1024)
def _is_platform(sender: str) -> bool:
    return _PLATFORM.search(sender) is not None


def is_forwarding(subject: str | None) -> bool:
    """Is the subject that of an answer or a forward, so that it repeats the notice's own?"""
    return subject is not None and _PREFIX.match(subject) is not None


def messages(sheet: Sheet, outer: Envelope) -> list[tuple[Envelope, Sheet]]:
    """Cut a text into the messages it holds, outermost first, each with its own envelope."""
    if sheet.is_one_message:
        return [(outer, sheet)]
    starts = sorted(_blocks(sheet) + _attributions(sheet) + _separators(sheet), key=lambda found: (found[0], -found[1]))
    cuts: list[tuple[int, int, Envelope]] = [(0, 0, outer)]
    for first, after, envelope in starts[:_MAX_MESSAGES]:
        if first < cuts[-1][1]:
            continue
        if _is_blank_between(sheet, cuts[-1][1], first) and cuts[-1][2].way == "forward" and not cuts[-1][2].sender:
            # A separator and the header block under it announce one message.
            cuts.pop()
        cuts.append((first, after, envelope))
    ends = [first for first, _, _ in cuts[1:]] + [len(sheet.lines)]
    return [(envelope, sheet.part(after, end)) for (_, after, envelope), end in zip(cuts, ends, strict=True)]


def _is_blank_between(sheet: Sheet, start: int, stop: int) -> bool:
    return not any(sheet.folded[start:stop])


def _blocks(sheet: Sheet) -> list[tuple[int, int, Envelope]]:
    found = []
    run: list[Hit] = []
    for hit in [*sheet.header_hits[: 6 * _MAX_MESSAGES], None]:
        if hit and (not run or _follows(sheet, run[-1].line, hit.line)):
            run.append(hit)
            continue
        if envelope := _envelope(sheet, run):
            found.append((run[0].line, run[-1].line + 1, envelope))
        run = [hit] if hit else []
    return found


def _follows(sheet: Sheet, line: int, after: int) -> bool:
    """May these lines be of one block? Long subjects break, and pages put a blank line between cells."""
    return after - line <= _NEXT_LINE and sum(map(bool, sheet.folded[line + 1 : after])) <= 1


def _envelope(sheet: Sheet, run: list[Hit]) -> Envelope | None:
    values = {hit.key: _value(sheet, hit) for hit in reversed(run)}
    if "from" not in values or not values.keys() & {"date", "subject", "to"}:
        return None
    return Envelope(
        plain(values["from"]) or values["from"], stated_time(values.get("date", "")), values.get("subject"), "forward"
    )


def _value(sheet: Sheet, hit: Hit) -> str:
    """Return what a header line says, with the overhang of a broken subject."""
    overhang = sheet.lines[hit.line + 1 : hit.line + 2]
    labelled = {other.line for other in sheet.header_hits + sheet.hits}
    if not hit.value.strip() and overhang and hit.line + 1 not in labelled:
        return str(overhang[0]).strip()
    if hit.key == "subject" and overhang and overhang[0] and hit.line + 1 not in labelled:
        return f"{hit.value.strip()} {overhang[0].strip()}"
    return hit.value.strip()


def _attributions(sheet: Sheet) -> list[tuple[int, int, Envelope]]:
    """Find `On <date>, <sender> wrote:`, which may break over two or three lines."""
    found = []
    for number in sheet.numbers_of("wrote")[:_MAX_MESSAGES]:
        first, line = number, sheet.folded[number]
        while first and number - first < 2 and sheet.folded[first - 1] and not stated_time(line):
            first -= 1
            line = f"{sheet.folded[first]} {line}"
        if sent_at := stated_time(line):
            sender = " ".join(sheet.lines[first : number + 1])
            found.append((first, number + 1, Envelope(sender, sent_at, None, "quote")))
    return found


def _separators(sheet: Sheet) -> list[tuple[int, int, Envelope]]:
    return [(number, number + 1, Envelope(way="forward")) for number in sheet.numbers_of("separator")]
