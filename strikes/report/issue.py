"""Issuing a pack: looked at before anything is written, refused where it must not leave, noted once it did."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from strikes.errors import InputError, UsageError
from strikes.report import dossier, release
from strikes.report.case import Case, Row
from strikes.report.gather import gather
from strikes.report.pack import Pack, make_pack
from strikes.report.profiles import Profile, profile_named
from strikes.report.sides import withheld
from strikes.report.signing import signer_of
from strikes.report.words import words
from strikes.store import ledger, people, read
from strikes.store.connection import Connection
from strikes.store.workspace import Workspace


@dataclass(frozen=True)
class Order:
    """What is asked for: a pack of a subject (an id, or a name as reported) for one kind of recipient."""

    kind: str
    subject: str
    profile: str = "platform"
    language: str = "en"
    by: str | None = None
    approved_by: str | None = None
    run: str | None = None
    seal_to: tuple[str, ...] = ()


@dataclass(frozen=True)
class Preview:
    """A pack that is not written yet: what would leave, what was masked and why, and what stands against it."""

    pack: Pack
    #: The case as the analyst sees it, to be shown beside the pack.
    whole: Case
    #: (what, how many, why), in the pack's language.
    masked: tuple[tuple[str, int | str, str], ...]
    #: Why it must not leave; empty where it may.
    objections: tuple[str, ...]

    def pages(self) -> list[bytes]:
        """Return the pages of the paper as pictures (PNG)."""
        return dossier.paper_pages(self.pack)

    def withheld(self) -> list[Row]:
        """Return what does not leave, value by value, beside what leaves in its place."""
        return withheld(self.whole, self.pack)


def preview(workspace: Workspace, order: Order) -> Preview:
    """Return what a pack would be; nothing is written. Raises InputError for a subject that is not in the run."""
    texts = words(order.language)
    with read.reading(workspace, order.run) as con:
        subject = _subject(con, order)
        pack, _ = _packed(con, workspace, order, subject)
        whole = gather(con, order.kind, subject)
        against = _objections(con, workspace, order, subject)
    masked = tuple((texts(f"masked.{one['what']}"), one["n"], texts(f"because.{one['why']}")) for one in pack["masked"])
    return Preview(pack, whole, masked, tuple(against))


def issue(workspace: Workspace, order: Order, folder: Path | None = None) -> tuple[Path, Pack]:
    """Write a pack, signed, into `folder` (else one in exports/) and note it in the ledger; return bundle and pack.

    Raises UsageError with the reasons where it must not leave.
    """
    with read.reading(workspace, order.run) as con:
        subject = _subject(con, order)
        if against := _objections(con, workspace, order, subject):
            raise UsageError("This cannot leave yet: " + "; ".join(against) + ".")
        pack, counts = _packed(con, workspace, order, subject)
    about = pack["about"]
    place = folder or workspace.exports / f"{about['pack']}-{order.profile}-{order.language}"
    bundle = dossier.write_dossier(place, pack, signer_of(workspace), order.seal_to)
    entry = {name: about[name] for name in ("pack", "profile", "language", "run", "as_of")}
    names = {"by": order.by, "approved_by": order.approved_by}
    what = {"what": "made", "kind": order.kind, "subject": subject, "n_claims": pack["figures"]["n_claims"]}
    ledger.note(workspace, entry | names | what | {"counts": counts}, dt.datetime.now(dt.UTC))
    return bundle, pack


def _subject(con: Connection, order: Order) -> str:
    found = read.find_subject(con, order.subject, order.kind)
    if found is None:
        raise InputError(f"There is no {order.kind} {order.subject[:80]!r} in this run. See: strikes {order.kind}s")
    return found[1]


def _packed(con: Connection, workspace: Workspace, order: Order, subject: str) -> tuple[Pack, dict[str, int] | None]:
    """Return the pack, and for the public the exact counts behind its figures."""
    profile = profile_named(order.profile)
    earlier = counts = None
    if _is_public(profile):
        earlier = release.earlier_release(workspace, order.kind, subject, read.run_info(con))
        counts = release.counts_shown(release.agreed_case(con, order.kind, subject, "public"), earlier)
    return make_pack(con, order.kind, subject, profile, words(order.language), earlier), counts


def _objections(con: Connection, workspace: Workspace, order: Order, subject: str) -> list[str]:
    case = release.agreed_case(con, order.kind, subject, order.profile)
    if _is_public(profile_named(order.profile)):
        people_say = people.objections(workspace, order.by, order.approved_by)
        return release.objections(case, order.by, order.approved_by) + people_say
    return [] if case.claims else [f"nobody who reported these claims agreed to show them to the {order.profile}"]


def _is_public(profile: Profile) -> bool:
    return not profile.shows_cases
