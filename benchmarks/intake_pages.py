"""Fifty people at once: how long the owner's app takes to answer each, and how much of the processor an answer takes.

Each person is a WebSocket that speaks Streamlit's own protocol: asks for a page, reads for up to ten seconds, asks for
the next. An answer counts from asking to the end of the script. Run: python -m benchmarks.intake_pages
"""

from __future__ import annotations

import asyncio
import os
import random
import statistics
import tempfile
import time
from pathlib import Path

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.dashboard.intake_site import Site, intake

PEOPLE, ROUNDS, READS_SECONDS = 50, 4, 10.0


async def one_person(address: str, chance: random.Random) -> list[float]:
    """Ask for the page ROUNDS times, with time to read between."""
    url = address.replace("http", "ws") + "/_stcore/stream"
    took = []
    async with websockets.connect(url, origin=address, max_size=None, subprotocols=["streamlit"]) as link:
        for _ in range(ROUNDS):
            await asyncio.sleep(chance.uniform(0, READS_SECONDS))
            began = time.monotonic()
            asked = BackMsg()
            asked.rerun_script.query_string = "lang=az"
            await link.send(asked.SerializeToString())
            while True:
                told = ForwardMsg()
                told.ParseFromString(await link.recv())
                if told.WhichOneof("type") == "script_finished":
                    break
            took.append(time.monotonic() - began)
    return took


async def everybody(site: Site) -> list[float]:
    """Return how long each answer took."""
    chance = random.Random(8)
    found = await asyncio.gather(*(one_person(site.address, chance) for _ in range(PEOPLE)))
    return [seconds for took in found for seconds in took]


def cpu_seconds(pid: int) -> float:
    """Return the CPU time a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder, intake(Path(folder)) as site:
        before = cpu_seconds(site.process.pid)
        took = asyncio.run(everybody(site))
        used = cpu_seconds(site.process.pid) - before
    n = len(took)
    print(f"{n} answers to {PEOPLE} people at once: median {statistics.median(took):.2f} s, "
          f"95 % below {sorted(took)[int(n * 0.95)]:.2f} s; {1000 * used / n:.1f} ms of CPU an answer "
          f"(load of the machine {os.getloadavg()[0]:.1f})")  # fmt: skip


if __name__ == "__main__":
    main()
