"""What only a browser can tell: data fetches, runs and links nothing; addresses open what they name."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from strikes.cli.pipeline import make_run
from strikes.collect.tables.importer import import_table
from strikes.store import read, reviews
from strikes.store.workspace import Workspace
from tests.dashboard import hostile, world
from tests.dashboard.serving import browser, quiet, served, settled
from tests.needs import needs

pytestmark = pytest.mark.xdist_group("browser")
PAGES = ("", "claimants", "campaigns", "channels", "signals", "data", "events")
WIDTHS = (360, 390, 768, 1440, 1920)
NAMELESS = """() => [...document.querySelectorAll('[data-testid="stVegaLiteChart"], .stDataFrame')]
    .filter(e => !e.ariaLabel && !e.querySelector('[aria-label]')).length"""


@pytest.fixture(scope="module")
def window() -> Iterator[Any]:
    with browser(needs("chromium")) as opened:
        yield opened


class Listener:
    """A server that should never be asked for anything."""

    def __init__(self) -> None:
        asked = self.asked = list[str]()

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                asked.append(self.path)
                self.send_error(404)

            def log_message(self, *args: object) -> None:
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    found = Listener()
    yield found
    found.server.shutdown()
    found.server.server_close()


@pytest.fixture(scope="module")
def poisoned(listener: Listener, tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Forty hostile strings in every field that takes text."""
    return world_of(hostile.strings(listener.address), tmp_path_factory.mktemp("poisoned"))


def world_of(strings: list[str], folder: Path) -> Workspace:
    place = world.empty(folder)
    for name, rows in _tables(strings).items():
        import_table(place, world.written(folder, name, rows))
    make_run(place, as_of=world.AS_OF.replace(day=1), make_latest=True)
    make_run(place, as_of=world.AS_OF, make_latest=True)
    return place


def _tables(strings: list[str]) -> dict[str, list[dict[str, Any]]]:
    seen = {"status": "active", "observed_at": "2026-11-20T10:00:00Z"}
    judged = {"axis": "identity", "label": "genuine"}
    days = [f"2026-11-{1 + i % 20:02d}" for i in range(len(strings))]
    return {
        "<img src=x onerror=window.pwned=1>.csv": [
            *(row for i, text in enumerate(strings) for row in _claims(i, text)),
            *world.ring(strings[:5], strings[5:9]),
            *world.elsewhere(),
        ],
        "context.csv": [
            {"context_id": s, "happened_on": day, "kind": "other", "title": s, "place": s, "source_url": s}
            for s, day in zip(strings, days, strict=True)
        ],
        "profiles.csv": [
            {"claimant_channel_id": s, "title": s, "handle": s, "description": s, "country": s} | seen for s in strings
        ],
        "holders.csv": [
            {"holder_id": f"h{i}", "name": s, "aliases": s, "source_url": s} for i, s in enumerate(strings)
        ],
        "evidence.csv": [{"subject": s, "kind": "other", "value": s, "source_url": s, "by": s} for s in strings],
        "labels.csv": [{"subject": s, "reason": s, "labelled_by": s} | judged for s in strings],
        "bad.csv": [{"event_type": s, "channel_title": s, "claimant_name": s, "occurred_at": s} for s in strings],
    }


def _claims(i: int, text: str) -> list[dict[str, Any]]:
    """Two claims in the name of a string, on two channels named like it."""
    same = ("channel_topic", "video_title", "claimant_name", "claimant_ref", "claimant_channel_id", "claimant_country",
            "work_title", "work_url", "reporter_id")  # fmt: skip
    own = ("notice_id", "claim_id", "video_id")
    return [
        dict.fromkeys(same, text)
        | dict.fromkeys(own, f"{i}{n}{text}")
        | {
            "event_id": f"{i}-{n}-{text[:50]}",
            "event_type": "takedown",
            "occurred_at": f"2026-11-1{n}T{i % 24:02d}:00:00Z",
        }
        | {"channel_id": channel, "channel_title": channel, "claimant_email": f"x{i}@{text[:60]}"}
        | {"claim_text": f"{text} the same words in each of these claims"}
        for n, channel in enumerate((text, f"{text} too"))
    ]


#: What a page made of data: links and pictures leading out, badges, anything that ran.
MADE = """() => ({
    links: [...document.querySelectorAll('a')].map(a => a.href).filter(h => !h.startsWith(location.origin)),
    images: [...document.querySelectorAll('img, image, iframe, object, embed')].map(e => e.outerHTML.slice(0, 200)),
    badges: [...document.querySelectorAll('.stMarkdownBadge, [data-testid="stBadge"]')].map(e => e.innerText)
        .filter(t => !/^(P[0-5]|[●○]{5} .*)$/.test(t)),
    coloured: [...document.querySelectorAll('[class*="stMarkdownColored"]')].map(e => e.innerText),
    pwned: window.pwned ?? 0,
})"""
NOTHING = {"links": [], "images": [], "badges": [], "coloured": [], "pwned": 0}


def test_the_check_sees_what_data_could_make(window: Any) -> None:
    page = window.new_page()
    page.set_content("""<a href="http://127.0.0.1:9/">x</a><img src="data:,x">
        <span class="stMarkdownBadge">VERIFIED</span>
        <span class="stMarkdownColoredText">red</span><script>window.pwned = 1</script>""")
    assert all(page.evaluate(MADE).values())
    page.close()


def test_data_fetches_runs_and_links_nothing(window: Any, poisoned: Workspace, listener: Listener, tenth: int) -> None:
    outside: list[str] = []
    with served(poisoned) as site, window.new_context(viewport={"width": 1280, "height": 900}) as context:
        page = context.new_page()
        own = (site, site.replace("http", "ws"), "data:", "blob:")
        page.on("request", lambda request: None if request.url.startswith(own) else outside.append(request.url))
        page.on("dialog", lambda dialog: outside.append(f"dialog {dialog.message}"))
        for path in _everywhere(poisoned, every=20 // tenth):
            settled(page, f"{site}/{path}")
            _look_everywhere(page)
            assert page.evaluate(MADE) == NOTHING, path
    assert outside == [] and listener.asked == []


def _everywhere(place: Workspace, every: int) -> list[str]:
    """Return the addresses of all pages and of every so many claimants, channels, events; and of the campaign."""
    with read.reading(place) as con:
        claimants = [row["claimant_id"] for row in read.queue(con, read.Wanted(), 100)[0]][::every]
        channels = [row["channel_id"] for row in read.channel_page(con, "", 200)[0]][:: 4 * every]
        events = [row["event_key"] for row in read.events(con, read.Behind(), 200)[0]][:: 4 * every]
    return [
        *PAGES, f"campaigns?campaign={world.campaign_of(place)}", "signals?signal=mail_class",
        *(f"claimants?claimant={claimant}" for claimant in claimants),
        *(f"channels?channel={_quoted(channel)}" for channel in channels if len(channel) < 2000),
        *(f"events?event={event}" for event in events),
    ]  # fmt: skip


def _quoted(text: str) -> str:
    from urllib.parse import quote

    return quote(text, safe="")


def _look_everywhere(page: Any) -> None:
    """Open every tab and expander, and point at the charts, where tooltips come from."""
    for tab in page.locator('[role="tab"]').all():
        tab.click()
        page.wait_for_timeout(150)
    for summary in page.locator("details:not([open]) > summary").all()[:12]:
        if summary.is_visible():
            summary.click()
    for mark in page.locator(".mark-symbol path, .mark-rect path, .mark-symbol, canvas.marks").all()[:4]:
        if mark.is_visible():
            mark.hover(force=True)
    quiet(page)


@dataclass
class Walk:
    """What was seen on one walk over all pages."""

    asked: list[str] = field(default_factory=list)
    frames: list[bytes] = field(default_factory=list)
    too_wide: list[str] = field(default_factory=list)
    nameless: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def walk(window: Any, site: str, sample: Workspace) -> Walk:
    """Every page once, and a claimant, an event and the campaign, at five widths."""
    seen = Walk()
    with read.reading(sample) as con:
        claimant = read.queue(con, read.Wanted(text=world.COMPANY), 1)[0][0]["claimant_id"]
        event = read.events(con, read.Behind(claimant=claimant), 1)[0][0]["event_key"]
    chosen = (
        f"claimants?claimant={claimant}",
        f"events?event={event}",
        f"campaigns?campaign={world.campaign_of(sample)}",
    )
    with window.new_context() as context:
        page = context.new_page()
        page.on("request", lambda request: seen.asked.append(request.url))
        page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: seen.frames.append(_bytes(frame))))
        for path in (*PAGES, *chosen):
            settled(page, f"{site}/{path}")
            seen.nameless += [path] * page.evaluate(NAMELESS)
            seen.too_wide += [f"{path} at {width}" for width in WIDTHS if _is_too_wide(page, width)]
    return seen


def _bytes(frame: str | bytes) -> bytes:
    return frame.encode() if isinstance(frame, str) else frame


def _is_too_wide(page: Any, width: int) -> bool:
    page.set_viewport_size({"width": width, "height": 900})
    page.wait_for_timeout(250)
    return bool(page.evaluate("() => document.documentElement.scrollWidth > window.innerWidth"))


def test_no_page_asks_anybody_else(walk: Walk, site: str) -> None:
    assert {url.split("/")[2] for url in walk.asked if url.startswith(("http", "ws"))} == {site.split("/")[2]}


def test_what_no_screen_shows_is_not_sent(walk: Walk) -> None:
    """R22: phones and postal addresses stay in the run."""
    assert any(world.COMPANY.encode() in frame for frame in walk.frames), "the frames were not seen at all"
    assert not [frame for frame in walk.frames if world.PRIVATE.encode() in frame]


def test_no_page_is_wider_than_the_screen(walk: Walk) -> None:
    assert walk.too_wide == []


def test_charts_and_tables_have_a_name_for_those_who_cannot_see_them(walk: Walk) -> None:
    assert walk.nameless == []


def test_choosing_a_row_puts_it_in_the_address_and_the_address_opens_it(window: Any, site: str) -> None:
    with window.new_context(viewport={"width": 1400, "height": 1000}) as context:
        page = context.new_page()
        settled(page, f"{site}/claimants?q=youtube")
        box = page.locator('[data-testid="stDataFrame"]').first.bounding_box()
        page.mouse.click(box["x"] + 150, box["y"] + 55)
        page.wait_for_selector(".st-key-names")
        assert "q=youtube" in page.url and "claimant=c_" in page.url
        colleague = context.new_page()
        settled(colleague, page.url)
        assert world.RING[0] in colleague.inner_text(".st-key-names")


def test_a_number_opens_the_events_behind_it(window: Any, site: str) -> None:
    with window.new_context() as context:
        page = context.new_page()
        settled(page, site)
        page.click('a:has-text("122 claims")')
        page.wait_for_url("**/events?only_claims=yes")
        page.wait_for_selector('text="122 of 123 events with a demand, one for each claim."')


def test_the_keyboard_alone_reaches_the_pages(window: Any, site: str) -> None:
    with window.new_context(viewport={"width": 1400, "height": 900}) as context:
        page = context.new_page()
        settled(page, site)
        for _ in range(12):
            page.keyboard.press("Tab")
            if page.evaluate("() => document.activeElement.innerText").strip() == "Claimants":
                break
        page.keyboard.press("Enter")
        page.wait_for_url("**/claimants")


def test_a_review_given_in_the_browser_is_a_file(window: Any, site: str, sample: Workspace) -> None:
    with read.reading(sample) as con:
        (row, *_), _ = read.queue(con, read.Wanted(text="Passer-by No 7"), 1)
        claimant = row["claimant_id"]
    with window.new_context(viewport={"width": 1400, "height": 2000}) as context:
        page = context.new_page()
        settled(page, f"{site}/claimants?claimant={claimant}")
        page.click('[role="tab"]:has-text("Reviews")')
        page.click('label:has-text("undecidable")')
        page.fill('textarea[aria-label="Why"]', "answered from its own domain")
        page.fill('input[aria-label="Your name"]', "An analyst")
        page.click('button:has-text("Keep this review")')
        page.wait_for_selector('text="Waiting reviews become facts, and count from the next run on, with:"')
    given = [review for review in reviews.waiting_reviews(sample) if review["subject"] in row["record_ids"]]
    assert [review["label"] for review in given] == ["undecidable"]
