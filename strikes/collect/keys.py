"""Where keys and tokens come from: a file of your own, the environment, or the operating system's keyring (R27).

Never from the command line, where every process of the machine can read them.
"""

from __future__ import annotations

import re
import stat
from pathlib import Path

import keyring
import keyring.errors

from strikes.errors import InputError, UsageError

SERVICE = "strikes"


def find_secret(name: str, *, what: str, file: Path | None, environment: str | None) -> str:
    """Return a secret: from the file given, else the environment, else the keyring (service `strikes`, user `name`).

    Raises InputError for a file that others may read or that holds no key, UsageError where there is none at all.
    """
    if file is not None:
        return _from_file(file, what)
    found = environment or in_keyring(name)
    if not found:
        raise UsageError(
            f"There is no {what}. Put it in the keyring (keyring set {SERVICE} {name}), or in a file of your own with"
            " --key-file FILE. How to get one: docs/youtube.md"
        )
    return _checked(found.strip(), what)


def in_keyring(name: str) -> str | None:
    """Return a secret from the keyring; None where there is none, or no keyring."""
    try:
        return keyring.get_password(SERVICE, name)
    except keyring.errors.KeyringError:
        return None


def _from_file(file: Path, what: str) -> str:
    try:
        mode = file.stat().st_mode
        text = file.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"The {what} cannot be read from {file.name}: {type(error).__name__}.") from None
    if mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise InputError(
            f"{file.name} holds a {what} and others may read it. Make it yours alone: chmod 600 {file.name}"
        )
    return _checked(text, what)


def _checked(text: str, what: str) -> str:
    # Anything else would break the request's address, and be quoted in an error.
    if not re.fullmatch(r"[\x21-\x7e]+", text):
        raise InputError(f"What should be the {what} holds spaces or other signs that no key has.")
    return text
