"""What a refusal of the YouTube API means: both forms of Google's error bodies, read into a sentence and a way on.

The service's own message is never shown: it can hold the key (`Consumer 'api_key:...' has been suspended`).
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

_CODE = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_BAD_KEY = {"keyInvalid", "API_KEY_INVALID", "keyExpired", "API_KEY_EXPIRED", "CONSUMER_INVALID"}
_NOT_ENABLED = {"accessNotConfigured", "SERVICE_DISABLED", "API_KEY_SERVICE_BLOCKED", "CONSUMER_SUSPENDED"}
_NOT_FROM_HERE = {
    "ipRefererBlocked",
    "API_KEY_IP_ADDRESS_BLOCKED",
    "API_KEY_HTTP_REFERRER_BLOCKED",
    "API_KEY_ANDROID_APP_BLOCKED",
    "API_KEY_IOS_APP_BLOCKED",
}
_SPENT = {"quotaExceeded", "dailyLimitExceeded", "dailyLimitExceededUnreg"}
_TOO_FAST = {"rateLimitExceeded", "userRateLimitExceeded", "RATE_LIMIT_EXCEEDED"}
_CONSOLE = "https://console.cloud.google.com/apis/credentials"


@dataclass(frozen=True)
class Refusal:
    """HTTP status, the reasons named in the body, and whether a quota of a whole day is spoken of."""

    status: int
    reasons: frozenset[str]
    is_of_the_day: bool

    @property
    def is_quota(self) -> bool:
        """The bucket is empty until midnight Pacific; trying again only costs."""
        return bool(self.reasons & _SPENT) or (self.status == 429 and self.is_of_the_day)

    @property
    def may_pass(self) -> bool:
        """The same request may be answered a moment later."""
        return not self.is_quota and (
            self.status >= 500 or self.status == 429 or (self.status == 403 and bool(self.reasons & _TOO_FAST))
        )

    @property
    def sentence(self) -> str:
        """What happened and what to do, for the person."""
        if self.reasons & _BAD_KEY:
            return f"YouTube does not know this key. Compare it with the one at {_CONSOLE}."
        if self.reasons & _NOT_ENABLED:
            return f"This key may not ask the YouTube Data API. Enable it for the key's project: {_CONSOLE}"
        if self.reasons & _NOT_FROM_HERE:
            return f"This key may not be used from this machine. Its restrictions stand at {_CONSOLE}"
        if self.status == 401:
            return "YouTube does not accept the permission given. Give it again: strikes collect youtube own --add"
        told = ", ".join(sorted(self.reasons)) or "no reason given"
        if self.may_pass:
            return f"YouTube does not answer now (HTTP {self.status}, {told}). Try again later."
        return f"YouTube refused (HTTP {self.status}, {told})."


def read_refusal(status: int, body: bytes) -> Refusal:
    """Read an error body; what is no JSON of a known form gives a refusal without reasons."""
    try:
        error = json.loads(body)["error"]
    except (ValueError, KeyError, TypeError):
        return Refusal(status, frozenset(), False)
    if not isinstance(error, dict):
        # The token endpoint's form: {"error": "invalid_grant"}.
        return Refusal(status, _codes([error]), False)
    listed = [part for name in ("errors", "details") for part in _dicts(error.get(name))]
    named = [part.get("reason") for part in listed] + [error.get("status")]
    return Refusal(status, _codes(named), _speaks_of_day(error, listed))


def _dicts(value: Any) -> list[dict[str, Any]]:
    return [part for part in value if isinstance(part, dict)] if isinstance(value, list) else []


def _codes(values: list[Any]) -> frozenset[str]:
    return frozenset(value for value in values if isinstance(value, str) and _CODE.fullmatch(value))


def _speaks_of_day(error: dict[str, Any], listed: list[dict[str, Any]]) -> bool:
    # 2026: "Quota exceeded for quota metric 'Search Queries' and limit 'Search Queries per day' of service ...".
    limits = [str(part.get("metadata", {}).get("quota_limit", "")) for part in listed if part.get("metadata")]
    told = " ".join([str(error.get("message", "")), *limits]).lower()
    return "per day" in told or "perday" in told
