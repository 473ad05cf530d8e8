"""When a notice was sent, in the forms of mail programs and languages; never guessed."""

from __future__ import annotations

import pytest

from strikes.collect.notice_mail.dates import header_time, stated_time


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("Tue, 03 Mar 2026 10:15:00 +0000", "2026-03-03T10:15:00Z"),
        ("Mon, 22 Nov 2021 23:59:30 -0800", "2021-11-23T07:59:30Z"),
        ("3 Mar 2026 10:15:00 +0430 (AFT)", "2026-03-03T05:45:00Z"),
        ("Tue, 3 Mar 2026 10:15 GMT", "2026-03-03T10:15:00Z"),
        ("Tue, 03 Mar 2026 10:15:00 PST", "2026-03-03T18:15:00Z"),
        ("Tue, 03 Mar 2026 10:15:00 -0000", "2026-03-03T10:15:00Z"),
        ("Tue, 03 Mar 2026 10:15:00", "2026-03-03"),
        ("Wed, 31 Feb 2026 10:15:00 +0000", None),
        ("Tue, 03 Mar 2026 25:15:00 +0000", None),
        ("soon", None),
        ("", None),
    ],
)
def test_a_mails_own_date(value: str, told: str | None) -> None:
    assert header_time(value) == told


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("Wednesday, March 4, 2026 11:30 AM", "2026-03-04"),
        ("Tue, Mar 3, 2026 at 2:15\u202fPM", "2026-03-03"),
        ("Tue, 3 Mar 2026 10:15:00 +0000", "2026-03-03T10:15:00Z"),
        ("March 4, 2026 at 11:30:00 PM GMT+4", "2026-03-04T19:30:00Z"),
        ("4 March 2026 at 12:05:00 AM GMT-08:00", "2026-03-04T08:05:00Z"),
        ("2026-03-04 11:30", "2026-03-04"),
        ("вт, 3 мар. 2026 г. в 10:15", "2026-03-03"),
        ("среда, 4 марта 2026 г. 11:30", "2026-03-04"),
        ("Среда, 4 марта 2026, 11:30 +03:00", "2026-03-04T08:30:00Z"),
        ("04.03.2026, 11:30", "2026-03-04"),
        ("4 Mart 2026 Çarşamba 11:30", "2026-03-04"),
        ("11 Şub 2026 Çar, 11:30", "2026-02-11"),
        ("4 mart 2026, 11:30", "2026-03-04"),
        ("4 iyul 2026-cı il", "2026-07-04"),
        ("3 İyun 2026 10:00", "2026-06-03"),
        ("3/25/2026 11:30 AM", "2026-03-25"),
        ("25/3/2026 11:30", "2026-03-25"),
        ("3/3/2026", "2026-03-03"),
        ("3/4/2026 11:30 AM", None),
        ("31 February 2026", None),
        ("yesterday", None),
    ],
)
def test_what_a_forward_states(value: str, told: str | None) -> None:
    assert stated_time(value) == told
