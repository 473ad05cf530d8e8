"""Texts written to do something: in paper, page and mail they are letters and nothing else (R17, R24)."""

from __future__ import annotations

import http.server
import re
import subprocess
import threading
from collections.abc import Iterator
from copy import deepcopy
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from strikes.report.dossier import files_of
from strikes.report.markdown import TRUSTED, escaped
from strikes.report.pack import Pack
from strikes.store.workspace import Workspace
from tests.dashboard.serving import browser
from tests.needs import needs
from tests.report import hostile
from tests.report.packs import pack_of

FIELDS = ("video_title", "as_shown", "work_title", "claim_text")
#: What our own pages are made of.
OWN_TAGS = re.compile(
    r"html|head|meta|title|style|body|main|p|b|h[12]|[uo]l|li|d[ltd]|table|thead|tbody|t[rhd]|figure|figcaption|details"
    r"|summary|div|section|footer|svg|line|text|circle|rect"
)
OWN_ATTRIBUTES = re.compile(
    r"lang|charset|http-equiv|content|name|class|dir|viewbox|aria-hidden|[xy][12]?|c[xy]|r|width|height|fill|stroke"
    r"|stroke-width|stroke-dasharray|text-anchor|font-size|transform"
)


class Listener:
    """A server nobody should ask for anything."""

    def __init__(self) -> None:
        asked = self.asked = list[str]()

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                asked.append(self.path)
                self.send_error(404)

            def log_message(self, *args: object) -> None:
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.at = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    found = Listener()
    yield found
    found.server.shutdown()
    found.server.server_close()


@pytest.fixture(scope="module")
def pack(campaign: Workspace, listener: Listener, tenth: int) -> Pack:
    """A pack in which every text somebody wrote is hostile; over 600 of them, a tenth in the normal run."""
    found = deepcopy(pack_of(campaign))
    texts = hostile.texts(listener.at, every=tenth == 10)
    claims = [found["claims"][0] | dict.fromkeys(FIELDS, text) | {"claim": i} for i, text in enumerate(texts, 1)]
    found["claims"] = claims
    for part, field in (("claimants", "names"), ("claimants", "emails"), ("channels", "title"), ("findings", "text")):
        for row, text in zip(found[part], texts, strict=False):
            row[field] = [text] if isinstance(row[field], list) else text
    return found


@pytest.fixture(scope="module")
def files(pack: Pack) -> dict[str, bytes]:
    return files_of(pack)


def test_there_are_over_five_hundred_texts(listener: Listener) -> None:
    assert len(set(hostile.texts(listener.at, every=True))) >= 500


def test_paper_shows_them_and_does_nothing(
    pack: Pack, files: dict[str, bytes], listener: Listener, tmp_path: Path
) -> None:
    path = tmp_path / "pack.pdf"
    path.write_bytes(files["pack.pdf"])
    for active in (b"/JavaScript", b"/JS", b"/URI", b"/EmbeddedFile", b"/Launch", b"/OpenAction", b"/AA"):
        assert active not in files["pack.pdf"], active
    text = subprocess.run([needs("pdftotext"), "-raw", path, "-"], capture_output=True, text=True, check=True).stdout
    shown = re.sub(r"[\s\u200b]", "", text)
    assert "alert(1)" in shown and "root:" not in shown, "the words are there, the file they name is not"
    assert listener.asked == []


class Read(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags, self.attributes = set[str](), set[str]()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attributes)


def test_the_page_holds_no_tag_and_no_attribute_but_ours(files: dict[str, bytes]) -> None:
    found = Read()
    found.feed(files["pack.html"].decode())
    assert [tag for tag in found.tags if not OWN_TAGS.fullmatch(tag)] == []
    assert [name for name in found.attributes if not OWN_ATTRIBUTES.fullmatch(name)] == []
    assert "default-src 'none'" in files["pack.html"].decode()


def test_a_browser_that_opens_the_page_asks_for_nothing_and_runs_nothing(
    files: dict[str, bytes], listener: Listener, tmp_path: Path
) -> None:
    (tmp_path / "pack.html").write_bytes(files["pack.html"])
    ran: list[str] = []
    with browser(needs("chromium")) as window:
        page = window.new_page()
        page.on("dialog", lambda dialog: (ran.append(dialog.message), dialog.dismiss()))
        page.on("request", lambda request: ran.append(request.url))
        page.goto((tmp_path / "pack.html").as_uri())
        page.wait_for_timeout(300)
        assert page.locator("a, img, script, iframe, object, embed, form, input").count() == 0
    assert [url for url in ran if not url.startswith("file:")] == [] and len(ran) == 1
    assert listener.asked == []


def addresses(markdown: str) -> Iterator[str]:
    """Yield what a reader's program would link to or fetch, and every piece of HTML it would take over."""
    tokens = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(markdown)
    for token in (inner for outer in tokens for inner in (outer, *(outer.children or ()))):
        if token.type in ("html_block", "html_inline"):
            yield token.content
        yield from (str(token.attrs[name]) for name in ("href", "src") if name in token.attrs)


def bare_links(markdown: str) -> list[str]:
    """Return hosts that mail programs turn into links without any sign."""
    return [host.lower() for host in re.findall(r"(?<!\\)(?:https?://|\bwww\.)([\w.-]*)", markdown, re.IGNORECASE)]


def test_mail_holds_no_link_no_picture_and_no_html_made_of_data(files: dict[str, bytes]) -> None:
    for name in (name for name in files if name.endswith(".md")):
        text = files[name].decode()
        assert list(addresses(text)) == [], name
        assert set(bare_links(text)) <= TRUSTED, name


@given(st.text(alphabet="<>[](){}!#*_`~|\\&;:/.-+='\"$ \n\tabcwhtps0", max_size=60))
def test_no_text_becomes_markup_in_mail(text: str) -> None:
    for line in (escaped(text), f"- {escaped(text)}", f"| {escaped(text)} |", f"**{escaped(text)}**"):
        assert list(addresses(line)) == []
    tokens = MarkdownIt("commonmark", {"html": True}).parse(escaped(text) or "x")
    assert {token.type for token in tokens} <= {"paragraph_open", "inline", "paragraph_close"}, tokens
