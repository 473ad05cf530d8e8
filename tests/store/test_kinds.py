"""The column list, the contract's page and the casebook's tables say the same."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from strikes.store import casebook, checks
from strikes.store.kinds import KINDS, FactKind
from tests.factory import facts, workspace

CONTRACT = (Path(__file__).resolve().parent.parent.parent / "docs" / "contracts.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))
def test_every_column_stands_in_the_contract(kind: FactKind) -> None:
    section = re.split(r"\n\*\*", CONTRACT[CONTRACT.index(f"(`{kind.kind}`)") :])[0]
    words = set(re.findall(r"[a-z_]+", section))
    assert [name for name in kind.names if name not in words] == []


@pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))
def test_every_choice_stands_in_the_contract(kind: FactKind) -> None:
    missing = [
        choice
        for column in kind.columns
        for choice in column.choices
        if choice not in CONTRACT and not re.fullmatch("P[0-5]", choice)
    ]
    assert missing == []


@pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))
def test_the_casebook_has_a_place_for_every_column(tmp_path: Path, kind: FactKind) -> None:
    found = {name for (name, *_) in facts(workspace(tmp_path), f"describe {kind.table}")}
    wanted = {name.strip('"') for name in checks.stored_columns(kind)} | {f"{kind.table}_key"}
    assert found - {"content_hash"} == wanted


def test_making_a_casebook_twice_changes_nothing(tmp_path: Path) -> None:
    place = workspace(tmp_path)
    assert casebook.create(place) == []
    assert place.root.stat().st_mode & 0o777 == 0o700
    assert place.casebook.stat().st_mode & 0o777 == 0o600
