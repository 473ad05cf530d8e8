"""The office: takes in what waits, in the order it was said, and answers every owner.

A file leaves the inbox only after its facts were committed, so that a kill repeats the work and the work repeated adds
nothing. What a submission says of itself is believed as far as a stranger's word is.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import json
from dataclasses import dataclass, field
from pathlib import Path

from strikes import seal
from strikes.collect.bounded import reading
from strikes.collect.inbox.facts import Clerk, Told
from strikes.collect.mail import Prover
from strikes.collect.notice_mail.reading import Reading
from strikes.errors import DamageError, FormatError
from strikes.intake import status as statuses
from strikes.intake.receipts import follow_hash
from strikes.intake.status import Status
from strikes.intake.submission import Follow, Notice, Submission, packed, unpacked
from strikes.model import Level
from strikes.seal import Identity, Recipient
from strikes.store import consents, submissions
from strikes.store.committing import Counts
from strikes.store.files import write_once
from strikes.store.forget import forget
from strikes.store.submissions import Case, Message
from strikes.store.vault import Vault
from strikes.store.workspace import Workspace


@dataclass(frozen=True)
class Office:
    """Where cases come in and answers go out, and the key that opens them."""

    place: Workspace
    vault: Vault
    identity: Identity
    drop: Path
    prove: Prover | None = None

    @property
    def outbox(self) -> Path:
        """Where answers lie."""
        return self.drop / "outbox"


@dataclass
class Taken:
    """What became of the inbox."""

    cases: int = 0
    words: int = 0
    erased: int = 0
    events: Counts = field(default_factory=Counts)
    #: Files that could not be opened or read; they stay where they are.
    unreadable: list[str] = field(default_factory=list)


def take_in(office: Office, now: dt.datetime) -> Taken:
    """Take in all that waits, submissions before the words about them; answer each."""
    taken = Taken()
    waiting = _waiting(office, taken)
    with reading() as reader:
        clerk = Clerk(office.place, office.vault, reader, office.prove)
        for path, handed in waiting:
            if isinstance(handed, Submission):
                _take_case(office, clerk, handed, taken, now)
            else:
                _take_word(office, clerk, handed, taken, now)
            path.unlink(missing_ok=True)
    consents.take_in(office.place)
    submissions.prove_by_token(office.place, now)
    for case in submissions.cases(office.place):
        answer(office, case, now)
    return taken


def answer(office: Office, case: Case, now: dt.datetime) -> None:
    """Write how a case stands into the outbox, for its owner alone."""
    is_control_shown = submissions.controlled(office.place, case.channel_ids)
    level = max(submissions.best_level(office.place, case.source_ids), Level.P2 if is_control_shown else Level.P1)
    said = submissions.messages(office.place, case.name)
    status = Status(
        state=case.state,  # type: ignore[arg-type]
        day=now.date().isoformat(),
        n_events=case.n_events,
        level=Level(level).name,
        is_control_shown=is_control_shown,
        messages=tuple(statuses.Message(m.said_at[:10], m.by, text(office, m)) for m in said),  # type: ignore[arg-type]
    )
    office.outbox.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_once(office.outbox / f"{case.name}.age", statuses.sealed(status, Recipient(case.recipient)))


def ask(office: Office, case: Case, question: str, now: dt.datetime) -> None:
    """Put a question to an owner; it lies in the outbox when this returns."""
    number = hashlib.sha256(f"{case.name} {now.isoformat()} {question}".encode()).hexdigest()[:16]
    name = office.vault.put(json.dumps({"id": number, "text": question}, ensure_ascii=False).encode())
    submissions.add_message(office.place, Message(case.name, number, _stamp(now), "analyst", "question", name))
    answer(office, case, now)


def text(office: Office, message: Message) -> str:
    """Return the words of a message out of the vault."""
    raw = office.vault.get(message.vault_name)
    if message.by == "analyst":
        return str(json.loads(raw)["text"])
    word = unpacked(raw)
    return word.text if isinstance(word, Follow) else ""


def _waiting(office: Office, taken: Taken) -> list[tuple[Path, Submission | Follow]]:
    found = []
    for path in sorted((office.drop / "inbox").glob("*.age")):
        try:
            found.append((path, unpacked(seal.unseal(path.read_bytes(), [office.identity]))))
        except (DamageError, FormatError):
            taken.unreadable.append(path.name)
    return sorted(found, key=lambda pair: (isinstance(pair[1], Follow), pair[1].sent_at, pair[0]))


def _take_case(office: Office, clerk: Clerk, handed: Submission, taken: Taken, now: dt.datetime) -> None:
    if submissions.find(office.place, handed.name) is not None:
        return
    is_for_analysis = handed.consents["analysis"]
    told = clerk.take(handed) if is_for_analysis else Told()
    told.vault_names.add(office.vault.put(packed(handed)))
    case = Case(
        name=handed.name,
        case_number=handed.case_number,
        recipient=handed.recipient,
        follow_hash=handed.follow_hash,
        token=handed.token,
        state="taken_in" if is_for_analysis else "kept_only",
        sent_on=handed.sent_at[:10],
        taken_in_at=_stamp(now),
        language=handed.language,
        role=handed.role,
        n_events=told.counts.new + told.counts.known,
        purposes=[purpose for purpose in consents.PURPOSES if handed.consents[purpose]],
        channel_ids=sorted({each.channel_id for each in handed.notices if each.channel_id}),
        source_ids=sorted(told.source_ids),
        vault_names=sorted(told.vault_names),
    )
    _consent(office, case, case.source_ids, now)
    if told.proven:
        submissions.prove_by_mail(office.place, sorted(told.proven), now)
    submissions.add(office.place, case)
    taken.cases += 1
    taken.events += told.counts


def _take_word(office: Office, clerk: Clerk, word: Follow, taken: Taken, now: dt.datetime) -> None:
    case = submissions.find(office.place, word.name)
    if case is None or not hmac.compare_digest(follow_hash(word.follow_key), case.follow_hash):
        # Of an erased case, or by somebody who holds no receipt: nothing to do, and nothing to say.
        return
    if word.what == "erasure":
        forget(office.place, case, office.vault, now)
        for path in sorted(office.outbox.glob(f"{case.name}*.age")):
            path.unlink(missing_ok=True)
        taken.erased += 1
        return
    message = Message(case.name, word.message_id, word.sent_at, "owner", word.what, office.vault.put(packed(word)))
    if not submissions.add_message(office.place, message):
        return
    taken.words += 1
    if word.what == "withdrawal":
        submissions.withdraw(office.place, case.name)
        _consent(office, case, case.source_ids, now, is_withdrawn=True)
    elif case.state == "taken_in":
        _take_material(office, clerk, case, word, taken, now)


def _take_material(office: Office, clerk: Clerk, case: Case, word: Follow, taken: Taken, now: dt.datetime) -> None:
    """Later mails are facts like the first ones, of the same channel and under the same consents."""
    told = Told()
    channel = case.channel_ids[0] if len(case.channel_ids) == 1 else None
    about = [Notice(Reading(), channel_id=channel)]
    for file in word.files:
        told.vault_names.add(office.vault.put(file.content))
        if file.kind == "mail":
            clerk.take_mail(file, about, case.case_number, told)
    _consent(office, case, sorted(told.source_ids), now)
    submissions.add_material(
        office.place, case.name, sorted(told.source_ids), sorted(told.vault_names), told.counts.new
    )
    taken.events += told.counts


def _consent(
    office: Office, case: Case, source_ids: list[str], now: dt.datetime, *, is_withdrawn: bool = False
) -> None:
    for source_id in source_ids:
        for purpose in consents.PURPOSES:
            consents.write_consent(
                office.place,
                subject_kind="source",
                subject=source_id,
                purpose=purpose,
                is_given=purpose in case.purposes and not is_withdrawn,
                by="owner",
                now=now,
            )


def _stamp(now: dt.datetime) -> str:
    return now.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
