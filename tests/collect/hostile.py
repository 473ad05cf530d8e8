"""Mails made to harm whoever reads them, and ordinary ones with bytes changed; SIMULATED, all of them."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

from tests.collect.notice_mail.factory import LAYOUTS, WAYS, Letter

HEAD = (
    b"From: YouTube <no-reply@youtube.com>\r\nTo: a@b.example\r\nSubject: s\r\n"
    b"Date: Tue, 03 Mar 2026 10:15:00 +0000\r\n"
)
BODY = b"Video title: A\r\nVideo url: https://www.youtube.com/watch?v=aB3dE6gH9jK\r\nTakedown issued by: Tern House\r\n"


def nested(depth: int) -> bytes:
    """Containers in containers."""
    opened = b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (n, n) for n in range(depth))
    return HEAD + opened + b"\r\n" + BODY


def nested_mails(depth: int) -> bytes:
    """Mails in mails."""
    return HEAD + b"Content-Type: message/rfc822\r\n\r\n" * depth + HEAD + b"\r\n" + BODY


def flat(parts: int) -> bytes:
    """Very many parts."""
    return HEAD + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + b"--b\r\n\r\nx\r\n" * parts + b"--b--\r\n"


def encoded(size: int) -> bytes:
    """One large base64 part."""
    return HEAD + b"Content-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\n" + b"QUFB" * (size // 4)


def with_header(header: bytes) -> bytes:
    """A notice with one more header."""
    return HEAD + header + b"\r\n\r\n" + BODY


def page(text: bytes) -> bytes:
    """A notice as a page."""
    return HEAD + b"Content-Type: text/html; charset=utf-8\r\n\r\n" + text + BODY


#: R11's twenty-four, and a few of our own: regular expressions and pages have their own ways to be slow.
KINDS: dict[str, Callable[[], bytes]] = {
    "nested 100": lambda: nested(100),
    "nested 500": lambda: nested(500),
    "nested 10k": lambda: nested(10_000),
    "rfc822 100": lambda: nested_mails(100),
    "rfc822 5000": lambda: nested_mails(5_000),
    "flat 10k": lambda: flat(10_000),
    "flat 100k": lambda: flat(100_000),
    "base64 20 MB": lambda: encoded(20 * 2**20),
    "base64 100 MB": lambda: encoded(100 * 2**20),
    "one line of 100 MB": lambda: HEAD + b"\r\n" + b"x" * (100 * 2**20),
    "one line of 20 MB": lambda: HEAD + b"\r\n" + b"x" * (20 * 2**20),
    "many headers": lambda: HEAD + b"X-A: b\r\n" * 100_000 + b"\r\n" + BODY,
    "long header": lambda: with_header(b"X-A: " + b"a" * 2**20),
    "encoded words": lambda: with_header(b"Subject: " + b"=?utf-8?q?a?= " * 20_000),
    "encoded words, few": lambda: with_header(b"Subject: " + b"=?utf-8?b?" + b"Q" * 900 + b"?= " * 30),
    "many addresses": lambda: with_header(b"Cc: " + b"a@b.example, " * 20_000),
    "parentheses": lambda: with_header(b"To: " + b"(" * 10_000),
    "parameters": lambda: with_header(b"Content-Type: text/plain" + b'; a="b"' * 3_000),
    "RFC 2231": lambda: with_header(b"Content-Type: text/plain; " + b"; ".join(b"name*%d=x" % n for n in range(2_000))),
    "NUL and 8-bit": lambda: HEAD + b"\r\n" + bytes(range(256)) * 4_000 + BODY,
    "unknown charset": lambda: with_header(b"Content-Type: text/plain; charset=x-none"),
    "bad quoted-printable": lambda: with_header(b"Content-Transfer-Encoding: quoted-printable") + b"=ZZ=\r\n=" * 1000,
    "bad base64": lambda: HEAD + b"Content-Transfer-Encoding: base64\r\n\r\n" + b"===A=B==\xff" * 10_000,
    "no boundary": lambda: with_header(b"Content-Type: multipart/mixed"),
    "doubled From": lambda: b"From: x@y.example\r\n" + HEAD + b"\r\n" + BODY,
    "impossible date": lambda: HEAD.replace(b"03 Mar 2026 10", b"99 Foo 99999999999 77") + b"\r\n" + BODY,
    "colons": lambda: HEAD + b"\r\n" + b"Video title: " * 100_000,
    "labels": lambda: HEAD + b"\r\n" + b"Video title: a\r\n" * 20_000,
    "quotation marks": lambda: HEAD + b"\r\n" + (b">" * 2_000 + b"\r\n") * 500,
    "header blocks": lambda: HEAD + b"\r\n" + b"From: YouTube\r\nDate: 1 Mar 2026\r\nSubject: x\r\n\r\nhi\r\n" * 5_000,
    "wrote": lambda: HEAD + b"\r\n" + b"On 1 Mar 2026 YouTube wrote:\r\n" * 10_000,
    "phrases": lambda: HEAD + b"\r\n" + b"third-party notification from a " * 10_000,
    "phrases on lines": lambda: HEAD + b"\r\n" + b"if taken down by x\r\n7 days will be removed\r\n" * 10_000,
    "open tags": lambda: page(b"<div>" * 100_000),
    "brackets": lambda: page(b"<" * 500_000),
    "scripts": lambda: page(b"<script>" * 50_000),
    "cells": lambda: page(b"<table><tr>" + b"<td>Video title</td>" * 20_000 + b"</tr></table>"),
    "addresses": lambda: HEAD + b"\r\n" + b"https://youtube.com/" + b"?&v=" * 50_000,
    "percent signs": lambda: HEAD + b"\r\nhttps://youtu.be/" + b"%25" * 100_000,
    "brackets in text": lambda: HEAD + b"\r\nTakedown issued by: " + b"[a](" * 50_000 + b"<" * 50_000,
}


def mutated(count: int, seed: int) -> Iterator[bytes]:
    """Yield ordinary notices with bytes changed, cut, doubled or shuffled."""
    chance = random.Random(seed)
    originals = [WAYS[way](LAYOUTS[layout](Letter())).raw for layout in LAYOUTS for way in WAYS]
    for _ in range(count):
        yield _changed(bytearray(chance.choice(originals)), chance)


def _changed(raw: bytearray, chance: random.Random) -> bytes:
    for _ in range(chance.randint(1, 20)):
        at = chance.randrange(len(raw) or 1)
        length = chance.choice((1, 1, 4, 40, 400))
        match chance.randrange(5):
            case 0:
                raw[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                del raw[at : at + length]
            case 2:
                raw[at:at] = raw[at : at + length] * chance.choice((1, 2, 30))
            case 3:
                raw[at:at] = chance.choice((b"\r\n\r\n", b"--", b"=?", b":", b"\0", b"<", "ə".encode(), b"\nFrom: x\n"))
            case _:
                piece = raw[at : at + length]
                raw[at : at + length] = bytes(reversed(piece))
    return bytes(raw)
