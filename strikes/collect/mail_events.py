"""The events of a mail into the casebook, the mail itself as their source."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from strikes import __version__
from strikes.collect.notice_mail.facts import Facts
from strikes.model import TableKind
from strikes.store import casebook
from strikes.store.kinds import KINDS
from strikes.store.staging import Counts, Source
from strikes.store.workspace import Workspace


class MailEvents:
    """Hands events to the casebook, one source for each mail."""

    def __init__(self, workspace: Path) -> None:
        self._workspace = Workspace(workspace)
        casebook.create(self._workspace)

    def add_events(self, rows: Sequence[Mapping[str, str | None]], mail: Facts, origin: str, n_bytes: int) -> Counts:
        """Store the events of one mail; what is known of the mail itself goes with the source."""
        told = {name: value if isinstance(value, str) else json.dumps(value) for name, value in asdict(mail).items()}
        source = Source(
            sha256=mail.sha256,
            name=Path(origin).name,
            n_bytes=n_bytes,
            way="mail",
            collector="notice_mail",
            collector_version=__version__,
            collected_at=dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
            mapping=told,
        )
        return casebook.add(self._workspace, KINDS[TableKind.EVENTS], rows, source)
