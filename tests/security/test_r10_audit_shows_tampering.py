"""R10: a line changed, removed, inserted, moved, the end cut off, an older file put back: six of six are found."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import duckdb
import pytest

from strikes.store.audit import FIRST, append, check_chain
from strikes.store.connection import scratch
from strikes.store.migrations import migrate
from strikes.store.verify import verify_workspace
from strikes.store.workspace import Workspace
from tests.factory import collected, event, workspace


@pytest.fixture
def place(tmp_path: Path) -> Workspace:
    found = workspace(tmp_path)
    for i in range(4):
        collected(found, [event(video_id=f"v{i}")], tmp_path, f"e{i}.csv")
    return found


TAMPERINGS: dict[str, str] = {
    "change": "update audit set actor = 'somebody else' where number = 3",
    "remove": "delete from audit where number = 3",
    "insert": "insert into audit select number + 0, happened_at, actor, 'erase', object, detail, counts, previous, "
    "hash from audit where number = 3",
    "reorder": "update audit set number = case number when 3 then 4 when 4 then 3 else number end",
    "cut the end": "delete from audit where number > 5",
}


@pytest.mark.parametrize("name", TAMPERINGS)
def test_tampering_with_the_audit_is_found(place: Workspace, name: str, figure: Any) -> None:
    with duckdb.connect(place.casebook) as con:
        con.execute(TAMPERINGS[name])
    assert verify_workspace(place).wrong
    figure("R10", "audit lines changed, removed, inserted, moved, cut off", "found", "found")


def test_an_older_casebook_put_back_is_found(place: Workspace, tmp_path: Path) -> None:
    older = place.casebook.read_bytes()
    collected(place, [event(video_id="later")], tmp_path, "later.csv")
    place.casebook.write_bytes(older)
    assert verify_workspace(place).wrong


@pytest.mark.parametrize(
    "statement",
    [
        "update event set claimant_name = 'Somebody Else' where video_id = 'v1'",
        "insert into event (event_key, event_type) values ('e_made_up', 'takedown')",
        "delete from event where video_id = 'v2'",
        "delete from sighting where line is not null",
    ],
)
def test_a_fact_changed_by_hand_is_found(place: Workspace, statement: str) -> None:
    with duckdb.connect(place.casebook) as con:
        con.execute(statement)
    assert verify_workspace(place).wrong


def test_a_long_chain_is_checked_line_by_line(figure: Any) -> None:
    with scratch() as con:
        migrate(con)
        for i in range(60):
            append(con, "main", "collect", f"s_{i}", {"new": i}, "local")
        assert check_chain(con) == []
        con.execute("update audit set previous = ? where number = 40", [FIRST])
        assert [sentence for sentence in check_chain(con) if "40" in sentence]
        con.execute("delete from audit")
        con.execute(
            "insert into audit select i + 1, timestamp '2026-01-01', 'a', 'b', 'c', '{}', '{}', md5(i::varchar), "
            "sha256(i::varchar) from range(100000) r(i)"
        )
        began = time.process_time()
        assert len(check_chain(con)) >= 100_000
        seconds = time.process_time() - began
        figure("R10", "CPU seconds to check 100,000 lines", f"{seconds:.2f}", "under 2")
        assert seconds < 4, "twice the figure: the machine is shared"
