"""R20: hostile text does nothing. R21: no page asks anybody else. R22: what a role may not see is not sent to it.

Every page as every role of a team's server, in a real browser; tests/dashboard/test_browser.py does the same for the
analyst on one's own machine, with charts and tabs opened.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest

from strikes.cli.pipeline import make_run
from strikes.collect.tables.importer import import_table
from strikes.store import people
from strikes.store.people import Role
from strikes.store.workspace import Workspace
from tests.dashboard import hostile, world
from tests.dashboard.serving import browser, quiet, served
from tests.dashboard.test_browser import MADE, NOTHING, PAGES, Listener, _bytes, _tables
from tests.needs import long_run, needs

pytestmark = pytest.mark.xdist_group("browser")
NOW = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)
#: In fields that no screen shows to anybody, and in rows of quarantine, which viewers do not see.
NOBODYS, ANALYSTS = "MARKER-NOBODYS-0994455", "MARKER-QUARANTINE-4711"
MAY_SEE = {None: (), "viewer": (), "analyst": (ANALYSTS,), "reviewer": (ANALYSTS,), "admin": (ANALYSTS,)}


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    found = Listener()
    yield found
    found.server.shutdown()
    found.server.server_close()


@pytest.fixture(scope="module")
def site(listener: Listener, tenth: int, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Hostile strings in every field (all forty in `make soak`), and people of every role."""
    folder = tmp_path_factory.mktemp("roles")
    place = world.empty(folder)
    for name, rows in _tables(hostile.strings(listener.address)[:: 10 // tenth]).items():
        import_table(place, world.written(folder, name, rows))
    hidden = {"claimant_phone": NOBODYS, "claimant_address": NOBODYS}
    shown = [world.event("Juniper Film Trust", world.CHANNELS[0], "2026-11-20T10:00:00Z", 1, **hidden)]
    bad = [{"event_type": "nonsense", "channel_title": ANALYSTS, "claimant_name": ANALYSTS}]
    for name, rows in (("shown.csv", shown), ("quarantined.csv", bad)):
        import_table(place, world.written(folder, name, rows))
    make_run(place, as_of=world.AS_OF, make_latest=True)
    with _team(place) as address:
        yield address


def _team(place: Workspace) -> Any:
    (place.root / "strikes.toml").write_text('login = "proxy"\n')
    for role in Role:
        people.grant(place, f"{role.name.lower()}@newsroom.example", role, by="x", now=NOW)
    return served(place)


@long_run
def test_every_page_as_each_role(site: str, listener: Listener, tenth: int, figure: Any) -> None:
    outside: list[str] = []
    leaked: list[str] = []
    made: list[Any] = []
    roles = list(MAY_SEE) if tenth == 10 else [None, "viewer"]
    with browser(needs("chromium")) as window:
        for role in roles:
            frames = _visited(window, site, role, outside, made)
            assert frames, "no frame was seen at all"
            hidden = [mark for mark in (NOBODYS, ANALYSTS) if mark not in MAY_SEE[role]]
            leaked += [f"{role}: {mark}" for mark in hidden if any(mark.encode() in frame for frame in frames)]
            unseen = [mark for mark in MAY_SEE[role] if not any(mark.encode() in frame for frame in frames)]
            assert unseen == [], "the marker is not where this test looks for it"
            if role is None:
                assert not any(b"Juniper" in frame for frame in frames), "a stranger was shown something"
    figure("R20", f"scripts, links, images, badges made of data, {len(roles)} roles", len(made), "0")
    figure("R21", f"requests to anybody else, {len(roles)} roles", len(outside) + len(listener.asked), "0")
    figure("R22", f"frames with what a role may not see, {len(roles)} roles", len(leaked), "0")
    assert (made, outside, listener.asked, leaked) == ([], [], [], [])


def _visited(window: Any, site: str, role: str | None, outside: list[str], made: list[Any]) -> list[bytes]:
    """Open every page as a role (None: somebody without one); return the frames that were sent to the browser."""
    frames: list[bytes] = []
    own = (site, site.replace("http", "ws"), "data:", "blob:")
    login = f"{role or 'stranger'}@newsroom.example"
    with window.new_context(extra_http_headers={"X-Forwarded-Email": login}) as context:
        page = context.new_page()
        page.on("request", lambda request: None if request.url.startswith(own) else outside.append(request.url))
        page.on("dialog", lambda dialog: outside.append(f"dialog {dialog.message}"))
        page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: frames.append(_bytes(frame))))
        for path in PAGES:
            page.goto(f"{site}/{path}", timeout=30_000)
            page.wait_for_selector('[class*="st-key-lead"]', timeout=30_000)
            quiet(page)
            if (found := page.evaluate(MADE)) != NOTHING:
                made.append((role, path, found))
    return frames
