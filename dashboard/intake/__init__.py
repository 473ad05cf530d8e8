"""The owner's app. The desk it works at is opened by the server, once a process; no page opens any folder itself."""

from __future__ import annotations

from dataclasses import dataclass

from strikes.intake.desk import Desk


@dataclass
class _Open:
    desk: Desk | None = None
    is_behind_proxy: bool = False


_OPEN = _Open()


def open_desk(desk: Desk, *, is_behind_proxy: bool = False) -> None:
    """Let the pages of this process work at a desk."""
    _OPEN.desk, _OPEN.is_behind_proxy = desk, is_behind_proxy


def desk() -> Desk:
    """Return the open desk."""
    assert _OPEN.desk is not None, "the server opens the desk before it serves a page"
    return _OPEN.desk


def is_behind_proxy() -> bool:
    """Does a proxy of our own say from where somebody comes?"""
    return _OPEN.is_behind_proxy
