"""Invitation codes: a partner hands one to a newsroom, and thirty people behind one address can hand in at once (R14).

The file holds hashes only, one a line; who wrote which code stands nowhere.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from strikes.errors import InputError
from strikes.intake.receipts import new_receipt


def make_invitation(file: Path) -> str:
    """Add a fresh code to a file and return it; it cannot be read from the file again."""
    code = new_receipt().shown
    try:
        with open(os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600), "a", encoding="ascii") as stream:
            stream.write(_hash(code) + "\n")
    except OSError as error:
        raise InputError(f"{file.name} cannot be written: {error.strerror}.") from None
    return code


def is_invited(file: Path | None, typed: str) -> str | None:
    """Return the code's hash where the file knows it, else None."""
    if file is None or not file.is_file() or not typed.strip():
        return None
    known = file.read_text(encoding="ascii", errors="replace").split()
    return _hash(typed) if _hash(typed) in known else None


def _hash(code: str) -> str:
    letters = "".join(sign for sign in code.upper() if sign.isalnum())
    return hashlib.sha256(b"strikes invitation " + letters.encode()).hexdigest()
