"""Ninety-odd SIMULATED notices on disk, each with what must be read of it; they were written by hand or frozen once."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from strikes.collect.notice_mail.read import read
from strikes.collect.notice_mail.words import words

FOLDER = Path(__file__).resolve().parents[2] / "fixtures" / "notices"
EXPECTED: dict[str, Any] = json.loads((FOLDER / "expected.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_notice_is_read_as_expected(name: str) -> None:
    expected = EXPECTED[name] if isinstance(EXPECTED[name], list) else [EXPECTED[name]]

    found = [reading.as_json() for reading in read((FOLDER / name).read_bytes())]

    assert len(found) == len(expected)
    for told, wanted in zip(found, expected, strict=True):
        forbidden = wanted.pop("must_not", [])
        claims = wanted.pop("claims")
        assert {key: told[key] for key in wanted} == wanted
        shown = [{key: claim[key] for key in want} for claim, want in zip(told["claims"], claims, strict=True)]
        assert shown == claims
        named = [value for claim in told["claims"] for value in (claim["claimant_name"], claim["claimant_email"])]
        assert not [value for value in named if value in forbidden]


def test_every_file_has_an_expectation() -> None:
    assert {path.name for path in FOLDER.iterdir()} == {*EXPECTED, "expected.json"}
    assert len(EXPECTED) >= 60


def test_every_seen_label_stands_in_a_fixture() -> None:
    texts = "\n".join(path.read_text(encoding="utf-8", errors="replace") for path in FOLDER.iterdir()).lower()
    seen = [text for text, labels in words().labels.items() if labels[0].kind == "label" and labels[0].is_seen]
    assert len(seen) >= 12
    # Attached and encoded copies hide some from a plain search, but each stands in at least one open text.
    assert [text for text in seen if text not in texts] == []


def test_four_languages_are_covered() -> None:
    told = Counter(one.get("language") for one in EXPECTED.values() if isinstance(one, dict))
    assert all(told[language] >= 5 for language in ("en", "ru", "tr", "az"))
