"""How fast facts come out of ordinary notices, measured against Python's own mail parser on the same mails.

    python -m benchmarks.mail_reading [COUNT]

CPU seconds of this process and its children, never the clock. The goal is at most 4 times `email.message_from_bytes`
(compat32), the bounded child and its start included. Sealing and checking a signature are told apart.
"""

from __future__ import annotations

import email
import random
import resource
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from strikes.collect.authenticity import prove
from strikes.collect.bounded import reading
from strikes.collect.dns_keys import KeyBook, KeyRecord
from strikes.collect.notice_mail.facts import event_rows
from strikes.store.vault import workspace_vault
from tests.collect.notice_mail.factory import LAYOUTS, Letter, Video, both_parts, mail
from tests.collect.test_authenticity import MAIL, Key, signed

#: What delivery adds on the way: the notice itself has four of its thirty headers.
TRAIL = b"".join(
    b"Received: from mail-%d.google.example (mail-%d.google.example. [192.0.2.%d])\r\n"
    b"        by mx.example with SMTPS id a%d for <owner@blue-gate.example>;\r\n"
    b"        Wed, 11 Feb 2026 01:40:0%d -0800 (PST)\r\n" % (n, n, n, n, n)
    for n in range(1, 5)
) + b"".join(
    b"%s: a=rsa-sha256; c=relaxed/relaxed; d=youtube.com; s=20230601;\r\n"
    b"        h=to:from:subject:date;\r\n        b=%s\r\n" % (name, b"Qm9ndXMgc2lnbmF0dXJl" * 12)
    for name in (b"ARC-Seal", b"ARC-Message-Signature", b"DKIM-Signature", b"X-Google-DKIM-Signature")
)


def cpu_seconds() -> float:
    """CPU time of this process and of those children that have ended."""
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def took(action: Callable[[], object]) -> float:
    """Return the CPU seconds an action takes."""
    before = cpu_seconds()
    action()
    return cpu_seconds() - before


def letters(count: int) -> list[Letter]:
    """Make notices as they come in: two generations, one to three videos, everybody's own names and ids."""
    chance = random.Random(11)

    def word(length: int) -> str:
        return "".join(chance.choice("abcdefghijklmnopqrstuvwxyz") for _ in range(length))

    def video() -> Video:
        name, title = f"{word(7).title()} {word(6).title()}", f"{word(5)} {word(9)}"
        return Video(word(11), title, name, f"{word(6)}@{word(9)}.example", f"our {word(8)} film")

    return [
        LAYOUTS[chance.choice(("g2", "g3", "g3"))](
            Letter(channel=word(8).title(), videos=tuple(video() for _ in range(chance.choice((1, 1, 2, 3)))))
        )
        for _ in range(count)
    ]


def facts(mails: list[bytes]) -> int:
    """Read mails in the bounded child and make event rows of them; return how many."""
    with reading() as reader:
        return sum(len(event_rows(told)) for outcome in reader.read_all(mails) for told in outcome.readings)


def compare(name: str, mails: list[bytes]) -> None:
    """Print what both readers take."""
    facts(mails[:100])
    ours, theirs = [], []
    for _ in range(3):
        theirs.append(took(lambda: [email.message_from_bytes(raw) for raw in mails]))
        ours.append(took(lambda: facts(mails)))
    us, them = min(ours), min(theirs)
    print(
        f"{name:32} {sum(map(len, mails)) / len(mails) / 1024:5.1f} KB  message_from_bytes {them:6.2f} s  "
        f"facts {us:6.2f} s  ratio {us / them:4.2f}  ({us / len(mails) * 1e6:.0f} us a mail)"
    )


def main() -> None:
    """Print the figures."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    made = letters(count)
    as_delivered = [TRAIL + both_parts(letter).raw for letter in made]
    bare = [mail(letter) for letter in made]
    compare("as delivered (text and page)", as_delivered)
    compare("bare text, eight headers", bare)
    with tempfile.TemporaryDirectory() as folder:
        vault = workspace_vault(Path(folder) / "w")
        sealing = took(lambda: [vault.put(raw) for raw in as_delivered[:1000]])
    print(f"sealing into the vault: {sealing / min(count, 1000) * 1e6:.0f} us a mail")
    print(f"checking one signature: {proving() / 200 * 1e6:.0f} us a mail")


def proving() -> float:
    """Return what two hundred checks of a 2048-bit signature take."""
    key = Key(2048)
    raw, book = signed(MAIL, key), KeyBook()
    book.add(KeyRecord("s1._domainkey.youtube.com", key.record, "2026-03-04T00:00:00Z", "benchmark"))
    return took(lambda: [prove(raw, book, None) for _ in range(200)])


if __name__ == "__main__":
    main()
