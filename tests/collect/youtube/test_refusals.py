"""Both forms of Google's errors are read, and the sentence never repeats what the service said."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strikes.collect.youtube.refusals import read_refusal
from tests.collect.youtube.fake import KEY, error_body, new_error_body, search_spent


def read(status: int, body: Any) -> Any:
    return read_refusal(status, json.dumps(body).encode())


@pytest.mark.parametrize(
    "body",
    [
        error_body(400, "keyInvalid", domain="usageLimits"),
        new_error_body(400, "INVALID_ARGUMENT", "API_KEY_INVALID"),
        new_error_body(400, "INVALID_ARGUMENT", "API_KEY_EXPIRED"),
    ],
)
def test_a_wrong_key_is_told_in_both_forms(body: dict[str, Any]) -> None:
    refusal = read(400, body)
    assert "does not know this key" in refusal.sentence
    assert not refusal.may_pass and not refusal.is_quota


@pytest.mark.parametrize(
    ("status", "body", "is_quota", "may_pass"),
    [
        (403, error_body(403, "quotaExceeded", domain="youtube.quota"), True, False),
        (403, error_body(403, "dailyLimitExceeded"), True, False),
        (429, search_spent(), True, False),
        (429, new_error_body(429, "EXHAUSTED", "RATE_LIMIT_EXCEEDED", quota_limit="QueriesPerMinute"), False, True),
        (403, error_body(403, "rateLimitExceeded"), False, True),
        (403, error_body(403, "forbidden"), False, False),
        (500, {}, False, True),
        (503, "<html>", False, True),
        (404, error_body(404, "playlistNotFound"), False, False),
    ],
)
def test_what_is_used_up_is_told_from_what_may_pass(status: int, body: Any, is_quota: bool, may_pass: bool) -> None:
    refusal = read(status, body)
    assert (refusal.is_quota, refusal.may_pass) == (is_quota, may_pass)


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("accessNotConfigured", "Enable it"),
        ("SERVICE_DISABLED", "Enable it"),
        ("ipRefererBlocked", "not be used from this machine"),
        ("API_KEY_HTTP_REFERRER_BLOCKED", "not be used from this machine"),
    ],
)
def test_a_key_that_may_not_is_told_what_to_do(reason: str, words: str) -> None:
    assert words in read(403, new_error_body(403, "PERMISSION_DENIED", reason)).sentence
    assert words in read(403, error_body(403, reason)).sentence


def test_a_message_that_holds_the_key_is_not_repeated() -> None:
    told = f"Permission denied: Consumer 'api_key:{KEY}' has been suspended."
    body = new_error_body(403, "PERMISSION_DENIED", "CONSUMER_SUSPENDED", told, consumer=f"api_key:{KEY}")
    body["error"]["errors"] = [{"message": told, "reason": f"api_key:{KEY}"}]
    assert KEY not in read(403, body).sentence


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["error", "errors", "details", "reason"]), inner),
)


@given(st.integers(400, 599), _JSON)
def test_any_body_is_read(status: int, body: Any) -> None:
    assert read(status, body).sentence


@given(st.binary())
def test_any_bytes_are_read(body: bytes) -> None:
    assert read_refusal(503, body).may_pass
