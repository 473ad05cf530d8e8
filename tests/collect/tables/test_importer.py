"""From a file to facts: counts that add up, quarantine that says why, and nothing twice."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strikes.collect.tables.importer import import_table, kind_named, split_pairs
from strikes.errors import FormatError, UsageError
from strikes.model import TableKind
from strikes.store.committing import Counts
from strikes.store.workspace import Workspace
from tests.factory import collected, event, facts, workspace, write_csv


@pytest.fixture
def place(tmp_path: Path) -> Workspace:
    return workspace(tmp_path)


def quarantine(place: Workspace) -> list[tuple[Any, ...]]:
    return facts(place, "select line, column_name, reason from quarantine order by line")


def test_the_same_file_again_adds_nothing(place: Workspace, tmp_path: Path) -> None:
    rows = [event(video_id=f"v{i}") for i in range(5)]
    assert collected(place, rows, tmp_path).counts == Counts(read=5, new=5)
    assert collected(place, rows, tmp_path).counts == Counts(read=5, known=5)
    assert facts(place, "select count(*) from sighting") == [(5,)]


def test_a_repeat_inside_a_file_is_already_known(place: Workspace, tmp_path: Path) -> None:
    assert collected(place, [event(), event(), event(video_id="other")], tmp_path).counts == Counts(3, 2, 1)


def test_the_order_of_rows_and_columns_does_not_matter(place: Workspace, tmp_path: Path) -> None:
    rows = [event(video_id=f"v{i}", claim_text=None if i % 2 else f"text {i}") for i in range(40)]
    collected(place, rows, tmp_path)
    turned = [dict(reversed(row.items())) for row in rows]
    random.Random(3).shuffle(turned)
    assert collected(place, turned, tmp_path, "turned.csv").counts == Counts(40, 0, 40)
    assert facts(place, "select count(*) from event") == [(40,)]
    assert facts(place, "select count(*) from sighting") == [(80,)]


def test_the_same_fact_told_again_at_a_better_level_is_one_fact_with_two_sightings(
    place: Workspace, tmp_path: Path
) -> None:
    collected(place, [event()], tmp_path)
    again = collected(place, [event(provenance="P4", source="notice_mail")], tmp_path, "mail.csv")
    assert again.counts == Counts(1, 0, 1)
    assert facts(place, "select level from sighting order by level") == [(1,), (4,)]


def test_an_own_id_makes_a_reimport_idempotent_and_a_changed_row_is_not_swallowed(
    place: Workspace, tmp_path: Path
) -> None:
    collected(place, [event(event_id="17")], tmp_path)
    changed = collected(place, [event(event_id="17", claimant_name="Somebody Else")], tmp_path, "later.csv")
    assert changed.counts == Counts(1, 0, 0, 1)
    assert "handed in before with other contents" in quarantine(place)[0][2]


def test_two_reporters_may_both_have_a_number_17(place: Workspace, tmp_path: Path) -> None:
    rows = [event(event_id="17", reporter_id="a"), event(event_id="17", reporter_id="b")]
    assert collected(place, rows, tmp_path).counts == Counts(2, 2)


@pytest.mark.parametrize(
    ("given_time", "stored", "precision"),
    [
        ("2024-03-05T10:15:00Z", "2024-03-05 10:15:00", "second"),
        ("2024-03-05T14:15:00+04:00", "2024-03-05 10:15:00", "second"),
        ("2024-03-05 14:15+0400", "2024-03-05 10:15:00", "second"),
        ("2024-03-05T10:15:00.25Z", "2024-03-05 10:15:00.25", "second"),
        ("2024-03-05", "2024-03-05 00:00:00", "day"),
        ("2024-03", "2024-03-01 00:00:00", "month"),
        ("2024", "2024-01-01 00:00:00", "year"),
        (" 2024-03-05 ", "2024-03-05 00:00:00", "day"),
        ("", None, None),
    ],
)
def test_a_time_is_stored_with_its_precision(
    place: Workspace, tmp_path: Path, given_time: str, stored: str | None, precision: str | None
) -> None:
    assert collected(place, [event(occurred_at=given_time)], tmp_path).counts.new == 1
    assert facts(place, "select occurred_at::varchar, occurred_at_precision from event") == [(stored, precision)]


@pytest.mark.parametrize(
    "bad_time", ["13/02/2024", "2024-02-30", "2024-13", "yesterday", "2024-03-05T10:15:00", "20240305"]
)
def test_what_is_no_time_goes_to_quarantine_with_advice(place: Workspace, tmp_path: Path, bad_time: str) -> None:
    assert collected(place, [event(), event(occurred_at=bad_time)], tmp_path).counts == Counts(2, 1, 0, 1)
    ((line, column, reason),) = quarantine(place)
    assert (line, column) == (3, "occurred_at")
    assert reason.startswith(f'"{bad_time}" is no time: write 2024-02-13')


@pytest.mark.parametrize(
    ("change", "column"),
    [
        ({"event_type": "take_down"}, "event_type"),
        ({"event_type": ""}, "event_type"),
        ({"channel_id": "", "channel_title": " "}, "channel_id"),
        ({"claimant_name": ""}, "claimant_name"),
        ({"provenance": "P9"}, "provenance"),
        ({"source": "rumour"}, "source"),
    ],
)
def test_a_row_that_is_no_fact_is_put_aside_with_its_column(
    place: Workspace, tmp_path: Path, change: dict[str, str], column: str
) -> None:
    counts = collected(place, [event(), event(**change)], tmp_path).counts
    assert (counts.new, counts.quarantined) == (1, 1)
    assert quarantine(place)[0][:2] == (3, column)


def test_an_outcome_need_not_name_a_claimant(place: Workspace, tmp_path: Path) -> None:
    row = event(event_type="strike_expiry", claimant_name="")
    assert collected(place, [row], tmp_path).counts.new == 1


def test_quarantine_keeps_the_row_and_does_not_grow_by_repeating(place: Workspace, tmp_path: Path) -> None:
    for _ in range(2):
        collected(place, [event(event_type="??", claimant_name="Əliyev")], tmp_path)
    ((raw,),) = facts(place, "select raw from quarantine")
    assert "Əliyev" in raw


@pytest.mark.parametrize(("source", "level"), [("lumen", 3), ("public_record", 3), ("owner_form", 1), ("", 1)])
def test_a_level_that_is_not_stated_follows_the_source(
    place: Workspace, tmp_path: Path, source: str, level: int
) -> None:
    collected(place, [event(source=source)], tmp_path)
    assert facts(place, "select level from sighting") == [(level,)]


def test_their_columns_feed_ours_and_one_may_feed_several(place: Workspace, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "theirs.csv", [{"owner": "Ch", "who": "Juniper", "day": "2024-03-05", "extra": "x"}])
    done = import_table(
        place,
        path,
        columns={"channel_id": "owner", "channel_title": "owner", "claimant_name": "who", "occurred_at": "DAY"},
        constants={"event_type": "takedown", "provenance": "P3"},
    )
    assert (done.kind, done.counts.new, done.ignored_columns) == (TableKind.EVENTS, 1, ("extra",))
    assert facts(place, "select channel_id, channel_title, claimant_name from event") == [("Ch", "Ch", "Juniper")]


def test_a_name_nobody_has_is_answered_with_the_nearest(place: Workspace, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "e.csv", [event()])
    with pytest.raises(UsageError, match="did you mean 'claimant_name'"):
        import_table(place, path, columns={"claiment_name": "claimant_name"})
    with pytest.raises(UsageError, match="did you mean 'video_id'"):
        import_table(place, path, columns={"video_title": "vido_id"})


def test_a_header_that_fits_nothing_says_what_events_need(place: Workspace, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "e.csv", [{"x": "1"}])
    with pytest.raises(FormatError, match="e.csv: the header fits no kind of table"):
        import_table(place, path)


KIND_ROWS: dict[TableKind, dict[str, str]] = {
    TableKind.EVENTS: event(),
    TableKind.PROFILES: {
        "claimant_channel_id": "UC1",
        "observed_at": "2024-03-05",
        "video_count": "3",
        "status": "active",
    },
    TableKind.CONTEXT: {"context_id": "x1", "happened_on": "2024-02", "kind": "election", "title": "t"},
    TableKind.HOLDERS: {"holder_id": "h1", "name": "BBC", "aliases": "BBC News|Би-би-си", "domains": "bbc.co.uk"},
    TableKind.EVIDENCE: {"subject": "Juniper", "kind": "disavowal", "value": "said no", "by": "Leyla"},
    TableKind.LABELS: {"subject": "Juniper", "axis": "identity", "label": "genuine", "labelled_by": "Leyla"},
}


@pytest.mark.parametrize("kind", list(KIND_ROWS))
def test_every_kind_is_known_by_its_header(place: Workspace, tmp_path: Path, kind: TableKind) -> None:
    done = collected(place, [KIND_ROWS[kind]], tmp_path)
    assert (done.kind, done.counts) == (kind, Counts(1, 1))


def test_lists_and_counts_are_typed(place: Workspace, tmp_path: Path) -> None:
    collected(place, [KIND_ROWS[TableKind.HOLDERS]], tmp_path)
    collected(place, [KIND_ROWS[TableKind.PROFILES] | {"view_count": "12.5"}], tmp_path, "p.csv")
    collected(place, [KIND_ROWS[TableKind.PROFILES]], tmp_path, "q.csv")
    assert facts(place, "select aliases from holder") == [(["BBC News", "Би-би-си"],)]
    assert facts(place, "select video_count from profile") == [(3,)]
    assert quarantine(place)[0][1:] == ("view_count", '"12.5" is no whole number')


def test_a_label_of_another_axis_is_put_aside(place: Workspace, tmp_path: Path) -> None:
    row = KIND_ROWS[TableKind.LABELS] | {"label": "coordinated"}
    assert collected(place, [row], tmp_path).counts.quarantined == 1


def test_bytes_that_are_no_utf8_cost_their_row_only(place: Workspace, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "e.csv", [event(), event(video_id="v2")])
    path.write_bytes(path.read_bytes().replace(b"vid00000001", b"vid\xe7\xff"))
    assert import_table(place, path).counts == Counts(2, 1, 0, 1)
    assert quarantine(place)[0][1] == "video_id"


def test_separators_that_somebody_typed_stay_what_they_are(place: Workspace, tmp_path: Path) -> None:
    name = "a\x1fb\x1ec\0d"
    path = tmp_path / "e.jsonl"
    path.write_text(json.dumps(event(claimant_name=name)) + "\n", encoding="utf-8")
    import_table(place, path)
    assert facts(place, "select claimant_name from event") == [(name,)]


names = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40)


@given(st.lists(names, min_size=1, max_size=10))
def test_names_are_stored_as_they_came(tmp_path_factory: pytest.TempPathFactory, given_names: list[str]) -> None:
    folder = tmp_path_factory.mktemp("names")
    place = workspace(folder)
    rows = [event(claimant_name=name, claimant_ref="x", video_id=str(i)) for i, name in enumerate(given_names)]
    counts = collected(place, rows, folder).counts
    assert counts.read == counts.new + counts.known + counts.quarantined == len(rows)
    stored = dict(facts(place, "select video_id, claimant_name from event"))
    blanks = " \t\n\r\xa0"
    assert stored == {str(i): name if name.strip(blanks) else None for i, name in enumerate(given_names)}


def test_pairs_and_kinds_of_the_command_line_are_checked() -> None:
    assert split_pairs(["a=b", "c=d=e"], "--column") == {"a": "b", "c": "d=e"}
    for bad in (["ab"], ["=b"], ["a="], ["a=b", "a=c"]):
        with pytest.raises(UsageError):
            split_pairs(bad, "--column")
    with pytest.raises(UsageError, match="one of: events"):
        kind_named("event")
