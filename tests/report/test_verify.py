"""A bundle is what its maker signed, byte for byte, or `verify` says what is not (R26)."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from random import Random

import pyrage
import pytest

from strikes.errors import FormatError, InputError, UsageError
from strikes.report.bundle import archive
from strikes.report.dossier import write_dossier
from strikes.report.signing import Signer, signer_of
from strikes.report.verify import Verdict, verify
from strikes.store.workspace import Workspace
from tests.report.packs import pack_of
from tests.report.world import NAMES


@pytest.fixture(scope="module")
def signer(tmp_path_factory: pytest.TempPathFactory) -> Signer:
    return signer_of(Workspace(tmp_path_factory.mktemp("keys")))


@pytest.fixture(scope="module")
def bundle(campaign: Workspace, signer: Signer, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_dossier(tmp_path_factory.mktemp("made") / "out", pack_of(campaign), signer)


def of_bytes(content: bytes, folder: Path) -> Verdict:
    """Return the verdict on some bytes."""
    path = folder / "changed.zip"
    path.write_bytes(content)
    return verify(path)


def is_found(content: bytes, folder: Path) -> bool:
    return bool(of_bytes(content, folder).wrong)


def test_an_untouched_bundle_is_whole_and_says_what_that_proves(bundle: Path, signer: Signer) -> None:
    for path in (bundle, bundle.parent):
        verdict = verify(path, signer.fingerprint)
        assert verdict.wrong == []
        assert any("signed with the key you named" in sentence for sentence in verdict.proved)
        assert any("whether what the pack says is true" in sentence for sentence in verdict.not_proved)


def test_any_flipped_byte_is_found(bundle: Path, tmp_path: Path, tenth: int) -> None:
    whole, random = bundle.read_bytes(), Random(1)
    for place in random.sample(range(len(whole)), 60 * tenth):
        changed = bytearray(whole)
        changed[place] ^= 1 << random.randrange(8)
        assert is_found(bytes(changed), tmp_path), place


def test_a_flipped_byte_is_found_in_the_file_it_is_in(bundle: Path, tmp_path: Path) -> None:
    whole = bundle.read_bytes()
    changed = bytearray(whole)
    changed[whole.index(b"%PDF-1.7") + 200] ^= 1
    (container, file) = of_bytes(bytes(changed), tmp_path).wrong
    assert "archive itself was changed" in container and file.endswith(".pdf is not what the manifest lists")


def test_flips_in_what_is_no_file_of_the_pack_are_found(bundle: Path, tmp_path: Path) -> None:
    whole = bundle.read_bytes()
    starts = [whole.rindex(mark) for mark in (b"PK\x05\x06", b"PK\x01\x02", b"manifest.sig", b'"public_key"')]
    for start in starts:
        for place in range(start, min(start + 40, len(whole))):
            changed = bytearray(whole)
            changed[place] ^= 1
            assert is_found(bytes(changed), tmp_path), place


def test_bytes_before_behind_and_between_are_found(bundle: Path, tmp_path: Path) -> None:
    whole = bundle.read_bytes()
    assert all(
        is_found(changed, tmp_path) for changed in (b"x" + whole, whole + b"x", whole[:-1], whole[: len(whole) // 2])
    )


def files_of(bundle: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(bundle) as box:
        return {name: box.read(name) for name in box.namelist()}


def day_of(files: dict[str, bytes]) -> str:
    return str(json.loads(files["manifest.json"])["as_of"])


def test_a_missing_file_an_added_file_and_a_changed_one_are_named(bundle: Path, tmp_path: Path) -> None:
    files = files_of(bundle)
    changes = {
        "claims.csv is missing": {name: content for name, content in files.items() if name != "claims.csv"},
        "extra.txt was added": files | {"extra.txt": b"hello"},
        "claims.csv is not what the manifest lists": files | {"claims.csv": files["claims.csv"] + b"\r\n"},
    }
    for sentence, changed in changes.items():
        verdict = of_bytes(archive(changed, day_of(files)), tmp_path)
        assert sentence in verdict.wrong


def test_a_manifest_written_anew_over_a_changed_file_does_not_hold(bundle: Path, tmp_path: Path) -> None:
    files = files_of(bundle)
    text = files["manifest.json"].decode().replace("TLP:AMBER+STRICT", "TLP:CLEAR")
    verdict = of_bytes(archive(files | {"manifest.json": text.encode()}, day_of(files)), tmp_path)
    assert any("signature does not hold" in sentence for sentence in verdict.wrong)


def test_the_manifest_of_another_pack_of_the_same_house_does_not_fit(
    campaign: Workspace, bundle: Path, signer: Signer, tmp_path: Path
) -> None:
    other = files_of(write_dossier(tmp_path / "other", pack_of(campaign, subject=NAMES[0]), signer))
    swapped = files_of(bundle) | {name: other[name] for name in ("manifest.json", "manifest.sig")}
    verdict = of_bytes(archive(swapped, day_of(swapped)), tmp_path)
    assert "pack.json is not the pack that the manifest names" in verdict.wrong


def test_a_bundle_signed_anew_by_a_stranger_is_told_from_ours_by_the_fingerprint(
    campaign: Workspace, signer: Signer, tmp_path: Path
) -> None:
    stranger = signer_of(Workspace(tmp_path / "stranger"))
    forged = write_dossier(tmp_path / "forged", pack_of(campaign), stranger)
    assert any("another key than you named" in sentence for sentence in verify(forged, signer.fingerprint).wrong)
    assert any("whose key that is" in sentence for sentence in verify(forged).not_proved)


def test_a_signature_taken_away_is_missed(bundle: Path, tmp_path: Path) -> None:
    files = {name: content for name, content in files_of(bundle).items() if name != "manifest.sig"}
    verdict = of_bytes(archive(files, day_of(files)), tmp_path)
    assert "manifest.sig is missing" in verdict.wrong


def test_a_sealed_bundle_opens_with_the_recipients_key_alone(
    campaign: Workspace, signer: Signer, tmp_path: Path
) -> None:
    identity = pyrage.x25519.Identity.generate()
    sealed = write_dossier(tmp_path / "sealed", pack_of(campaign), signer, [str(identity.to_public())])
    assert sealed.name.endswith(".zip.age") and not list(sealed.parent.glob("*.zip"))
    opened = tmp_path / "opened.zip"
    opened.write_bytes(pyrage.decrypt(sealed.read_bytes(), [identity]))
    assert verify(opened).wrong == []
    with pytest.raises(InputError, match="is sealed"):
        verify(sealed)


def test_a_recipient_that_is_none_is_refused_before_anything_is_written(campaign: Workspace, tmp_path: Path) -> None:
    with pytest.raises((UsageError, FormatError)):
        write_dossier(tmp_path / "out", pack_of(campaign), None, ["age1nonsense"])
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("content", [b"", b"hello", b"PK\x03\x04", bytes(1000)])
def test_what_is_no_bundle_is_said_to_be_none(content: bytes, tmp_path: Path) -> None:
    (why,) = of_bytes(content, tmp_path).wrong
    assert "this is no bundle" in why


def test_a_zip_of_something_else_is_no_bundle(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as box:
        box.writestr("hello.txt", "hello")
    assert of_bytes(out.getvalue(), tmp_path).wrong == ["this is no bundle: there is no manifest.json in it"]


def test_the_signing_key_is_its_owners_alone_and_stays_the_same(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "w")
    first = signer_of(workspace)
    assert (workspace.root / "keys" / "signing.key").stat().st_mode & 0o777 == 0o600
    assert signer_of(workspace).fingerprint == first.fingerprint
