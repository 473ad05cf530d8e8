"""Case files of the signals: `cases/<id>.toml`, each case a few facts, whom to ask about, and the answer to expect.

Cases of one file lie in one casebook, their channels, videos and claims kept apart by the case's name; what is compared
with everybody else (`alone = true` at the top of a file) gets a casebook per case.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from strikes.signals import by_id
from strikes.store.connection import Connection
from tests.by_hand import Hand, World, derived

FOLDER = Path(__file__).parent / "cases"
KINDS = ("fires", "near_miss", "innocent", "too_little")
_SCOPED = ("channel_id", "video_id", "claim_id", "event_id", "notice_id", "claimant_channel_id")


def read(signal_id: str) -> dict[str, Any]:
    """Return the case file of a signal."""
    return tomllib.loads((FOLDER / f"{signal_id}.toml").read_text(encoding="utf-8"))


def answers(signal_id: str, folder: Path) -> Iterator[tuple[dict[str, Any], Any]]:
    """Yield each case with the signal's answer: (grade, p_value, lr, n, n_of), or None where it has none."""
    file = read(signal_id)
    cases = file["case"]
    together = [[case] for case in cases] if file.get("alone") else [cases]
    for i, some in enumerate(together):
        place = folder / str(i)
        place.mkdir()
        with derived(world(some, file), place, file.get("as_of", "2026-01-01")) as con:
            for case in some:
                yield case, _ask(con, signal_id, case)


def _ask(con: Connection, signal_id: str, case: dict[str, Any]) -> Any:
    from strikes.score.observe import used

    signal = by_id(signal_id)
    con.execute("set variable floor = 1")
    found = con.execute(
        f"select grade, p_value, lr, n, n_of from ({signal.sql}) where claimant_id in "
        "(select i.claimant_id from claimant_record r join identity i using (record_id) "
        "where $who in (r.name, r.email, regexp_replace(r.ref, '@[^@]*$', '')))",
        {**used(signal.sql, signal), "who": case["claimant"]},
    ).fetchall()
    assert len(found) <= 1, f"{case['name']}: one claimant, one answer"
    return found[0] if found else None


def world(cases: list[dict[str, Any]], file: dict[str, Any]) -> World:
    """Return the facts of some cases, with what the file says of all."""
    tables: dict[str, list[dict[str, Any]]] = {kind: list(file.get(kind, ())) for kind in ("holders", "context")}
    hand: dict[str, list[dict[str, Any]]] = {}
    for case in cases:
        tables.setdefault("events", []).extend(_events(case))
        for kind in ("profiles", "evidence", "labels", "holders", "context"):
            tables.setdefault(kind, []).extend(_scoped(case, row) for row in case.get(kind, ()))
        for kind in ("holder_matches", "edges", "bursts", "campaigns"):
            hand.setdefault(kind, []).extend(case.get(kind, ()))
    return World(**tables, hand=Hand(**hand))


def _events(case: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield events with what a case leaves unsaid; `repeat = n` stands for n like it, `every` days apart."""
    for i, row in enumerate(case.get("events", ())):
        row = {"event_type": "takedown", "channel_id": "target", "provenance": "P4", **row}
        repeat, every = row.pop("repeat", 1), row.pop("every", 1)
        outcome, after = row.pop("outcome", None), row.pop("after", 10)
        for k in range(repeat):
            one = {"video_id": f"v{i}-{k}", **row, "claim_id": row.get("claim_id", f"q{i}-{k}")}
            for name in ("occurred_at", "video_published_at", "work_published_at"):
                if name in one and k and name == "occurred_at":
                    one[name] = _later(one[name], every * k)
            yield _scoped(case, one)
            if outcome:
                kept = {n: v for n, v in one.items() if n not in ("work_title", "work_url", "claim_text")}
                ended = {"event_type": outcome, "occurred_at": _later(one["occurred_at"], after)}
                yield _scoped(case, {**kept, **ended})


def _scoped(case: dict[str, Any], row: dict[str, Any]) -> dict[str, Any]:
    kept = {n: (f"{case['name']}/{v}" if n in _SCOPED else v) for n, v in row.items() if n != "claimant"}
    if "claimant" in row:
        kept["claimant_name"] = row["claimant"]
    if row.get("about_claim"):
        kept["subject"] = f"{case['name']}/{kept.pop('about_claim')}"
    return kept


def _later(day: Any, n_days: int) -> str:
    text = str(day)
    if len(text) < 10:
        return text
    moved = dt.datetime.fromisoformat(text.replace("Z", "+00:00")) + dt.timedelta(days=n_days)
    return moved.date().isoformat() if len(text) == 10 else moved.isoformat().replace("+00:00", "Z")
