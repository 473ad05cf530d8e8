"""How much one source may hand in: floods end here, a newsroom behind one address does not (R13, R14, R15).

Sources are kept as a keyed hash whose key dies with the process, and only for an hour: nothing names a person.
"""

from __future__ import annotations

import hmac
import ipaddress
import secrets
from collections import defaultdict, deque
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field

HOUR, MINUTE = 3600.0, 60.0
#: GlobaLeaks' figures for an open form (security.md R14), and a bound for all of it together. Hand-set.
PER_SOURCE, PER_BLOCK, PER_FORM = 5, 10, 120
#: With a code of a partner: a room of thirty people, twice.
PER_CODE = 60
LOOK_UPS_A_MINUTE, LOOK_UPS_OF_ALL = 10, 60
#: Who comes by Tor or without a known address shares one pool.
SHARED = "shared"


@dataclass
class Windows:
    """Counts what happened in the last so many seconds, by key."""

    clock: Callable[[], float]
    _seen: dict[Hashable, deque[float]] = field(default_factory=lambda: defaultdict(deque))

    def wait(self, key: Hashable, most: int, seconds: float) -> float:
        """Return how many seconds until one more is within bounds; 0 for now."""
        now = self.clock()
        seen = self._seen.get(key)
        while seen and seen[0] <= now - seconds:
            seen.popleft()
        if seen is not None and not seen:
            del self._seen[key]
        return seen[len(seen) - most] + seconds - now if seen and len(seen) >= most else 0.0

    def note(self, key: Hashable) -> None:
        """Count one more."""
        self._seen[key].append(self.clock())


class Limits:
    """The bounds of one intake."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._windows = Windows(clock)
        self._key = secrets.token_bytes(32)

    def admit(self, source: str | None, code: str | None = None) -> float:
        """Count a submission and return 0.0, or return the seconds to wait and count nothing.

        `code` is a partner's invitation that was found valid; it has its own pool.
        """
        pools = self._pools(source, code)
        waits = [self._windows.wait(key, most, HOUR) for key, most in pools]
        if max(waits) > 0:
            return max(waits)
        for key, _ in pools:
            self._windows.note(key)
        return 0.0

    def admit_look_up(self, source: str | None) -> float:
        """The same for asking with a receipt: ten a minute, and so many from all together."""
        own = ("look", self._hashed(source or SHARED))
        wait = max(
            self._windows.wait(own, LOOK_UPS_A_MINUTE, MINUTE),
            self._windows.wait("looks", LOOK_UPS_OF_ALL, MINUTE),
        )
        if wait <= 0:
            self._windows.note(own)
            self._windows.note("looks")
        return max(0.0, wait)

    def _pools(self, source: str | None, code: str | None) -> list[tuple[Hashable, int]]:
        if code is not None:
            return [(("code", self._hashed(code)), PER_CODE)]
        if source is None:
            # One pool for all who cannot be told apart, as wide as a block's would be too narrow for them.
            return [(SHARED, PER_FORM // 2), ("form", PER_FORM)]
        return [
            (("source", self._hashed(source)), PER_SOURCE),
            (("block", self._hashed(_block(source))), PER_BLOCK),
            ("form", PER_FORM),
        ]

    def _hashed(self, text: str) -> bytes:
        return hmac.digest(self._key, text.encode(), "sha256")[:16]


def _block(source: str) -> str:
    """Return the network an address is of: what one household or office usually has."""
    try:
        address = ipaddress.ip_address(source)
    except ValueError:
        return source
    return str(ipaddress.ip_network(f"{address}/{24 if address.version == 4 else 48}", strict=False))
