"""Mails become facts: sealed before read, the same notice by two ways once, grades by proof."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from strikes.collect.authenticity import Proof
from strikes.collect.mail import EventStore, Summary, collect
from strikes.collect.mail_events import MailEvents
from strikes.collect.mailbox import Found
from strikes.collect.notice_mail.facts import event_rows
from strikes.collect.notice_mail.read import read
from strikes.collect.notice_mail.reading import Dkim
from strikes.store.vault import Vault, workspace_vault
from strikes.store.workspace import Workspace
from tests.collect.conftest import MemoryStore
from tests.collect.notice_mail.factory import LAYOUTS, WAYS, Letter, Video
from tests.factory import facts

G3 = LAYOUTS["g3"](Letter(videos=(Video(), Video("dK-3_xPq0Zs", "Two"))))


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return workspace_vault(tmp_path / "w")


def taken(raws: Sequence[bytes], vault: Vault, store: EventStore, **options: object) -> Summary:
    return collect([Found(f"mail {n}", raw) for n, raw in enumerate(raws)], vault, store, **options)  # type: ignore[arg-type]


def test_the_same_notice_by_three_ways_is_one_event_with_three_sources(vault: Vault, store: MemoryStore) -> None:
    raws = [WAYS[way](G3).raw for way in ("direct", "attached", "gmail")]
    summary = taken(raws, vault, store)
    assert (summary.read, summary.new, summary.known) == (6, 2, 4)
    assert [len(sources) for sources in store.sources.values()] == [3, 3]


def test_the_same_mail_again_is_known(vault: Vault, store: MemoryStore) -> None:
    raw = WAYS["direct"](G3).raw
    taken([raw], vault, store)
    assert taken([raw, raw], vault, store).new == 0
    assert len(list(vault.names())) == 1


def test_other_claims_are_other_events(vault: Vault, store: MemoryStore) -> None:
    others = [
        G3,
        LAYOUTS["g3"](Letter(videos=(Video(claimant="Somebody Else"),))),
        LAYOUTS["g3"](Letter(videos=(Video(email="other@copperlantern.example"),))),
        LAYOUTS["g3"](Letter(videos=(Video(id="zzzzzzzzzzz"),))),
        LAYOUTS["g3"](Letter(channel="Another Channel")),
    ]
    taken([WAYS["direct"](letter).raw for letter in others], vault, store)
    assert len(store.events) == 2 + 4


def test_originals_are_sealed_before_anything_is_stored(vault: Vault, store: MemoryStore) -> None:
    class Failing(MemoryStore):
        def add_events(self, mails: object) -> object:  # type: ignore[override]
            raise RuntimeError("the disk went away")

    raw = WAYS["direct"](G3).raw
    with pytest.raises(RuntimeError):
        taken([raw], vault, Failing())
    assert vault.get(vault.name_of(raw)) == raw


def test_what_cannot_be_read_is_kept_and_told(vault: Vault, store: MemoryStore) -> None:
    bomb = b"From: a@b.example\r\nTo: x\r\n" + b"X: y\r\n" * 2000 + b"\r\n"
    letter = b"From: a@b.example\r\nTo: x@y.example\r\nSubject: hello\r\n\r\nNothing of note.\r\n"
    summary = taken([bomb, letter], vault, store)
    assert summary.refused == [("mail 0", "The mail's header has more than 1000 lines.")]
    assert summary.unparsed == ["mail 1"]
    assert {vault.get(name) for name in vault.names()} == {bomb, letter}
    assert store.events == {}


def test_a_proven_mail_is_p4_and_its_key_is_kept(vault: Vault, store: MemoryStore) -> None:
    def prove(raw: bytes) -> Proof:
        return Proof("E3", Dkim(True, "pass", "youtube.com", True))

    taken([WAYS["direct"](G3).raw], vault, store, prove=prove)
    assert {row["provenance"] for row in store.events.values()} == {"P4"}
    assert store.facts[0].dkim.result == "pass"


def test_a_proven_termination_also_proves_control_of_the_channel(vault: Vault, store: MemoryStore) -> None:
    def prove(raw: bytes) -> Proof:
        return Proof("E3", Dkim(True, "pass", "youtube.com", True))

    taken(
        [WAYS["direct"](LAYOUTS[layout](Letter())).raw for layout in ("termination", "g3")], vault, store, prove=prove
    )
    assert [fact.proves_control for fact in store.facts] == [True, False]


def test_a_quotation_in_somebodys_mail_is_never_proven_by_that_mails_signature(
    vault: Vault, store: MemoryStore
) -> None:
    def prove(raw: bytes) -> Proof:
        raise AssertionError("nobody should have asked")

    taken([WAYS[way](G3).raw for way in ("gmail", "answered", "paste", "outlook_page")], vault, store, prove=prove)
    assert {row["provenance"] for row in store.events.values()} == {"P1"}


def test_a_termination_is_an_event_of_the_channel_and_a_takedown_for_each_video() -> None:
    (told,) = read(WAYS["direct"](LAYOUTS["termination"](Letter(videos=G3.videos))).raw)
    rows = event_rows(told, "UC" + "a" * 22)
    assert [row["event_type"] for row in rows] == ["takedown", "takedown", "channel_termination"]
    assert {row["channel_id"] for row in rows} == {"UC" + "a" * 22}
    assert rows[2]["claimant_name"] is None


def test_a_guidelines_mail_gives_no_event() -> None:
    (told,) = read(WAYS["direct"](LAYOUTS["guidelines"](Letter())).raw)
    assert event_rows(told) == []


def test_a_content_id_claim_gives_no_takedown() -> None:
    for layout in ("content_id_2012", "content_id_2016", "content_id_block"):
        (told,) = read(WAYS["direct"](LAYOUTS[layout](Letter())).raw)
        assert {row["event_type"] for row in event_rows(told)} == {"content_id_claim"}


def test_one_notice_by_two_ways_is_one_event_with_two_sightings_in_the_casebook(vault: Vault, tmp_path: Path) -> None:
    place = Workspace(tmp_path / "workspace")
    ways = [WAYS[way](G3).raw for way in ("direct", "gmail")]
    for raw in ways:
        taken([raw], vault, MailEvents(place.root))
    ((events, sightings, quarantined),) = facts(
        place,
        "select (select count(*) from event), (select count(*) from sighting), (select count(*) from quarantine)",
    )
    assert (events, sightings, quarantined) == (len(G3.videos), 2 * len(G3.videos), 0)


def test_many_mails_go_into_the_casebook_in_one_go(vault: Vault, tmp_path: Path) -> None:
    place = Workspace(tmp_path / "workspace")
    letters = [LAYOUTS["g3"](Letter(videos=(Video(id=f"zzzzzzzz{i:03d}"),))) for i in range(70)]
    summary = taken([WAYS["direct"](letter).raw for letter in letters], vault, MailEvents(place.root))
    assert (summary.mails, summary.new, summary.known) == (70, 70, 0)
    assert facts(place, "select count(*), count(distinct source_id), max(line) from sighting") == [(70, 70, 1)]
    assert facts(place, "select count(*), sum(n_read), sum(n_new) from collection") == [(70, 70, 70)]
