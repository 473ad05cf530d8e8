"""What became of a SIMULATED claim, at rates near the published ones.

YouTube, second half of 2023: over 6 % of videos asked for through the public webform were in requests rejected as
likely false ownership, and counter-notifications came on over 7 % of webform removals
(https://transparencyreport.google.com/youtube-copyright/balanced-ecosystem?hl=en). Over a whole world, where
adversaries file about a tenth of the claims, the shares below come to these figures.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sample_book import Row
from sample_world import DAYS, START, Claimant, World

END = START + timedelta(days=DAYS + 60)


@dataclass(frozen=True)
class Rates:
    rejected: float
    countered: float
    retracted: float
    expired: float
    sues: float


HONEST = Rates(rejected=0.02, countered=0.05, retracted=0.05, expired=0.34, sues=0.12)
ADVERSARY = Rates(rejected=0.42, countered=0.26, retracted=0.04, expired=0.10, sues=0.0)


def follow(world: World, claimant: Claimant, at: datetime, shown: Row) -> None:
    """Write the outcome of one claim, or none: most claims simply stand."""
    rates, draw = (ADVERSARY if claimant.is_adversary else HONEST), world.rng.random()
    wait = timedelta(days=world.rng.randrange(1, 25), hours=world.rng.randrange(24))
    steps: list[tuple[str, datetime]] = []
    if draw < rates.rejected:
        steps = [("request_rejected", at + wait), ("reinstatement", at + wait + timedelta(hours=1))]
    elif draw < rates.rejected + rates.countered:
        steps = _counter(world, claimant, at + wait, rates)
    elif draw < rates.rejected + rates.countered + rates.retracted:
        steps = [("retraction", at + wait)]
    elif draw < rates.rejected + rates.countered + rates.retracted + rates.expired:
        steps = [("strike_expiry", at + timedelta(days=90))]
    for kind, when in steps:
        if when < END:
            world.outcome(claimant, kind, when, shown)


def _counter(world: World, claimant: Claimant, at: datetime, rates: Rates) -> list[tuple[str, datetime]]:
    """A counter-notification is refused, answered by a lawsuit, or leads to reinstatement after ten business days."""
    steps = [("counter_notification", at)]
    if world.rng.random() < 0.3:
        return [*steps, ("counter_refused", at + timedelta(days=2))]
    steps.append(("counter_forwarded", at + timedelta(days=3)))
    if world.rng.random() < rates.sues:
        world.evidence(claimant.contact, "lawsuit", "SIMULATED docket", at + timedelta(days=10), "P5", "court")
        return steps
    return [*steps, ("reinstatement", at + timedelta(days=17))]
