"""What was called received is there after whatever happens; what lies there tells nobody anything."""

from __future__ import annotations

import base64
import io
import os
import random
import resource
import signal
import time
import zipfile
from pathlib import Path
from types import SimpleNamespace

import pytest

from strikes import seal
from strikes.errors import FormatError, NoSpaceError
from strikes.intake.desk import submission_of
from strikes.intake.drafts import Draft
from strikes.intake.drop import Drop
from strikes.intake.receipts import Receipt, new_receipt, read_receipt
from strikes.intake.submission import Follow, HandedFile, Submission, packed, unpacked
from strikes.seal import recipient_of
from tests.intake.handing import NOW

KEY, PUBLIC = seal.new_identity()


def case(receipt: Receipt, content: bytes = b"x" * 20_000) -> Submission:
    draft = Draft(receipt=receipt, files=[HandedFile("notice.eml", "mail", content)])
    return submission_of(draft, "en", NOW)


def kept(drop: Drop) -> dict[str, Submission | Follow]:
    """All that lies in the inbox, opened; raises where anything does not open."""
    return {path.stem: unpacked(seal.unseal(path.read_bytes(), [KEY])) for path in drop.inbox.glob("*.age")}


def test_killed_at_any_moment_what_was_received_is_there_once_and_opens(tmp_path: Path, tenth: int) -> None:
    chance = random.Random(8)
    acknowledged: set[str] = set()
    for _ in range(10 * tenth):
        acknowledged |= hand_in_until_killed(tmp_path, chance.uniform(0.002, 0.12))
    assert len(acknowledged) > 10 * tenth
    drop = Drop(tmp_path, [PUBLIC])
    found = kept(drop)
    for secret in acknowledged:
        receipt = read_receipt(secret)
        assert receipt is not None
        assert found[receipt.name].name == receipt.name and drop.look_up(receipt) is not None
    assert list(tmp_path.rglob(".new-*")) == []


def hand_in_until_killed(root: Path, seconds: float) -> set[str]:
    """Let a process hand in one case after the other, kill it, and return the secrets it had called received."""
    drop = Drop(root, [PUBLIC])
    reads, writes = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            while True:
                receipt = new_receipt()
                drop.hand_in(case(receipt), receipt)
                os.write(writes, receipt.secret.encode() + b"\n")
        finally:
            os._exit(1)
    os.close(writes)
    with os.fdopen(reads, "rb") as said:
        first = said.readline()
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        return {line.decode().strip() for line in [first, *said.readlines()] if line.endswith(b"\n")}


def test_a_case_sent_again_after_a_kill_is_one_file(tmp_path: Path) -> None:
    drop, receipt = Drop(tmp_path, [PUBLIC]), new_receipt()
    for _ in range(3):
        drop.hand_in(case(receipt), receipt)
    assert list(kept(drop)) == [receipt.name]


def test_without_room_nothing_is_stored_and_the_person_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drop, receipt = Drop(tmp_path, [PUBLIC]), new_receipt()
    monkeypatch.setattr("shutil.disk_usage", lambda path: SimpleNamespace(free=10**6))
    with pytest.raises(NoSpaceError, match="keep your file"):
        drop.hand_in(case(receipt), receipt)
    assert kept(drop) == {} and drop.look_up(receipt) is None


@pytest.mark.parametrize("room", [0, 200, 5_000, 15_000])
def test_a_disk_that_fills_while_writing_leaves_nothing_half_written(tmp_path: Path, room: int) -> None:
    """A limit on the size of files stands for the full disk: each write ends in the middle with an error."""
    drop, receipt = Drop(tmp_path, [PUBLIC]), new_receipt()
    noise = os.urandom(20_000)
    child = os.fork()
    if child == 0:
        try:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
            drop.hand_in(case(receipt, noise), receipt)
        except NoSpaceError:
            os._exit(3)
        finally:
            os._exit(1)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 3
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    drop.hand_in(case(receipt, noise), receipt)
    assert list(kept(drop)) == [receipt.name]


def test_a_seized_machine_surrenders_nothing_that_was_handed_in(tmp_path: Path) -> None:
    marker = b"MARKER-4711-who-told-us"
    drop, receipt = Drop(tmp_path, [PUBLIC]), new_receipt()
    draft = Draft(receipt=receipt, files=[HandedFile(f"{marker.decode()}.eml", "mail", marker * 50)])
    draft.answers = dict.fromkeys(("own", "know", "money"), marker.decode())
    drop.hand_in(submission_of(draft, "en", NOW), receipt)
    drop.follow_up(
        Follow(receipt.name, receipt.follow_key, "m1", "answer", "2026-04-01T12:00:00Z", marker.decode(), ())
    )
    coded = {base64.b64encode(marker[i:])[4:-4] for i in range(3)}
    forms = {marker, marker.decode().encode("utf-16-le"), marker[::-1], marker.hex().encode(), receipt.secret.encode(),
             receipt.case_number.encode(), *coded}  # fmt: skip
    for path in tmp_path.rglob("*"):
        assert marker.decode() not in path.name and receipt.case_number not in path.name
        if path.is_file():
            content = path.read_bytes()
            assert not [form for form in forms if form in content], path.name
            assert path.stat().st_mode & 0o077 == 0


def test_the_receipts_own_key_opens_its_answers_and_no_submission_of_others(tmp_path: Path) -> None:
    drop, mine, other = Drop(tmp_path, [PUBLIC]), new_receipt(), new_receipt()
    for receipt in (mine, other):
        drop.hand_in(case(receipt), receipt)
    for path in tmp_path.rglob("*.age"):
        try:
            seal.unseal(path.read_bytes(), [mine.identity])
        except seal.DamageError:
            assert not path.name.startswith(mine.name) or path.parent.name == "inbox"
        else:
            assert path.name.startswith(mine.name) and path.parent.name == "outbox"


def test_the_same_submission_is_the_same_bytes() -> None:
    receipt = new_receipt()
    assert packed(case(receipt)) == packed(case(receipt)) and recipient_of(KEY) == PUBLIC


@pytest.mark.parametrize("raw", [b"", b"PK", b"nonsense" * 100])
def test_what_is_no_submission_is_refused_with_a_sentence(raw: bytes) -> None:
    with pytest.raises(FormatError, match="does not have the form"):
        unpacked(raw)


@pytest.mark.parametrize(
    "head", ['{"kind": "submission"}', "[]", '{"kind": "submission", "files": [{}]}', "null", '{"files": 3}']
)
def test_a_sealed_archive_by_a_stranger_is_refused_too(head: str) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("submission.json", head)
    with pytest.raises(FormatError):
        unpacked(stream.getvalue())
