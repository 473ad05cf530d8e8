"""STIX 2.1: a report that holds the claimants as identities, the channels as accounts and each claim as an observation.

Spec: https://docs.oasis-open.org/cti/stix/v2.1/os/stix-v2.1-os.html. No object says who is behind a claim:
claimants are identities "as shown", tied to channels as "related-to".
"""

from __future__ import annotations

import json
import uuid
from typing import Any

from strikes.report.case import Row
from strikes.report.exchange import dumped, made_id, watch_url
from strikes.report.pack import Pack

#: Ids of cyber observables are uuid5 of their contributing properties in this namespace (spec section 2.9).
_OBSERVABLES = uuid.UUID("00abedb4-aa42-466c-9c01-fed23315a9b7")
#: The marking definitions that STIX 2.1 fixes for TLP 1.0 (section 7.2.1.4); 2.0 marks are named beside them.
_TLP = {
    "TLP:CLEAR": "marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9",
    "TLP:AMBER": "marking-definition--f88d31f6-486f-44da-b317-01333bde0b82",
    "TLP:AMBER+STRICT": "marking-definition--f88d31f6-486f-44da-b317-01333bde0b82",
}
_TLP_NAMES = {"TLP:CLEAR": "white", "TLP:AMBER": "amber", "TLP:AMBER+STRICT": "amber"}
_TLP_MADE = "2017-01-20T00:00:00.000Z"

Object = dict[str, Any]


def to_stix(pack: Pack) -> bytes:
    """Return the pack as a STIX bundle."""
    name, day = pack["about"]["pack"], f"{pack['about']['as_of']}T00:00:00.000Z"
    common: Object = {
        "spec_version": "2.1",
        "created": day,
        "modified": day,
        "object_marking_refs": [_TLP[pack["about"]["tlp"]]],
    }
    author = common | {"type": "identity", "id": f"identity--{made_id('strikes', 'author')}", "name": "strikes"}
    author |= {"identity_class": "system"}
    common["created_by_ref"] = author["id"]
    claimants = {row["claimant"]: _claimant(row, name, common) for row in pack["claimants"]}
    accounts = {row["channel"]: _account(row, pack) for row in pack["channels"]}
    links = _links(pack, claimants, accounts, common)
    claims = [inner for row in pack["claims"] for inner in _claim(row, name, accounts, claimants, common)]
    body = [
        *claimants.values(),
        *accounts.values(),
        *_mails(pack),
        *links,
        *claims,
        *_campaign(pack, common),
    ]
    unique = list({inner["id"]: inner for inner in body}.values())
    report = _report(pack, common, [inner["id"] for inner in unique] or [author["id"]])
    objects = [_marking(pack["about"]["tlp"]), author, *unique, report]
    return dumped({"type": "bundle", "id": f"bundle--{made_id(name, 'bundle')}", "objects": objects})


def _marking(tlp: str) -> Object:
    known = _TLP_NAMES[tlp]
    return {
        "type": "marking-definition",
        "spec_version": "2.1",
        "id": _TLP[tlp],
        "created": _TLP_MADE,
        "definition_type": "tlp",
        "name": f"TLP:{known.upper()}",
        "definition": {"tlp": known},
    }


def _observable(kind: str, contributing: dict[str, str], **more: Any) -> Object:
    canonical = json.dumps(contributing, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    own = f"{kind}--{uuid.uuid5(_OBSERVABLES, canonical)}"
    return {"type": kind, "spec_version": "2.1", "id": own} | contributing | more


def _claimant(row: Row, pack: str, common: Object) -> Object:
    shown = [*row["names"], *([row["ref"]] if row["ref"] else [])]
    return common | {
        "type": "identity",
        "id": f"identity--{made_id(pack, row['claimant'])}",
        "name": f"{row['claimant']} {shown[0]}" if shown else row["claimant"],
        "description": "A claimant as shown on claims. The name may be borrowed; it says nothing about a person.",
        "identity_class": "unknown",
    }


def _account(row: Row, pack: Pack) -> Object:
    shown = {"display_name": row["title"]} if row["title"] else {}
    own = row["channel_id"] or f"{pack['about']['pack']}/{row['channel']}"
    return _observable("user-account", {"account_type": "youtube", "user_id": own}, **shown)


def _mails(pack: Pack) -> list[Object]:
    """Return whole addresses only: what was masked is no address."""
    return [
        _observable("email-addr", {"value": address})
        for row in pack["claimants"]
        for address in row["emails"]
        if "…" not in address
    ]


def _links(pack: Pack, claimants: dict[str, Object], accounts: dict[str, Object], common: Object) -> list[Object]:
    name = pack["about"]["pack"]
    pairs = list(dict.fromkeys((row["claimant"], row["channel"]) for row in pack["claims"]))
    aimed = [_relation(name, claimants[a], accounts[b], "claimed against", common) for a, b in pairs]
    tied = [
        _relation(name, claimants[row["a"]], claimants[row["b"]], f"{row['layer']}: {row['sentence'] or ''}", common)
        for row in pack["ties"]
    ]
    return aimed + tied


def _relation(pack: str, a: Object, b: Object, why: str, common: Object) -> Object:
    return common | {
        "type": "relationship",
        "id": f"relationship--{made_id(pack, '/'.join((a['id'], b['id'], why)))}",
        "relationship_type": "related-to",
        "source_ref": a["id"],
        "target_ref": b["id"],
        "description": why,
    }


def _claim(
    row: Row, pack: str, accounts: dict[str, Object], claimants: dict[str, Object], common: Object
) -> list[Object]:
    address = watch_url(row["video_id"])
    seen = [accounts[row["channel"]]["id"]]
    made: list[Object] = []
    if address:
        made.append(_observable("url", {"value": address}))
        seen.append(made[0]["id"])
    told = f"Claim {row['claim']} by {row['claimant']}: {row['demand']}, {row['outcome']}, provenance P{row['level']}."
    own = made_id(pack, f"claim {row['claim']}")
    if not row["claimed_at"]:
        # An observation must have a time; a claim without one is a note.
        refs = [*seen, claimants[row["claimant"]]["id"]]
        return [*made, common | {"type": "note", "id": f"note--{own}", "content": told, "object_refs": refs}]
    moment = _instant(row["claimed_at"])
    observed = {"first_observed": moment, "last_observed": moment, "number_observed": 1, "object_refs": seen}
    note = {"type": "note", "id": f"note--{own}", "content": told, "object_refs": [f"observed-data--{own}"]}
    return [*made, common | {"type": "observed-data", "id": f"observed-data--{own}"} | observed, common | note]


def _campaign(pack: Pack, common: Object) -> list[Object]:
    if pack["about"]["kind"] != "campaign":
        return []
    first, last = pack["figures"]["first_claim_at"], pack["figures"]["last_claim_at"]
    seen = {"first_seen": _instant(first), "last_seen": _instant(last)} if first else {}
    own = f"campaign--{made_id(pack['about']['pack'], 'campaign')}"
    told = {"name": pack["story"]["headline"], "description": "; ".join(pack["story"]["bands"])}
    return [common | {"type": "campaign", "id": own} | told | seen]


def _report(pack: Pack, common: Object, refs: list[str]) -> Object:
    return common | {
        "type": "report",
        "id": f"report--{made_id(pack['about']['pack'], 'report')}",
        "name": pack["story"]["headline"],
        "description": "\n".join([pack["about"]["tlp"], *pack["story"]["why"], pack["story"]["caution"]]),
        "report_types": ["campaign" if pack["about"]["kind"] == "campaign" else "observed-data"],
        "published": common["created"],
        "object_refs": refs,
    }


def _instant(moment: str) -> str:
    """Return a time as STIX writes it: with milliseconds; a day becomes its first moment."""
    return f"{moment[:19] if 'T' in moment else moment + 'T00:00:00'}.000Z"
