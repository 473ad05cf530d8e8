"""What a submission tells, as facts: mails by their own bytes, typed notices as an owner's word, tables row by row."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from strikes import __version__
from strikes.collect.bounded import Reader
from strikes.collect.mail import MailRows, Prover, facts_of, graded
from strikes.collect.mail_events import MailEvents
from strikes.collect.mailbox import INTAKE, mails_in
from strikes.collect.notice_mail.facts import event_rows
from strikes.intake.submission import HandedFile, Notice, Submission
from strikes.intake.tables import read_table
from strikes.model import Level, TableKind
from strikes.store import casebook
from strikes.store.committing import Counts, Source
from strikes.store.kinds import KINDS
from strikes.store.vault import Vault
from strikes.store.workspace import Workspace

Row = Mapping[str, str | None]


@dataclass
class Told:
    """What was told: counts of events, their sources, the originals, and channels a signed mail showed control of."""

    counts: Counts = field(default_factory=Counts)
    source_ids: set[str] = field(default_factory=set)
    vault_names: set[str] = field(default_factory=set)
    proven: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Clerk:
    """Makes facts of submissions."""

    place: Workspace
    vault: Vault
    reader: Reader
    prove: Prover | None

    def take(self, handed: Submission) -> Told:
        """Take in all a submission tells; the same again adds nothing."""
        told = Told()
        for number, file in enumerate(handed.files):
            told.vault_names.add(self.vault.put(file.content))
            if file.kind == "mail":
                about = [notice for notice in handed.notices if notice.file == number]
                self.take_mail(file, about, handed.case_number, told)
            elif file.kind == "table":
                rows = [row | {"source": "owner_form", "provenance": "P1"} for row in read_table(file.content).rows]
                self._add(TableKind.EVENTS, rows, file.content, told)
        by_hand = [row for notice in handed.notices if notice.file is None for row in _rows(notice, handed.case_number)]
        self._add(TableKind.EVENTS, by_hand, _bytes(by_hand, handed.name), told)
        demands = _demands(handed)
        self._add(TableKind.EVIDENCE, demands, _bytes(demands, handed.name), told)
        return told

    def take_mail(self, file: HandedFile, about: Sequence[Notice], case_number: str, told: Told) -> None:
        """Take the notices of a mail: as the platform signed them, else as their owner corrected them."""
        store = MailEvents(self.place.root)
        for found in mails_in(io.BytesIO(file.content), file.name, INTAKE):
            if found.refusal:
                continue
            name = self.vault.put(found.raw)
            told.vault_names.add(name)
            for reading, proof in graded(found.raw, self.reader.read_one(found.raw), self.prove):
                notice = next((n for n in about if n.reading.sha256 == reading.sha256), about[0] if about else None)
                if notice and notice.is_changed and proof.level < Level.P3:
                    rows = _rows(notice, case_number)
                    self._add(TableKind.EVENTS, rows, _bytes(rows, reading.sha256), told)
                    continue
                channel_id, title = _channel(notice, case_number)
                facts = facts_of(reading, proof, name)
                as_read = event_rows(reading._replace(channel_title=reading.channel_title or title), channel_id)
                if as_read:
                    told.counts += store.add_events([MailRows(as_read, facts, file.name, len(found.raw))])
                    told.source_ids.add(f"s_{facts.sha256[:20]}")
                if facts.proves_control and channel_id:
                    told.proven.add(channel_id)

    def _add(self, kind: TableKind, rows: Sequence[Row], content: bytes, told: Told) -> None:
        if not rows:
            return
        source = Source(
            sha256=hashlib.sha256(content).hexdigest(),
            name="form",
            n_bytes=len(content),
            way="form",
            collector="collect.inbox",
            collector_version=__version__,
            collected_at=dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
            mapping={},
        )
        (counts,) = casebook.add(self.place, KINDS[kind], [(source, rows)])
        told.source_ids.add(source.source_id)
        if kind is TableKind.EVENTS:
            told.counts += counts


def _rows(notice: Notice, case_number: str) -> list[Row]:
    channel_id, title = _channel(notice, case_number)
    told = notice.reading._replace(channel_title=notice.reading.channel_title or title, provenance=Level.P1)
    return [row | {"source": "owner_form"} for row in event_rows(told, channel_id)]


def _channel(notice: Notice | None, case_number: str) -> tuple[str | None, str]:
    """Return a channel's id and title as its owner stated them; a channel nobody named is known by its case."""
    title = notice.channel_title if notice else None
    return (notice.channel_id if notice else None), title or f"channel of case {case_number}"


def _demands(handed: Submission) -> list[Row]:
    """A demand for money is evidence about each claimant of the case, in the words it was told in."""
    demand = handed.answers.get("money")
    if not demand:
        return []
    named = {c.claimant_email or c.claimant_name for notice in handed.notices for c in notice.reading.claims}
    about = {"kind": "pay_demand", "value": demand, "observed_at": handed.sent_at[:10], "provenance": "P1"}
    return [about | {"subject": subject, "by": handed.case_number} for subject in sorted(filter(None, named))]


def _bytes(rows: Sequence[Row], of: str) -> bytes:
    """Return what a form's source is known by: its rows and whose they are."""
    return json.dumps([of, *rows], ensure_ascii=False, sort_keys=True).encode()
