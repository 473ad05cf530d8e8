"""What a mail proves of itself: the cases of R16, with keys and a resolver of the tests' own."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import dkim
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from strikes.collect import authenticity
from strikes.collect.authenticity import Verify, prove, prover
from strikes.collect.dns_keys import KeyBook, KeyRecord
from strikes.model import Level

NOW = datetime(2026, 3, 4, tzinfo=UTC)
MAIL = (
    b"From: YouTube <no-reply@youtube.com>\r\nTo: owner@blue-gate.example\r\nSubject: notice\r\n"
    b"Date: Tue, 03 Mar 2026 10:15:00 +0000\r\nMessage-ID: <1@youtube.com>\r\n\r\n"
    b"Video title: A\r\nTakedown issued by: Tern House\r\n"
)


class Key:
    """A signing key with its DNS record."""

    def __init__(self, bits: int) -> None:
        made = rsa.generate_private_key(public_exponent=65537, key_size=bits)
        self.private = made.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.TraditionalOpenSSL, serialization.NoEncryption()
        )
        public = made.public_key().public_bytes(
            serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
        )
        self.record = "v=DKIM1; k=rsa; p=" + base64.b64encode(public).decode()


@pytest.fixture(scope="module")
def strong() -> Key:
    return Key(2048)


@pytest.fixture(scope="module")
def short() -> Key:
    return Key(1024)


class Dns:
    """A resolver that knows what the test tells it."""

    resolver = "test"

    def __init__(self) -> None:
        self.records: dict[str, str] = {}
        self.asked: list[str] = []

    def __call__(self, name: str) -> str | None:
        self.asked.append(name)
        return self.records.get(name)


def dns(record: str | None, domain: str = "youtube.com") -> Dns:
    found = Dns()
    if record is not None:
        found.records[f"s1._domainkey.{domain}"] = record
    return found


def signed(mail: bytes, key: Key, domain: bytes = b"youtube.com", **options: object) -> bytes:
    names = [b"from", b"to", b"subject", b"date"]
    header = dkim.sign(mail, b"s1", domain, key.private, include_headers=names, **options)
    return bytes(header) + mail


def grade(mail: bytes, record: str | None, domain: str = "youtube.com") -> tuple[str, str | None]:
    proof = prove(mail, KeyBook(), dns(record, domain), NOW)
    return proof.grade, proof.dkim.result


class TestTheSeventeenCases:
    def test_intact(self, strong: Key) -> None:
        proof = prove(signed(MAIL, strong), KeyBook(), dns(strong.record), NOW)
        assert (proof.grade, proof.level, proof.dkim.domain, proof.dkim.aligned) == (
            "E3",
            Level.P4,
            "youtube.com",
            True,
        )
        assert proof.is_full_mark

    def test_line_ends_of_unix(self, strong: Key) -> None:
        assert grade(signed(MAIL, strong).replace(b"\r\n", b"\n"), strong.record) == ("E3", "pass")

    def test_blank_tail(self, strong: Key) -> None:
        assert grade(signed(MAIL, strong) + b"\r\n\r\n\r\n", strong.record) == ("E3", "pass")

    def test_reply_to_added(self, strong: Key) -> None:
        assert grade(b"Reply-To: x@y.example\r\n" + signed(MAIL, strong), strong.record) == ("E3", "pass")

    def test_second_subject_added(self, strong: Key) -> None:
        assert grade(b"Subject: other\r\n" + signed(MAIL, strong), strong.record) == ("E1", "partial")

    def test_length_tag_with_added_text(self, strong: Key) -> None:
        mail = signed(MAIL, strong, length=True) + b"Video title: B\r\n"
        assert grade(mail, strong.record) == ("E1", "partial")

    def test_other_domain(self, strong: Key) -> None:
        mail = signed(MAIL, strong, b"youtube-mail.example")
        assert grade(mail, strong.record, "youtube-mail.example") == ("E1", "other_domain")

    def test_a_key_of_1024_bits_counts_but_not_in_full(self, short: Key) -> None:
        proof = prove(signed(MAIL, short), KeyBook(), dns(short.record), NOW)
        assert (proof.grade, proof.is_full_mark) == ("E3", False)

    def test_two_signatures_of_which_the_second_is_the_platforms(self, strong: Key) -> None:
        mail = signed(signed(MAIL, strong), strong, b"relay.example")
        assert grade(mail, strong.record) == ("E3", "pass")

    def test_body_changed(self, strong: Key) -> None:
        assert grade(signed(MAIL, strong).replace(b"Tern", b"Gull"), strong.record) == ("E1", "fail")

    def test_subject_changed(self, strong: Key) -> None:
        assert grade(signed(MAIL, strong).replace(b"Subject: notice", b"Subject: notIce!"), strong.record) == (
            "E1",
            "fail",
        )

    def test_second_from(self, strong: Key) -> None:
        assert grade(b"From: x@evil.example\r\n" + signed(MAIL, strong), strong.record)[0] == "E1"

    def test_footer_added(self, strong: Key) -> None:
        assert grade(signed(MAIL, strong) + b"-- \r\nlist footer\r\n", strong.record) == ("E1", "fail")

    def test_key_gone_is_unknown_not_forged(self, strong: Key) -> None:
        assert grade(signed(MAIL, strong), None) == ("E1", "no_key")

    def test_key_revoked(self, strong: Key) -> None:
        assert grade(signed(MAIL, strong), "v=DKIM1; k=rsa; p=") == ("E1", "revoked")

    def test_only_authentication_results(self, strong: Key) -> None:
        claimed = b"Authentication-Results: mx.google.com; dkim=pass header.i=@youtube.com\r\n" + MAIL
        assert grade(claimed, strong.record) == ("E1", "unsigned")

    def test_mail_as_attachment(self, strong: Key) -> None:
        from strikes.collect.mail import signed_bytes
        from strikes.collect.notice_mail.read import read

        inner = signed(MAIL, strong)
        outer = (
            b"From: e@gate-desk.example\r\nTo: h@r.example\r\nSubject: fwd\r\nMIME-Version: 1.0\r\n"
            b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\n\r\nlook\r\n--b\r\n'
            b"Content-Type: message/rfc822\r\n\r\n" + inner + b"\r\n--b--\r\n"
        )
        (told,) = read(outer)
        cut = signed_bytes(outer, told.sha256)
        assert cut == inner
        assert grade(cut, strong.record) == ("E3", "pass")
        assert grade(outer, strong.record)[0] == "E1"


def test_a_key_too_short_proves_nothing(short: Key, monkeypatch: pytest.MonkeyPatch) -> None:
    # No library at hand makes keys below 1024 bits, so the floor is raised instead.
    monkeypatch.setattr(authenticity, "MIN_KEY_BITS", 2048)
    assert grade(signed(MAIL, short), short.record) == ("E1", "weak")


@pytest.mark.parametrize("missing", [b"to", b"subject", b"date"])
def test_each_of_the_four_headers_must_be_signed(strong: Key, missing: bytes) -> None:
    names = [name for name in (b"from", b"to", b"subject", b"date") if name != missing]
    mail = bytes(dkim.sign(MAIL, b"s1", b"youtube.com", strong.private, include_headers=names)) + MAIL
    assert grade(mail, strong.record) == ("E1", "partial")


def test_a_subdomain_sender_is_the_platforms_own(strong: Key) -> None:
    mail = MAIL.replace(b"no-reply@youtube.com", b"no-reply@mail.youtube.com")
    assert grade(signed(mail, strong), strong.record) == ("E3", "pass")


def test_a_look_alike_domain_is_not(strong: Key) -> None:
    mail = MAIL.replace(b"no-reply@youtube.com", b"no-reply@notyoutube.com")
    assert grade(signed(mail, strong), strong.record) == ("E1", "other_domain")


def test_a_stored_key_verifies_with_dns_off(strong: Key, tmp_path: Path) -> None:
    path = tmp_path / "keys" / "dkim.jsonl"
    mail = signed(MAIL, strong)
    online = prover(Verify.ONLINE, path, keeps=True, look_up=dns(strong.record))
    assert online is not None
    key = online(mail).key
    assert key == KeyRecord("s1._domainkey.youtube.com", strong.record, key.seen_at if key else "", "test")

    stored = prover(Verify.STORED, path, keeps=True)
    assert stored is not None
    assert stored(mail).grade == "E3"
    assert path.stat().st_mode & 0o077 == 0 or path.parent.stat().st_mode & 0o077 == 0


def test_a_key_that_left_dns_still_verifies_what_was_seen(strong: Key, tmp_path: Path) -> None:
    book = KeyBook(tmp_path / "dkim.jsonl")
    prove(signed(MAIL, strong), book, dns(strong.record), NOW)
    assert prove(signed(MAIL, strong), book, dns(None), NOW + timedelta(days=400)).grade == "E3"


def test_offline_asks_nobody_and_says_so(tmp_path: Path) -> None:
    assert prover(Verify.OFFLINE, tmp_path / "none", keeps=True) is None


def test_nobody_is_asked_about_other_domains(strong: Key) -> None:
    resolver = dns(strong.record, "evil.example")
    prove(signed(MAIL, strong, b"evil.example"), KeyBook(), resolver, NOW)
    assert resolver.asked == []


def expiring(key: Key, expires: datetime) -> bytes:
    """Sign with an x= tag, which the library does not write: it is put into an own signature of the same form."""
    verifier = dkim.DKIM(MAIL)
    original = verifier.gen_header

    def with_expiry(fields: list[tuple[bytes, bytes]], *rest: object, **options: object) -> object:
        return original([*fields[:-2], (b"x", str(int(expires.timestamp())).encode()), *fields[-2:]], *rest, **options)

    verifier.gen_header = with_expiry
    header = verifier.sign(b"s1", b"youtube.com", key.private, include_headers=[b"from", b"to", b"subject", b"date"])
    return bytes(header) + MAIL


def test_an_expired_signature_is_told_as_such(strong: Key) -> None:
    mail = expiring(strong, datetime.now(UTC) + timedelta(days=7))
    later = datetime.now(UTC) + timedelta(days=30)
    assert prove(mail, KeyBook(), dns(strong.record), datetime.now(UTC)).grade == "E3"
    assert prove(mail, KeyBook(), dns(strong.record), later).dkim.result == "expired"


def test_a_signature_that_expired_after_intake_still_holds(strong: Key) -> None:
    mail, book = expiring(strong, datetime.now(UTC) + timedelta(seconds=5)), KeyBook()
    prove(mail, book, dns(strong.record), datetime.now(UTC))
    assert prove(mail, book, None, datetime.now(UTC) + timedelta(days=300)).grade == "E3"


@pytest.fixture
def sealed(strong: Key, monkeypatch: pytest.MonkeyPatch) -> Iterator[bytes]:
    """A mail whose body a forwarder changed after sealing that the platform's signature had held."""
    results = b"Authentication-Results: mx.google.com; dkim=pass header.i=@youtube.com header.s=s1; arc=none\r\n"
    mail = results + MAIL
    lines = dkim.arc_sign(mail, b"s1", b"google.com", strong.private, b"mx.google.com")
    yield b"".join(lines) + mail


def test_a_listed_forwarders_seal_gives_the_second_grade(sealed: bytes, strong: Key) -> None:
    proof = prove(sealed, KeyBook(), dns(strong.record, "google.com"), NOW)
    assert (proof.grade, proof.level) == ("E2", Level.P3)


def test_a_seal_over_changed_bytes_gives_nothing(sealed: bytes, strong: Key) -> None:
    assert prove(sealed.replace(b"Tern", b"Gull"), KeyBook(), dns(strong.record, "google.com"), NOW).grade == "E1"


def test_a_seal_of_somebody_unlisted_gives_nothing(strong: Key) -> None:
    mail = b"Authentication-Results: mx.evil.example; dkim=pass header.i=@youtube.com; arc=none\r\n" + MAIL
    lines = dkim.arc_sign(mail, b"s1", b"evil.example", strong.private, b"mx.evil.example")
    assert prove(b"".join(lines) + mail, KeyBook(), dns(strong.record, "evil.example"), NOW).grade == "E1"


@pytest.mark.parametrize(
    "raw", [b"", b"\0" * 100, b"DKIM-Signature: \xff\r\n\r\n", b"DKIM-Signature: v=1; d=youtube.com; h=\r\n\r\n"]
)
def test_broken_signatures_raise_nothing(raw: bytes) -> None:
    assert prove(raw, KeyBook(), dns(None), NOW).grade == "E1"
