"""A small SIMULATED world for screens: one campaign, one look-alike name, honest claimants, context."""

from __future__ import annotations

import csv
import datetime as dt
import random
import shutil
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from strikes.cli.pipeline import make_run
from strikes.collect.tables.importer import import_table
from strikes.store import casebook, read
from strikes.store.workspace import Workspace

AS_OF = dt.date(2026, 11, 23)
RING = ("Уoutube Legal Team", "Rəşad Qəribov", "Камила Дурнева", "Nurlan Fayziyev-Sim", "سالم الوردي")
CHANNELS = ("SIMULATED Harbour News", "SIMULATED Dağ Xəbərləri", "SIMULATED Степь ТВ", "SIMULATED Long Lens")
TEXT = (
    "We filmed the harbour fire with our own three cameras that night and nobody asked before cutting it into a report"
)
#: What honest claimants write about, each in words of its own.
TOPICS = ("film", "song", "march", "river", "kitchen", "concert", "lecture", "wedding", "football", "market", "theatre",
          "garden", "winter", "school", "museum", "railway", "island", "festival", "recipe", "speech", "journey",
          "portrait", "bridge", "painter", "orchestra", "village", "storm")  # fmt: skip
#: What a phone and a postal address hold here; no screen may show or send them.
PRIVATE = "5550994455"
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
    make_run(place, as_of=AS_OF, make_latest=True)
    return place


def copied(place: Workspace, folder: Path) -> Workspace:
    """A copy of a workspace that a test may change."""
    return Workspace(shutil.copytree(place.root, folder / "copy"))


def campaign_of(place: Workspace) -> str:
    """The id of the one campaign in a workspace."""
    with read.reading(place) as con:
        (found,) = read.campaigns(con)
    return str(found["campaign_id"])


def event(who: str, channel: str, when: str, n: int, **more: Any) -> dict[str, Any]:
    """One takedown of one video."""
    return {
        "event_id": f"sim-{n}", "notice_id": f"notice-{n}", "event_type": "takedown", "occurred_at": when,
        "channel_id": f"UCsim-{zlib.crc32(channel.encode()):018d}", "channel_title": channel, "video_id": f"sim{n:08d}",
        "video_title": f"SIMULATED report, part {n}", "claimant_name": who, "source": "notice_mail", "provenance": "P4",
    } | more  # fmt: skip


def ring(names: Sequence[str] = RING, channels: Sequence[str] = CHANNELS) -> list[dict[str, Any]]:
    """Sixteen claims of five claimants on four channels within four days, in nearly the same words."""
    hits = [(who, channel) for who in range(5) for channel in range(4) if (who + channel) % 5]
    return [
        event(
            names[who],
            channels[channel],
            f"2026-11-{17 + channel}T{8 + who:02d}:30:00Z",
            100 + 4 * who + channel,
            claimant_email=f"claims.{who}@gmail.com",
            claimant_channel_id=OWN_CHANNEL if names[who] == RING[0] else None,
            claim_text=f"{TEXT}, remove urgent {who}{channel}",
        )
        for who, channel in hits
    ]


def elsewhere() -> list[dict[str, Any]]:
    """Sixty claims of twenty claimants on thirty other channels: what chance is reckoned from."""
    found = []
    for i in range(60):
        day = dt.date(2025, 1, 3) + dt.timedelta(days=i * 37 % 660)
        text = " ".join(random.Random(i // 3).choices(TOPICS, k=14))
        who, channel = f"Studio Number {i // 3} Ltd", f"SIMULATED Channel {i * 7 % 30}"
        found.append(event(who, channel, f"{day}T{i % 24:02d}:{i:02d}:00Z", 1000 + i, claim_text=text))
    return found


def events() -> list[dict[str, Any]]:
    """The ring's claims, a company's two years, passers-by, and claims elsewhere."""
    found = [*ring(), *elsewhere()]
    for i in range(24):
        day = dt.date(2025, 1, 10) + dt.timedelta(days=27 * i)
        mail = {"claimant_email": "rights@elderfield.example", "work_title": f"Old Mill, episode {i}"}
        mail |= {"claimant_phone": f"+994{PRIVATE}", "claimant_address": f"{PRIVATE} street"}
        found.append(event(COMPANY, CHANNELS[i % 4], f"{day}T12:00:00Z", 200 + i, **mail))
    for i in range(20):
        day = dt.date(2025, 2, 3) + dt.timedelta(days=31 * i)
        found.append(event(f"Passer-by No {i}", CHANNELS[(i * i) % 4], str(day), 300 + i, provenance="P1"))
    outcome = {"event_type": "retraction", "claim_id": None}
    found.append(event(COMPANY, CHANNELS[1], "2025-03-20T12:00:00Z", 400, **outcome) | {"video_id": "sim00000201"})
    found.append(event("Scheduler", CHANNELS[3], "2026-11-20T12:00:00Z", 401, event_type="scheduled_takedown"))
    found.append(event("Undated", CHANNELS[3], "2026", 402, video_title=None))
    return found


CONTEXT = [
    {"context_id": "sim-1", "happened_on": "2026-11-12", "kind": "arrest", "title": "SIMULATED editor detained",
     "place": "SIMULATED", "source_url": "https://simulated.example"},
    {"context_id": "sim-2", "happened_on": "2025-09-07", "kind": "election", "title": "SIMULATED early election",
     "place": "SIMULATED", "source_url": "https://simulated.example"},
]  # fmt: skip
OWN_CHANNEL = "UCsim-ring-0"
PROFILES = [
    {"claimant_channel_id": OWN_CHANNEL, "title": title, "status": status, "observed_at": f"{day}T10:00:00Z",
     "created_at": "2026-11-10T10:00:00Z", "source": "person", "video_count": "0"}
    for day, title, status in (
        ("2026-11-14", "Legal", "active"), ("2026-11-19", "YT Legal", "active"), ("2026-11-22", None, "not_found"))
]  # fmt: skip


def written(folder: Path, name: str, rows: list[dict[str, Any]]) -> Path:
    """Write rows as CSV."""
    path = folder / name
    columns = list(dict.fromkeys(column for row in rows for column in row))
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, columns)
        writer.writeheader()
        writer.writerows(rows)
    return path
