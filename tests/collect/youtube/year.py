"""A SIMULATED year of claimants' channels: twenty a cohort, each with its fate, and what a look should find of it."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from tests.collect.youtube.fake import FakeYouTube, channel
from tests.factory import event

FIRST_DAY = dt.date(2026, 1, 1)
Act = Callable[[FakeYouTube, str], None]


def _rename(world: FakeYouTube, channel_id: str) -> None:
    world.channels[channel_id]["snippet"]["title"] = "Vostok " + channel_id[-6:]


def _retitle(world: FakeYouTube, channel_id: str) -> None:
    world.channels[channel_id]["snippet"]["title"] += " TV"


def _empty(world: FakeYouTube, channel_id: str) -> None:
    world.channels[channel_id]["statistics"]["videoCount"] = 0


def _leave(reason: str | None) -> Act:
    def act(world: FakeYouTube, channel_id: str) -> None:
        world.hidden[channel_id] = world.channels.pop(channel_id)
        if reason:
            world.fates[channel_id] = reason

    return act


def _return(world: FakeYouTube, channel_id: str) -> None:
    world.channels[channel_id] = world.hidden.pop(channel_id)


@dataclass(frozen=True)
class Fate:
    """What becomes of a channel: (day after its claim, what happens, the word a look should find), and what it is."""

    name: str
    acts: tuple[tuple[int, Act, str], ...] = ()
    #: days from the making of the channel to its claim; None: years, at random
    age: int | None = None
    is_empty: bool = False
    #: whom it claims against: all of a cohort against one, or each against another
    is_crowd: bool = False
    is_there: bool = True
    #: days after its claim at which the same hand begins anew under another id
    reborn_after: int | None = None


_CROWD: dict[str, Any] = {"age": 4, "is_crowd": True}
#: One cohort, in this order.
FATES = (
    *[Fate("stays")] * 4,
    Fate("stays_new", age=5),
    Fate("stays_empty", is_empty=True),
    Fate("retitles", ((9, _retitle, "retitled"),)),
    Fate("returns", ((4, _leave(None), "gone"), (10, _return, "back"))),
    Fate("never_there", is_there=False),
    Fate("renames_old", ((20, _rename, "renamed"),)),
    Fate("empties_old", ((20, _empty, "emptied"),)),
    *[Fate("deletes", ((10, _leave("channelClosed"), "deleted"),), is_empty=True, **_CROWD)] * 2,
    *[Fate("is_ended", ((20, _leave("channelSuspended"), "terminated"),), **_CROWD)] * 2,
    *[Fate("renames", ((3, _rename, "renamed"),), **_CROWD)] * 2,
    Fate("empties_and_renames", ((25, _empty, "emptied"), (26, _rename, "renamed")), **_CROWD),
    Fate("is_reborn", ((40, _leave(None), "gone"),), reborn_after=60, **_CROWD),
    Fate("goes_late", ((80, _leave("channelClosed"), "deleted"),), **_CROWD),
)


@dataclass(frozen=True)
class Life:
    """One claimant of the year."""

    name: str
    channel_id: str
    fate: Fate
    made_on: dt.date
    claims_on: dt.date
    target_id: str
    reborn_as: str
    reborn_on: dt.date | None

    @property
    def mould(self) -> str:
        """The name without its number: what a channel that begins anew has too."""
        return "".join(c for c in self.name if not c.isdigit())

    def claim(self) -> dict[str, Any]:
        """The claim as an owner reports it."""
        return event(
            occurred_at=f"{self.claims_on}T05:00:00Z",
            claimant_name=self.name,
            claimant_channel_id=self.channel_id,
            channel_id=self.target_id,
            channel_title=None,
            video_id=f"v{abs(hash_of(self.channel_id)):010}"[:11],
            provenance="P4",
        )

    def second_claim(self) -> dict[str, Any]:
        """The claim of the channel that the same hand made anew."""
        return self.claim() | {
            "occurred_at": f"{self.reborn_on}T05:00:00Z",
            "claimant_name": f"{self.mould}77",
            "claimant_channel_id": self.reborn_as,
        }


def hash_of(text: str) -> int:
    """A number that is the same in every process."""
    return int.from_bytes(text.encode()[-5:], "big") % 10**10


_LETTERS = "abcdefghijklmnoprstuvz"


def lives(n_cohorts: int, every: int) -> list[Life]:
    """Return the claimants of the year, cohort by cohort."""
    rng = random.Random(2026)
    return [_life(rng, c, i, fate, every) for c in range(n_cohorts) for i, fate in enumerate(FATES)]


def _life(rng: random.Random, cohort: int, number: int, fate: Fate, every: int) -> Life:
    claims_on = FIRST_DAY + dt.timedelta(days=cohort * every)
    age = fate.age if fate.age is not None else rng.randint(800, 3500)
    word = "".join(rng.choices(_LETTERS, k=9)).capitalize()
    own_target = f"UC{cohort:02}-{number:02}".ljust(24, "t")
    return Life(
        name=f"SIM {word} {cohort * 100 + number}",
        channel_id=f"UC{cohort:02}-{number:02}".ljust(24, "c"),
        fate=fate,
        made_on=claims_on - dt.timedelta(days=age + (number % 3 if fate.is_crowd else 0)),
        claims_on=claims_on,
        target_id=f"UC{cohort:02}".ljust(24, "t") if fate.is_crowd else own_target,
        reborn_as=f"UC{cohort:02}-{number:02}".ljust(24, "r"),
        reborn_on=claims_on + dt.timedelta(days=fate.reborn_after) if fate.reborn_after else None,
    )


def settle(world: FakeYouTube, life: Life) -> None:
    """Let a channel be as it is on the day of its claim."""
    if not life.fate.is_there:
        return
    counts = {"videoCount": 0, "subscriberCount": 1, "viewCount": 3} if life.fate.is_empty else {}
    about = {} if life.fate.is_empty else {"description": f"SIMULATED: about {life.name}"}
    world.channels[life.channel_id] = channel(life.name, f"{life.made_on}T00:00:00Z", statistics=counts, snippet=about)


def begin_anew(world: FakeYouTube, life: Life) -> None:
    """The same mould under another id, made the day before it claims."""
    made = (life.reborn_on or life.claims_on) - dt.timedelta(days=1)
    world.channels[life.reborn_as] = channel(f"{life.mould}77", f"{made}T00:00:00Z", snippet={"description": "anew"})


def acts_on(day: dt.date, everybody: Sequence[Life]) -> Iterator[tuple[Life, Act, str]]:
    """What happens on a day: whose channel, what, and the word for it."""
    for life in everybody:
        for after, act, word in life.fate.acts:
            if life.claims_on + dt.timedelta(days=after) == day:
                yield life, act, word
