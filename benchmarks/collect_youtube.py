"""What keeping answers of the YouTube API costs, beside only decoding the same JSON in the same run.

    python -m benchmarks.collect_youtube            10,000 SIMULATED channels: CPU seconds and their ratio
    python -m benchmarks.collect_youtube --memory   peak memory at 10,000 and at 100,000

The bar: at most 3 times the decoding; memory flat. What is timed begins where the answer has come: unpacking,
archiving, reading into fields, comparing with the last look, committing. Memory is not flat yet: 100,000 looks by one
process peak at about 350 MiB, 10,000 at 186; without archived bodies at about 300.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gzip
import json
import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from benchmarks.measure import cost
from strikes.collect.youtube.looks import CALLS_A_STORE, IDS_A_CALL
from strikes.store import casebook, snapshots
from strikes.store.api_fields import CHANNEL
from strikes.store.snapshots import Answer
from strikes.store.workspace import Workspace

LETTERS = "abcdefghijklmnoprstuvxyzəğıöüş"


def words(rng: random.Random, n: int) -> str:
    return " ".join("".join(rng.choices(LETTERS, k=rng.randint(3, 9))) for _ in range(n))


def channel(rng: random.Random, channel_id: str) -> dict[str, object]:
    """A channel as full as the API sends them: about 3,000 bytes."""
    title, about = f"SIMULATED {words(rng, 2)}", words(rng, 60)
    pictures = {
        name: {
            "url": f"https://pictures.example/{words(rng, 8).replace(' ', '')}={size}",
            "width": size,
            "height": size,
        }
        for name, size in (("default", 88), ("medium", 240), ("high", 800))
    }
    counts = {"viewCount": str(rng.randint(0, 10**7)), "subscriberCount": "1230", "videoCount": "33"}
    return {
        "kind": "youtube#channel",
        "etag": words(rng, 3),
        "id": channel_id,
        "snippet": {
            "title": title,
            "description": about,
            "customUrl": "@" + words(rng, 1),
            "publishedAt": "2016-01-14T05:00:00.123456Z",
            "thumbnails": pictures,
            "localized": {"title": title, "description": about},
            "country": "AZ",
        },
        "contentDetails": {"relatedPlaylists": {"likes": "", "uploads": "UU" + channel_id[2:]}},
        "statistics": counts | {"hiddenSubscriberCount": False},
        "status": {"privacyStatus": "public", "isLinked": True, "longUploadsStatus": "longUploadsUnspecified"},
        "brandingSettings": {"channel": {"title": title, "description": about, "keywords": words(rng, 10)}},
    }


def answers(n: int, day: int) -> Iterator[Answer]:
    """Answers to calls for `n` channels, one after the other."""
    rng = random.Random(7)
    for start in range(0, n, IDS_A_CALL):
        ids = [f"UC{i:022d}" for i in range(start, min(start + IDS_A_CALL, n))]
        body = json.dumps({"kind": "youtube#channelListResponse", "items": [channel(rng, i) for i in ids]}, indent=1)
        at = dt.datetime(2026, 3, day, tzinfo=dt.UTC)
        request = {"part": CHANNEL.parts, "id": ids, "maxResults": IDS_A_CALL}
        packed = gzip.compress(body.encode(), mtime=0)
        yield Answer("youtube", "channels.list", request, at, 200, body.encode(), packed, f'"{start}"')


def keep(place: Workspace, told: list[Answer]) -> None:
    for start in range(0, len(told), CALLS_A_STORE):
        snapshots.keep(place, told[start : start + CALLS_A_STORE])


def timed(action: Callable[[], object]) -> float:
    before = time.process_time()
    action()
    return time.process_time() - before


def ratio() -> None:
    first, second = list(answers(10_000, 2)), list(answers(10_000, 3))
    size = sum(len(answer.body) for answer in first)
    runs = []
    for _ in range(6):
        with tempfile.TemporaryDirectory() as folder:
            place = Workspace(Path(folder))
            casebook.create(place)
            decode = timed(lambda: [json.loads(answer.body) for answer in first])
            unpack = timed(lambda: [gzip.decompress(answer.packed) for answer in first])
            runs.append(
                (decode, unpack + timed(partial(keep, place, first)), unpack + timed(partial(keep, place, second)))
            )
    decode, new, again = (statistics.median(column) for column in zip(*runs[1:], strict=True))
    print(f"10,000 channels, {size / 2**20:.0f} MiB of JSON; medians of {len(runs) - 1} runs after a warm-up")
    print(f"json.loads                     {decode:5.2f} CPU s")
    print(f"into an empty casebook         {new:5.2f} CPU s  ratio {new / decode:.2f}")
    print(f"again, compared with the last  {again:5.2f} CPU s  ratio {again / decode:.2f} (bar: 3)")


def fill(n: int, folder: Path) -> None:
    place = Workspace(folder)
    casebook.create(place)
    waiting: list[Answer] = []
    for answer in answers(n, 2):
        waiting.append(answer)
        if len(waiting) == CALLS_A_STORE:
            keep(place, waiting)
            waiting = []
    keep(place, waiting)


def memory() -> None:
    for n in (10_000, 100_000):
        with tempfile.TemporaryDirectory() as folder:
            command = [sys.executable, "-m", "benchmarks.collect_youtube", "--fill", str(n), folder]
            print(f"{n:>7,} channels: peak {cost(command).peak_mib:.0f} MiB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--memory", action="store_true")
    parser.add_argument("--fill", nargs=2, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.fill:
        fill(int(given.fill[0]), Path(given.fill[1]))
    elif given.memory:
        memory()
    else:
        ratio()
        print(f"peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB, all answers held in memory")


if __name__ == "__main__":
    main()
