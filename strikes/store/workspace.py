"""The folder everything of one deployment lies in: casebook, runs, vault, inbox, outbox, exports, keys."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from strikes.errors import InputError

FOLDERS = ("runs", "vault", "inbox", "inbox/reviews", "outbox", "exports", "keys")


@dataclass(frozen=True)
class Workspace:
    """Names of the places in a workspace; `ensure` makes them."""

    root: Path

    @property
    def casebook(self) -> Path:
        """The database of facts."""
        return self.root / "casebook.duckdb"

    @property
    def has_casebook(self) -> bool:
        """Whether there are facts here, or could be."""
        return self.casebook.exists()

    @property
    def head(self) -> Path:
        """Where the audit chain stands, noted outside the casebook."""
        return self.root / "head.json"

    def newest_backup(self) -> str:
        """Return the name and day of the newest backup made, or words that say there is none."""
        try:
            return (self.root / "last-backup").read_text(encoding="utf-8").strip()
        except OSError:
            return "none was made"

    @property
    def runs(self) -> Path:
        """The folder of runs and of `latest`, the text pointer to the newest."""
        return self.root / "runs"

    @property
    def reviews(self) -> Path:
        """Where reviews wait, one file each, until `collect inbox` makes them facts."""
        return self.root / "inbox" / "reviews"

    @property
    def exports(self) -> Path:
        """Where reports are written unless another folder is named."""
        return self.root / "exports"

    def ensure(self) -> Workspace:
        """Make the folders that are missing, readable by their owner alone, and return self."""
        # Files made later (side files, spill, write-ahead log) inherit this: nobody else may read a casebook.
        os.umask(0o077)
        try:
            self.root.mkdir(mode=0o700, parents=True, exist_ok=True)
            for folder in FOLDERS:
                (self.root / folder).mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise InputError(f"The workspace {self.root.name!r} cannot be made: {error.strerror}.") from None
        return self
