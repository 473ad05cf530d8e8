"""Adversaries of the SIMULATED world, one function per kind; each call is one campaign.

To add one: write a function that takes the world and the campaign's id, and put it into `ADVERSARIES`.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import combinations

from sample_book import Row, stamp
from sample_honest import few, work
from sample_outcomes import follow
from sample_words import ODD, SLOGANS, WORKS, homoglyph, host, local_part, odd_sentence
from sample_world import DAYS, Channel, Claimant, World


def hit(world: World, c: Claimant, channel: Channel, at: datetime, text: str = "", **said: str) -> Row:
    """File one claim of an adversary, with its outcome; what the claimant does not say stays empty."""
    shown = world.claim(c, channel, at, {"claim_text": text, **said})
    follow(world, c, at, shown)
    return shown


def persona(
    world: World, kind: str, campaign: str, *, with_channel: float = 0.2, made: datetime | None = None
) -> Claimant:
    """An invented person on free mail, now and then with a fresh empty channel that vanishes later."""
    c = world.claimant(kind, campaign=campaign)
    c.emails = [world.free_mail()]
    if world.rng.random() < with_channel:
        born, gone = made or world.moment(), world.rng.choice((None, 12, 35))
        is_hollow = world.rng.random() < 0.8
        world.own_channel(c, born, born + world.days(1, 15), hollow=is_hollow, gone_after=gone)
    return c


def relay_swarm(world: World, campaign: str) -> None:
    """Accounts that exist for one claim each fall on one channel within three days, until it is struck out."""
    channel, day = world.rng.choice(world.critics), world.rng.randrange(20, DAYS - 5)
    made = world.moment(day - 8, day - 2)
    for _ in range(world.rng.randrange(5, 13)):
        made += timedelta(hours=world.rng.randrange(5))
        c = persona(world, "relay_swarm", campaign, with_channel=0.35, made=made)
        word = world.rng.choice(("copyright", "my video", "stolen", ""))
        hit(world, c, channel, world.moment(day, day + 3), text=word)
        world.done(c)
    if world.rng.random() < 0.8:
        world.terminate(channel, world.moment(day + 3, day + 4))


def strike_and_vanish(world: World, campaign: str) -> None:
    """One account made for the purpose files three claims within minutes and is gone a week later."""
    at, channel = world.moment(30, DAYS), world.rng.choice(world.critics)
    c = world.claimant("strike_and_vanish", campaign=campaign)
    c.emails = [world.free_mail()]
    world.own_channel(c, at - world.days(1, 6), at, hollow=True, gone_after=world.rng.randrange(5, 12))
    for minute in (0, 4, 9):
        hit(world, c, channel, at + timedelta(minutes=minute), text="All rights are mine.")
    world.done(c)


def homoglyph_impersonator(world: World, campaign: str) -> None:
    """A registered holder's name with a look-alike letter, on free mail or a weeks-old domain one letter away."""
    name, domain = world.rng.choice(world.holders)
    c = world.claimant("homoglyph_impersonator", names=[homoglyph(world.rng, name)], campaign=campaign)
    is_look_alike = world.rng.random() < 0.5
    c.emails = [f"rights@{domain[:2]}{domain[1:]}"] if is_look_alike else [world.free_mail(".legal")]
    day = world.rng.randrange(20, DAYS - 30)
    for _ in range(world.rng.randrange(3, 9)):
        said = {"work_title": world.rng.choice(WORKS), "text": "Signed for the legal department."}
        hit(world, c, world.rng.choice(world.critics), world.moment(day, day + 25), **said)
    if is_look_alike and world.rng.random() < 0.7:
        made = world.moment(day - 20, day - 3)
        world.evidence(c.contact, "domain_created", f"{made:%Y-%m-%d}", world.moment(day, DAYS))
    if world.rng.random() < 0.5:
        world.evidence(c.contact, "disavowal", "written", world.moment(day + 25, DAYS), "P4", "holder")
    world.done(c)


def slogan_sweeper(world: World, campaign: str) -> None:
    """A slogan with two digits as mail address sweeps a channel's oldest videos within a week and names no work."""
    c = world.claimant("slogan_sweeper", campaign=campaign)
    c.emails = [f"sim_{world.rng.choice(SLOGANS)}{world.rng.randrange(10, 99)}@gmail.com"]
    channel, day = world.rng.choice(world.critics), world.rng.randrange(10, DAYS - 8)
    for _ in range(world.rng.randrange(8, 15)):
        at = world.moment(day, day + 7)
        follow(world, c, at, world.claim(c, channel, at, {}, video=channel.video(world.rng, at, oldest=True)))
    for kind, value in (("reply", "none"), ("other", "scope_mismatch")):
        world.evidence(c.contact, kind, value, world.moment(day + 7, DAYS), "P2", "owner")
    world.done(c)


def backdater(world: World, campaign: str) -> None:
    """Sites made after the story carry a copy of it with an earlier date, and claims are filed from them."""
    for _ in range(world.rng.randrange(2, 5)):
        c = world.claimant("backdater", is_firm=True, campaign=campaign)
        c.domain = f"daily-{host(world.rng)}"
        c.emails = [f"editor@{c.domain}"]
        for _ in range(world.rng.randrange(2, 6)):
            _copy_a_story(world, c, world.rng.choice(world.critics), world.moment(30, DAYS))
        world.done(c)


def _copy_a_story(world: World, c: Claimant, channel: Channel, at: datetime) -> None:
    video = channel.video(world.rng, at)
    claimed = datetime.fromisoformat(video["video_published_at"]) - world.days(1, 9)
    said = {
        "work_title": "original article",
        "work_url": f"https://{c.domain}/{claimed:%Y/%m/%d}/story",
        "work_published_at": stamp(claimed),
        "claim_text": "Copied from our article.",
    }
    shown = world.claim(c, channel, at, said, video=video)
    follow(world, c, at, shown)
    if "claim_id" in shown and world.rng.random() < 0.6:
        for kind, days_before in (("third_party_capture", 2), ("domain_created", 6)):
            found = f"{at - timedelta(days=days_before):%Y-%m-%d}"
            world.evidence(shown["claim_id"], kind, found, at + timedelta(days=9))


def boilerplate_ring(world: World, campaign: str) -> None:
    """Personas that need not meet on a target share one odd sentence, with small changes."""
    pattern = world.rng.choice(ODD)
    for _ in range(world.rng.randrange(5, 10)):
        c = persona(world, "boilerplate_ring", campaign, with_channel=0.1)
        for _ in range(few(world)):
            hit(world, c, world.rng.choice(world.channels), world.moment(), text=odd_sentence(world.rng, pattern))
        world.done(c)


def shared_contact_ring(world: World, campaign: str) -> None:
    """Several names behind one mailbox in its spellings (dots, tags, capitals), some with one telephone."""
    local = f"sim_{local_part(world.rng).replace('.', '')}x"
    phone = f"+1-202-555-01{world.rng.randrange(100):02d}"
    for number in range(world.rng.randrange(4, 9)):
        c = world.claimant("shared_contact_ring", campaign=campaign)
        spelling = (f"{local[:6]}.{local[6:]}", f"{local}+{number}", local.upper())[number % 3]
        c.emails, c.phone = [f"{spelling}@gmail.com"], phone if world.rng.random() < 0.5 else ""
        for _ in range(few(world)):
            hit(world, c, world.rng.choice(world.critics), world.moment(), work_title=world.rng.choice(WORKS))
        world.done(c)


def loyal_group(world: World, campaign: str) -> None:
    """The same few accounts hit the same targets, each time within six hours of one another."""
    group = [persona(world, "loyal_group", campaign) for _ in range(world.rng.randrange(4, 7))]
    for channel in world.rng.sample(world.critics, min(len(world.critics), world.rng.randrange(5, 8))):
        start = world.moment()
        for c in world.rng.sample(group, len(group) - world.rng.choice((0, 1))):
            hit(world, c, channel, start + timedelta(minutes=world.rng.randrange(360)))
    for c in group:
        world.done(c)


def rota(world: World, campaign: str) -> None:
    """Accounts that take turns: any two of them share a few rarely claimed targets, days apart."""
    group = [persona(world, "rota", campaign, with_channel=0.1) for _ in range(world.rng.randrange(4, 6))]
    quiet = world.channels[len(world.channels) // 2 :]
    for a, b in combinations(group, 2):
        for channel in world.rng.sample(quiet, min(len(quiet), 3)):
            first = world.moment(0, DAYS - 12)
            hit(world, a, channel, first)
            hit(world, b, channel, first + world.days(2, 10) + timedelta(hours=world.rng.randrange(20)))
    for c in group:
        world.done(c)


def pay_to_retract(world: World, campaign: str) -> None:
    """Two claims on each target, a demand, and a retraction for those who pay."""
    c = world.claimant("pay_to_retract", campaign=campaign)
    c.emails = [world.free_mail(".rights")]
    for channel in world.rng.sample(world.channels, min(len(world.channels), world.rng.randrange(3, 7))):
        at, level = world.moment(), world.rng.choice(("P1", "P2", "P4"))
        shown = [world.claim(c, channel, at + timedelta(minutes=m), work(world, c)) for m in (0, 15)]
        amount = f"{world.rng.randrange(5, 60) * 10} USD"
        world.evidence(c.contact, "pay_demand", amount, at + timedelta(days=2), level, "owner")
        if world.rng.random() < 0.5:
            for one in shown:
                world.outcome(c, "retraction", at + timedelta(days=4), one)
    world.done(c)


def music_reregistrar(world: World, campaign: str) -> None:
    """Registers free library music after the uploads and claims every channel that uses it."""
    c = world.claimant("music_reregistrar", is_firm=True, campaign=campaign)
    c.emails = [world.free_mail(".tunes")]
    day = world.rng.randrange(30, DAYS - 60)
    registered = stamp(world.moment(day - 5, day))
    for _ in range(world.rng.randrange(6, 14)):
        at, track = world.moment(day, day + 55), f"Library Sunrise {world.rng.randrange(9)}"
        said = {"work_title": track, "work_published_at": registered, "text": "Our registered music."}
        shown = hit(world, c, world.rng.choice(world.channels), at, **said)
        if "claim_id" in shown and world.rng.random() < 0.5:
            world.evidence(shown["claim_id"], "licence", "free_library", at + timedelta(days=3), "P2", "owner")
    world.done(c)


ADVERSARIES = (
    relay_swarm,
    strike_and_vanish,
    homoglyph_impersonator,
    slogan_sweeper,
    backdater,
    boilerplate_ring,
    shared_contact_ring,
    loyal_group,
    rota,
    pay_to_retract,
    music_reregistrar,
)
