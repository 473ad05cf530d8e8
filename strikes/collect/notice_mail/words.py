"""The words of notices in each language, from data/reference/notice_labels.csv.

A language is added there, without touching code: docs/notices.md tells how. In the table `*` in a phrase stands for up
to a hundred signs of the same sentence, `word*` for any ending, and `{claimant}`, `{channel}`, `{n}` for what is read.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property

from strikes import settings
from strikes.collect.notice_mail.fold import fold
from strikes.collect.notice_mail.reading import GUESSED_LABEL, INFERRED_LABEL, SEEN_LABEL

#: Words that stand in nearly every notice: a phrase is looked for by a rarer one of its words.
_COMMON = frozenset(
    [
        "video",
        "videos",
        "your",
        "you",
        "have",
        "has",
        "been",
        "copyright",
        "strike",
        "strikes",
        "youtube",
        "counter",
        "notification",
        "channel",
        "account",
        "request",
        "removal",
        "the",
        "and",
        "that",
        "this",
        "not",
        "with",
        "from",
        "are",
        "was",
        "were",
        "removed",
        "content",
        "claim",
        "received",
        "авторских",
        "прав",
        "видео",
    ]
)


_WORD = re.compile(r"\w+")


def beginning(word: str) -> str:
    """Return the first letters of a word, by which phrases are found whatever the word's ending."""
    return word[:4]


@dataclass(frozen=True, slots=True)
class Label:
    """A label of the table: `key` says which field it names."""

    language: str
    kind: str
    key: str
    is_seen: bool
    #: How sure a value read behind it is (reading.py).
    confidence: float = 0.0


@dataclass(frozen=True)
class Phrase:
    """A wording of the table and what it tells (`key`)."""

    language: str
    kind: str
    key: str
    text: str
    numbers: str = field(repr=False)

    @cached_property
    def rare_word(self) -> str:
        """The word that decides whether looking for the phrase is worth while."""
        literal = re.sub(r"\{\w+\}|\*", " ", self.text)
        words = re.findall(r"\w+", literal)
        return str(max(words, key=lambda word: (word not in _COMMON, len(word))))

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The phrase as an expression over folded text; it may break over lines, and its last word may go on."""
        parts = [self._part(word) for word in self.text.split()]
        joined = r"\s+".join(parts).replace(r"\s+[^.!?]{0,100}?\s+", r"\b[^.!?]{0,100}?\b")
        return re.compile(r"(?<!\w)" + joined)

    def _part(self, word: str) -> str:
        if word == "*":
            return "[^.!?]{0,100}?"
        escaped = re.escape(word).replace(r"\*", r"\w*")
        return (
            escaped.replace(r"\{n\}", rf"(?P<n>{self.numbers})")
            .replace(r"\{claimant\}", r"(?P<claimant>\S(?:(?!\n\s*\n)[\s\S]){0,200}?)")
            .replace(r"\{channel\}", r"(?P<channel>[^\n]{1,80}?)")
        )


class Words:
    """The table, arranged for looking up."""

    def __init__(self, rows: list[dict[str, str]]) -> None:
        self.labels: dict[str, tuple[Label, ...]] = {}
        self.wild: list[tuple[re.Pattern[str], Label]] = []
        self.numbers: dict[tuple[str, str], int] = {}
        self.months: dict[str, int] = {}
        self.plain: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self._phrases: dict[str, list[Phrase]] = defaultdict(list)
        counting = _counting_words(rows)
        for row in rows:
            text, language = fold(row["text"]), row["language"]
            is_seen = row["mark"] == "seen"
            sure = GUESSED_LABEL if row["kind"] == "wild" else SEEN_LABEL if is_seen else INFERRED_LABEL
            self._take(Label(language, row["kind"], row["key"], is_seen, sure), text, counting[language])
        #: Languages with `wild` rows.
        self.guessing = frozenset(label.language for _, label in self.wild)
        self.first_words = frozenset(text.split(" ", 1)[0] for text in self.labels)

    def _take(self, row: Label, text: str, numbers: str) -> None:
        if row.kind in ("label", "header"):
            self.labels[text] = (*self.labels.get(text, ()), row)
        elif row.kind == "wild":
            self.wild.append((re.compile(re.escape(text).replace(r"\*", ".*")), row))
        elif row.kind == "number":
            self.numbers[row.language, text] = int(row.key)
        elif row.kind == "month":
            self.months.setdefault(text, int(row.key))
        elif row.kind in ("phrase", "claimant", "standing", "greeting") and row.key != "stop":
            phrase = Phrase(row.language, row.kind, row.key, text, numbers)
            self._phrases[beginning(phrase.rare_word)].append(phrase)
        else:
            self.plain[row.key or row.kind].append((row.language, text))

    def phrases_in(self, folded: str) -> Iterator[Phrase]:
        """Yield the phrases whose rarest word may stand in the text; most are ruled out by its beginning alone."""
        for key in sorted({beginning(word) for word in _WORD.findall(folded)} & self._phrases.keys()):
            yield from self._phrases[key]

    @cached_property
    def inline_label(self) -> re.Pattern[str]:
        """A label in the midst of a line; only such as have two words or more."""
        texts = sorted((text for text in self.labels if " " in text), key=lambda text: (-len(text), text))
        return re.compile(rf"(?<!\S)(?:{'|'.join(map(re.escape, texts))})\s*:")

    @cached_property
    def condition(self) -> re.Pattern[str]:
        """Words that make a sentence a possibility (if, when, ...): it then tells nothing that happened."""
        return self._any_of("condition", r"\b(?:{})\b")

    @cached_property
    def occasion(self) -> re.Pattern[str]:
        """Words such as `after`: they make a possibility of their own clause only (`After that, we have ...`)."""
        return self._any_of("occasion", r"\b(?:{})\b")

    @cached_property
    def single_video(self) -> re.Pattern[str]:
        """Words for a video or what is in it."""
        return self._any_of("single_video", r"\b(?:{})\b")

    @cached_property
    def whole_channel(self) -> re.Pattern[str]:
        """Words for a channel or an account."""
        return self._any_of("whole_channel", r"\b(?:{})\b")

    @cached_property
    def stop(self) -> re.Pattern[str]:
        """Line beginnings that are the platform's or a forwarder's own prose, never part of a value."""
        return self._any_of("stop", r"(?:{})(?!\w)")

    @cached_property
    def nobody(self) -> re.Pattern[str]:
        """Beginnings that name no one: `the copyright owner`, `a third party`."""
        return self._any_of("nobody", r"(?:{})\b")

    @cached_property
    def topic(self) -> re.Pattern[str]:
        """Words by which a text is about copyright at all."""
        return self._any_of("topic", r"(?:{})")

    @cached_property
    def no_channel(self) -> frozenset[str]:
        """Words by which one is greeted who is not a channel."""
        return frozenset(text for _, text in self.plain["nochannel"])

    @cached_property
    def separators(self) -> frozenset[str]:
        """What a mail program writes over a forwarded mail, without the dashes around it."""
        return frozenset(text.rstrip(":") for _, text in self.plain["separator"])

    @cached_property
    def wrote(self) -> tuple[str, ...]:
        """The ends of a line that a mail program puts over a quoted mail."""
        return tuple(sorted({text for _, text in self.plain["wrote"]}))

    def _any_of(self, kind: str, frame: str) -> re.Pattern[str]:
        # Longest first, so that the order of the table decides nothing.
        texts = sorted({text for _, text in self.plain[kind]}, key=lambda text: (-len(text), text))
        return re.compile(frame.format("|".join(re.escape(text).replace(r"\*", r"\w*") for text in texts)))


def _counting_words(rows: list[dict[str, str]]) -> dict[str, str]:
    """Return, by language, an expression for the words and digits that count strikes, longest first."""
    texts: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        texts[row["language"]] |= {fold(row["text"])} if row["kind"] == "number" else set()
    return {
        language: "|".join([*map(re.escape, sorted(found, key=lambda text: (-len(text), text))), r"\d{1,2}"])
        for language, found in texts.items()
    }


@cache
def words() -> Words:
    """Return the table, read once."""
    with (settings.reference_dir() / "notice_labels.csv").open(encoding="utf-8", newline="") as file:
        return Words(list(csv.DictReader(file)))
