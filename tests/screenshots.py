"""Every screen as a picture (`make screenshots`), wide and phone, light and dark; three small ones go into the docs.

Looked at before a screen is called done. Serves a demo workspace of SIMULATED data and documented cases, made anew, or
the one given: `python -m tests.screenshots WORKSPACE`. Makes two runs a week apart, so that there is a change to see.
"""

from __future__ import annotations

import datetime as dt
import io
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from PIL import Image

from strikes.cli.pipeline import make_run
from strikes.model import Band
from strikes.store import read
from strikes.store.workspace import Workspace
from tests.dashboard.serving import ROOT, browser, quiet, served, settled

ALL, CHOSEN = ROOT / "build" / "screenshots", ROOT / "docs" / "pictures"
WIDTHS = {"wide": 1440, "phone": 390}
#: Taller pages are cut: nobody looks at a picture of ten thousand pixels.
_HIGHEST = 4200
#: The docs' pictures: screen -> how high, in pixels of the page. 256 colours are what the format has.
_IN_DOCS = {"overview": 1000, "claimant": 1500, "campaign": 1600}
_COLOURS = 256


def main(place: Workspace, chromium: str) -> None:
    """Take all pictures of a workspace."""
    screens = screens_of(place, *two_runs(place))
    with served(place) as site, browser(chromium) as window:
        for scheme in ("light", "dark"):
            for name, width in WIDTHS.items():
                with window.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme) as context:
                    page = context.new_page()
                    for screen, path in screens.items():
                        taken = picture(page, f"{site}/{path}", width)
                        _write(ALL / f"{screen}-{name}-{scheme}.png", taken)
                        if screen in _IN_DOCS and (name, scheme) == ("wide", "light"):
                            _write(CHOSEN / f"{screen}.png", small(taken, _IN_DOCS[screen]))


def two_runs(place: Workspace) -> tuple[str, str]:
    """Make a run of the week of the last claim and one of the week before; the newest of the workspace stays newest."""
    with read.reading(place) as con:
        last = dt.date.fromisoformat(read.span(con)["last_on"])
    days = (last - dt.timedelta(days=7), last)
    before, now = (make_run(place, as_of=day, make_latest=False).run_id for day in days)
    return now, before


def screens_of(place: Workspace, run: str, against: str) -> dict[str, str]:
    """Return screen -> address: every page, and the claimant, campaign, channel and signal best worth a look."""
    with read.reading(place, run) as con:
        claimant = _most_told(con)
        campaign = _most_shared(con)
        channel = read.channel_page(con, "", 1)[0][0]["channel_id"]
    paths = {
        "overview": "",
        "claimants": "claimants",
        "claimant": f"claimants?claimant={claimant}",
        "campaigns": "campaigns",
        "campaign": f"campaigns?campaign={campaign}",
        "channels": "channels",
        "channel": f"channels?channel={channel}",
        "signals": "signals",
        "signal": "signals?signal=mail_class",
        "data": "data",
        "events": "events",
    }
    return {name: f"{path}{'&' if '?' in path else '?'}run={run}&against={against}" for name, path in paths.items()}


def _most_told(con: Any) -> str:
    """The claimant among those above "some signs" with most findings: its waterfall shows every kind of step."""
    found, _ = read.queue(con, read.Wanted(band_rank=Band.SEVERAL_INDEPENDENT_SIGNS.rank), 50)
    return str(max(found, key=lambda row: len(read.findings(con, [row["claimant_id"]])))["claimant_id"])


def _most_shared(con: Any) -> str:
    """The campaign whose pairs share most targets, for its network and lanes."""
    return str(max(read.campaigns(con), key=lambda row: row["seen_shared"] or 0)["campaign_id"])


def picture(page: Any, address: str, width: int) -> bytes:
    """Return a picture of a whole page, which scrolls inside its window: the window is made as high as the page."""
    page.set_viewport_size({"width": width, "height": 900})
    settled(page, address)
    high = page.evaluate("() => document.querySelector('[data-testid=\"stMain\"]').scrollHeight")
    page.set_viewport_size({"width": width, "height": min(max(900, high), _HIGHEST)})
    quiet(page)
    page.wait_for_timeout(700)
    return bytes(page.screenshot())


def small(taken: bytes, high: int) -> bytes:
    """Return the top of a picture in few colours, as small as PNG makes it."""
    whole = Image.open(io.BytesIO(taken)).convert("RGB")
    top = whole.crop((0, 0, whole.width, min(high, whole.height)))
    out = io.BytesIO()
    # By coverage, not by how many pixels have a colour: a few dots on a lane keep theirs.
    top.quantize(_COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


if __name__ == "__main__":
    program = shutil.which("chromium") or sys.exit("Pictures need a browser: apt-get install chromium")
    if sys.argv[1:]:
        main(Workspace(Path(sys.argv[1])), program)
    else:
        with tempfile.TemporaryDirectory() as folder:
            made = Path(folder) / "demo"
            subprocess.run(
                [sys.executable, "-m", "strikes", "demo", "--no-dashboard", "--workspace", str(made)],
                cwd=ROOT,
                check=True,
            )
            main(Workspace(made), program)
