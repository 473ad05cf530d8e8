"""Lumen, the public register of removal requests: a claimant's history outside what was reported to us.

Published by the Berkman Klein Center; asked with a token of your own (team@lumendatabase.org), about once a second
(https://berkman-klein-center.gitbook.io/lumen-database/api/documentation). Google sends some notices there, never with
e-mail addresses; whether a given YouTube notice is among them is not assured (docs/youtube.md).
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from strikes import __version__, settings
from strikes.collect.clock import Clock
from strikes.collect.wire import Wire
from strikes.errors import ServiceError
from strikes.store import outside
from strikes.store.outside import KeptNotices
from strikes.store.snapshots import Answer
from strikes.store.workspace import Workspace

#: Lumen asks for about a second between requests.
PACE_SECONDS = 1.1
#: Seconds before another try: of what may pass, and of "too fast" where Lumen does not say how long.
WAITS, TOO_FAST_WAIT, LONGEST_WAIT = (5.0, 30.0), 60.0, 300.0
#: A page's size, and the result beyond which Lumen shows none.
PER_PAGE, MOST_RESULTS = 50, 20_000
ROLES = ("sender", "principal")


class Lumen:
    """One holder of a token, asking at Lumen's pace."""

    def __init__(self, token: str, clock: Clock, where: settings.Endpoints | None = None) -> None:
        self._where = (where or settings.endpoints()).lumen
        self._clock, self._next_at = clock, -math.inf
        self._wire = Wire({self._where})
        self._headers = {
            "accept": "application/json",
            "user-agent": f"strikes/{__version__}",
            "x-authentication-token": token,
        }

    def notices(self, name: str, role: str) -> Iterator[Answer]:
        """Ask for all notices that name somebody as sender or principal, page by page, oldest first."""
        query = {f"{role}_name": name, f"{role}_name-require-all": "true", "sort_by": "date_received asc"}
        page = 1
        while page and page * PER_PAGE <= MOST_RESULTS:
            answer, body = self._ask(query | {"per_page": PER_PAGE, "page": page})
            yield answer
            following = body["meta"].get("next_page")
            if following is not None and following <= page:
                raise ServiceError("Lumen's list does not end: the same page came again. What it named is stored.")
            page = following

    def close(self) -> None:
        """Close the connection."""
        self._wire.close()

    def _ask(self, query: dict[str, Any]) -> tuple[Answer, dict[str, Any]]:
        url = f"{self._where}/notices/search.json?{urlencode(query)}"
        sentence = ""
        for wait in (*WAITS, None):
            self._keep_pace()
            try:
                head, content = self._wire.request(url, headers=self._headers)
            except (ConnectionError, TimeoutError) as error:
                sentence, pause = f"Lumen did not answer ({type(error).__name__}). Try again later.", wait
            except OSError as error:
                raise ServiceError(f"Lumen cannot be reached ({type(error).__name__}). Is there a network?") from None
            else:
                if head.status == 200 and (body := _page(content)) is not None:
                    answered_at = self._clock.now()
                    return Answer("lumen", "notices.search", query, answered_at, 200, content, head.packed), body
                sentence, pause = _refusal(head.status, head.get("retry-after"), wait)
            if pause is None:
                break
            self._clock.sleep(pause)
        raise ServiceError(sentence)

    def _keep_pace(self) -> None:
        now = self._clock.now().timestamp()
        if now < self._next_at:
            self._clock.sleep(self._next_at - now)
        self._next_at = self._clock.now().timestamp() + PACE_SECONDS


def _page(content: bytes) -> dict[str, Any] | None:
    """Return a page of results; None for what is none."""
    try:
        body = json.loads(content)
    except ValueError:
        return None
    is_page = isinstance(body, dict) and isinstance(body.get("notices"), list) and isinstance(body.get("meta"), dict)
    return body if is_page else None


def _refusal(status: int, retry_after: str | None, wait: float | None) -> tuple[str, float | None]:
    """Return what to tell, and how long to wait before trying again; None: it would not help."""
    if status == 429:
        asked = float(retry_after) if retry_after and retry_after.isdigit() else TOO_FAST_WAIT
        told = "Lumen answers no more for now (HTTP 429, too fast). Go on later with the same command; where it says so"
        told += " at once, the token is missing or wrong."
        return told, None if wait is None or asked > LONGEST_WAIT else asked
    if status in (401, 403):
        return "Lumen does not accept this token. Tokens are given out by team@lumendatabase.org.", None
    if status >= 500 or status == 200:
        return f"Lumen does not answer as it should (HTTP {status}). Try again later.", wait
    return f"Lumen refused (HTTP {status}).", None


def collect_notices(lumen: Lumen, place: Workspace, name: str) -> KeptNotices:
    """Keep the notices Lumen has of a claimant's very name, as sender or principal, and say how many there are."""
    kept = KeptNotices()
    for role in ROLES:
        for answer in lumen.notices(name, role):
            kept += outside.keep_notices(place, answer, subject=name, role=role)
    return kept
