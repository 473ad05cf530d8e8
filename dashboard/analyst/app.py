"""The analyst's app: its pages, and the run they show. A new view is one file in `views/` and one line here."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard.analyst import book, guard
from dashboard.analyst.blocks import doors, empty, frame, safe
from dashboard.analyst.views import campaigns, channels, claimants, data, events, outcomes, overview, reports, signals
from strikes import settings
from strikes.errors import StrikesError
from strikes.store import read
from strikes.store.people import Role

#: url path -> heading and view; those without a heading in the navigation are reached through their doors.
VIEWS: dict[str, tuple[str, Any]] = {
    "overview": ("Overview", overview.render),
    "claimants": ("Claimants", claimants.render),
    "campaigns": ("Campaigns", campaigns.render),
    "channels": ("Channels", channels.render),
    "reports": ("Reports", reports.render),
    "outcomes": ("Outcomes", outcomes.render),
    "signals": ("Signals", signals.render),
    "data": ("Data", data.render),
    "events": ("Events", events.render),
}
_HIDDEN = ("events",)
#: What rows in quarantine hold nobody has looked at yet.
_NEEDS = {"data": Role.ANALYST}


def show(root: Path, front: str = "overview") -> None:
    """Draw the page the address names, of the run it names, of the workspace at `root`."""
    frame.dress()
    workspace = read.Workspace(root)
    pages = {
        path: st.Page(
            partial(_draw, workspace, title, view, _NEEDS.get(path, Role.VIEWER)),
            title=title,
            url_path=path,
            default=path == front,
            visibility="hidden" if path in _HIDDEN else "visible",
        )
        for path, (title, view) in VIEWS.items()
    }
    doors.between(pages)
    st.navigation(list(pages.values()), expanded=True).run()


def _draw(workspace: read.Workspace, title: str, view: Any, needs: Role) -> None:
    if not guard.admits(workspace, needs):
        return
    try:
        with book.opened(workspace) as found:
            if found is None:
                st.title(title, anchor=False)
                empty.nothing_scored()
                return
            frame.head(title, found)
            view(found)
            frame.foot()
    except StrikesError as error:
        safe.lead(str(error))
        doors.door("Show the newest run", "overview", run=None)


if __name__ == "__main__":
    show(settings.workspace_dir())
