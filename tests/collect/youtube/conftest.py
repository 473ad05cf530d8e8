"""A simulated time, a YouTube of our own, and a caller of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from strikes.collect.quota import Ledger
from strikes.collect.youtube.service import YouTube
from strikes.settings import Endpoints
from strikes.store.workspace import Workspace
from tests.collect.markers import assert_kept
from tests.collect.simulated import Time
from tests.collect.youtube.fake import KEY, FakeYouTube, fake_youtube
from tests.factory import workspace


@pytest.fixture(autouse=True)
def secrets_are_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[None]:
    """After every test of this folder its output and files are searched for the keys (R27)."""
    yield
    assert_kept("".join(capsys.readouterr()), tmp_path)


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def world(time: Time) -> Iterator[FakeYouTube]:
    with fake_youtube(time.clock) as world:
        yield world


@pytest.fixture
def place(tmp_path: Path) -> Workspace:
    return workspace(tmp_path)


@pytest.fixture
def ledger(place: Workspace, time: Time, world: FakeYouTube) -> Ledger:
    return Ledger(place.root / "quota", "sim", world.limits, time.clock)


@pytest.fixture
def caller(world: FakeYouTube, ledger: Ledger, time: Time) -> Iterator[Callable[..., YouTube]]:
    """Make callers, as a command makes one each time it is started."""
    made: list[YouTube] = []

    def make(key: str = KEY) -> YouTube:
        made.append(YouTube(ledger, time.clock, key=key, where=Endpoints(youtube=world.url)))
        return made[-1]

    yield make
    for youtube in made:
        youtube.close()


@pytest.fixture
def youtube(caller: Callable[..., YouTube]) -> YouTube:
    return caller()
