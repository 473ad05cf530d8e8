"""Paper that archives take: PDF/A-2b by its own marks, every font inside, a letter without a shape refused."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from random import Random

import pytest

from strikes.errors import StrikesError
from strikes.report import pdf
from strikes.report.blocks import Document, Para
from strikes.report.dossier import files_of
from strikes.report.shown import coverage
from strikes.store.workspace import Workspace
from tests.needs import needs
from tests.report.packs import pack_of
from tests.report.world import channel

LABELS = {"page-words": "{page}/{of}"}


def paper_of(*texts: str) -> Document:
    return Document(
        title="A letter",
        kicker="",
        tlp="",
        language="en",
        mark="",
        footer="",
        summary=(tuple(Para(text) for text in texts),),
        annex=(),
    )


@pytest.fixture(scope="module")
def papers(campaign: Workspace) -> dict[str, bytes]:
    """The paper of a campaign, and a channel's with its letters, in Azerbaijani."""
    files = files_of(pack_of(campaign, subject=channel(0), language="az"))
    files["campaign.pdf"] = files_of(pack_of(campaign))["pack.pdf"]
    return {name: content for name, content in files.items() if name.endswith(".pdf")}


def test_every_paper_says_it_is_pdf_a_2b_and_keeps_what_that_asks_for(papers: dict[str, bytes]) -> None:
    assert len(papers) >= 6
    for name, content in papers.items():
        text = content.decode("latin-1")
        assert "<pdfaid:part>2</pdfaid:part>" in text and "<pdfaid:conformance>B</pdfaid:conformance>" in text, name
        assert "/GTS_PDFA1" in text and "/OutputIntents" in text and "/ID[" in text.replace(" ", ""), name
        assert "/Encrypt" not in text and "/EmbeddedFiles" not in text and "/JavaScript" not in text, name


def test_no_paper_tells_of_the_machine_or_the_person(papers: dict[str, bytes]) -> None:
    for name, content in papers.items():
        text = content.decode("latin-1")
        assert set(re.findall(r"/Author\((.*?)\)", text)) <= {"strikes"}, name
        assert re.findall(r"/(?:CreationDate|ModDate)\s*\(D:(\d{8})", text) in ([], ["20260301"], ["20260301"] * 2), (
            name
        )


def test_every_font_is_inside_and_the_file_is_sound(papers: dict[str, bytes], tmp_path: Path) -> None:
    for name, content in papers.items():
        path = tmp_path / "paper.pdf"
        path.write_bytes(content)
        pdffonts = Path(needs("pdftotext")).with_name("pdffonts")
        listed = subprocess.run([pdffonts, path], capture_output=True, text=True, check=True)
        assert listed.stderr == "", name
        fonts = listed.stdout.splitlines()[2:]
        assert fonts and all(line.split()[-5:-2] == ["yes", "yes", "yes"] for line in fonts), fonts


def test_a_letter_that_no_font_has_stops_the_paper(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only what is written out beforehand gets through: a box on paper would hide what was there."""
    assert pdf.to_pdf(paper_of("hieroglyph 𓀀"), "letter.typ", LABELS, "2026-03-01")
    monkeypatch.setattr(pdf, "printable", lambda text: text)
    with pytest.raises(StrikesError, match="could not be set"):
        pdf.to_pdf(paper_of("hieroglyph 𓀀"), "letter.typ", LABELS, "2026-03-01")


def test_every_letter_said_to_be_covered_can_be_set(tenth: int) -> None:
    letters = Random(1).sample(sorted(map(chr, coverage())), 300 * tenth)
    assert pdf.to_pdf(paper_of(*("x " + letter for letter in letters)), "letter.typ", LABELS, "2026-03-01")
