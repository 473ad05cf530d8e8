"""A small SIMULATED world for screens: one campaign, one look-alike name, honest claimants, context."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

from strikes.cli.pipeline import make_run
from strikes.collect.tables.importer import import_table
from strikes.score import scores
from strikes.store import casebook
from strikes.store.connection import Connection, insert_rows, opened
from strikes.store.runs import Run, run_file
from strikes.store.workspace import Workspace

AS_OF = dt.date(2026, 11, 23)
RING = ("Уoutube Legal Team", "Rəşad Qəribov", "Камила Дурнева", "Nurlan Fayziyev-Sim", "سالم الوردي")
CHANNELS = ("SIMULATED Harbour News", "SIMULATED Dağ Xəbərləri", "SIMULATED Степь ТВ", "SIMULATED Long Lens")
TEXT = (
    "All rights reserved by me completely. This video is taking my personal material and I did not gave any permission"
)
WHY = (
    "Five claimants claimed eleven times on four channels within six days; chance would give 0.2 shared channels, nine "
    "were seen. 4 claimants still hang together without its strongest edge."
)
COMPANY = "Elderfield Pictures Ltd"


def empty(folder: Path) -> Workspace:
    """A workspace in which nothing is known."""
    place = Workspace(folder / "workspace")
    casebook.create(place)
    return place


def one_event(folder: Path) -> Workspace:
    """A workspace with a single takedown, scored."""
    return of_events(folder, [event("Juniper Film Trust", CHANNELS[0], "2026-11-20T10:00:00Z", 1)])


def of_events(folder: Path, events: list[dict[str, Any]]) -> Workspace:
    """A workspace with these events, scored."""
    place = empty(folder)
    import_table(place, written(folder, "events.csv", events))
    make_run(place, as_of=AS_OF, make_latest=True)
    return place


def sample(folder: Path) -> Workspace:
    """A workspace with a campaign, a company, passers-by, context and labels; two runs, so that there is a change."""
    place = empty(folder)
    for name, rows in (("events.csv", events()), ("context.csv", CONTEXT), ("profiles.csv", PROFILES)):
        import_table(place, written(folder, name, rows))
    bad = [event("Nobody", CHANNELS[0], "the day before", 900)]
    import_table(place, written(folder, "bad_rows.csv", bad))
    make_run(place, as_of=AS_OF - dt.timedelta(days=7), make_latest=True)
    with planted_groups():
        run = make_run(place, as_of=AS_OF, make_latest=True)
    _plant_notes(place, run)
    return place


def event(who: str, channel: str, when: str, n: int, **more: Any) -> dict[str, Any]:
    """One takedown of one video."""
    mail = {"claimant_email": f"claims.{RING.index(who)}@gmail.com"} if who in RING else {}
    return {
        "event_id": f"sim-{n}", "notice_id": f"notice-{n}", "event_type": "takedown", "occurred_at": when,
        "channel_id": f"UCsim-{abs(hash_of(channel)):020d}"[:24], "channel_title": channel, "video_id": f"sim{n:08d}",
        "video_title": f"SIMULATED report, part {n}", "claimant_name": who, "source": "notice_mail", "provenance": "P4",
    } | mail | more  # fmt: skip


def hash_of(text: str) -> int:
    """A number for a text that is the same in every process."""
    return int.from_bytes(text.encode()[-6:], "big")


def events() -> list[dict[str, Any]]:
    """The ring's eleven claims in six days, a company's two years, and passers-by."""
    hits = [(0, 0, 13), (1, 0, 13), (2, 0, 14), (3, 1, 15), (4, 1, 15), (0, 1, 16), (1, 2, 16), (2, 2, 17), (3, 2, 17),
            (4, 3, 18), (0, 3, 18)]  # fmt: skip
    found = [
        event(
            RING[who],
            CHANNELS[channel],
            f"2026-11-{day}T{8 + who:02d}:30:00Z",
            100 + i,
            claim_text=f"{TEXT}, remove urgent {i}",
        )
        for i, (who, channel, day) in enumerate(hits)
    ]
    for i in range(24):
        day = dt.date(2025, 1, 10) + dt.timedelta(days=27 * i)
        mail = {"claimant_email": "rights@elderfield.example", "work_title": f"Old Mill, episode {i}"}
        found.append(event(COMPANY, CHANNELS[i % 4], f"{day}T12:00:00Z", 200 + i, **mail))
    for i in range(20):
        day = dt.date(2025, 2, 3) + dt.timedelta(days=31 * i)
        found.append(event(f"Passer-by No {i}", CHANNELS[(i * i) % 4], str(day), 300 + i, provenance="P1"))
    outcome = {"event_type": "retraction", "claim_id": None}
    found.append(event(COMPANY, CHANNELS[1], "2025-03-20T12:00:00Z", 400, **outcome) | {"video_id": "sim00000201"})
    found.append(event("Scheduler", CHANNELS[3], "2026-11-20T12:00:00Z", 401, event_type="scheduled_takedown"))
    found.append(event("Undated", CHANNELS[3], "2026", 402))
    return found


CONTEXT = [
    {"context_id": "sim-1", "happened_on": "2026-11-12", "kind": "arrest", "title": "SIMULATED editor detained",
     "place": "SIMULATED", "source_url": "https://simulated.example"},
    {"context_id": "sim-2", "happened_on": "2025-09-07", "kind": "election", "title": "SIMULATED early election",
     "place": "SIMULATED", "source_url": "https://simulated.example"},
]  # fmt: skip
PROFILES = [
    {"claimant_channel_id": "UCsim-ring-0", "title": "Legal", "status": "active", "observed_at": "2026-11-14T10:00:00Z",
     "created_at": "2026-11-10T10:00:00Z", "source": "person", "video_count": "0"},
]  # fmt: skip


@contextmanager
def planted_groups(ring: Sequence[str] = RING, why: str = WHY) -> Iterator[None]:
    """Let the next run find one campaign: the five of the ring."""
    weigh = scores.score

    def planted(con: Connection, *args: Any, **more: Any) -> None:
        _plant(con, ring, why)
        weigh(con, *args, **more)

    with mock.patch.object(scores, "score", planted):
        yield


def _plant(con: Connection, ring: Sequence[str], why: str) -> None:
    for table in ("edge", "edge_witness", "burst", "burst_member", "campaign", "campaign_member"):
        con.execute(f"delete from {table}")
    rows = con.execute(
        "select c.claimant_id, ce.event_key, c.target_id, r.name from claim c join claim_event ce using (claim_key) "
        "join claimant_record r using (record_id) where ce.is_first and list_contains(?, r.name) "
        "order by c.claimed_at, ce.event_key",
        [list(ring)],
    ).fetchall()
    ids = {name: claimant for claimant, _, _, name in rows}
    acts = {name: [(key, target) for _, key, target, n in rows if n == name] for name in ring}
    layers = ("target", "time", "text", "text", "contact")
    pairs = [(ring[i], ring[(i + 1) % 5], layers[i]) for i in range(5)]
    edges, witnesses = [], []
    for i, (one, other, layer) in enumerate(pairs):
        a, b = sorted((ids[one], ids[other]))
        edges.append([a, b, layer, 2, 0.0001, 0.0004 * (i + 1), 1_200_000 - i * 100_000, i != 4, 4,
                      why])  # fmt: skip
        witnesses.append([a, b, layer, acts[one][0][0], acts[other][0][0], acts[one][0][1], 3600, i])
    insert_rows(con, "edge", edges)
    insert_rows(con, "edge_witness", witnesses)
    insert_rows(
        con, "campaign",
        [["k_simulated0000000", 5, 4, 11, "2026-11-13 08:30:00", "2026-11-18 12:30:00", 1_900_000, 0.2, 9, 0.0004, why,
          "a reporting wave after a broadcast"]],
    )  # fmt: skip
    members = [["k_simulated0000000", ids[name], f"2026-11-{13 + i} 08:30:00", i < 3] for i, name in enumerate(ring)]
    insert_rows(con, "campaign_member", members)


def _plant_notes(place: Workspace, run: Run) -> None:
    with opened(run_file(place, run.run_id), read_only=False) as con:
        con.execute("delete from name_note")
        con.execute(
            "insert into name_note select record_id, '1 letter is Cyrillic in a Latin word: У' from claimant_record "
            "where name = ?",
            [RING[0]],
        )


def written(folder: Path, name: str, rows: list[dict[str, Any]]) -> Path:
    """Write rows as CSV."""
    path = folder / name
    columns = list(dict.fromkeys(column for row in rows for column in row))
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, columns)
        writer.writeheader()
        writer.writerows(rows)
    return path
