"""One run as the pages read it: every question is asked once and its answer remembered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, TypeVar

import streamlit as st

from dashboard.analyst.blocks.words import Days
from strikes import settings
from strikes.store import read

T = TypeVar("T")


class Book:
    """A finished run, opened only when a question was not asked before; runs never change, so answers stay right."""

    def __init__(self, workspace: read.Workspace, run: read.Run, runs: list[read.Run], open_until: ExitStack) -> None:
        self.workspace, self.run, self.runs = workspace, run, runs
        self.days = Days(settings.policy(workspace.root).timezone, dt.date.fromisoformat(run.as_of))
        self._open_until = open_until
        self._con: Any = None

    @property
    def before(self) -> read.Run | None:
        """The run this one is compared with: the one the address names, else the one made before it."""
        older = self.runs[self.runs.index(self.run) + 1 :]
        named = [run for run in self.runs if run.run_id == st.query_params.get("against") and run != self.run]
        return (named or older or [None])[0]

    def ask(self, question: Callable[..., T], *args: Any) -> T:
        """Return the answer to one of `strikes.store.read`'s questions about this run."""
        key = f"{question.__module__}.{question.__name__}{args!r}"
        answer: T = _remembered(str(self.workspace.root), self.run.run_id, key, lambda: question(self._opened(), *args))
        return answer

    def changes(self) -> list[read.Row]:
        """Return what differs from the run before; nothing where there is none."""
        if self.before is None:
            return []
        before, now = self.before.run_id, self.run.run_id
        root = str(self.workspace.root)
        found: list[read.Row] = _remembered(
            root, now, f"changes since {before}", lambda: read.changes(self.workspace, before, now)
        )
        return found

    def _opened(self) -> Any:
        if self._con is None:
            self._con = self._open_until.enter_context(read.reading(self.workspace, self.run.run_id))
        return self._con


@contextmanager
def opened(workspace: read.Workspace) -> Iterator[Book | None]:
    """Open the run the address names, else the newest; None where nothing was scored yet.

    Raises InputError where the address names a run that is not, or no longer, there.
    """
    runs = _runs(workspace)
    wanted = st.query_params.get("run")
    if not runs and not wanted:
        yield None
        return
    # A run may have been removed since its answers were remembered (erase, purge): then it must not be shown again.
    path = read.run_file(workspace, wanted)
    with ExitStack() as open_until:
        yield Book(workspace, next(run for run in runs if run.run_id == path.stem), runs, open_until)


def _runs(workspace: read.Workspace) -> list[read.Run]:
    names = sorted(path.name for path in workspace.runs.glob("*.duckdb"))
    latest = workspace.runs / "latest"
    return _listed(str(workspace.root), (*names, latest.read_text() if latest.is_file() else ""))


@st.cache_data(show_spinner=False, max_entries=8)
def _listed(root: str, names: tuple[str, ...]) -> list[read.Run]:
    return read.list_runs(read.Workspace(Path(root)))


@st.cache_data(show_spinner=False, max_entries=2000)
def _remembered(root: str, run_id: str, question: str, _ask: Callable[[], Any]) -> Any:
    return _ask()
