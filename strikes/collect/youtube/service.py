"""Asking the YouTube Data API: Google's client and its bundled discovery document, over a wire that counts attempts.

The client's own `num_retries` stays 0: it would try a used-up bucket again (docs/decisions/0081-own-retries.md).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import google.auth.exceptions
from google_auth_httplib2 import AuthorizedHttp
from googleapiclient.discovery import build
from googleapiclient.errors import HttpError
from googleapiclient.model import JsonModel

from strikes import settings
from strikes.collect.clock import Clock
from strikes.collect.quota import Ledger
from strikes.collect.wire import Head, Wire
from strikes.collect.youtube.refusals import Refusal, read_refusal
from strikes.errors import ServiceError
from strikes.store.snapshots import UNCHANGED, Answer

GENERAL, SEARCH = "general", "search"
#: Seconds before the second and third try of what may pass.
WAITS = (2.0, 8.0)
#: YouTube lists at most 20,000 uploads, 50 a page; a list longer than that has no end.
MOST_PAGES = 400


class Refused(ServiceError):
    """YouTube refused this one request; `reasons` are the codes it named, `answer` what it said."""

    def __init__(self, refusal: Refusal, answer: Answer) -> None:
        super().__init__(refusal.sentence)
        self.reasons, self.answer = refusal.reasons, answer


class PermissionEnded(ServiceError):
    """The permission a channel's owner gave was taken back or ran out."""

    def __init__(self) -> None:
        super().__init__(
            "The permission this channel's owner gave has ended: it was revoked, or it ran out (an app in testing is"
            " given seven days). Give it again: strikes collect youtube own --add"
        )


class _MayPass(Exception):
    """This try failed in a way that may pass; the argument says how."""


class _Whole(JsonModel):  # type: ignore[misc]
    """Hands out answers undecoded: what is archived is what came, and the database reads it faster."""

    def response(self, resp: Head, content: bytes) -> tuple[Head, bytes]:
        return resp, content


def bucket_of(url: str) -> str | None:
    """Return the quota bucket a request counts in; None for what is no request of the API."""
    path = urlsplit(url).path
    if not path.startswith("/youtube/v3/"):
        return None
    return SEARCH if path == "/youtube/v3/search" else GENERAL


class YouTube:
    """One caller of the API: a key, or an owner's credentials."""

    def __init__(
        self,
        ledger: Ledger,
        clock: Clock,
        *,
        key: str | None = None,
        credentials: Any = None,
        where: settings.Endpoints | None = None,
    ) -> None:
        where = where or settings.endpoints()
        self.ledger, self.clock = ledger, clock
        self._wire = Wire({where.youtube, where.tokens} if credentials else {where.youtube}, before=self._count)
        self._client = build(
            "youtube",
            "v3",
            http=AuthorizedHttp(credentials, http=self._wire) if credentials else self._wire,
            developerKey=key,
            model=_Whole(),
            static_discovery=True,
            cache_discovery=False,
            client_options={"api_endpoint": where.youtube},
        )

    def ask(self, method: str, *, etag: str | None = None, **request: Any) -> Answer:
        """Ask once, again where it may pass; with `etag`, an answer of status 304 says that nothing changed.

        Raises QuotaSpent when the bucket is empty, Refused for a request that will not be answered, PermissionEnded
        where an owner allows no more, else ServiceError.
        """
        for wait in (*WAITS, None):
            try:
                return self._once(method, etag, request)
            except _MayPass as error:
                if wait is None:
                    raise ServiceError(str(error)) from None
                self.clock.sleep(wait)
        raise AssertionError("the last try returns or raises")

    def pages(self, method: str, **request: Any) -> Iterator[tuple[Answer, dict[str, Any]]]:
        """Ask for a list page by page. Raises ServiceError after a page whose token was seen before."""
        seen: set[str] = set()
        for _ in range(MOST_PAGES):
            answer = self.ask(method, **request)
            page = decoded(answer)
            yield answer, page
            token = page.get("nextPageToken")
            if not token:
                return
            if token in seen:
                break
            seen.add(token)
            request["pageToken"] = token
        raise ServiceError("YouTube's list does not end: the same page came again. What it named until then is stored.")

    def close(self) -> None:
        """Close the connections."""
        self._wire.close()

    def _count(self, url: str) -> None:
        if bucket := bucket_of(url):
            self.ledger.spend(bucket)

    def _once(self, method: str, etag: str | None, request: dict[str, Any]) -> Answer:
        resource, verb = method.split(".")
        asking = getattr(getattr(self._client, resource)(), verb)(**request)
        if etag:
            asking.headers["If-None-Match"] = etag
        try:
            head, body = asking.execute(num_retries=0)
        except HttpError as error:
            head, body = error.resp, error.content
        except (ConnectionError, TimeoutError) as error:
            raise _MayPass(f"YouTube did not answer ({type(error).__name__}). Try again later.") from None
        except google.auth.exceptions.RefreshError:
            raise PermissionEnded from None
        except (OSError, google.auth.exceptions.GoogleAuthError) as error:
            raise ServiceError(f"YouTube cannot be reached ({type(error).__name__}). Is there a network?") from None
        answer = Answer("youtube", method, request, self.clock.now(), head.status, body, head.packed, head.get("etag"))
        return self._judged(answer)

    def _judged(self, answer: Answer) -> Answer:
        if answer.status == UNCHANGED or (answer.status == 200 and _is_of_the_api(answer.body)):
            return answer
        if answer.status == 200:
            raise _MayPass("What came is no answer of YouTube: is something between us and it? Try again later.")
        refusal = read_refusal(answer.status, answer.body)
        bucket = SEARCH if answer.method == "search.list" else GENERAL
        if refusal.is_quota or (answer.status == 429 and bucket == SEARCH):
            raise self.ledger.refused(bucket)
        if refusal.may_pass:
            raise _MayPass(refusal.sentence)
        raise Refused(refusal, answer)


def decoded(answer: Answer) -> dict[str, Any]:
    """Return an answer as Python values."""
    try:
        return dict(json.loads(answer.body))
    except ValueError:
        raise ServiceError("YouTube's answer is no JSON that can be read. Try again later.") from None


def _is_of_the_api(body: bytes) -> bool:
    """A JSON object with a mark of the API near its head; what is missing from anything else would count as gone."""
    head = body[:4096].lstrip()
    return (
        head.startswith(b"{")
        and body.rstrip().endswith(b"}")
        and any(mark in head for mark in (b'"kind"', b'"items"', b'"pageInfo"'))
    )
