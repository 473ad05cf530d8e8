"""The process that reads hostile mail: no network, no writing, no database, little memory, little time (R11).

It is started by strikes/collect/bounded.py, which survives whatever happens here. Requests and answers are frames on
standard input and output: a count and lengths, then the bytes of the mails; back comes a length and JSON.
"""

from __future__ import annotations

import ctypes
import gc
import json
import os
import resource
import struct
import sys
from typing import Any, BinaryIO

from strikes.collect.notice_mail.mime import Refused
from strikes.collect.notice_mail.read import read
from strikes.collect.notice_mail.words import words

MEMORY_BYTES = 512 * 2**20
#: A batch of ordinary mails takes some hundredths of a second; together with a second try alone this stays below 10 s.
CPU_SECONDS = 4
_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000
_FORBIDDEN = (
    "socket.",
    "subprocess.",
    "os.exec",
    "os.fork",
    "os.posix_spawn",
    "os.system",
    "shutil.",
    "urllib.",
    "ctypes.dlopen",
)
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer batches until there are no more."""
    while header := requests.read(4):
        lengths = struct.unpack(
            f">{struct.unpack('>I', header)[0]}I", requests.read(4 * struct.unpack(">I", header)[0])
        )
        _allow_cpu(CPU_SECONDS)
        answer = json.dumps([_answer(requests.read(length)) for length in lengths]).encode()
        answers.write(struct.pack(">I", len(answer)) + answer)
        answers.flush()


def _answer(raw: bytes) -> list[Any] | str:
    """Return the readings of a mail, or the sentence that refuses it."""
    try:
        return read(raw)
    except Refused as reason:
        return str(reason)
    except MemoryError:
        return "Reading the mail takes more memory than allowed."


def confine() -> None:
    """Give up everything that reading needs not; what is given up cannot be had back."""
    # Best effort: where the system lets us, the process has no network at all. The hook below holds everywhere.
    ctypes.CDLL(None).unshare(_CLONE_NEWUSER | _CLONE_NEWNET)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.addaudithook(_refuse)


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    is_write = event == "open" and isinstance(arguments[2], int) and arguments[2] & _WRITES
    if is_write or event.startswith(_FORBIDDEN):
        raise PermissionError(f"reading mail needs no {event}")


def _allow_cpu(seconds: int) -> None:
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(used.ru_utime + used.ru_stime) + seconds + 1
    resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.getrlimit(resource.RLIMIT_CPU)[1]))


if __name__ == "__main__":
    words()
    confine()
    # Reading makes no cycles worth collecting, and a child is replaced long before it could grow: see bounded.py.
    gc.freeze()
    gc.disable()
    serve(sys.stdin.buffer, sys.stdout.buffer)
