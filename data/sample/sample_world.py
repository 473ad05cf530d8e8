"""The SIMULATED world: its channels and clock, who files, and how a claim comes to be written down."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from random import Random

from sample_book import SOURCE, Book, Row, stamp
from sample_labels import label
from sample_words import CRITICAL, TOPICS, WORDS, claim_sentence, firm, host, local_part, person, tongue

START = datetime(2024, 11, 1, tzinfo=UTC)
DAYS = 548  # eighteen months
MAIL_HOSTS = ("gmail.com", "gmail.com", "gmail.com", "mail.ru", "yandex.ru", "outlook.com", "proton.me")


@dataclass(frozen=True)
class Size:
    """How large a world is; those who file often file more with `busy`."""

    n_events: int
    n_channels: int
    n_campaigns_per_kind: int
    busy: float = 1.0


#: One campaign of each kind for about 2,200 events, so that adversaries file a tenth of the claims in every world.
SIZES = {
    "one": Size(1, 1, 0),
    "demo": Size(6_600, 250, 3),
    "large": Size(100_000, 3_000, 45, 1.5),
    "huge": Size(1_000_000, 20_000, 450, 3.0),
}


@dataclass
class Channel:
    index: int
    topic: str
    title: str
    born: datetime

    @property
    def id(self) -> str:
        return f"UCsimT{self.index:018d}"

    def video(self, rng: Random, before: datetime, *, oldest: bool = False) -> Row:
        """Pick one of the channel's videos that was up before a day; a number always means the same video."""
        n_up = max(1, (before - self.born).days // 9)
        number = rng.randrange(1, max(2, n_up // 3)) if oldest else rng.randrange(1, n_up + 1)
        published = self.born + timedelta(days=9 * (number - 1), hours=number % 24, minutes=7 * number % 60)
        series = TOPICS[self.topic][number % len(TOPICS[self.topic])]
        return {
            "video_id": f"s{self.index:05d}{number:05d}",
            "video_title": f"SIMULATED {series}, part {number}",
            "video_published_at": stamp(published),
        }


@dataclass
class Claimant:
    """Who files: `kind` says what they are in truth, `campaign` with whom they work (empty for the honest)."""

    key: str
    kind: str
    lang: str
    names: list[str]
    campaign: str = ""
    emails: list[str] = field(default_factory=list)
    domain: str = ""
    channel_id: str = ""
    phone: str = ""
    n_claims: int = 0

    @property
    def is_adversary(self) -> bool:
        return bool(self.campaign)

    @property
    def contact(self) -> str:
        """What evidence and labels know a claimant by: the first mail address, else the first name."""
        return (self.emails or self.names)[0]


class World:
    """One seeded world: hands out channels and claimants, and writes into the book what happens."""

    def __init__(self, book: Book, rng: Random, size: Size) -> None:
        self.book, self.rng, self.size = book, rng, size
        self.n_claimants = 0
        self.channels = [self._channel(i) for i in range(size.n_channels)]
        self.critics = self.about(*CRITICAL)
        #: (name, domain) of those in the registry.
        self.holders: list[tuple[str, str]] = []
        self._reach = list(accumulate(1 / (rank + 4) for rank in range(size.n_channels)))

    def _channel(self, index: int) -> Channel:
        topic = self.rng.choice(list(TOPICS))
        name = person(self.rng, tongue(self.rng)).split()[-1]
        born = START - timedelta(days=self.rng.randrange(60, 3000))
        return Channel(index, topic, f"SIMULATED {name} {topic} {index}", born)

    def about(self, *topics: str) -> list[Channel]:
        """Return the channels of some topics; a world too small to have any gives all it has."""
        return [channel for channel in self.channels if channel.topic in topics] or self.channels

    def target(self) -> Channel:
        """Pick a channel by its reach: a few are hit by everybody."""
        return self.rng.choices(self.channels, cum_weights=self._reach)[0]

    def moment(self, first: int = 0, last: int = DAYS) -> datetime:
        """Return a moment between two days of the world, by daylight more often than at night."""
        hour = self.rng.randrange(24) if self.rng.random() < 0.2 else self.rng.randrange(7, 23)
        day = START + timedelta(days=self.rng.randrange(first, max(first + 1, last)))
        return day + timedelta(hours=hour, minutes=self.rng.randrange(60), seconds=self.rng.randrange(60))

    def days(self, low: int, high: int) -> timedelta:
        return timedelta(days=self.rng.randrange(low, high))

    def claimant(
        self, kind: str, *, names: list[str] | None = None, is_firm: bool = False, campaign: str = ""
    ) -> Claimant:
        """Make a claimant with a name of its language and no contact yet."""
        self.n_claimants += 1
        lang = tongue(self.rng)
        made = names or [firm(self.rng, lang) if is_firm else person(self.rng, lang)]
        return Claimant(f"sim-{self.n_claimants:06d}", kind, lang, made, campaign)

    def free_mail(self, suffix: str = "") -> str:
        """Return an address of a real provider that nobody has: Gmail allows no underscore, elsewhere it says so."""
        local, provider = local_part(self.rng) + suffix, self.rng.choice(MAIL_HOSTS)
        return f"sim_{local}@{provider}" if provider == "gmail.com" else f"{local}.simulated@{provider}"

    def own_domain(self, claimant: Claimant) -> None:
        claimant.domain = host(self.rng)
        claimant.emails = [f"{self.rng.choice(('rights', 'copyright', 'office', 'legal'))}@{claimant.domain}"]

    def register(self, claimant: Claimant, *, agents: str = "") -> None:
        """Put a claimant into the registry of holders."""
        self.holders.append((claimant.names[0], claimant.domain))
        self.book.row(
            "holders",
            holder_id=f"sim-h{len(self.holders):05d}",
            name=claimant.names[0],
            aliases="|".join(claimant.names[1:]),
            domains=claimant.domain,
            emails="|".join(claimant.emails),
            agents=agents,
            source_url=SOURCE,
            checked_on="2026-05-02",
        )

    def own_channel(
        self, claimant: Claimant, created: datetime, seen: datetime, *, hollow: bool, gone_after: int | None = None
    ) -> None:
        """Give a claimant a channel and write a look at it; `gone_after` days later it is not found."""
        claimant.channel_id, rng = f"UCsimC{claimant.key[4:].zfill(18)}", self.rng
        filled = {"description": "SIMULATED channel", "country": WORDS[claimant.lang]["country"]}
        self.book.row(
            "profiles",
            claimant_channel_id=claimant.channel_id,
            title=f"SIMULATED {claimant.names[0]}",
            created_at=stamp(created),
            subscriber_count=0 if hollow else rng.randrange(20, 90_000),
            video_count=0 if hollow else rng.randrange(3, 900),
            view_count=0 if hollow else rng.randrange(900, 10**7),
            status="active",
            observed_at=stamp(seen),
            source=rng.choice(("api", "api", "person")),
            **({} if hollow else filled),
        )
        if gone_after is not None:
            gone = stamp(seen + timedelta(days=gone_after))
            self.book.row(
                "profiles", claimant_channel_id=claimant.channel_id, status="not_found", observed_at=gone, source="api"
            )

    def claim(
        self,
        claimant: Claimant,
        channel: Channel,
        at: datetime,
        said: Row,
        *,
        video: Row | None = None,
        how: str = "takedown",
    ) -> Row:
        """Write a claim and return what its report shows, for the outcomes that follow.

        `said` holds columns of the event that the claimant or the reporter decided, or `told_as` for the time as it is
        told. Who names a work and gives no `claim_text` is lent a sentence of their language.
        """
        claimant.n_claims += 1
        self.book.n_claims += 1
        if "work_title" in said and "claim_text" not in said:
            said = {**said, "claim_text": claim_sentence(self.rng, claimant.lang, said["work_title"])}
        level, source = self.book.way()
        full: Row = {
            "claimant_key": claimant.key,
            "claim_id": f"sim-c{self.book.n_claims:07d}",
            "notice_id": f"sim-n{self.book.n_claims:07d}",
            "channel_id": channel.id,
            "channel_title": channel.title,
            "channel_topic": channel.topic,
            **(video or channel.video(self.rng, at)),
            "claimant_name": self.rng.choice(claimant.names),
            "claimant_email": self.rng.choice(claimant.emails) if claimant.emails else "",
            "claimant_channel_id": claimant.channel_id,
            "claimant_phone": claimant.phone,
            "claimant_country": WORDS[claimant.lang]["country"],
            "source": source,
            "provenance": level,
            "reporter_id": channel.id,
            **said,
        }
        shown = self.book.report(full)
        self.book.event(claimant.key, how, at, shown)
        return shown

    def outcome(self, claimant: Claimant, kind: str, at: datetime, shown: Row) -> None:
        """Write what became of a claim, in the words of its report; what the claimant wrote is not said twice."""
        kept = {column: value for column, value in shown.items() if column not in ("claim_text", "notice_id")}
        self.book.event(claimant.key, kind, at, kept)

    def terminate(self, channel: Channel, at: datetime) -> None:
        """Write that a channel was ended; the event names no claimant."""
        told = {"source": "owner_form", "provenance": "P2", "reporter_id": channel.id}
        self.book.event(
            "", "channel_termination", at, {"channel_id": channel.id, "channel_title": channel.title, **told}
        )

    def evidence(
        self, subject: str, kind: str, value: str, at: datetime, level: str = "P3", by: str = "analyst"
    ) -> None:
        day = f"{at:%Y-%m-%d}"
        self.book.row(
            "evidence",
            subject=subject,
            kind=kind,
            value=value,
            observed_at=day,
            source_url=SOURCE,
            provenance=level,
            by=by,
        )

    def done(self, claimant: Claimant) -> None:
        """Write the truth about a claimant, and for some what people judged."""
        self.book.row(
            "truth",
            claimant_key=claimant.key,
            kind=claimant.kind,
            is_adversary=int(claimant.is_adversary),
            campaign=claimant.campaign,
            names="|".join(claimant.names),
            emails="|".join(claimant.emails),
            channel_ids=claimant.channel_id,
            n_claims=claimant.n_claims,
        )
        if self.rng.random() < (0.25 if claimant.is_adversary else 0.06):
            label(self.book, self.rng, claimant.contact, claimant.kind, is_adversary=claimant.is_adversary)
