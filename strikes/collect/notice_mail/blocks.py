"""The labelled blocks of a notice (`Video title:`, `Takedown issued by:`, ...), one block for each claim."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from strikes.collect.notice_mail.fold import fold, visible
from strikes.collect.notice_mail.prose import is_known_line
from strikes.collect.notice_mail.reading import NEAR_LABEL, Claim
from strikes.collect.notice_mail.sheet import Hit, Sheet
from strikes.collect.notice_mail.values import Video, email_address, is_cut_address, plain, videos
from strikes.collect.notice_mail.words import Label, words

#: Labels that name a claimant, with the generation they belong to (docs/notices.md).
CLAIMANT_KEYS = ("takedown_by", "removal_by", "claimed_by")
_NAMING = frozenset(("title", "url", *CLAIMANT_KEYS))
_FREE_TEXT = ("work", "title")
_CELL_END = re.compile(r"\t+|\s*\|\s*")
_LONGEST_LABEL = 50
_OVERHANG_LINES = 3


class Field(NamedTuple):
    """A label and what stands behind it; `value` is None where nothing readable does."""

    key: str
    labels: tuple[Label, ...]
    value: str | None
    shown: str
    line: int
    #: The last line the value reaches to.
    last_line: int

    @property
    def confidence(self) -> float:
        """How sure the label is: seen in a genuine notice, inferred, or only like one."""
        return self.labels[0].confidence


@dataclass(slots=True)
class Block:
    """The fields of one claim by key, and a video address that stands among them without a label."""

    fields: dict[str, Field]
    loose: Video | None = None

    @property
    def claimant_key(self) -> str | None:
        """The claimant label this block uses."""
        return next((key for key in CLAIMANT_KEYS if key in self.fields), None)


def blocks(sheet: Sheet) -> list[Block]:
    """Return the blocks in order: a new one begins where a field comes that the current one has already."""
    fields = _from_columns(sheet) or _fields(sheet)
    found: list[Block] = []
    for item in fields:
        if not found or item.key in found[-1].fields or _is_next_claim(sheet, found[-1], item, fields):
            found.append(Block({}))
        found[-1].fields[item.key] = item
    _give_loose_addresses(sheet, found)
    return [block for block in found if not _NAMING.isdisjoint(block.fields)]


def claim(block: Block) -> Claim:
    """Make a claim of a block."""
    fields, video = block.fields, _video(block)
    title, work, found_in, contact = (fields.get(key) for key in ("title", "work", "found_in", "contact"))
    by = fields.get(block.claimant_key or "")
    email = email_address(contact.shown) if contact else None
    sure = {
        "video_id": (fields["url"].confidence if "url" in fields else NEAR_LABEL) if video else None,
        "video_title": title.confidence if title and title.value else None,
        "claimant_name": by.confidence if by and by.value else None,
        "claimant_email": contact.confidence if contact and email else None,
        "work_text": work.confidence if work and work.value else None,
        "found_in": found_in.confidence if found_in and found_in.value else None,
    }
    return Claim(
        video_id=video and video.id,
        video_title=_value(title),
        video_url=video and video.url,
        claimant_name=_value(by),
        claimant_email=email,
        work_text=_value(work),
        found_in=_value(found_in),
        contact_text=_value(contact),
        confidence={name: value for name, value in sure.items() if value is not None},
    )


def _value(item: Field | None) -> str | None:
    return item.value if item else None


def _video(block: Block) -> Video | None:
    """Return the block's video: behind its label, else behind its title, else standing alone in the block."""
    for key in ("url", "title"):
        if key in block.fields and (found := videos(block.fields[key].shown)):
            return found[0]
    return block.loose


def _uses_paragraphs(sheet: Sheet, fields: list[Field]) -> bool:
    """Do blank lines divide claims here? Not where every single field is followed by one."""
    gaps = ["" in sheet.folded[one.line + 1 : two.line] for one, two in zip(fields, fields[1:], strict=False)]
    return gaps.count(True) < gaps.count(False)


def _is_next_claim(sheet: Sheet, block: Block, item: Field, fields: list[Field]) -> bool:
    """Does a video's label after a blank line open a claim that lacks its first field?"""
    if item.key not in ("title", "url") or block.claimant_key is None:
        return False
    last = max(field.line for field in block.fields.values())
    return "" in sheet.folded[last + 1 : item.line] and _uses_paragraphs(sheet, fields)


def _give_loose_addresses(sheet: Sheet, found: list[Block]) -> None:
    """Give each block without `Video url:` the first address between its title and the next block."""
    if all("url" in block.fields for block in found):
        return
    starts = [min(item.line for item in block.fields.values()) for block in found] + [len(sheet.lines)]
    for number, block in enumerate(found):
        if "url" not in block.fields and "title" in block.fields:
            first = block.fields["title"].line
            near = sheet.lines[first : min(starts[number + 1], first + 4)]
            block.loose = next(iter(videos("\n".join(near))), None)


def _fields(sheet: Sheet) -> list[Field]:
    hits = sheet.hits
    if all(hit.key not in _NAMING for hit in hits):
        return []
    if guessed := _guessed(sheet, hits):
        hits = sorted(hits + guessed, key=lambda hit: hit.line)
    taken = {hit.line for hit in hits + sheet.header_hits}
    # Where most labels stand alone on their line, an empty one has its value further down; else it is simply empty.
    stands_alone = sum(not hit.value.strip(" *_\t|") for hit in hits) * 2 > len(hits)
    return [_field(sheet, hit, taken, stands_alone) for hit in hits]


def _guessed(sheet: Sheet, hits: list[Hit]) -> list[Hit]:
    """Find labels that resemble the table's (`wild` rows), for languages seen in part; beside known ones only."""
    if all(hit.labels[-1].language not in words().guessing for hit in hits):
        return []
    spoken = {label.language for hit in hits for label in hit.labels}
    known = {hit.line for hit in hits + sheet.header_hits}
    keys = {hit.key for hit in hits}
    found: list[Hit] = []
    for hit in hits:
        for number in range(hit.line + 1, len(sheet.lines)):
            if number in known or not sheet.folded[number]:
                break
            label = _resembled(sheet.folded[number])
            if label and label.key not in keys and label.language in spoken:
                found.append(Hit(number, label.key, (label,), visible(sheet.lines[number]).partition(":")[2]))
    return found


def _resembled(line: str) -> Label | None:
    name, colon, value = line.partition(":")
    if not colon or not value or len(name) > _LONGEST_LABEL or line.startswith("http"):
        return None
    return next((label for pattern, label in words().wild if pattern.fullmatch(name.strip())), None)


def _field(sheet: Sheet, hit: Hit, taken: set[int], stands_alone: bool) -> Field:
    below = hit.line + 1
    if hit.value and (below in taken or below == len(sheet.lines) or not sheet.folded[below]):
        # One line, as nearly always.
        return Field(hit.key, hit.labels, plain(hit.value), hit.value, hit.line, hit.line)
    lines, last_line = _value_lines(sheet, hit, taken, stands_alone)
    glue = "" if hit.key == "url" and is_cut_address(lines[0]) and not videos(lines[0]) else " "
    shown = glue.join(lines)
    value = plain(shown)
    return Field(hit.key, hit.labels, value, shown, hit.line, last_line)


def _value_lines(sheet: Sheet, hit: Hit, taken: set[int], stands_alone: bool) -> tuple[list[str], int]:
    """Return the value's line with its overhang, and the number of its last line.

    The overhang is what a mail program broke off and put on the lines below.
    """
    value, number = hit.value.strip(" \t"), hit.line
    if not value.strip("*_|"):
        number = _line_of_value(sheet, number, taken, stands_alone)
        if number == hit.line:
            return [""], number
        value = sheet.lines[number]
    found = [value]
    for below in range(number + 1, number + 1 + _OVERHANG_LINES):
        if not _is_overhang(sheet, hit.key, below, found, taken):
            break
        found.append(sheet.lines[below])
        number = below
    return found, number


def _line_of_value(sheet: Sheet, number: int, taken: set[int], stands_alone: bool) -> int:
    for below in range(number + 1, min(number + (4 if stands_alone else 2), len(sheet.lines))):
        if not sheet.folded[below]:
            continue
        return number if below in taken or is_known_line(sheet.folded[below]) else below
    return number


def _is_overhang(sheet: Sheet, key: str, number: int, so_far: list[str], taken: set[int]) -> bool:
    if number >= len(sheet.lines) or number in taken:
        return False
    line = sheet.folded[number]
    if not line or is_known_line(line) or key == "found_in":
        return False
    if key == "url":
        return is_cut_address(so_far[-1]) and not videos("".join(so_far)) and " " not in line
    if "youtu" in line and videos(line) or key == "contact" and "@" in so_far[0]:
        return False
    return key in _FREE_TEXT or _goes_on(line)


def _goes_on(line: str) -> bool:
    """May this line be the rest of a name? A sentence ends in a full stop and is long; `Ltd.` is neither."""
    pieces = line.split()
    ends_sentence = line[-1] in ".!?:" and len(pieces[-1].strip(".")) > 5
    return len(pieces) <= 8 and not ends_sentence and "@" not in line and "://" not in line


def _from_columns(sheet: Sheet) -> list[Field]:
    """Read a table whose first row holds the labels and each further row a claim."""
    if not sheet.has_cells:
        return []
    for number, line in enumerate(sheet.folded):
        if "\t" not in line and "|" not in line:
            continue
        heads = [words().labels.get(cell.strip(" :*")) for cell in _CELL_END.split(line)]
        known = [head for head in heads if head and head[0].kind == "label"]
        if len(known) >= 2 and len(known) * 2 >= len(heads):
            return _rows(sheet, number, heads)
    return []


def _rows(sheet: Sheet, head: int, heads: list[tuple[Label, ...] | None]) -> list[Field]:
    found: list[Field] = []
    for number in range(head + 1, len(sheet.lines)):
        cells = _CELL_END.split(sheet.lines[number].rstrip("| "))
        if not sheet.folded[number].strip("|-: \t"):
            continue
        if len(cells) < 2 or len(cells) > len(heads):
            break
        named = zip(heads, cells, strict=False)
        found += [Field(labels[0].key, labels, plain(cell), cell, number, number) for labels, cell in named if labels]
    return found


def held_lines(found: list[Block]) -> frozenset[int]:
    """Return the numbers of the lines that hold the blocks' labels and values."""
    fields = [item for block in found for item in block.fields.values()]
    broken = [number for item in fields for number in range(item.line + 1, item.last_line + 1)]
    return frozenset([*(item.line for item in fields), *broken])


def languages(found: list[Block]) -> list[str]:
    """Return the languages of the labels in the blocks, for counting."""
    return [label.language for block in found for item in block.fields.values() for label in item.labels]


def is_named(value: str) -> bool:
    """Does a value of prose name somebody, rather than `the copyright owner`?"""
    return words().nobody.match(fold(value)) is None
