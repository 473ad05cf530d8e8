"""Packs for tests, and how to look inside their papers."""

from __future__ import annotations

import importlib
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from strikes.report.pack import Pack, make_pack
from strikes.report.profiles import PROFILES
from strikes.report.words import words
from strikes.store import read
from strikes.store.workspace import Workspace
from tests.needs import PREFIX, needs


def campaign_id(workspace: Workspace) -> str:
    """Return the strongest campaign of the newest run."""
    with read.reading(workspace) as con:
        return str(read.campaigns(con)[0]["campaign_id"])


def pack_of(
    workspace: Workspace, *, profile: str = "platform", language: str = "en", subject: str | None = None
) -> Pack:
    """Return the pack of a subject (its id, or a name as reported), else of the strongest campaign."""
    wanted = subject or campaign_id(workspace)
    with read.reading(workspace) as con:
        kind, found = read.find_subject(con, wanted) or ("claimant", wanted)
        return make_pack(con, kind, found, PROFILES[profile], words(language))


def pages(pdf: Path) -> list[str]:
    """Return the text of each page of a PDF."""
    text = subprocess.run([needs("pdftotext"), "-layout", pdf, "-"], capture_output=True, text=True, check=True).stdout
    return text.split("\f")[:-1]


def needs_package(name: str) -> Any:
    """Return an optional package, or end the test as one that could not run here."""
    try:
        return importlib.import_module(name)
    except ImportError:
        reason = f"{PREFIX}{name} (pip install 'strikes[exchange]')"
        if os.environ.get("STRIKES_REQUIRE") == "all":
            pytest.fail(reason)
        pytest.skip(reason)
