"""For whom a pack is: what each recipient gets, how it may be passed on, and the redactors that see to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from strikes.errors import UsageError
from strikes.report.case import Case
from strikes.report.redact import Masked, Redactor, fold
from strikes.report.redact.consent import agreed_to
from strikes.report.redact.fields import claimant_channels, counter_notifications, own_reference, private_fields
from strikes.report.redact.persons import mail_addresses, private_names
from strikes.report.redact.public import banded, figures_only
from strikes.report.redact.texts import free_texts, withheld_names


@dataclass(frozen=True)
class Profile:
    """One kind of recipient. `tlp` is the sharing mark of the Traffic Light Protocol 2.0 (https://www.first.org/tlp/)."""

    name: str
    tlp: str
    #: Rows about single claims, channels and claimants are shown.
    shows_cases: bool


PROFILES = {
    profile.name: profile
    for profile in (
        Profile("platform", "TLP:AMBER+STRICT", shows_cases=True),
        Profile("partner", "TLP:AMBER", shows_cases=True),
        Profile("public", "TLP:CLEAR", shows_cases=False),
    )
}


def profile_named(name: str) -> Profile:
    """Return a profile. Raises UsageError for a name that is none."""
    if name not in PROFILES:
        raise UsageError(f"--for {name!r} is no recipient; one of: {', '.join(PROFILES)}")
    return PROFILES[name]


def redacted(case: Case, profile: Profile, earlier: Mapping[str, int] | None = None) -> tuple[Case, list[Masked]]:
    """Return what of a case may go to a recipient, and what was masked; `earlier` are the last release's counts."""
    shown, masked = fold(case, _redactors(case, profile, earlier))
    if not profile.shows_cases:
        # How much was left out is a count like any other.
        masked = [replace(one, n=banded(one.n)) for one in masked if isinstance(one.n, int)]
    return shown, masked


def _redactors(case: Case, profile: Profile, earlier: Mapping[str, int] | None) -> list[Redactor]:
    if profile.name == "public":
        return [agreed_to("public"), figures_only(earlier)]
    every = [agreed_to(profile.name), private_fields, counter_notifications]
    if profile.name == "platform":
        return [*every, free_texts, withheld_names(case)]
    masked = [*every, own_reference, claimant_channels, private_names, mail_addresses, free_texts]
    return [*masked, withheld_names(case)]
