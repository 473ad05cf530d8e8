"""What became of what was sent: the ledger as a table, and which packs help with whom."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from typing import Any

from strikes.errors import InputError, UsageError
from strikes.store import ledger, read, read_reports
from strikes.store import outcomes as facts
from strikes.store.workspace import Workspace

#: A result that gave the channel something back.
HELPED = frozenset({"restored", "invalid", "withdrawn"})
#: What a recipient can have done.
RESULTS = tuple(facts.RESULTS)
LEVELS = ("P1", "P2", "P3", "P4", "P5")
Row = dict[str, Any]


def sendings(workspace: Workspace, today: dt.date) -> list[Row]:
    """Return each sending with its pack, its answer, and the days it took (or has waited so far), oldest first."""
    made = {entry["pack"]: entry for entry in ledger.entries(workspace, "made")}
    answers = {entry["sending"]: entry for entry in ledger.entries(workspace, "answered")}
    return [
        _row(sent, made[sent["pack"]], answers.get(sent["sending"]), today)
        for sent in ledger.entries(workspace, "sent")
        if sent["pack"] in made
    ]


def _row(sent: Row, made: Row, answer: Row | None, today: dt.date) -> Row:
    end = dt.date.fromisoformat(answer["on"]) if answer else today
    return {
        "sending": sent["sending"],
        "sent_on": sent["on"],
        "to": sent["to"],
        "profile": made["profile"],
        "kind": made["kind"],
        "subject": made["subject"],
        "language": made["language"],
        "pack": sent["pack"],
        "n_claims": made["n_claims"],
        "answered_on": answer["on"] if answer else None,
        "result": answer["result"] if answer else None,
        "n_helped": answer["n_claims"] if answer and answer["result"] in HELPED else 0,
        "days": (end - dt.date.fromisoformat(sent["on"])).days,
        "by": sent["by"],
    }


def success(rows: Sequence[Row]) -> list[Row]:
    """Return, per recipient and kind of pack, how many were sent, answered and helped, and how long answers took."""
    found = []
    for recipient, kind in sorted({(row["to"], row["kind"]) for row in rows}):
        own = [row for row in rows if (row["to"], row["kind"]) == (recipient, kind)]
        answered = [row for row in own if row["result"]]
        results = Counter(row["result"] for row in answered)
        found.append(
            {
                "to": recipient,
                "kind": kind,
                "sent": len(own),
                "answered": len(answered),
                "helped": sum(results[result] for result in HELPED),
                "median_days": _median([row["days"] for row in answered]),
            }
        )
    return found


def _median(values: Sequence[int]) -> float | None:
    if not values:
        return None
    ordered, middle = sorted(values), len(values) // 2
    return float(ordered[middle]) if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def note_sent(workspace: Workspace, pack: str, *, to: str, by: str, on: str) -> str:
    """Note that a pack was sent (its name may be shortened); return the number of the sending."""
    _told(to=to, by=by)
    made, number = made_pack(workspace, pack), str(len(ledger.entries(workspace, "sent")) + 1)
    entry = {"what": "sent", "sending": number, "pack": made["pack"], "to": to.strip(), "on": on, "by": by.strip()}
    ledger.note(workspace, entry, dt.datetime.now(dt.UTC))
    return number


def note_answer(
    workspace: Workspace,
    sending: str,
    *,
    result: str,
    by: str,
    on: str,
    level: str = "P1",
    claims: Sequence[int] | None = None,
) -> int:
    """Note an answer, and what it changed as outcomes that wait to become facts; return of how many claims.

    `claims` are numbers of the pack (all where None), `level` the provenance of the answer.
    """
    _told(by=by)
    if level not in LEVELS:
        raise UsageError(f"--provenance {level!r} is no level; one of {', '.join(LEVELS)}.")
    made = made_pack(workspace, open_sending(workspace, sending)["pack"])
    rows = _claims(workspace, made)
    chosen = list(range(1, len(rows) + 1)) if claims is None else sorted(set(claims))
    if not all(1 <= n <= len(rows) for n in chosen):
        raise UsageError(f"--claims: give numbers from 1 to {len(rows)}, as the pack has them, parted by commas.")
    facts.write_outcome(
        workspace, pack=made["pack"], claims=[rows[n - 1] for n in chosen], result=result, day=on, level=level
    )
    entry = {"what": "answered", "sending": sending, "result": str(result), "on": on, "n_claims": len(chosen)}
    ledger.note(workspace, entry | {"by": by.strip()}, dt.datetime.now(dt.UTC))
    return len(chosen)


def _claims(workspace: Workspace, made: Row) -> list[Row]:
    with read.reading(workspace, made["run"]) as con:
        ids = read_reports.claimants_in(con, made["kind"], made["subject"])
        return read_reports.claims(con, ids, made["subject"] if made["kind"] == "channel" else None)


def _told(**given: str) -> None:
    missing = [name for name, value in given.items() if not value.strip()]
    if missing:
        raise UsageError(f"Say {' and '.join(missing)} whom: the ledger is for others to read.")


def packs_made(workspace: Workspace) -> list[Row]:
    """Return the packs that were made, as the ledger notes them, oldest first."""
    return ledger.entries(workspace, "made")


def made_pack(workspace: Workspace, pack: str) -> Row:
    """Return the newest ledger entry of a pack (its name may be shortened). Raises InputError where there is none."""
    named = [entry for entry in ledger.entries(workspace, "made") if entry["pack"].startswith(pack)]
    if len({entry["pack"] for entry in named}) != 1:
        raise InputError(f"There is {'no' if not named else 'more than one'} pack {pack!r} in the ledger.")
    return named[-1]


def open_sending(workspace: Workspace, sending: str) -> Row:
    """Return a sending that has no answer yet, by its number. Raises InputError where there is none."""
    found = [entry for entry in ledger.entries(workspace, "sent") if entry["sending"] == sending]
    if not found:
        raise InputError(f"There is no sending {sending!r} in the ledger. See: strikes outcomes")
    return found[0]
