"""SIMULATED worlds for tests of packs: event rows, and the run that the whole way makes of them."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Sequence
from random import Random

from strikes.cli.pipeline import make_run
from strikes.model import TableKind
from strikes.store import casebook, runs
from strikes.store.committing import Source
from strikes.store.kinds import KINDS
from strikes.store.workspace import Workspace

Rows = Sequence[dict[str, str | None]]

AS_OF = dt.date(2026, 3, 1)
#: Claimants with names in five scripts, none of them a real one.
NAMES = (
    "Əliyev Çingiz Söhbət-Sim",
    "Студия «Северный Ветер» Сим",
    "Şükrü Ağaoğlu Simülasyon",
    "دار النخيل للإنتاج",
    "山田太郎 映像センター",
)
TITLES = (
    "SIMULATED Dalğa agentliyi",
    "SIMULATED Қадам журналистика",
    "SIMULATED Günlük Mercek",
    "SIMULATED قناة الصباح",
    "SIMULATED 朝の報道チャンネル",
    "SIMULATED Open Ledger",
)
PHONE = "+994 50 000 11 22"
TEXT = "All rights reserved by me completely. This video is taking my personal material number {n}, remove it urgent."
OUTCOMES = ("request_rejected", "retraction", "reinstatement", None, None)
_FIRST = dt.datetime.fromisoformat("2025-11-02T06:00:00")


def event(**given: object) -> dict[str, str | None]:
    """Return one event row; what is not given is a takedown known from a verified mail."""
    base = {"event_type": "takedown", "source": "notice_mail", "provenance": "P4"}
    return base | {name: None if value is None else str(value) for name, value in given.items()}


def build(
    workspace: Workspace,
    events: Rows,
    *,
    evidence: Rows = (),
    context: Rows = (),
    holders: Rows = (),
    as_of: dt.date = AS_OF,
) -> runs.Run:
    """Add facts to a casebook and score them."""
    casebook.create(workspace)
    kinds = (TableKind.EVENTS, TableKind.EVIDENCE, TableKind.CONTEXT, TableKind.HOLDERS)
    for kind, rows in zip(kinds, (events, evidence, context, holders), strict=True):
        if rows:
            (counts,) = casebook.add(workspace, KINDS[kind], [(_source(rows), rows)])
            assert counts.quarantined == 0, casebook.quarantined(workspace)
    return make_run(workspace, as_of=as_of, make_latest=True)


def _source(rows: Rows) -> Source:
    digest = hashlib.sha256(json.dumps(list(rows)).encode()).hexdigest()
    return Source(digest, "world.csv", 1, "table", "tests", "1", "2026-03-01 00:00:00", {})


def campaign_events(n_claims: int, n_channels: int, *, source: str = "notice_mail", seed: int = 1) -> Rows:
    """Return claims of NAMES in turn, who share a phone and a text, on channels in turn; three in five did not hold."""
    random = Random(seed)
    found = []
    for i in range(n_claims):
        happened = _FIRST + dt.timedelta(hours=24 * random.random() * min(80, 3 + n_claims / 3))
        about = _about(i, n_channels) | {"source": source}
        demand = {"claim_text": TEXT.format(n=i % 3), "work_title": "Library Sunrise No. 3", "claimant_phone": PHONE}
        mail = {"notice_id": f"<m{i // 2}@mail.example>", "occurred_at": f"{happened:%Y-%m-%dT%H:%M:%SZ}"}
        found.append(event(event_id=f"e{i}", **about, **demand, **mail))
        if outcome := OUTCOMES[i % 5]:
            later = happened + dt.timedelta(days=9 + random.random() * 6)
            decided = {"event_type": outcome, "occurred_at": f"{later:%Y-%m-%dT%H:%M:%SZ}"}
            found.append(event(event_id=f"o{i}", **about | decided))
    closed = {"event_id": "closed", "event_type": "channel_termination", "occurred_at": "2025-11-07T09:00:00Z"}
    return [*found, event(**closed, channel_id=channel(0), channel_title=TITLES[0], source=source)]


def channel(i: int) -> str:
    """Return the id of the i-th channel."""
    return f"UCsim{i:019d}"


def _about(i: int, n_channels: int) -> dict[str, str]:
    who, hit = i % 5, i % n_channels
    return {
        "claim_id": f"cl{i}",
        "channel_id": channel(hit),
        "channel_title": TITLES[hit % 6] + (f" {hit // 6}" if hit > 5 else ""),
        "channel_topic": "news",
        "video_id": f"simv{i:07d}",
        "video_title": f"SIMULATED report {i} from the dried lake: budget, roads and schools",
        "claimant_name": NAMES[who],
        "claimant_email": f"rights_{who}_{'abcde'[who]}@gmail.com",
        "provenance": ("P4", "P4", "P2", "P3")[i % 4],
    }


def honest_events(n: int) -> Rows:
    """Return claims by n honest claimants on channels of their own, all of which held: what rates rest on."""
    return [
        event(
            event_id=f"honest{i}",
            channel_id=f"UCsimhonest{i % 7:013d}",
            channel_title=f"SIMULATED neighbour {i % 7}",
            occurred_at=f"2025-{1 + i % 9:02d}-{1 + i % 27:02d}T10:00:00Z",
            video_id=f"simh{i:07d}",
            claimant_name=f"Larkspur Sim {i}",
            claimant_email=f"office@larkspur{i}.example",
            claim_text=f"Our recording number {i} was used from minute {i % 9} on.",
            work_title=f"Recording {i}",
        )
        for i in range(n)
    ]


EVIDENCE: Rows = (
    {"subject": NAMES[0], "kind": "disavowal", "value": "written", "observed_at": "2025-11-20", "provenance": "P3"},
    {"subject": "cl3", "kind": "other", "value": "own_logo", "observed_at": "2025-11-12", "provenance": "P2"},
)
CONTEXT: Rows = (
    {"context_id": "x1", "happened_on": "2025-11-05", "kind": "election", "title": "SIMULATED local election"},
)
