"""DNS records of signing keys: looked up when asked, and kept with time and resolver, because platforms change them."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Protocol

from strikes.errors import DamageError, ServiceError


@dataclass(frozen=True, slots=True)
class KeyRecord:
    """A key's TXT record as seen once; `seen_at` is UTC, `resolver` says who answered."""

    name: str
    text: str
    seen_at: str
    resolver: str


class LookUp(Protocol):
    """Asks DNS for a TXT record: None where there is none; raises ServiceError where nobody answers."""

    resolver: str

    def __call__(self, name: str) -> str | None: ...


class KeyBook:
    """The records seen so far, one a line in a file that is only added to; without a path, or not kept, in memory."""

    def __init__(self, path: Path | None = None, *, keeps: bool = True) -> None:
        self._path = path if keeps else None
        self._records = _read(path) if path and path.is_file() else []

    def newest(self, name: str) -> KeyRecord | None:
        """Return the record seen last for a name, None where none ever was."""
        return next((record for record in reversed(self._records) if record.name == name), None)

    def add(self, record: KeyRecord) -> None:
        """Keep a record, unless the newest of its name says the same."""
        known = self.newest(record.name)
        if known is not None and known.text == record.text:
            return
        self._records.append(record)
        if self._path is not None:
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with self._path.open("a", encoding="utf-8") as file:
                file.write(json.dumps(asdict(record)) + "\n")
                file.flush()
                os.fsync(file.fileno())


def _read(path: Path) -> list[KeyRecord]:
    try:
        return [KeyRecord(**json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines() if line]
    except (ValueError, TypeError) as error:
        raise DamageError(
            f"{path.name} in the workspace's keys cannot be read. Restore it from a backup, or set it aside."
        ) from error


class SystemDns:
    """Asks the resolver this machine is set up with."""

    def __init__(self) -> None:
        import dns.resolver

        self._resolver = dns.resolver.Resolver()
        self._resolver.lifetime = 5.0
        self.resolver = ",".join(str(server) for server in self._resolver.nameservers) or "system"

    def __call__(self, name: str) -> str | None:
        """Return the TXT record of a name; see LookUp."""
        import dns.exception
        import dns.resolver

        try:
            answer = self._resolver.resolve(name, "TXT")
        except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
            return None
        except dns.exception.DNSException as error:
            raise ServiceError(
                "DNS gave no answer, so signatures could not be checked. Try again, or use --verify stored."
            ) from error
        return b"".join(next(iter(answer)).strings).decode("utf-8", errors="replace")
