"""`strikes explain notice FILE`: what can be read from a notice, shown to a person; nothing is stored."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from strikes.cli.terminal import Format

if TYPE_CHECKING:
    from strikes.collect.mailbox import Found

FIELDS = (
    ("video_title", "video"),
    ("video_url", "address"),
    ("claimant_name", "claimant"),
    ("claimant_email", "contact"),
    ("work_text", "work"),
    ("found_in", "found in"),
)


def explain_notice(file: Path, format: Format, verify: str, workspace: Path | None) -> None:
    """Read a notice and say what stands in it. Nothing is stored, and DNS is asked only with --verify online."""
    told = list(_told(file, verify, workspace))
    if format is Format.JSON:
        is_list = len(told) != 1 or told[0][0].is_one_of_many
        shown: Any = [reading for _, reading in told] if is_list else told[0][1]
        typer.echo(json.dumps(shown, ensure_ascii=False, indent=2))
    else:
        typer.echo("\n\n".join("\n".join(_lines(reading)) for _, reading in told))


def _told(file: Path, verify: str, workspace: Path | None) -> Iterator[tuple[Found, dict[str, Any]]]:
    from strikes import settings
    from strikes.collect.authenticity import Verify, prover
    from strikes.collect.bounded import reading
    from strikes.collect.mail import graded
    from strikes.collect.notice_mail.reading import Reading
    from strikes.errors import UsageError

    if verify not in list(Verify):
        raise UsageError(f"--verify takes offline, stored or online, not {verify!r}.")
    prove = prover(Verify(verify), settings.workspace_dir(workspace) / "keys" / "dkim.jsonl", keeps=False)
    with reading() as reader:
        for found in _found(file):
            if found.refusal:
                yield found, Reading(notes=(found.refusal,)).as_json()
                continue
            outcome = reader.read_one(found.raw)
            if outcome.refusal:
                yield found, Reading(sha256=_sha256(found.raw), notes=(outcome.refusal,)).as_json()
            for told, _ in graded(found.raw, outcome, prove):
                yield found, told.as_json()


def _found(file: Path) -> Iterator[Found]:
    from strikes.collect.mailbox import mails, mails_in

    return mails_in(sys.stdin.buffer) if str(file) == "-" else mails([file])


def _sha256(raw: bytes) -> str:
    import hashlib

    return hashlib.sha256(raw).hexdigest()


def _lines(reading: dict[str, Any]) -> Iterator[str]:
    """Say what was read, for a person."""
    from strikes.collect.notice_mail.fold import INVISIBLE

    hidden = str.maketrans(dict.fromkeys(INVISIBLE, "\N{REPLACEMENT CHARACTER}"))
    kind = (reading["event_type"] or "no copyright notice").replace("_", " ")
    yield f"{kind.capitalize()}, {reading['notice_at'] or 'time unknown'}, language {reading['language'] or 'unknown'}"
    if reading["case_id"]:
        yield f"  thread     {reading['case_id']}"
    if reading["strikes_standing"] is not None:
        yield f"  strikes    {reading['strikes_standing']}"
    for number, claim in enumerate(reading["claims"], 1):
        yield f"  claim {number}"
        for name, word in FIELDS:
            value = claim[name]
            # Names come from strangers: signs that hide or turn text are shown as such (R17).
            yield f"    {word:10} {_printable(value.translate(hidden)) if value else '(not stated)'}"
    for note in reading["notes"]:
        yield f"  {_printable(note)}"


def _printable(text: str) -> str:
    return "".join(letter if letter.isprintable() else " " for letter in text)
