"""Names that look like a holder's: which holder, which letters differ, and whose contact stands beside them.

A match accuses nobody by itself: holders and their agents match too. `is_look_alike` marks what is left when they are
taken out: a name put on, or a holder's name beside a contact that is not the holder's.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa

from strikes.resolve import letters, words
from strikes.resolve.disguise import differing_letters, is_disguised
from strikes.resolve.fold import comparison_key, without_legal_form
from strikes.resolve.holder_contacts import HolderContacts, judge_contact
from strikes.resolve.layout import Reason
from strikes.resolve.names import Names
from strikes.resolve.watch import candidates
from strikes.store.connection import Connection

#: Names less alike than this are not reported. Hand-set on records made by benchmarks/resolve_records.py (seed 1).
NEAR_FROM = 0.79
#: Two names of one skeleton are this alike, whatever their words sound like.
SKELETON = 0.97
#: An initial, or first letters, is too little to say that somebody presents himself as a holder.
_TOO_LITTLE = (Reason.HANDLE, Reason.ACRONYM)


def look_alikes(con: Connection) -> None:
    """Create `holder_match` from `claimant_record` and `holder`: every record whose name is, or looks like, a holder's.

    Columns: record_id, holder_id, similarity (0 to 1), kind (skeleton: drawn alike; fold: spelled otherwise; near: some
    letters apart), contact (holders_own, agent, look_alike_domain, other, unknown), why, letters, is_look_alike.
    """
    con.execute(_CREATE)
    records = [name for (name,) in con.execute(_RECORD_NAMES).fetchall()]
    holders = con.execute(_HOLDER_NAMES).fetchall()
    matches = _matches(records, holders)
    if not matches:
        return
    contacts = _holder_contacts(con)
    con.register("matched_name", pa.Table.from_pylist([match.__dict__ for match in matches]))
    rows = con.execute(_MATCHED_RECORDS).fetchall()
    con.unregister("matched_name")
    by_name = {(match.name, match.holder_id): match for match in matches}
    found = [
        _row(by_name[name, holder], record_id, (email, email2), contacts[holder])
        for record_id, name, holder, email, email2 in rows
    ]
    con.register("found_match", pa.Table.from_pylist(found))
    con.execute("insert into holder_match by name select * from found_match order by record_id, holder_id")
    con.unregister("found_match")


_CREATE = """
create or replace table holder_match (
    record_id varchar, holder_id varchar, similarity double, kind varchar, contact varchar,
    why varchar, letters varchar, is_look_alike boolean
)
"""
#: A record without a name is told by its handle.
_RECORD_NAMES = """
select distinct coalesce(nullif(trim(name), ''), nullif(trim(handle), '')) as shown from claimant_record
where shown is not null order by shown
"""
_HOLDER_NAMES = """
select distinct holder_id, unnest(list_prepend(name, coalesce(aliases, []))) as written from holder
order by holder_id, written
"""
_MATCHED_RECORDS = """
select record_id, matched_name.name, holder_id, email, email2
from claimant_record
join matched_name on matched_name.name = coalesce(nullif(trim(claimant_record.name), ''), trim(handle))
order by record_id, holder_id
"""


@dataclass(frozen=True)
class Match:
    """A name that is, or looks like, one of a holder's names."""

    name: str
    holder_id: str
    written: str
    similarity: float
    kind: str
    is_altered: bool


def _matches(records: list[str], holders: list[tuple[str, str]]) -> list[Match]:
    """Return for each record name and holder the best match among the holder's names."""
    written = sorted({name for _, name in holders if name and name.strip()})
    if not written or not records:
        return []
    names = Names([*records, *written])
    left, right = candidates(names, records, written)
    found = names.compare(left, right)
    score = np.where(np.isin(found.reason, _TOO_LITTLE), 0, found.score)
    holders_of: dict[str, list[str]] = {}
    for holder, name in holders:
        holders_of.setdefault(name, []).append(holder)
    best: dict[tuple[str, str], Match] = {}
    for at in np.lexsort((right, -score, left)).tolist():
        match = _match(records[left[at]], written[right[at] - len(records)], float(score[at]))
        if match is None:
            continue
        for holder in holders_of[match.written]:
            kept = best.get((match.name, holder))
            if kept is None or match.similarity > kept.similarity:
                best[match.name, holder] = replace(match, holder_id=holder)
    return list(best.values())


def _match(name: str, written: str, score: float) -> Match | None:
    is_drawn_alike = letters.skeleton(without_legal_form(name)) == letters.skeleton(without_legal_form(written))
    similarity = max(score, SKELETON) if is_drawn_alike else score
    if similarity < NEAR_FROM:
        return None
    is_same_key = comparison_key(name) == comparison_key(written)
    disguised = is_disguised(name, written)
    kind = "skeleton" if is_drawn_alike and disguised else "fold" if is_same_key else "near"
    return Match(name, "", written, round(similarity, 3), kind, disguised or not is_same_key)


def _holder_contacts(con: Connection) -> dict[str, HolderContacts]:
    rows = con.execute("select holder_id, domains, emails, agents from holder order by holder_id").fetchall()
    return {
        holder: HolderContacts.of(domains or [], emails or [], agents or []) for holder, domains, emails, agents in rows
    }


_CONTACT_WORDS = {
    "holders_own": "the contact is the holder's own",
    "agent": "the contact is an agent's of the holder",
    "look_alike_domain": "the contact's domain only looks like the holder's",
    "other": "the contact is not the holder's",
    "unknown": "whose contact it is, is not known",
}


def _row(match: Match, record_id: str, emails: tuple[str | None, ...], holder: HolderContacts) -> dict[str, object]:
    contact = judge_contact(emails, holder)
    differing = differing_letters(match.name, match.written)
    is_foreign = contact in ("other", "look_alike_domain")
    is_look_alike = contact not in ("holders_own", "agent") and (match.is_altered or is_foreign)
    told = {"skeleton": "looks like", "fold": "is another spelling of", "near": "is close to"}[match.kind]
    same = match.kind == "fold" and words.clean(match.name) == words.clean(match.written)
    said = f"{match.name} {'is the name' if same else told} {match.written}"
    return {
        "record_id": record_id,
        "holder_id": match.holder_id,
        "similarity": match.similarity,
        "kind": match.kind,
        "contact": contact,
        "why": "; ".join(filter(None, (said, differing, _CONTACT_WORDS[contact]))),
        "letters": differing,
        "is_look_alike": is_look_alike,
    }
