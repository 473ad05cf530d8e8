"""Hostile mail ends in an answer, and the process that asked never in anything else (R11)."""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path

import pytest

from strikes.collect.bounded import Outcome, Reader, reading
from tests.collect.hostile import KINDS, mutated
from tests.collect.notice_mail.factory import LAYOUTS, WAYS, Letter


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_hostile_mail_is_answered_in_time_and_memory(kind: str) -> None:
    raw, before = KINDS[kind](), child_cpu_seconds()
    with reading() as reader:
        outcome = reader.read_one(raw)
        peak = peak_memory(reader)
        after = reader.read_one(WAYS["direct"](LAYOUTS["g3"](Letter())).raw)

    assert outcome.refusal or outcome.readings
    assert child_cpu_seconds() - before < 10, "CPU time: the clock also counts what else the machine does"
    assert after.readings[0].parsed
    assert peak < 512 * 1024


def peak_memory(reader: Reader) -> int:
    """Return what the reading process took at most, in KiB; `getrusage` would count this process before its exec."""
    status = Path(f"/proc/{reader._running(0).pid}/status").read_text(encoding="utf-8")
    return int(status.split("VmHWM:")[1].split()[0])


def child_cpu_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def test_changed_mails_are_all_answered(tenth: int) -> None:
    count = 2_000 if tenth == 1 else 100_000
    with reading() as reader:
        outcomes = list(reader.read_all(mutated(count, seed=7)))
    assert len(outcomes) == count
    assert all(outcome.refusal or outcome.readings for outcome in outcomes)
    assert sum(bool(outcome.refusal) for outcome in outcomes) < count // 10, "most still read as something"


def test_a_mail_that_kills_the_child_costs_its_neighbours_nothing() -> None:
    good = WAYS["direct"](LAYOUTS["g3"](Letter())).raw
    with reading() as reader:
        child = reader._running(0)
        child.kill()
        child.wait()
        outcomes = list(reader.read_all([good, b"", good]))
    assert [bool(outcome.readings and outcome.readings[0].parsed) for outcome in outcomes] == [True, False, True]


def test_an_oversize_mail_is_refused_with_its_reason_and_in_its_place() -> None:
    good = WAYS["direct"](LAYOUTS["g3"](Letter())).raw
    with reading() as reader:
        outcomes = list(reader.read_all([good, b"x" * (26 * 2**20), good]))
    assert outcomes[1] == Outcome(refusal="The mail is larger than 25 MB.")
    assert outcomes[0].readings == outcomes[2].readings


def in_child(code: str) -> subprocess.CompletedProcess[str]:
    confined = f"from strikes.collect.mail_child import confine; confine()\n{code}"
    return subprocess.run([sys.executable, "-c", confined], capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    "code",
    [
        "import socket; socket.create_connection(('127.0.0.1', 9))",
        "import socket; socket.getaddrinfo('example.org', 80)",
        "import subprocess; subprocess.run(['true'])",
        "import os; os.system('true')",
        "open('/tmp/strikes-child-wrote', 'w')",
        "open('/tmp/strikes-child-wrote', 'ab')",
    ],
)
def test_the_child_reaches_nothing(code: str) -> None:
    done = in_child(code)
    assert done.returncode != 0
    assert "PermissionError: reading mail needs no" in done.stderr


def test_the_child_has_no_more_memory_than_allowed() -> None:
    assert "MemoryError" in in_child("x = bytearray(600 * 2**20)").stderr


def test_the_child_loads_neither_database_nor_network_library() -> None:
    loaded = "[m for m in ('duckdb', 'dns', 'imap_tools', 'http') if m in sys.modules]"
    code = f"import sys, strikes.collect.mail_child; print({loaded})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
