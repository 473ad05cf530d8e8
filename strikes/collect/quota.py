"""The quota ledger: what was asked of a service today, counted before it is sent, in a file that outlives restarts.

A file beside the casebook, not a table in it: a unit must be on disk before its request leaves, also while another
command holds the casebook (docs/decisions/0080-quota-ledger.md).
"""

from __future__ import annotations

import datetime as dt
import fcntl
import hashlib
import os
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO
from zoneinfo import ZoneInfo

from strikes.collect.clock import Clock
from strikes.errors import ServiceError

#: Google renews quotas at midnight there (https://developers.google.com/youtube/v3/determine_quota_cost).
PACIFIC = ZoneInfo("America/Los_Angeles")
#: Noted when the service itself said that a bucket is empty: others may use the same project.
REFUSED = "refused"


class QuotaSpent(ServiceError):
    """Nothing may be asked from this bucket before midnight Pacific time."""


def project_of(secret: str) -> str:
    """Return a name for the project a key or client belongs to, from which the key cannot be told."""
    return hashlib.sha256(secret.encode()).hexdigest()[:8]


def next_midnight(now: dt.datetime) -> dt.datetime:
    """Return the moment the quota is renewed next, in UTC."""
    tomorrow = now.astimezone(PACIFIC).date() + dt.timedelta(days=1)
    return dt.datetime.combine(tomorrow, dt.time(), PACIFIC).astimezone(dt.UTC)


class Ledger:
    """Units spent per bucket and Pacific day by one project; `limits` are the units of a day."""

    def __init__(self, folder: Path, project: str, limits: Mapping[str, int], clock: Clock, zone: str = "UTC") -> None:
        self._folder, self._project, self._limits, self._clock = folder, project, dict(limits), clock
        self._zone = ZoneInfo(zone)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def spend(self, bucket: str) -> None:
        """Book one unit, on disk when this returns. Raises QuotaSpent where none is left today."""
        with self._today().open("a+b") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            if _left(_counted(file), bucket, self._limits) <= 0:
                raise self._spent(bucket)
            self._append(file, bucket)

    def refused(self, bucket: str) -> QuotaSpent:
        """Note that the service refused for want of quota, and return the error that says so."""
        with self._today().open("a+b") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            self._append(file, f"{bucket} {REFUSED}")
        return self._spent(bucket)

    def spent(self, bucket: str, day: dt.date | None = None) -> int:
        """Return the units spent from a bucket on a Pacific day, by default today."""
        path = self._path(day or self._day())
        return Counter(path.read_text(encoding="ascii").splitlines())[bucket] if path.exists() else 0

    def left(self, bucket: str) -> int:
        """Return the units left in a bucket today."""
        path = self._today()
        counted = Counter(path.read_text(encoding="ascii").splitlines()) if path.exists() else Counter[str]()
        return _left(counted, bucket, self._limits)

    def _append(self, file: BinaryIO, line: str) -> None:
        file.write(line.encode("ascii") + b"\n")
        file.flush()
        os.fsync(file.fileno())

    def _day(self) -> dt.date:
        return self._clock.now().astimezone(PACIFIC).date()

    def _path(self, day: dt.date) -> Path:
        return self._folder / f"{self._project}-{day.isoformat()}"

    def _today(self) -> Path:
        return self._path(self._day())

    def _spent(self, bucket: str) -> QuotaSpent:
        again = next_midnight(self._clock.now()).astimezone(self._zone)
        return QuotaSpent(
            f"Today's YouTube quota of this key is used up ({bucket}: {self._limits[bucket]:,} a day). It is renewed at"
            f" midnight Pacific time, which is {again:%Y-%m-%d %H:%M} in {self._zone.key}. What was answered is stored;"
            " the same command goes on from there."
        )


def _counted(file: BinaryIO) -> Counter[str]:
    file.seek(0)
    return Counter(file.read().decode("ascii").splitlines())


def _left(counted: Counter[str], bucket: str, limits: Mapping[str, int]) -> int:
    return 0 if counted[f"{bucket} {REFUSED}"] else limits[bucket] - counted[bucket]
