"""Honest claimants of the SIMULATED world, and the honest who look like adversaries.

To add one: write a function that takes the world, and put it into `MIX` (the crowd, with its share) or `LOOKALIKES`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from sample_book import Row
from sample_outcomes import follow
from sample_words import ADVICE, WORKS
from sample_world import DAYS, START, Channel, Claimant, World


def work(world: World, claimant: Claimant) -> Row:
    """Name a work older than the world, on the claimant's own site where there is one."""
    title = f"{world.rng.choice(WORKS)} {world.rng.randrange(1, 400)}"
    made = START - world.days(30, 4000)
    more = {"work_title": title, "work_published_at": f"{made:%Y-%m-%d}"}
    if claimant.domain:
        more["work_url"] = f"https://{claimant.domain}/works/{world.rng.randrange(10**6)}"
    return more


def file_claims(world: World, claimant: Claimant, n: int, pick: Callable[[], Channel], *, text: str = "") -> None:
    """File `n` claims over the whole time of the world, each with its outcome; `text` stands for a sentence of each."""
    said = {"claim_text": text} if text else {}
    for _ in range(n):
        at = world.moment()
        kind = world.rng.choices(("takedown", "scheduled_takedown", "content_id_claim"), (88, 5, 7))[0]
        shown = world.claim(claimant, pick(), at, {**work(world, claimant), **said}, how=kind)
        follow(world, claimant, at, shown)


def few(world: World) -> int:
    return min(8, 1 + int(world.rng.expovariate(1.1)))


def many(world: World, low: int, high: int) -> int:
    return int(world.rng.randrange(low, high) * world.size.busy)


def somebody(world: World, kind: str) -> Claimant:
    """A private person, mostly on free mail and seldom with a channel."""
    c = world.claimant(kind)
    if world.rng.random() < 0.8:
        c.emails = [world.free_mail()]
    if world.rng.random() < 0.09:
        seen = world.moment()
        world.own_channel(c, seen - world.days(200, 3500), seen, hollow=world.rng.random() < 0.15)
    return c


def individual(world: World) -> None:
    c = somebody(world, "individual")
    file_claims(world, c, few(world), world.target)
    if world.rng.random() < 0.05:
        world.evidence(c.contact, "reply", "coherent", world.moment(), "P2", "owner")
    world.done(c)


def company(world: World) -> None:
    c = world.claimant("company", is_firm=True)
    if world.rng.random() < 0.85:
        world.own_domain(c)
        if world.rng.random() < 0.25:
            world.register(c)
    else:
        c.emails = [world.free_mail()]
    file_claims(world, c, many(world, 1, 9), world.target)
    world.done(c)


def agency(world: World) -> None:
    """A news or photo agency; it also offers licences for money, which is lawful."""
    c = world.claimant("agency", is_firm=True)
    world.own_domain(c)
    world.register(c)
    file_claims(world, c, many(world, 8, 32), lambda: world.rng.choice(world.critics))
    if world.rng.random() < 0.3:
        world.evidence(c.contact, "pay_demand", "licence, 200 EUR", world.moment(), "P2", "owner")
        world.evidence(c.contact, "reply", "coherent", world.moment(), "P2", "owner")
    world.done(c)


def broadcaster(world: World) -> None:
    """A broadcaster that sweeps its old programmes from one channel in a week, and is right to."""
    c = world.claimant("broadcaster", is_firm=True)
    world.own_domain(c)
    world.register(c)
    file_claims(world, c, many(world, 6, 30), world.target)
    channel, day = world.target(), world.rng.randrange(DAYS - 8)
    for _ in range(8):
        at = world.moment(day, day + 7)
        old = channel.video(world.rng, at, oldest=True)
        follow(world, c, at, world.claim(c, channel, at, work(world, c), video=old))
    world.evidence(c.contact, "match_confirmed", "yes", world.moment(day, DAYS))
    world.done(c)


def collecting_society(world: World) -> None:
    c = world.claimant("collecting_society", is_firm=True)
    world.own_domain(c)
    world.register(c)
    file_claims(world, c, many(world, 15, 45), lambda: world.rng.choice(world.channels))
    world.done(c)


def vendor(world: World) -> None:
    """A brand-protection vendor that files for several holders under their names from its own domain."""
    c = world.claimant("vendor", is_firm=True)
    world.own_domain(c)
    clients = [world.claimant("client", is_firm=True) for _ in range(world.rng.randrange(3, 7))]
    for client in clients:
        world.own_domain(client)
        world.register(client, agents=c.names[0])
    world.register(c)
    c.names += [f"{c.names[0]} for {client.names[0]}" for client in clients]
    file_claims(world, c, many(world, 20, 50), world.target, text=f"On behalf of our client; file of {c.names[0]}.")
    world.done(c)


def young_creator(world: World) -> None:
    """A new small creator whose work really was taken: young empty channel, free mail, one claim."""
    c = world.claimant("young_creator")
    c.emails = [world.free_mail()]
    at = world.moment()
    world.own_channel(c, at - world.days(2, 40), at, hollow=world.rng.random() < 0.5)
    follow(world, c, at, world.claim(c, world.target(), at, work(world, c)))
    if world.rng.random() < 0.6:
        world.evidence(c.contact, "reply", "coherent", at + timedelta(days=5), "P2", "owner")
    world.done(c)


def advice_readers(world: World) -> None:
    """Unrelated people who copied one sentence from an advice site."""
    for _ in range(world.rng.randrange(5, 12)):
        c = somebody(world, "advice_reader")
        file_claims(world, c, 1, world.target, text=ADVICE)
        world.done(c)


def two_spellings(world: World) -> None:
    """One company that signs now in one spelling, now in another, always from its own domain."""
    c = world.claimant("two_spellings", is_firm=True)
    name = c.names[0]
    c.names += [name.upper(), name.replace("«", "").replace("»", ""), " ".join(reversed(name.split(" ", 1)))]
    world.own_domain(c)
    world.register(c)
    file_claims(world, c, many(world, 6, 24), world.target)
    world.done(c)


def league_night(world: World) -> None:
    """A league and its broadcaster hit the same channels in the hours after each match."""
    pair = [world.claimant(kind, is_firm=True) for kind in ("league", "league_broadcaster")]
    for c in pair:
        world.own_domain(c)
        world.register(c)
    sport = world.about("sport")
    usual = world.rng.sample(sport, min(len(sport), 8))
    for _ in range(world.rng.randrange(6, 16)):
        night = world.moment()
        for channel in world.rng.sample(usual, min(len(usual), 3)):
            for c in pair:
                at = night + timedelta(minutes=world.rng.randrange(300))
                shown = world.claim(c, channel, at, work(world, c))
                follow(world, c, at, shown)
    for c in pair:
        world.done(c)


def viral_compilation(world: World) -> None:
    """One video with clips of many people, each of whom claims it once within ten days; it looks like a swarm."""
    channel, day = world.rng.choice(world.about("humour")), world.rng.randrange(DAYS - 12)
    video = channel.video(world.rng, START + timedelta(days=day))
    for _ in range(world.rng.randrange(7, 15)):
        c = somebody(world, "viral_compilation")
        at = world.moment(day, day + 10)
        follow(world, c, at, world.claim(c, channel, at, work(world, c), video=video))
        world.done(c)


def reporting_wave(world: World) -> None:
    """A training day: one trainer writes down old claims of many channels from memory, to the month."""
    trainer = f"sim-trainer-{world.n_claimants}"
    for _ in range(world.rng.randrange(10, 25)):
        c = somebody(world, "reporting_wave")
        at = world.moment()
        told = {"source": "csv", "provenance": "P1", "reporter_id": trainer, "told_as": f"{at:%Y-%m}"}
        world.claim(c, world.rng.choice(world.critics), at, {**work(world, c), **told})
        world.done(c)


def namesakes(world: World) -> None:
    """Two unrelated people of one name, on different mails and channels."""
    first = somebody(world, "namesake")
    second = world.claimant("namesake", names=list(first.names))
    second.emails = [world.free_mail()]
    for c in (first, second):
        file_claims(world, c, few(world), world.target)
        world.done(c)


#: The crowd, with shares of claimants.
MIX = {
    individual: 77,
    company: 16,
    agency: 0.9,
    broadcaster: 0.7,
    collecting_society: 0.3,
    vendor: 0.2,
    young_creator: 5,
}
LOOKALIKES = (advice_readers, two_spellings, league_night, viral_compilation, reporting_wave, namesakes)


def lone_person(world: World) -> None:
    """The smallest world: one claim by one person."""
    c = world.claimant("individual", is_firm=True)
    world.own_domain(c)
    world.claim(c, world.channels[0], world.moment(), work(world, c))
    world.done(c)
