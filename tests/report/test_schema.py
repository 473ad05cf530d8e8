"""What a pack may hold stands in docs/schemas; a field that is not listed there cannot leave."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from strikes.report.profiles import PROFILES
from strikes.report.words import PLURALS
from strikes.store.workspace import Workspace
from tests.report.packs import needs_package, pack_of
from tests.report.world import NAMES, channel

SCHEMA = Path(__file__).resolve().parents[2] / "docs" / "schemas" / "pack-1.schema.json"


@pytest.mark.parametrize(("profile", "language"), [*zip(PROFILES, PLURALS, strict=False), ("platform", "tr")])
@pytest.mark.parametrize("subject", [None, NAMES[0], channel(0)], ids=["campaign", "claimant", "channel"])
def test_every_pack_is_as_published(agreed: Workspace, subject: str | None, profile: str, language: str) -> None:
    jsonschema = needs_package("jsonschema")
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    pack = json.loads(json.dumps(pack_of(agreed, profile=profile, language=language, subject=subject)))
    jsonschema.validate(pack, schema, cls=jsonschema.Draft202012Validator)
