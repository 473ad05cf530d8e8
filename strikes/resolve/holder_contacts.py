"""Whose contact is it: the holder's own, an agent's, one that only looks like the holder's, or somebody else's."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from strikes.resolve import letters
from strikes.resolve.contacts import canonical_email, domain_of, label_of

#: A domain within two letters of a holder's is taken for it at a glance (abuse-patterns S08); short ones by chance.
_CLOSE, _SHORTEST = 2, 5


@dataclass(frozen=True)
class HolderContacts:
    """The contacts a holder is known to use."""

    emails: frozenset[str]
    domains: frozenset[str]
    agents: frozenset[str]

    @classmethod
    def of(cls, domains: Iterable[str], emails: Iterable[str], agents: Iterable[str]) -> HolderContacts:
        """Make one from the holder table's lists; agents may be named by address, domain or name."""
        return cls(
            frozenset(filter(None, map(canonical_email, emails))),
            frozenset(filter(None, map(domain_of, domains))),
            frozenset(
                form
                for agent in agents
                for form in (canonical_email(agent), domain_of(agent), letters.skeleton(agent))
                if form
            ),
        )

    def is_known(self) -> bool:
        """True where anything is known that a contact could be held against."""
        return bool(self.emails or self.domains or self.agents)


def judge_contact(emails: Iterable[str | None], holder: HolderContacts) -> str:
    """Return whose the addresses are: holders_own, agent, look_alike_domain, other or unknown."""
    given = sorted({email for email in emails if email and domain_of(email)})
    if not given or not holder.is_known():
        return "unknown"
    if all(_is_own(email, holder) for email in given):
        return "holders_own"
    if all(_is_own(email, holder) or _is_agent(email, holder) for email in given):
        return "agent"
    return "look_alike_domain" if any(_is_close(domain_of(email), holder) for email in given) else "other"


def _is_own(email: str, holder: HolderContacts) -> bool:
    domain = domain_of(email)
    return canonical_email(email) in holder.emails or any(
        domain == own or domain.endswith("." + own) for own in holder.domains
    )


def _is_agent(email: str, holder: HolderContacts) -> bool:
    domain = domain_of(email)
    return not holder.agents.isdisjoint({canonical_email(email), domain, letters.skeleton(label_of(domain))})


def _is_close(domain: str, holder: HolderContacts) -> bool:
    if any(domain == own or domain.endswith("." + own) for own in holder.domains):
        return False
    return any(_labels_are_close(label_of(domain), label_of(own)) for own in sorted(holder.domains))


def _labels_are_close(label: str, own: str) -> bool:
    if not label or not own:
        return False
    if letters.skeleton(label) == letters.skeleton(own):
        return True
    if len(own) >= _SHORTEST and (own in label or OSA.distance(label, own) <= _CLOSE):
        return True
    return own in label.split("-")
