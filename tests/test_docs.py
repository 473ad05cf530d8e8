"""Docs that lag fail here: every command has an example, every band and setting is explained, the words are kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer.main
from typer.core import TyperGroup

from strikes.cli.app import app
from strikes.model import Axis, Band

ROOT = Path(__file__).resolve().parent.parent
DOCS = {path.relative_to(ROOT): path.read_text(encoding="utf-8") for path in ROOT.glob("docs/**/*.md")}


def commands() -> Iterator[tuple[str, str]]:
    def walk(name: str, command: object) -> Iterator[tuple[str, str]]:
        if isinstance(command, TyperGroup):
            for word, inner in sorted(command.commands.items()):
                yield from walk(f"{name} {word}", inner)
        else:
            yield name, str(getattr(command, "help", "") or "")

    yield from walk("strikes", typer.main.get_command(app))


@pytest.mark.parametrize(("name", "text"), list(commands()), ids=[name for name, _ in commands()])
def test_every_command_says_what_it_does_and_shows_an_example(name: str, text: str) -> None:
    assert len(text.split("Example")[0].strip()) > 20
    assert re.search(rf"Example: {re.escape(name)}\b", text), f"{name} has no example of itself"


@pytest.mark.parametrize("word", [*Band, *Axis])
def test_every_band_and_axis_stands_in_the_ontology_and_the_contract(word: str) -> None:
    for page in ("ontology.md", "contracts.md"):
        assert word in DOCS[Path("docs") / page]


def test_every_environment_variable_is_explained() -> None:
    source = (ROOT / "strikes" / "settings.py").read_text(encoding="utf-8")
    named = set(re.findall(r"STRIKES_[A-Z_]+", source))
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert sorted(name for name in named if name not in readme) == []


def test_decisions_have_context_choice_and_cost() -> None:
    records = [text for path, text in DOCS.items() if path.parent.name == "decisions"]
    assert records
    for text in records:
        assert re.match(r"# \d{4} ", text)
        assert all(f"**{word}" in text or f"## {word}" in text for word in ("Context", "Choice", "Cost")), text[:60]


FORBIDDEN = re.compile(r"\b(fraud|fraudster|fraudulent|troll|criminal|scammer)\b", re.IGNORECASE)
#: Pages that quote sources or say which words are not used.
MAY_QUOTE = {Path("docs/ontology.md"), Path("docs/scoring.md"), Path("docs/signals.md")}


def test_no_page_or_screen_calls_anybody_names() -> None:
    code = {path.relative_to(ROOT): path.read_text(encoding="utf-8") for path in ROOT.glob("strikes/**/*.py")}
    code |= {path.relative_to(ROOT): path.read_text(encoding="utf-8") for path in ROOT.glob("dashboard/**/*.py")}
    found = [
        f"{path}: {match.group()}"
        for path, text in (DOCS | code).items()
        if path not in MAY_QUOTE
        for line in text.splitlines()
        if "http" not in line
        for match in FORBIDDEN.finditer(line)
    ]
    assert found == []


def test_nothing_here_points_to_one_machine() -> None:
    mark = re.compile(r"/(?:home|root|work|Users)/\w")
    found = [str(path) for path, text in DOCS.items() if mark.search(text)]
    assert found == []
