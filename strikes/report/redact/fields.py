"""Fields no recipient gets, and fields some do not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from strikes.report.case import Case, Row, Rows
from strikes.report.redact import Masked

#: Who told us, how to reach anybody at home, keys of reporters' own files and of mails: in no profile (R25).
PRIVATE = ("reporters", "phone", "address", "by", "claim_id", "notice_id", "video_key", "sources", "purposes")


def private_fields(case: Case) -> tuple[Case, list[Masked]]:
    """Drop what never leaves: reporters, phones, addresses, keys of mails. Notices keep a number of this pack's own."""
    numbers = {key: i for i, key in enumerate(dict.fromkeys(r["notice_id"] for r in case.claims if r["notice_id"]), 1)}
    claims = tuple(
        row | {"notice": numbers.get(row["notice_id"]), "may_publish": "public" in row["purposes"]}
        for row in case.claims
    )
    taken = [
        Masked("reporters", case.figures["n_reporters"], "never_leaves"),
        Masked("phones", len({row["phone"] for row in claims if row["phone"]}), "never_leaves"),
        Masked("addresses", len({row["address"] for row in claims if row["address"]}), "never_leaves"),
        Masked("mail_ids", len(numbers), "never_leaves"),
    ]
    return (
        replace(
            case,
            claims=without(claims, PRIVATE),
            channels=without(case.channels, PRIVATE),
            evidence=without(case.evidence, PRIVATE),
        ),
        taken,
    )


def counter_notifications(case: Case) -> tuple[Case, list[Masked]]:
    """Leave of a counter-notification only that there was one: it holds the owner's name, address and phone."""
    kinds = ("counter_notification", "counter_forwarded")
    n = sum(row["event_type"] in kinds for row in case.acts)
    return case, [Masked("counter_notifications", n, "never_leaves")]


def own_reference(case: Case) -> tuple[Case, list[Masked]]:
    """Drop our id of the subject: made from what was reported, it would confirm a guess."""
    return replace(case, subject=None), []


def claimant_channels(case: Case) -> tuple[Case, list[Masked]]:
    """Drop the claimants' own channels: a private person is found by them."""
    n = len({key for row in case.claimants for key in row["channel_ids"]})
    return replace(
        case,
        claimants=tuple(row | {"channel_ids": []} for row in case.claimants),
        claims=without(case.claims, ("claimant_channel_id",)),
    ), [Masked("claimant_channels", n, "private_persons")]


def without(rows: Rows, names: Sequence[str]) -> Rows:
    """Return rows without these fields."""
    return tuple({name: value for name, value in row.items() if name not in names} for row in rows)


def emptied(row: Row, names: Sequence[str]) -> Row:
    """Return a row in which these fields are null."""
    return row | dict.fromkeys(names)
