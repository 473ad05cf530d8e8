"""A mailbox on a server, read without a trace: folders are opened with EXAMINE, nothing is marked or deleted.

Where it stopped is noted after each mail is stored (server, user, folder, UIDVALIDITY, highest UID done), so that an
interrupted run goes on there; what was stored twice all the same is known by its content.
"""

from __future__ import annotations

import hashlib
import imaplib
import json
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from ipaddress import ip_address
from pathlib import Path

from imap_tools import BaseMailBox, MailBox, MailboxLoginError, MailBoxStartTls, MailBoxUnencrypted
from imap_tools.errors import ImapToolsError

from strikes.collect.mailbox import Found
from strikes.collect.notice_mail.mime import MAX_MAIL
from strikes.errors import DamageError, ServiceError, UsageError
from strikes.store.files import write_once

_TIMEOUT_SECONDS = 30.0
_AT_ONCE = 50
_FAILURES = (OSError, imaplib.IMAP4.error, ImapToolsError)


class Tls(StrEnum):
    """How the connection is made safe; none is for a server on this machine only."""

    SSL = "ssl"
    STARTTLS = "starttls"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Account:
    """Whose folder on which server."""

    host: str
    user: str
    folder: str = "INBOX"
    port: int | None = None
    tls: Tls = Tls.SSL
    #: A certificate authority of one's own.
    ca_file: Path | None = None


@dataclass(slots=True)
class Progress:
    """How far a folder was taken; kept in one small file, replaced whole."""

    path: Path
    uid_validity: int = 0
    last_uid: int = 0

    def note(self, uid: int) -> None:
        """Note that everything up to this UID is stored."""
        self.last_uid = uid
        self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_once(self.path, json.dumps({"uid_validity": self.uid_validity, "last_uid": uid}).encode())


def progress_of(account: Account, folder: Path) -> Progress:
    """Return how far an account's folder was taken; the file's name tells nobody whose it is."""
    name = hashlib.sha256(f"{account.host}\0{account.user}\0{account.folder}".encode()).hexdigest()[:32]
    path = folder / f"{name}.json"
    if not path.is_file():
        return Progress(path)
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        return Progress(path, int(told["uid_validity"]), int(told["last_uid"]))
    except (ValueError, KeyError, TypeError):
        raise DamageError(
            "It cannot be read how far this mailbox was taken. Delete inbox/imap to begin anew."
        ) from None


def new_mails(account: Account, password: str, progress: Progress) -> Iterator[tuple[int, Found]]:
    """Yield the mails that were not taken yet, each with its UID, oldest first.

    Raises ServiceError where the server refuses or goes away; what was taken by then stays taken.
    """
    with _opened(account, password) as mailbox:
        validity = mailbox.folder.status(account.folder, ["UIDVALIDITY"])["UIDVALIDITY"]
        if validity != progress.uid_validity:
            # The server has numbered its mails anew: all are looked at again, and known by their content.
            progress.uid_validity, progress.last_uid = validity, 0
        mailbox.folder.set(account.folder, readonly=True)
        uids = sorted(int(uid) for uid in mailbox.uids(f"UID {progress.last_uid + 1}:*"))
        fresh = [uid for uid in uids if uid > progress.last_uid]
        for start in range(0, len(fresh), _AT_ONCE):
            yield from _fetched(mailbox.client, account, fresh[start : start + _AT_ONCE])


@contextmanager
def _opened(account: Account, password: str) -> Iterator[BaseMailBox]:
    try:
        mailbox = _connected(account)
        try:
            yield mailbox.login(account.user, password, initial_folder=None)
        finally:
            # Also where the server has gone: the socket must not stay open.
            with suppress(*_FAILURES):
                mailbox.logout()
    except MailboxLoginError as error:
        raise ServiceError("The mail server refused the user name or the password.") from error
    except _FAILURES as error:
        raise ServiceError(
            f"The mail server did not answer as it should ({type(error).__name__}). Run the command again: it goes on "
            "where it stopped."
        ) from error


def _connected(account: Account) -> BaseMailBox:
    if account.tls is Tls.NONE:
        if not _is_here(account.host):
            raise UsageError("Without TLS the password would travel in the open. Use --tls ssl or --tls starttls.")
        return MailBoxUnencrypted(account.host, account.port or 143, timeout=_TIMEOUT_SECONDS)
    context = ssl.create_default_context(cafile=account.ca_file)
    if account.tls is Tls.STARTTLS:
        return MailBoxStartTls(account.host, account.port or 143, timeout=_TIMEOUT_SECONDS, ssl_context=context)
    return MailBox(account.host, account.port or 993, timeout=_TIMEOUT_SECONDS, ssl_context=context)


def _is_here(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _fetched(client: imaplib.IMAP4, account: Account, uids: list[int]) -> Iterator[tuple[int, Found]]:
    """Fetch mails by their raw bytes (imap-tools would give them parsed); PEEK leaves them unread.

    Sizes are asked first: a mail past the limit is told, not loaded.
    """
    sizes = _sizes(client, uids)
    for uid in uids:
        origin = f"{account.folder}/{uid}"
        if uid not in sizes:
            continue
        if sizes[uid] > MAX_MAIL:
            yield uid, Found(origin, refusal="The mail is larger than 25 MB.", is_one_of_many=True)
            continue
        _, answer = client.uid("FETCH", str(uid), "(BODY.PEEK[])")
        raw = next((part[1] for part in answer if isinstance(part, tuple)), None)
        if raw is not None:
            yield uid, Found(origin, raw, is_one_of_many=True)


def _sizes(client: imaplib.IMAP4, uids: list[int]) -> dict[int, int]:
    _, answer = client.uid("FETCH", ",".join(map(str, uids)), "(UID RFC822.SIZE)")
    found = {}
    for line in (line for line in answer if isinstance(line, bytes)):
        words = line.replace(b"(", b" ").replace(b")", b" ").split()
        if b"UID" in words and b"RFC822.SIZE" in words:
            found[int(words[words.index(b"UID") + 1])] = int(words[words.index(b"RFC822.SIZE") + 1])
    return found
