"""The events of a mail into the casebook, the mail itself as their source."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from strikes import __version__
from strikes.collect.mail import MailRows
from strikes.model import TableKind
from strikes.store import casebook
from strikes.store.committing import Counts, Source
from strikes.store.kinds import KINDS
from strikes.store.workspace import Workspace


class MailEvents:
    """Hands events to the casebook, one source for each mail."""

    def __init__(self, workspace: Path) -> None:
        self._workspace = Workspace(workspace)
        casebook.create(self._workspace)

    def add_events(self, mails: Sequence[MailRows]) -> Counts:
        """Store the events of several mails in one go; what is known of each mail goes with its source."""
        counts = casebook.add(self._workspace, KINDS[TableKind.EVENTS], [(_source(mail), mail.rows) for mail in mails])
        return sum(counts, Counts())


def _source(mail: MailRows) -> Source:
    told = {name: v if isinstance(v, str) else json.dumps(v) for name, v in asdict(mail.facts).items()}
    return Source(
        sha256=mail.facts.sha256,
        name=Path(mail.origin).name,
        n_bytes=mail.n_bytes,
        way="mail",
        collector="notice_mail",
        collector_version=__version__,
        collected_at=dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        mapping=told,
    )
